"use strict";
// Arrow keys on the map: left and right along the ways, up and down within a column. Without this file Tab does the walking,
// and a step is a link; roadmap.js opens it beside the map.

{
const side = { ArrowLeft: ["then", "first"], ArrowRight: ["first", "then"] };
const ways = (map, end, node) => [...map.querySelectorAll(`.way[data-${end}="${node.id}"]`)];

function middle(node) {
  const box = node.querySelector(".box").getBoundingClientRect();
  return { x: box.x, y: box.y };
}

// The nearest of some nodes by height: a way goes on as straight as it can.
function nearest(nodes, y) {
  return nodes.sort((one, other) => Math.abs(middle(one).y - y) - Math.abs(middle(other).y - y))[0];
}

function neighbour(map, node, key) {
  const at = middle(node);
  if (side[key]) {
    const [from, to] = side[key];
    return nearest(ways(map, from, node).map((way) => document.getElementById(way.dataset[to])), at.y);
  }
  const column = [...map.querySelectorAll(".node")].filter((other) => Math.abs(middle(other).x - at.x) < 8);
  const below = key === "ArrowDown";
  return nearest(column.filter((other) => (below ? middle(other).y > at.y : middle(other).y < at.y)), at.y);
}

document.addEventListener("keydown", (event) => {
  const node = event.target.closest?.(".map .node");
  if (!node || !event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const other = neighbour(node.closest(".map"), node, event.key);
  other?.focus({ preventScroll: true });
  other?.querySelector(".box").scrollIntoView({ block: "nearest", inline: "center" });
});

// The ways of the node that has the focus or the pointer are lit.
function light(event) {
  const node = event.target.closest?.(".map .node");
  for (const way of document.querySelectorAll(".way.lit")) way.classList.remove("lit");
  if (!node) return;
  const map = node.closest(".map");
  for (const way of [...ways(map, "first", node), ...ways(map, "then", node)]) way.classList.add("lit");
}
document.addEventListener("focusin", light);
document.addEventListener("pointerover", light);

// Its size: never so small that its text could not be read, so there is no "fit"; the map of the stages is the whole.
const SIZES = [0.85, 1, 1.25, 1.5, 2, 2.5];
let size = 1;
const picture = () => document.getElementById("map-of-stage");
function draw() {
  const map = picture(), box = map?.viewBox.baseVal;
  for (const zoom of document.querySelectorAll("[data-zoom]")) {
    zoom.hidden = false;
    zoom.querySelector("output").value = `${Math.round(size * 100)} %`;
    zoom.querySelector("[data-by='-1']").disabled = size === SIZES[0];
    zoom.querySelector("[data-by='1']").disabled = size === SIZES.at(-1);
  }
  if (!map) return;
  map.setAttribute("width", box.width * size);
  map.setAttribute("height", box.height * size);
}
// What lies under the pointer, or in the middle, stays where it is.
function resize(by, x, y) {
  const card = document.getElementById("map-card"), before = size;
  size = by ? SIZES[Math.max(0, Math.min(SIZES.length - 1, SIZES.indexOf(size) + by))] : 1;
  draw();
  if (!card || size === before) return;
  const at = card.getBoundingClientRect(), left = (x ?? at.x + at.width / 2) - at.x, top = (y ?? at.y + at.height / 2) - at.y;
  card.scrollLeft = (card.scrollLeft + left) * (size / before) - left;
  card.scrollTop = (card.scrollTop + top) * (size / before) - top;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom] [data-by]");
  if (button) resize(Number(button.dataset.by));
});
// Two fingers on a touchpad, or the wheel with Ctrl.
let turned = 0;
document.addEventListener("wheel", (event) => {
  if (!event.ctrlKey || !event.target.closest?.("[data-pan]")) return;
  event.preventDefault();
  turned += event.deltaY;
  if (Math.abs(turned) < 40) return;
  resize(turned < 0 ? 1 : -1, event.clientX, event.clientY);
  turned = 0;
}, { passive: false });

// The mouse drags the map; a finger scrolls it anyway. A drag that ends on a step opens nothing.
let grip = null;
document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest?.("[data-pan]");
  if (card && event.pointerType === "mouse" && event.button === 0) grip = { card, x: event.clientX, y: event.clientY, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!grip || !event.buttons) return void (grip = null);
  const x = event.clientX - grip.x, y = event.clientY - grip.y;
  if (!grip.moved && Math.hypot(x, y) < 5) return;
  grip.card.scrollBy({ left: -x, top: -y, behavior: "instant" });
  grip = { ...grip, x: event.clientX, y: event.clientY, moved: true };
});
document.addEventListener("click", (event) => {
  if (grip?.moved) { event.preventDefault(); event.stopPropagation(); }
  grip = null;
}, true);
document.addEventListener("dragstart", (event) => { if (event.target.closest?.("[data-pan]")) event.preventDefault(); });

// A tick in the drawer changes nodes and ways: the map is read anew, and keeps its size and its place.
document.addEventListener("htmx:afterRequest", async (event) => {
  if (!event.detail.successful || !/\/steps\/\d+\/status\//.test(event.detail.pathInfo.requestPath)) return;
  const answer = await fetch(location.href).catch(() => null);
  const parts = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("map-parts");
  if (!parts) return;
  const card = document.getElementById("map-card"), place = { left: card?.scrollLeft, top: card?.scrollTop };
  const focused = document.activeElement?.closest("#map-parts [id]")?.id;
  document.getElementById("map-parts").replaceWith(parts);
  draw();
  document.getElementById("map-card")?.scrollTo(place);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
});
draw();
}
