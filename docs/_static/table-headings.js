// Keeps the headings of a facts table in sight while its rows scroll by. Only where the whole table fits its frame:
// a frame that scrolls sideways would hold the headings itself.
"use strict";

{
  const tables = [...document.querySelectorAll(".table-wrapper > table.facts-table")];

  // All are measured before any is changed, or the browser would lay out the page once for each.
  const measure = () => {
    const fitting = tables.map((table) => table.offsetWidth <= table.parentElement.clientWidth);
    tables.forEach((table, index) => table.parentElement.classList.toggle("fits", fitting[index]));
  };

  const observer = new ResizeObserver(measure);
  for (const table of tables) {
    observer.observe(table);
    observer.observe(table.parentElement);
  }
}
