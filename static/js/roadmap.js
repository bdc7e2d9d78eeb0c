"use strict";
// The list as a workplace: a drawer beside it, and keys for what the buttons do. Without this file links and forms do the same.

// Every change of status is a button of the form "ticks". Here it is sent without leaving the page, each button on its own,
// so that quick ticks do not wait for one another; what is swapped, the page says with hx-target and hx-swap.
document.addEventListener("click", (event) => {
  const button = event.target.closest('button[form="ticks"][name="status"]');
  if (!button) return;
  event.preventDefault();
  // The second click of a double click: the answer may be there already, and the click would take the tick back.
  if (event.detail > 1) return;
  const values = Object.fromEntries(new FormData(button.form, button));
  htmx.ajax("POST", button.getAttribute("formaction"), { source: button, values });
});

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

// A step opens beside the list where there is room for a drawer; with a modifier key, or on other pages, it is a link.
document.addEventListener("click", (event) => {
  const title = event.target.closest(".stage .step-title");
  if (!title || !drawer() || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  htmx.ajax("GET", title.href, { target: "#drawer", swap: "innerHTML" });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-drawer]")) closeDrawer();
});

function closeDrawer() {
  const open = drawer()?.querySelector("[name=open]");
  drawer()?.replaceChildren();
  if (open) document.querySelector(`#step-row-${open.value} .step-title`)?.focus();
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
  const at = titles.indexOf(document.activeElement);
  titles[Math.max(0, Math.min(titles.length - 1, at === -1 ? 0 : at + by))].focus();
}

// Who unfolds a form beside a step wants to write in it.
document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.closest?.(".desk")) event.target.querySelector("textarea, .field input")?.focus();
}, true);
