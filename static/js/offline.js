"use strict";
// What to do without a connection: pages are kept for reading (by the service worker), ticks wait in a queue of this browser
// and are sent once each. Without this file, and without a secure address, pages need a connection as everywhere.

{
const person = document.documentElement.dataset.person;
const keptAt = Number(document.documentElement.dataset.keptAt);

// The service worker learns whose pages these are, and which of them changed under the hand.
function tellWorker(changed) {
  navigator.serviceWorker?.ready.then((worker) => worker.active?.postMessage({ person, changed }));
}
if (person && "serviceWorker" in navigator) {
  const isFirst = !navigator.serviceWorker.controller;
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  addEventListener("load", () => tellWorker(isFirst ? [location.pathname] : []));
}

// The queue: {number, key, person, step, title, status, expected, at, state, now} in IndexedDB, in the order in which ticks
// were made. state: queued; offered (the session had ended); conflict (it is `now` something else); refused.
const store = person && new Promise((resolve, reject) => {
  const opening = indexedDB.open("waymark", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("ticks", { keyPath: "number", autoIncrement: true });
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});
async function inStore(mode, act) {
  const ticks = (await store).transaction("ticks", mode).objectStore("ticks");
  const request = act(ticks);
  return new Promise((resolve, reject) => {
    ticks.transaction.oncomplete = () => resolve(request.result);
    ticks.transaction.onerror = ticks.transaction.onabort = () => reject(ticks.transaction.error);
  });
}
const all = () => inStore("readonly", (ticks) => ticks.getAll());
const change = (tick) => inStore("readwrite", (ticks) => ticks.put(tick));
const drop = (tick) => inStore("readwrite", (ticks) => ticks.delete(tick.number));
const mine = async () => (await all()).filter((tick) => tick.person === person);
// What another person queued here waits for them, without its title.
async function hideOthers() {
  for (const tick of await all()) if (tick.person !== person && tick.title) await change({ ...tick, title: "" });
}

// Keeps a tick that did not reach the server: {step, title, status, expected}. state: queued or offered.
async function queueTick(tick, state = "queued") {
  await change({ ...tick, person, state, key: newKey(), at: Date.now() });
  await show();
  if (state === "queued") waitForServer();
}
// crypto.randomUUID exists at secure addresses only.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Sends what waits, in order, one tab at a time; the server knows each key, so that an answer that was lost does no harm.
async function send() {
  if (!navigator.locks) return sendAll();
  return navigator.locks.request("waymark-ticks", { ifAvailable: true }, (lock) => lock && sendAll());
}
async function sendAll() {
  let isSent = false;
  for (const tick of (await mine()).filter((one) => one.state === "queued")) {
    const outcome = await sendOne(tick).catch(() => "away");
    if (outcome === "away" || outcome === "signed out" || outcome === "old page") {
      await show(outcome);
      return outcome;
    }
    if (outcome === "stored") await drop(tick);
    else await change({ ...tick, ...outcome });
    isSent = true;
  }
  await show();
  if (isSent) document.dispatchEvent(new Event("waymark:sent"));
  return "sent";
}
async function sendOne(tick) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ status: tick.status, page: "roadmap", key: tick.key, csrfmiddlewaretoken: token });
  const address = `/steps/${tick.step}/status/${tick.expected ? `?expected=${tick.expected}` : ""}`;
  const answer = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true", "HX-Current-URL": location.href } });
  if (answer.headers.get("HX-Redirect")) return "signed out";
  if (answer.status === 403) return "old page";
  if (answer.status >= 500 || answer.status === 429) return "away";
  const html = await answer.text();
  if (answer.ok || answer.status === 409) document.dispatchEvent(new CustomEvent("waymark:answer", { detail: { step: tick.step, html } }));
  if (answer.status === 409) return { state: "conflict", now: stateIn(html, tick.step) };
  return answer.ok ? "stored" : { state: "refused" };
}
function stateIn(html, step) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return parsed.getElementById(`step-row-${step}`)?.dataset.state ?? "";
}

// While something waits, or the page is a kept one, the server is asked now and then whether it is back.
let timer = null, pause = 2;
function waitForServer() {
  if (timer) return;
  timer = setTimeout(() => { timer = null; tryNow(); }, pause * 1000);
  pause = Math.min(60, pause * 2);
}
async function tryNow() {
  clearTimeout(timer);
  timer = null;
  const isBack = await fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (!isBack) return waitForServer();
  pause = 2;
  // A kept page is an old one: the new page sends what waits.
  if (keptAt) return location.reload();
  const outcome = await send();
  if (outcome === "away") waitForServer();
  if (outcome === "old page") reloadOnce();
}
function reloadOnce() {
  if (Date.now() - Number(sessionStorage.getItem("reloaded")) < 60_000) return;
  sessionStorage.setItem("reloaded", String(Date.now()));
  location.reload();
}

// What is said about all this stands at the head of the page.
const word = (status) => say(status === "locked" ? "todo" : status);
const named = (tick) => say("tick", { step: tick.title || say("a-step"), status: word(tick.status) });

const lang = document.documentElement.lang, language = lang === "en" ? "en-GB" : lang;

function ago(moment) {
  const minutes = Math.round((Date.now() - moment) / 60_000);
  const time = new Date(moment).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  const span = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (minutes < 1) return say("a-moment-ago", { time });
  if (minutes < 90) return `${time}, ${span.format(-minutes, "minute")}`;
  if (minutes < 48 * 60) return `${time}, ${span.format(-Math.round(minutes / 60), "hour")}`;
  return `${time}, ${span.format(-Math.round(minutes / 1440), "day")}`;
}
function line(sentence, ...buttons) {
  const row = document.createElement("p");
  row.className = "row";
  row.append(Object.assign(document.createElement("span"), { textContent: sentence }), ...buttons);
  return row;
}
function button(word, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: word });
  made.addEventListener("click", act);
  return made;
}
function link(word, href) {
  return Object.assign(document.createElement("a"), { className: "btn", textContent: word, href });
}

async function show(outcome = "") {
  const ticks = await mine(), queued = ticks.filter((tick) => tick.state === "queued");
  const lines = [];
  if (keptAt) lines.push(line(say("old-page", { time: ago(keptAt) }), button(say("try-again"), tryNow)));
  if (outcome === "signed out") {
    const next = encodeURIComponent(location.pathname + location.search);
    lines.push(line(say("session-ended"), link(say("sign-in"), `/accounts/login/?next=${next}`)));
  }
  if (queued.length) {
    const count = queued.length, form = new Intl.PluralRules(language).select(count) === "one" ? "one" : "other";
    const sentence = say(`waits-${form}`, { count, ticks: queued.map(named).join(", ") });
    lines.push(line(sentence, ...(keptAt ? [] : [button(say("send-now"), tryNow)])));
  }
  for (const tick of ticks) if (tick.state !== "queued") lines.push(question(tick));
  const box = document.querySelector("#away") ?? makeBox();
  box.hidden = !lines.length;
  box.replaceChildren(...lines);
  document.dispatchEvent(new CustomEvent("waymark:queue", { detail: ticks }));
}
function makeBox() {
  const box = Object.assign(document.createElement("section"), { id: "away", className: "notice away", hidden: true });
  box.setAttribute("role", "status");
  document.getElementById("main").prepend(box);
  return box;
}
function question(tick) {
  const leave = button(say(tick.state === "refused" ? "understood" : "leave"), async () => { await drop(tick); await show(); document.dispatchEvent(new Event("waymark:sent")); });
  if (tick.state === "refused") return line(say("refused", { tick: named(tick) }), leave);
  // Asked for anew, it is a new tick: what was in the way has been seen.
  const again = button(say("set-to", { status: word(tick.status) }), async () => {
    await drop(tick);
    const { number, now, ...rest } = tick;
    await queueTick({ ...rest, expected: "" });
    await tryNow();
  });
  if (tick.state === "offered") return line(say("offered", { tick: named(tick) }), again, leave);
  const sentence = say(tick.now ? "conflict-now" : "conflict", { tick: named(tick), status: tick.now && word(tick.now) });
  return line(sentence, again, leave);
}

if (person) {
  hideOthers().then(() => show()).then(mine).then((ticks) => {
    if (keptAt || ticks.some((tick) => tick.state === "queued")) (keptAt ? waitForServer : tryNow)();
  }).catch(() => {});
  addEventListener("online", tryNow);
}

// Sign-out clears this browser: what waits is sent before, and what cannot be sent is said.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!person || new URL(form.action).pathname !== "/accounts/logout/" || form.dataset.isSure) return;
  event.preventDefault();
  const waits = async () => (await mine().catch(() => [])).filter((tick) => tick.state !== "refused").length;
  if (await waits()) await send();
  form.dataset.isSure = "true";
  if (!(await waits())) return form.submit();
  document.querySelector("#away")?.append(line(say("sign-out")));
});

window.waymark = { queueTick, tellWorker, isKeptPage: Boolean(keptAt) };
}
