// Filters the rows of a facts table as one types. The field is made here, so a page without scripts has no dead one.
"use strict";

(() => {
  const letters = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");

  // A word is looked for as typed; if no row has it, without a leading `torch.` and by its letters and digits only,
  // so that `add_` means the method in place, and `isclose()` and `torch.isclose` both find is_close.
  const hitsOf = (word, texts) => {
    const exact = texts.map((text) => text.includes(word));
    if (exact.includes(true)) return exact;
    const loose = letters(word.replace(/^(torch|tensor|numpy|np)\./, ""));
    return texts.map((text) => loose !== "" && letters(text).includes(loose));
  };

  const start = (place, table) => {
    const rows = [...table.tBodies[0].rows];
    const headings = [...table.tHead.rows[0].cells];
    const textOf = (row) => [...row.querySelectorAll("p")].map((part) => part.textContent).join(" ").toLowerCase();
    let texts; // read when somebody types: until then a phone has better things to do

    const label = document.createElement("label");
    const field = document.createElement("input");
    const count = document.createElement("span");
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    count.setAttribute("role", "status");
    label.append("Filter ", field);
    place.append(label, count);

    // Columns keep their width while rows come and go.
    const holdColumns = () => {
      const widths = headings.map((cell) => cell.getBoundingClientRect().width);
      headings.forEach((cell, index) => (cell.style.minWidth = `${widths[index]}px`));
    };
    const releaseColumns = () => headings.forEach((cell) => (cell.style.minWidth = ""));

    const show = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      texts ??= rows.map(textOf);
      const hits = words.map((word) => hitsOf(word, texts));
      if (words.length > 0 && !headings[0].style.minWidth) holdColumns();
      rows.forEach((row, index) => (row.hidden = !hits.every((hit) => hit[index])));
      if (words.length === 0) releaseColumns();
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = words.length > 0 ? `${shown} of ${rows.length} rows` : `${rows.length} rows`;
    };

    const clear = () => {
      field.value = "";
      show();
    };

    // A link to a row that is filtered out shows it.
    const reveal = (hash) => {
      const row = rows.find((it) => hash === `#${it.id}`);
      if (row?.hidden) clear();
      return row;
    };

    field.addEventListener("input", show);
    field.addEventListener("keydown", (event) => event.key === "Escape" && clear());
    document.addEventListener("click", (event) => reveal(event.target.closest("a[href*='#']")?.hash));
    addEventListener("hashchange", () => reveal(location.hash)?.scrollIntoView());
    addEventListener("resize", releaseColumns);
    count.textContent = `${rows.length} rows`;
  };

  for (const place of document.querySelectorAll(".facts-tools")) {
    start(place, place.nextElementSibling.querySelector("table"));
  }
})();
