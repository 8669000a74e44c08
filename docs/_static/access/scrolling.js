// What scrolls sideways can be reached with the Tab key and has a name; what fits its frame is no stop on the way.
// Without scripts all of these frames are stops. The frames of the stride explorer, whose content changes, always are.
"use strict";

(() => {
  const FRAMES = ["pre", ".table-wrapper", "div.math", ".figure-scroll"].map((it) => `article ${it}`).join();

  const nameOf = (frame) => {
    if (frame.matches("pre")) return "Code";
    if (frame.matches("div.math")) return "Formula";
    const caption = frame.querySelector("caption .caption-text")?.textContent.trim();
    return caption ? `Table: ${caption}` : "Table";
  };

  const measure = (frame) => {
    if (frame.scrollWidth <= frame.clientWidth) {
      if (frame !== document.activeElement) frame.removeAttribute("tabindex");
      return;
    }
    frame.tabIndex = 0;
    if (frame.hasAttribute("role")) return;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", nameOf(frame));
  };

  const observer = new ResizeObserver((entries) => {
    for (const frame of new Set(entries.map(({ target }) => target.closest(FRAMES)))) measure(frame);
  });
  for (const frame of document.querySelectorAll(FRAMES)) {
    if (frame.closest(".stride-live")) continue;
    observer.observe(frame);
    const content = frame.querySelector(":scope > :is(table, math, svg)");
    if (content) observer.observe(content);
  }

  // A browser leaves what takes the focus where it is if a bit of it is in sight, such as the edge of a button in a row
  // that goes on at the right.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("article :is(a, button, input, select, summary):focus-visible")) {
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
})();
