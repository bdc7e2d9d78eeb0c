"use strict";
// The page on which a roadmap is arranged, made quicker: edits without leaving it, Alt with an arrow, and dragging.
// Without this file its forms, links and buttons do the same.

const board = () => document.getElementById("board");
let isBusy = false; // one edit at a time, because each is made on what the last one left

async function send(address, values, source) {
  if (isBusy) return;
  isBusy = true;
  const shut = [...board().querySelectorAll("details")].map((part) => [part.id, part.open]).filter(([id]) => id);
  try {
    await htmx.ajax("POST", address, { source, values, target: "#board", swap: "outerHTML" });
  } finally {
    isBusy = false;
  }
  for (const [id, open] of shut) if (document.getElementById(id)) document.getElementById(id).open = open;
  makeDraggable();
}

// What was done is said at the head of the page; whoever is further down reads it where they are.
function sayWhatIsOutOfSight() {
  const said = board().querySelector("[role=alert], [role=status]");
  if (said && said.getBoundingClientRect().bottom < 64) tell(said.textContent.trim().replace(/\s+/g, " "));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest('button[form="arrange"]');
  if (!button || event.detail > 1) return;
  event.preventDefault();
  const place = button.closest(".place");
  const near = place?.nextElementSibling ?? place?.previousElementSibling;
  send(button.getAttribute("formaction"), Object.fromEntries(new FormData(button.form, button)), button).then(() => {
    // Where the button is gone, the focus goes on to what stood beside it.
    if (document.activeElement === document.body) document.getElementById(near?.id)?.querySelector("a, button")?.focus();
    sayWhatIsOutOfSight();
  });
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-board]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form);
  const values = {};
  for (const name of new Set(data.keys())) values[name] = data.getAll(name).length > 1 ? data.getAll(name) : data.get(name);
  send(form.action, values, form).then(() => {
    (board().querySelector("[aria-invalid=true]") ?? board().querySelector("[role=alert], [role=status]"))?.scrollIntoView({ block: "nearest" });
    board().querySelector("[aria-invalid=true]")?.focus();
  });
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const place = document.activeElement.closest(".place[data-step]");
  if (!place) return;
  event.preventDefault();
  const button = document.getElementById(`${event.key === "ArrowUp" ? "up" : "down"}-${place.dataset.step}`);
  button.focus();
  button.click();
});

// Dragging is for a mouse; the buttons stay for all else.
let held = null;
function makeDraggable() {
  for (const place of document.querySelectorAll(".place[data-step]")) place.draggable = true;
}
makeDraggable();

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(".place[data-step]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.querySelector(".place-title").textContent);
  held.classList.add("is-held");
});
document.addEventListener("dragover", (event) => {
  const shelf = held && event.target.closest(".stage[data-order]");
  if (!shelf) return;
  event.preventDefault();
  const over = event.target.closest(".place[data-step]");
  const list = shelf.querySelector(".places");
  if (!over) return list.contains(held) || list.append(held);
  if (over === held) return;
  const middle = over.getBoundingClientRect().top + over.offsetHeight / 2;
  over.parentElement.insertBefore(held, event.clientY < middle ? over : over.nextElementSibling);
});
document.addEventListener("drop", (event) => {
  const shelf = held && event.target.closest(".stage[data-order]");
  if (!shelf) return;
  event.preventDefault();
  const order = [...shelf.querySelectorAll(".places > .place[data-step]")].map((place) => place.dataset.step).join(",");
  const form = document.getElementById("arrange");
  send(shelf.dataset.order, { ...Object.fromEntries(new FormData(form)), order }, form).then(sayWhatIsOutOfSight);
  held = null;
});
document.addEventListener("dragend", () => {
  document.querySelector(".is-held")?.classList.remove("is-held");
  if (held) location.reload(); // let go beside the list: nothing was moved
  held = null;
});
