// Sorts the rows of a facts table by the column whose heading is pressed: up, down, and then as they were written.
"use strict";

(() => {
  const NEXT = { ascending: "descending", descending: null };
  const NO_ANSWER = "–";
  const NUMBER = /^([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:\*\*([-+]?\d+))?/i;
  const words = new Intl.Collator("en", { numeric: true });

  const textOf = (cell) => [...cell.querySelectorAll("p")].map((part) => part.textContent).join(" ").trim();

  // 128, -3.4e+38, 2**-7, and the first number of "0 to 255".
  const numberOf = (text) => {
    const [, base, power] = NUMBER.exec(text) ?? [];
    return power === undefined ? Number(base) : Number(base) ** Number(power);
  };

  // A column of numbers is sorted as numbers; an empty cell comes last in both directions; equal cells keep their order.
  const sorted = (rows, column, direction) => {
    const answers = rows.map((row) => ({ row, text: textOf(row.cells[column]) }));
    const full = answers.filter(({ text }) => text !== NO_ANSWER && text !== "");
    const empty = answers.filter((answer) => !full.includes(answer));
    const numeric = full.every(({ text }) => NUMBER.test(text));
    const compare = numeric
      ? (a, b) => numberOf(a.text) - numberOf(b.text)
      : (a, b) => words.compare(a.text, b.text);
    const sign = direction === "descending" ? -1 : 1;
    return [...full.sort((a, b) => sign * compare(a, b)), ...empty].map(({ row }) => row);
  };

  for (const table of document.querySelectorAll("table.facts-table:not(.measured-table)")) {
    const written = [...table.tBodies[0].rows];
    const headings = [...table.tHead.rows[0].cells];

    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      const text = heading.querySelector("p");
      button.type = "button";
      button.append(...text.childNodes);
      text.append(button);
      button.addEventListener("click", () => {
        const now = heading.getAttribute("aria-sort");
        const next = now ? NEXT[now] : "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        if (next) heading.setAttribute("aria-sort", next);
        table.tBodies[0].append(...(next ? sorted(written, column, next) : written));
      });
    });
  }
})();
