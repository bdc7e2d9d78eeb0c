"use strict";
// The map as a place to walk: it opens where the person is, is dragged, grows and shrinks, and arrow keys go along its ways.
// Without this file it is a drawing that scrolls, Tab does the walking, and a step is a link; roadmap.js opens it beside the map.

{
const card = () => document.getElementById("map-card");
const map = () => document.getElementById("map");
const nodes = () => [...map().querySelectorAll(".map-node")];
const ways = (end, node) => [...map().querySelectorAll(`.map-way[data-${end}="${node.id}"]`)];
const at = (node) => ({ x: Number(node.firstElementChild.getAttribute("x")), y: Number(node.firstElementChild.getAttribute("y")) });

// Sizes, and what is written at each: below the size as drawn the steps' words would be too small to read.
const SIZES = [0.15, 0.5, 1, 1.25, 1.5, 2], AS_DRAWN = 1;
// How high the names of the stages stand above the drawing where they stand there, in pixels of the screen.
const NAMES = 76;
const level = (share) => (share < 0.5 ? "far" : share < AS_DRAWN ? "mid" : "near");
let size = AS_DRAWN;

// The smallest size that shows more than the one above it.
function smallest() {
  const fits = SIZES.findIndex((share) => map().dataset.width * share >= card().clientWidth);
  return fits === -1 ? SIZES.indexOf(AS_DRAWN) : Math.max(0, Math.min(fits - 1, SIZES.indexOf(AS_DRAWN)));
}
function draw() {
  if (!map()) return;
  const { width, height } = map().dataset, above = size < AS_DRAWN ? NAMES / size : 0;
  map().dataset.level = level(size);
  map().setAttribute("viewBox", `0 ${-above} ${width} ${Number(height) + above}`);
  map().setAttribute("width", width * size);
  map().setAttribute("height", (Number(height) + above) * size);
  for (const zoom of document.querySelectorAll("[data-zoom], .map-keys")) zoom.hidden = false;
  document.querySelector("[data-zoom] output").value = `${Math.round(size * 100)} %`;
  document.querySelector("[data-by='-1']").disabled = SIZES.indexOf(size) <= smallest();
  document.querySelector("[data-by='1']").disabled = size === SIZES.at(-1);
  slide();
}

// What lies under the pointer, or in the middle, stays there.
function resize(share, x, y) {
  const box = card().getBoundingClientRect(), left = (x ?? box.x + box.width / 2) - box.x, top = (y ?? box.y + box.height / 2) - box.y;
  const above = () => (size < AS_DRAWN ? NAMES : 0);
  const point = { x: (card().scrollLeft + left) / size, y: (card().scrollTop + top - above()) / size };
  size = share;
  draw();
  card().scrollTo({ left: point.x * size - left, top: point.y * size + above() - top, behavior: "instant" });
}
function step(by, x, y) {
  const number = SIZES.indexOf(size) + by;
  if (!by) return resize(AS_DRAWN, x, y);
  if (number >= Math.min(smallest(), SIZES.indexOf(size)) && number < SIZES.length) resize(SIZES[number], x, y);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom] [data-by]");
  if (button) step(Number(button.dataset.by));
  if (event.target.closest?.("[data-level=far]")) resize(AS_DRAWN, event.clientX, event.clientY);
});
// Two fingers on a touchpad, or the wheel with Ctrl.
let turned = 0;
document.addEventListener("wheel", (event) => {
  if (!event.ctrlKey || !event.target.closest?.("#map-card")) return;
  event.preventDefault();
  turned += event.deltaY;
  if (Math.abs(turned) < 40) return;
  step(turned < 0 ? 1 : -1, event.clientX, event.clientY);
  turned = 0;
}, { passive: false });

// The name of a stage stays in sight while any of its steps is.
function slide() {
  for (const words of document.querySelectorAll("#map .map-slide")) {
    const { x, width } = words.closest(".map-band").dataset, room = width - words.getBBox().width - 40;
    const by = Math.max(0, Math.min(room, card().scrollLeft / size - x));
    words.setAttribute("transform", `translate(${by} 0)`);
  }
}
document.addEventListener("scroll", (event) => event.target.id === "map-card" && requestAnimationFrame(slide), true);

// Brings a step, or the head of a stage, into the middle.
function centre(part, behavior = "instant") {
  const box = (part.querySelector(".map-box") ?? part.querySelector(".map-slide")).getBoundingClientRect(), frame = card().getBoundingClientRect();
  card().scrollBy({ left: box.x + box.width / 2 - frame.x - frame.width / 2, top: box.y + box.height / 2 - frame.y - frame.height / 2, behavior });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-find]");
  if (!link) return;
  event.preventDefault();
  const node = document.querySelector(link.getAttribute("href"));
  if (size < AS_DRAWN) resize(AS_DRAWN);
  node.focus({ preventScroll: true });
  card().scrollIntoView({ block: "nearest" });
  centre(node);
});

// Arrow keys: left to what a step needs, right to what it opens, as straight as it goes; where no way leads on, to the next
// column. Up and down within the column. One Tab leads into the map, and the next one out of it.
const nearest = (found, { x, y }) => found.sort((one, other) => Math.hypot((at(one).x - x) / 9, at(one).y - y) - Math.hypot((at(other).x - x) / 9, at(other).y - y))[0];
function neighbour(node, key) {
  const { x, y } = at(node);
  if (key === "ArrowUp") return nearest(nodes().filter((other) => at(other).x === x && at(other).y < y), { x, y });
  if (key === "ArrowDown") return nearest(nodes().filter((other) => at(other).x === x && at(other).y > y), { x, y });
  const [from, to] = key === "ArrowRight" ? ["first", "then"] : ["then", "first"];
  const linked = ways(from, node).map((way) => document.getElementById(way.dataset[to]));
  if (linked.length) return nearest(linked, { x, y });
  const beyond = nodes().map((other) => at(other).x).filter((other) => (key === "ArrowRight" ? other > x : other < x));
  const column = key === "ArrowRight" ? Math.min(...beyond) : Math.max(...beyond);
  return nearest(nodes().filter((other) => at(other).x === column), { x, y });
}
document.addEventListener("keydown", (event) => {
  const node = event.target.closest?.(".map-node");
  if (!node || !/^Arrow(Left|Right|Up|Down)$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  neighbour(node, event.key)?.focus({ preventScroll: true });
});
function rove(node) {
  for (const other of nodes()) other.setAttribute("tabindex", other === node ? "0" : "-1");
}
function keepInView(node) {
  const box = node.querySelector(".map-box").getBoundingClientRect(), frame = card().getBoundingClientRect();
  if (box.x < frame.x + 60 || box.right > frame.right - 60 || box.y < frame.y || box.bottom > frame.bottom) centre(node);
}
document.addEventListener("focusin", (event) => {
  const node = event.target.closest?.(".map-node");
  if (!node) return;
  rove(node);
  keepInView(node);
});
// The drawer takes room from the map; the step that it tells of stays in view.
document.addEventListener("htmx:afterSettle", (event) => {
  const node = event.target.id === "drawer" && document.getElementById(`node-${openStepId()}`);
  if (node) keepInView(node);
});

// What a step needs and what it opens is lit while it has the focus or the pointer; from afar its name is told at the pointer.
function light(event) {
  for (const part of document.querySelectorAll("#map .lit")) part.classList.remove("lit");
  const node = event.target.closest?.(".map-node") ?? document.activeElement?.closest(".map-node");
  if (!node) return;
  if (!node.querySelector("title")) node.append(Object.assign(document.createElementNS("http://www.w3.org/2000/svg", "title"), { textContent: node.getAttribute("aria-label") }));
  for (const way of [...ways("first", node), ...ways("then", node)]) {
    for (const part of [way, document.getElementById(way.dataset.first), document.getElementById(way.dataset.then)]) part.classList.add("lit");
  }
}
document.addEventListener("focusin", light);
document.addEventListener("pointerover", light);

// The mouse drags the map; a finger scrolls it anyway. A drag that ends on a step opens nothing.
let grip = null;
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.("#map-card") && event.pointerType === "mouse" && event.button === 0) grip = { x: event.clientX, y: event.clientY, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!grip || !event.buttons) return;
  const x = event.clientX - grip.x, y = event.clientY - grip.y;
  if (!grip.moved && Math.hypot(x, y) < 5) return;
  card().scrollBy({ left: -x, top: -y, behavior: "instant" });
  grip = { x: event.clientX, y: event.clientY, moved: true };
});
document.addEventListener("click", (event) => {
  if (grip?.moved) { event.preventDefault(); event.stopPropagation(); }
  grip = null;
}, true);
document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#map-card")) event.preventDefault(); });

// A tick in the drawer changes steps and ways: the map is read anew, and keeps its size, its place and the focus.
document.addEventListener("htmx:afterRequest", async (event) => {
  if (!event.detail.successful || !/\/steps\/\d+\/status\//.test(event.detail.pathInfo.requestPath)) return;
  const answer = await fetch(location.href).catch(() => null);
  const parts = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("map-parts");
  if (!parts) return;
  const place = { left: card().scrollLeft, top: card().scrollTop, behavior: "instant" };
  const focused = document.activeElement?.closest("#map-parts [id]")?.id, stop = map().querySelector("[tabindex='0']")?.id;
  document.getElementById("map-parts").replaceWith(parts);
  draw();
  card().scrollTo(place);
  rove(document.getElementById(stop) ?? nodes()[0]);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
});

// Opened anew it begins where the person is; an address that names a step begins there.
if (map()) {
  draw();
  const named = location.hash.startsWith("#node-") && document.querySelector(location.hash);
  const start = named || document.getElementById(card().dataset.opensAt);
  if (start) centre(start);
  rove(start?.matches(".map-node") ? start : nodes()[0]);
}
}
