// The copy button, for those who do not see it, and for those who paste into Python's own prompt.
// sphinx-copybutton makes the button, and clipboard.js puts the text into the clipboard by the browser's old "copy"
// command, which needs no permission and works from a file. The event of that command is where the text is mended.
"use strict";

(() => {
  const FIRST = "\u{1}"; // stands for ">>> "
  const NEXT = "\u{2}"; // stands for "... "

  // The lines behind the prompts of a block, statement by statement.
  const statementsOf = (pre) => {
    const copy = pre.cloneNode(true);
    for (const prompt of copy.querySelectorAll(".gp")) {
      const text = prompt.textContent;
      prompt.textContent = text.startsWith(">>>") ? FIRST : text.startsWith("...") ? NEXT : text;
    }
    const statements = [];
    for (const line of copy.textContent.split("\n")) {
      if (line.startsWith(FIRST)) statements.push([line.slice(1)]);
      else if (line.startsWith(NEXT)) statements.at(-1).push(line.slice(1));
    }
    return statements;
  };

  // Python's prompt ends a compound statement at an empty line and nowhere else: none inside, one behind.
  const COMPOUND = /^(?:@|(?:async|class|def|for|if|match|try|while|with)\b)/;
  const pasteable = (lines) => {
    if (!COMPOUND.test(lines[0])) return lines;
    while (!lines.at(-1).trim()) lines.pop();
    return [...lines.map((line) => (line.trim() ? line : "    ")), ""];
  };

  let block = null; // whose button was pressed last
  let arrived = false;

  addEventListener(
    "click",
    ({ target }) => {
      block = target.closest(".copybtn")?.previousElementSibling ?? null;
      arrived = false;
    },
    true,
  );

  document.addEventListener("copy", (event) => {
    arrived = true;
    const statements = block ? statementsOf(block) : [];
    block = null;
    if (statements.length === 0) return;
    event.clipboardData.setData("text/plain", statements.flatMap(pasteable).join("\n"));
    event.preventDefault();
  });

  const said = document.createElement("div");
  said.className = "copy-said";
  said.setAttribute("role", "status");

  // sphinx-copybutton changes the button's tooltip for two seconds; clipboard.js has taken the focus.
  const observer = new MutationObserver((changes) => {
    const button = changes.at(-1).target;
    const outcome = arrived ? button.dataset.tooltip : "Failed to copy";
    said.textContent = button.dataset.tooltip === "Copy" ? "" : outcome;
    if (document.activeElement === document.body) button.focus({ preventScroll: true });
  });

  // sphinx-copybutton makes its buttons at this event, and its script comes before this one.
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(said);
    for (const button of document.querySelectorAll("button.copybtn")) {
      button.type = "button";
      button.setAttribute("aria-label", "Copy the code");
      observer.observe(button, { attributeFilter: ["data-tooltip"] });
    }
  });
})();
