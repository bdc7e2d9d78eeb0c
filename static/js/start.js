"use strict";
// A form that is sent is sent once: no second click, and no preview that would come after it, follows.
document.addEventListener("submit", (event) => {
  if ("sent" in event.target.dataset) event.preventDefault();
  event.target.dataset.sent = "";
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if ("sent" in event.target.dataset) event.preventDefault();
});

// Whoever comes back by the browser's button finds the page as it was, and may send it again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});
