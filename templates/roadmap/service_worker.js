{% get_current_language as language %}"use strict";
// Keeps the last state of Today and of the lists, with the files that they need, for reading without a connection.
// Private pages: gone when somebody else signs in, when the person reads in another language, and at sign-out with everything
// else (Clear-Site-Data).

const PAGES = "pages", FILES = "files", PERSON = "/kept-for";
// Another language makes this another script, which is installed anew and reads the page below in it.
const LANGUAGE = "{{ language }}";
const OFFLINE = "{% url "roadmap:offline" %}", TODAY = "{% url "roadmap:today" %}", ROADMAPS = "{% url "roadmap:roadmap_list" %}";
const STATIC = "{% static "" %}", HOUR = 3_600_000;
const away = (answer) => [502, 503, 504].includes(answer.status);
const isList = (path) => path.startsWith(ROADMAPS) && /^\d+\/$/.test(path.slice(ROADMAPS.length));
const isKept = (path) => path === TODAY || path === ROADMAPS || isList(path);
// The name of a file without the print of its content, which a release writes into it.
const plainName = (path) => path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepOfflinePage());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keepOfflinePage() {
  const answer = await fetch(OFFLINE, { credentials: "omit", headers: { "Accept-Language": LANGUAGE } });
  const body = await answer.clone().text();
  await (await caches.open(FILES)).put(OFFLINE, answer);
  await keepFiles(body);
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(STATIC)) event.respondWith(file(event.request, url.pathname));
  else if (event.request.mode === "navigate") event.respondWith(page(event, url));
});

async function page(event, url) {
  const isPlain = isKept(url.pathname) && !url.search;
  const copy = isPlain ? await copyOf(url.pathname) : undefined;
  try {
    const answer = await fetch(asking(event.request, copy));
    if (answer.status === 304) return copy;
    if (away(answer)) return (await keptPage(url)) ?? answer;
    if (isPlain && answer.ok && !answer.redirected) event.waitUntil(keep(url.pathname, answer.clone()));
    return answer;
  } catch {
    return (await keptPage(url)) ?? (await caches.match(OFFLINE, { ignoreVary: true })) ?? Response.error();
  }
}

// Asks for a page only if it is another one than the copy.
function asking(request, copy) {
  const print = copy?.headers.get("ETag");
  if (!print) return request;
  const headers = new Headers(request.headers);
  headers.set("If-None-Match", print);
  return new Request(request, { headers });
}

const copyOf = async (path) => (await caches.open(PAGES)).match(path, { ignoreVary: true });

// A kept page says in its root element from when it is; the page's own script tells people.
async function keptPage(url) {
  const pages = await caches.open(PAGES);
  const copy = isKept(url.pathname) && (await copyOf(url.pathname));
  if (!copy) {
    const lists = url.pathname === ROADMAPS ? await pages.keys() : [];
    const list = lists.map((request) => new URL(request.url).pathname).find(isList);
    return list ? Response.redirect(list) : null;
  }
  const body = (await copy.text()).replace("<html", `<html data-kept-at="${copy.headers.get("Kept-At")}"`);
  return new Response(body, { headers: copy.headers });
}

async function keep(path, answer) {
  const body = await answer.text();
  const reader = readerOf(body);
  if (!reader) return;
  await belongTo(reader);
  await put(path, answer, body);
}

// Whose page it is, and in which language: "7 de".
const readerOf = (body) => {
  const [, language, person] = /<html[^>]* lang="([^"]*)"[^>]* data-person="(\d+)"/.exec(body) ?? [];
  return person && `${person} ${language}`;
};
const keptFor = async () => (await copyOf(PERSON))?.text();

async function put(path, answer, body) {
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("Kept-At", String(Date.now()));
  await (await caches.open(PAGES)).put(path, new Response(body, { headers }));
  await keepFiles(body);
}

// One after another: of two at once, the second would throw away what the first has kept.
let turn = Promise.resolve(), looked = 0;
function belongTo(reader) {
  turn = turn.then(async () => {
    if ((await keptFor()) === reader) return;
    await caches.delete(PAGES);
    await (await caches.open(PAGES)).put(PERSON, new Response(reader));
    looked = 0;
  });
  return turn;
}

// The styles, scripts, fonts and drawings that a page names, and those that its styles name.
async function keepFiles(body) {
  const named = [...body.matchAll(new RegExp(`(?:href|src)="(${STATIC}[^"#]+)`, "g"))].map((found) => found[1]);
  for (const path of new Set(named)) {
    const style = await keepFile(path);
    if (!style || !path.endsWith(".css")) continue;
    for (const found of (await style.text()).matchAll(/url\(["']?([^"')]+)/g)) {
      await keepFile(new URL(found[1], new URL(path, location.origin)).pathname);
    }
  }
}

// Gives the file where it is a new one; an older release of it goes.
async function keepFile(path) {
  const files = await caches.open(FILES);
  if (await files.match(path, { ignoreVary: true })) return null;
  const answer = await fetch(path);
  if (!answer.ok) return null;
  for (const request of await files.keys()) {
    if (plainName(new URL(request.url).pathname) === plainName(path)) await files.delete(request);
  }
  await files.put(path, answer.clone());
  return answer;
}

async function file(request, path) {
  const files = await caches.open(FILES), copy = await files.match(path, { ignoreVary: true });
  if (copy && plainName(path) !== path) return copy;
  try {
    const answer = await fetch(request);
    if (copy && answer.ok) await files.put(path, answer.clone());
    return answer;
  } catch (error) {
    if (copy) return copy;
    for (const other of await files.keys()) {
      if (plainName(new URL(other.url).pathname) === plainName(path)) return files.match(other, { ignoreVary: true });
    }
    throw error;
  }
}

// A page says whose it is and what has changed on it: {person, changed: [paths]}. What was not kept for an hour is read too.
self.addEventListener("message", (event) => event.waitUntil(heard(event.data)));

async function heard({ person, changed }) {
  // A page of before the language was changed says nothing about the language.
  if ((await keptFor())?.split(" ")[0] !== person) await belongTo(`${person} ${LANGUAGE}`);
  const wanted = new Set(changed.filter(isKept));
  if (Date.now() - looked > HOUR / 6) {
    looked = Date.now();
    for (const path of [TODAY, ROADMAPS]) if (!(await isYoung(path))) wanted.add(path);
  }
  for (const path of wanted) await read(path);
}

async function isYoung(path) {
  const paths = (await (await caches.open(PAGES)).keys()).map((request) => new URL(request.url).pathname);
  for (const kept of paths.filter((other) => other === path || (path === ROADMAPS && isList(other)))) {
    if (Date.now() - Number((await copyOf(kept))?.headers.get("Kept-At")) < HOUR) return true;
  }
  return false;
}

async function read(path) {
  const answer = await fetch(path).catch(() => null);
  const at = answer && new URL(answer.url).pathname;
  if (!answer?.ok || !isKept(at)) return;
  const body = await answer.text();
  // Whoever has signed out meanwhile left nothing behind, and nothing comes after.
  const reader = readerOf(body);
  if (!reader || reader.split(" ")[0] !== (await keptFor())?.split(" ")[0]) return;
  await belongTo(reader);
  await put(at, answer, body);
}
