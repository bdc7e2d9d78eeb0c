"use strict";
// Arrow keys on the map: left and right along the ways, up and down within a column. Without this file Tab does the walking.

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
