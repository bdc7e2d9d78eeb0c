"use strict";
// The minutes that a review is still one's own count down by themselves; the server says them anew with every save.
setInterval(() => {
  for (const left of document.querySelectorAll("[data-minutes]")) {
    const minutes = Math.max(0, Number(left.dataset.minutes) - 1);
    left.dataset.minutes = String(minutes);
    left.textContent = String(minutes);
  }
}, 60_000);
