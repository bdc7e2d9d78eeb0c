"use strict";
// The list remembers which stages are folded, and says its keys. Without this file the stage you are in is unfolded.
{
  const list = document.querySelector("[data-remember]");
  const name = `waymark-stages-${list?.dataset.remember}`;
  const stages = () => list.querySelectorAll("details.stage[id]");

  function remembered() {
    try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return {}; } // private windows may refuse
  }

  if (list && !list.hasAttribute("data-filtered")) {
    const known = remembered();
    for (const stage of stages()) if (stage.id in known) stage.open = known[stage.id];
    const wanted = document.getElementById(location.hash.slice(1));
    const holder = wanted?.closest("details.stage");
    if (holder && !holder.open) { holder.open = true; wanted.scrollIntoView(); }
    list.addEventListener("click", (event) => {
      const summary = event.target.closest("details.stage[id] > summary");
      if (!summary) return;
      const stage = summary.parentElement; // it folds after this click
      try { localStorage.setItem(name, JSON.stringify({ ...remembered(), [stage.id]: !stage.open })); } catch { /* not remembered */ }
    });
  }

  for (const opener of document.querySelectorAll("[data-opens]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
  }

  // f unfolds the filters and goes into their first field.
  document.querySelector(".filters > summary")?.addEventListener("click", (event) => {
    const filters = event.currentTarget.parentElement;
    if (!filters.open) setTimeout(() => filters.querySelector("input").focus());
  });
}
