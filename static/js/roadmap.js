"use strict";
// The list as a workplace: a drawer beside it, and keys for what the buttons do. Without this file links and forms do the same.

// Every change of status is a button of the form "ticks". Here it is painted at once and sent without leaving the page; the
// answer says what is true. Ticks of one step go one after another,
// those of other steps do not wait for them.
{
const CLOSED = ["done", "verified", "skipped"];
const stepOf = (address) => /\/steps\/(\d+)\/status\//.exec(address)?.[1];
const rowOf = (step) => document.getElementById(`step-row-${step}`);
const onItsWay = new Map();

document.addEventListener("click", (event) => {
  const button = event.target.closest('button[form="ticks"][name="status"]');
  if (!button) return;
  event.preventDefault();
  // The second click of a double click: the answer may be there already, and the click would take the tick back.
  if (event.detail > 1) return;
  const address = button.getAttribute("formaction"), step = stepOf(address);
  const values = Object.fromEntries(new FormData(button.form, button));
  const before = stateOf(step);
  const tick = { step, title: titleOf(step, button), status: values.status, expected: before === "verified" ? "done" : before.replace("locked", "todo") };
  paint(step, values.status);
  const earlier = onItsWay.get(step)?.sent ?? Promise.resolve();
  const way = { tick, before, isSent: false };
  way.sent = earlier.then(() => { way.isSent = true; return post(tick, address, values); });
  onItsWay.set(step, way);
  way.sent.finally(() => onItsWay.get(step) === way && onItsWay.delete(step));
});

// A page that was kept from before, and ticks that wait already, send nothing past the queue.
async function post(tick, address, values) {
  if (window.waymark?.isKeptPage || rowOf(tick.step)?.dataset.queued) return queue(tick);
  // Each tick has a sender of its own that no answer swaps: htmx finds no target from an element that is gone.
  const source = document.body.appendChild(Object.assign(document.createElement("span"), { hidden: true }));
  const where = document.getElementById("today") ? { target: "#today", swap: "outerHTML" } : { target: source, swap: "none" };
  await htmx.ajax("POST", address, { source, values, ...where }).catch(() => queue(tick)).finally(() => source.remove());
}
function queue(tick) {
  if (!window.waymark) return tell(say("unreachable"));
  return waymark.queueTick(tick).catch(() => tell(say("nothing-kept")));
}

function stateOf(step) {
  const pressed = document.querySelector(`.choices [formaction*="/steps/${step}/status/"][aria-pressed=true]`);
  return rowOf(step)?.dataset.state ?? pressed?.value ?? "";
}
function titleOf(step, button) {
  const title = rowOf(step)?.querySelector(".step-title") ?? document.querySelector(".drawer h2, .step-page > h1");
  return (title ?? button).textContent.trim();
}
// Paints a status before the answer is there: the look alone; figures are the server's to say.
function paint(step, status) {
  const row = rowOf(step), tick = row?.querySelector(".tick");
  if (row) row.dataset.state = status;
  if (tick) tick.value = CLOSED.includes(status) ? "todo" : "done";
  for (const choice of document.querySelectorAll(`.choices [formaction*="/steps/${step}/status/"]`)) {
    choice.setAttribute("aria-pressed", String(choice.value === status));
  }
}
// An answer to an earlier tick of the same step does not take a later one back.
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const [step, { tick, isSent }] of onItsWay) if (!isSent && rowOf(step)?.dataset.state !== tick.status) paint(step, tick.status);
});
// What was refused is painted back. A session that ended meanwhile keeps the tick, to be offered after the next sign-in.
document.addEventListener("htmx:responseError", (event) => {
  const step = stepOf(event.detail.pathInfo.requestPath), way = onItsWay.get(step);
  if (way && isAway(event.detail.xhr.status)) return queue(way.tick);
  if (way) paint(step, way.before);
});
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const way = onItsWay.get(stepOf(event.detail.pathInfo.requestPath));
  const signIn = event.detail.xhr.getResponseHeader("HX-Redirect");
  if (!way || !signIn?.startsWith("/accounts/login/") || !window.waymark) return;
  event.preventDefault();
  waymark.queueTick(way.tick, "offered").catch(() => {}).then(() => location.assign(signIn));
});
// The page that is kept for reading without a connection is to be the one with the tick.
let telling = null;
document.addEventListener("htmx:afterSettle", () => {
  clearTimeout(telling);
  telling = setTimeout(() => window.waymark?.tellWorker([location.pathname]), 2000);
});

// Ticks that wait in this browser are shown as waiting.
document.addEventListener("waymark:queue", ({ detail: ticks }) => {
  for (const row of document.querySelectorAll("[data-queued]")) {
    delete row.dataset.queued;
    row.querySelector(".waits")?.remove();
  }
  for (const tick of ticks.filter(({ state }) => state === "queued")) {
    paint(tick.step, tick.status);
    const row = rowOf(tick.step);
    if (!row || row.dataset.queued) continue;
    row.dataset.queued = "true";
    row.querySelector(".step-meta")?.append(Object.assign(document.createElement("span"), { className: "chip waits", textContent: say("waits") }));
  }
});
// Their answers are true at once in the list; other pages are read anew when all are sent.
document.addEventListener("waymark:answer", ({ detail: { step, html } }) => {
  if (isList() && rowOf(step)) htmx.swap(document.body, html, { swapStyle: "none" });
});
document.addEventListener("waymark:sent", () => { if (!isList() && document.getElementById("ticks")) location.reload(); });
const isList = () => document.querySelector("#ticks [name=page]")?.value === "roadmap";
}

// A part that is swapped while it holds the focus hands it on to the same control of the part that takes its place.
const controls = (part) => [...part.querySelectorAll("a, button")];
let held = null;
function hold(event) {
  const part = event.detail.target.contains(document.activeElement) && document.activeElement.closest("[id]");
  if (part) held = { id: part.id, at: controls(part).indexOf(document.activeElement) };
}
function handOn() {
  const part = held && document.activeElement === document.body && document.getElementById(held.id);
  if (part) (controls(part)[held.at] ?? controls(part)[0])?.focus();
  held = null;
}
document.addEventListener("htmx:beforeSwap", hold);
document.addEventListener("htmx:oobBeforeSwap", hold);
document.addEventListener("htmx:afterSettle", handOn);

const drawer = () => document.getElementById("drawer");

// A step opens beside the list, or over it on a phone; with a modifier key, or on other pages, it is a link.
document.addEventListener("click", (event) => {
  const title = event.target.closest(".stage .step-title, .map-node, .map-list a");
  if (!title || !drawer() || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = title.getAttribute("href");
  title.setAttribute("aria-busy", "true");
  openStep(address).then((isOpen) => isOpen && remember(address)).finally(() => title.removeAttribute("aria-busy"));
});

// What is opened is read from its beginning, and the keyboard goes on in it.
let openedAt = "", wanted = "";
async function openStep(address) {
  wanted = address;
  await htmx.ajax("GET", address, { target: "#drawer", swap: "innerHTML" }).catch(() => {}); // what failed is told
  if (!wanted) drawer().replaceChildren(); // closed before it was there
  const step = drawer().firstElementChild;
  if (!step) return false;
  openedAt = location.href;
  for (const scroller of [drawer(), drawer().parentElement]) scroller.scrollTo({ top: 0, behavior: "instant" });
  step.focus({ preventScroll: true });
  return true;
}

// An open step is a place in the history: Back closes it, and whoever comes back from another page finds it open.
function remember(address) {
  if (history.state?.step) return history.replaceState({ step: address }, "");
  history.scrollRestoration = "manual"; // the list stays where it is scrolled to meanwhile
  history.pushState({ step: address }, "");
  history.scrollRestoration = "auto";
}
window.addEventListener("popstate", ({ state }) => {
  if (!drawer()) return;
  history.scrollRestoration = "auto";
  if (state?.step && state.step !== wanted) openStep(state.step);
  if (!state?.step && location.href === openedAt) emptyDrawer(); // and not on a way to another part of the page
});
if (drawer() && history.state?.step) openStep(history.state.step);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-drawer]")) closeDrawer();
});

function closeDrawer() {
  emptyDrawer();
  if (history.state?.step) history.back();
}
function emptyDrawer() {
  const open = openStepId();
  wanted = "";
  drawer().replaceChildren();
  const ways = document.querySelectorAll(`#step-row-${open} .step-title, #node-${open}, .map-list a[href="/steps/${open}/"]`);
  [...ways].find((way) => way.checkVisibility())?.focus();
}
function openStepId() {
  return drawer()?.querySelector("[name=open]")?.value;
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && drawer()?.firstElementChild) return closeDrawer();
  if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
});

// j and k move the focus along the visible steps.
function walk(by) {
  const titles = [...document.querySelectorAll("details[open] > ul > .step .step-title, .today .step .step-title")];
  if (!titles.length) return;
  const focused = titles.indexOf(document.activeElement);
  const at = focused === -1 ? titles.findIndex((title) => title.closest(".step").id === `step-row-${openStepId()}`) : focused;
  titles[Math.max(0, Math.min(titles.length - 1, at === -1 ? 0 : at + by))].focus();
}

// Who unfolds a form beside a step wants to write in it.
document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.closest?.(".desk")) event.target.querySelector("textarea, .field input")?.focus();
}, true);
