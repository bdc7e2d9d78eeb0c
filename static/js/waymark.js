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

// What was not stored is said, and said as that.
function tell(sentence) {
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = sentence;
  document.querySelector("#toasts")?.replaceChildren(toast);
}
// A tick that reached nobody is queued by roadmap.js, which says so.
const isTick = (event) => /^\/steps\/\d+\/status\//.test(event.detail.pathInfo?.requestPath ?? "");
document.addEventListener("htmx:sendError", (event) => isTick(event) || tell("Waymark cannot be reached. Nothing was stored; try again in a moment."));
document.addEventListener("htmx:timeout", () => tell("Waymark took too long to answer. Load the page again to see what is stored."));
const isAway = (status) => [502, 503, 504].includes(status);
document.addEventListener("htmx:responseError", (event) => {
  if (isTick(event) && isAway(event.detail.xhr.status)) return;
  const sentences = {
    403: "This page is too old to be stored. Load it again, then repeat the last step.",
    404: "This is not here any more. Load the page again.",
    503: "The database is away for a moment. Nothing was stored; try again shortly.",
  };
  tell(sentences[event.detail.xhr.status] || "Something went wrong on our side. Nothing was stored; load the page again.");
});
