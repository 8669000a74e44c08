// Keeps the headings of a facts table in sight while its rows scroll by. Only where the whole table fits its frame:
// a frame that scrolls sideways would hold the headings itself.
"use strict";

for (const table of document.querySelectorAll(".table-wrapper > table.facts-table")) {
  const frame = table.parentElement;
  const measure = () => {
    frame.classList.toggle("fits", table.offsetWidth <= frame.clientWidth);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(frame);
  observer.observe(table);
}
