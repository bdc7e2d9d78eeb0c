"use strict";
// Keys on the timeline: with a step in focus, ] moves it a week later and [ a week earlier. The answer says why it stands where
// it stands, and what else would move. Without this file the due day is a link to a form that does the same.
{
const SHIFTS = { "[": -7, "]": 7 };
let moving = "";

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("[id^=line-]");
  if (!row || !SHIFTS[event.key] || event.ctrlKey || event.metaKey) return;
  const place = row.querySelector("a[href$='/date/']")?.getAttribute("href");
  if (moving) return;
  event.preventDefault();
  if (!place) return tell(say("no-date"));
  moving = row.id;
  const token = document.querySelector("#moves [name=csrfmiddlewaretoken]").value;
  const values = { shift: SHIFTS[event.key], csrfmiddlewaretoken: token };
  htmx.ajax("POST", place.replace(/date\/$/, "pin/"), { source: row, target: "#timeline", swap: "outerHTML", values });
});

// The person stays at the step that they move, in its stage, whichever stages they had opened.
let open = [];
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("details.span[open]")].map((stage) => stage.id);
});
document.addEventListener("htmx:afterSettle", () => {
  if (!moving) return;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const row = document.getElementById(moving);
  row?.closest("details")?.setAttribute("open", "");
  row?.querySelector("th a")?.focus();
  moving = "";
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, () => { moving = ""; });
}
