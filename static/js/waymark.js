"use strict";
// Small things that make pages quicker to use. Every page works without this file.

// Sign-up tells us the zone of the browser, so that dates and reminders are local from the first day.
for (const field of document.querySelectorAll("input[name=time_zone][type=hidden]")) {
  if (!field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
}

// A menu closes when one clicks elsewhere or presses Escape.
const openMenus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) { menu.open = false; menu.querySelector("summary").focus(); }
});

// A key presses the button that names it, data-key="/", or goes to the field that does, data-focus="/". Not while one types, and never together with Ctrl, Alt or Cmd.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
  if (field) { event.preventDefault(); field.focus(); field.select(); return; }
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// An address that names a field, /catalog/#id_q, means: type here.
if (location.hash.startsWith("#id_")) document.getElementById(location.hash.slice(1))?.focus();

// After a form came back with errors, the first wrong field has the focus.
document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("[aria-invalid=true]")?.focus());

// The words of scripts stand in the page (_says.html), in the reader's language: say("set-to", {status: "done"}).
function say(name, values = {}) {
  const words = document.getElementById("says")?.getAttribute(`data-say-${name}`) ?? "";
  return words.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

// What was not stored is said, and said as that.
function tell(sentence) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = sentence;
  document.querySelector("#toasts")?.replaceChildren(toast);
}
// A tick that reached nobody is queued by roadmap.js, which says so.
const isTick = (event) => /^\/steps\/\d+\/status\//.test(event.detail.pathInfo?.requestPath ?? "");
document.addEventListener("htmx:sendError", (event) => isTick(event) || tell(say("unreachable")));
document.addEventListener("htmx:timeout", () => tell(say("too-long")));
const isAway = (status) => [502, 503, 504].includes(status);
document.addEventListener("htmx:responseError", (event) => {
  if (isTick(event) && isAway(event.detail.xhr.status)) return;
  tell(say(String(event.detail.xhr.status)) || say("error"));
});

// What was typed into a form when the session had ended waits in this tab, until its writer sees that form again.
{
  const shelf = "waymark-unsent", writer = document.documentElement.dataset.person;
  const isTyped = (field) => field.matches("textarea, [type=text], [type=url]") && field.value !== field.defaultValue;

  document.addEventListener("htmx:beforeOnLoad", ({ detail: { xhr, requestConfig } }) => {
    const form = requestConfig.elt.closest("form");
    if (!writer || !form || !xhr.getResponseHeader("HX-Redirect")?.startsWith("/accounts/login/")) return;
    const typed = [...form.elements].filter(isTyped).map((field) => [field.name, field.value]);
    if (typed.length) sessionStorage.setItem(shelf, JSON.stringify({ writer, action: form.getAttribute("action"), typed }));
  });

  function giveBack(part) {
    const unsent = writer && JSON.parse(sessionStorage.getItem(shelf));
    if (!unsent) return;
    if (unsent.writer !== writer) return sessionStorage.removeItem(shelf);
    const form = [...part.querySelectorAll("form")].find((one) => one.getAttribute("action") === unsent.action);
    if (!form) return;
    sessionStorage.removeItem(shelf);
    for (const [name, value] of unsent.typed) if (form.elements[name]) form.elements[name].value = value;
    const unfolded = form.closest("details");
    if (unfolded) unfolded.open = true;
    form.elements[unsent.typed[0][0]]?.focus();
    tell(say("given-back"));
  }
  giveBack(document);
  document.addEventListener("htmx:afterSwap", (event) => giveBack(event.target));
}
