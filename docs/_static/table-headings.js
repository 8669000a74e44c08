// Keeps the headings of a facts table in sight while its rows scroll by. Only where the whole table fits its frame:
// a frame that scrolls sideways would hold the headings itself, and is then the one that the keyboard must reach.
"use strict";

for (const table of document.querySelectorAll(".table-wrapper > table.facts-table")) {
  const frame = table.parentElement;
  const measure = () => {
    const fits = table.offsetWidth <= frame.clientWidth;
    frame.classList.toggle("fits", fits);
    if (fits) frame.removeAttribute("tabindex");
    else frame.tabIndex = 0;
  };
  const observer = new ResizeObserver(measure);
  observer.observe(frame);
  observer.observe(table);
}
