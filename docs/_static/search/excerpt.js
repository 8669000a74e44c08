// A few words of a section around those that were searched, marked. What was typed and what stands on the page becomes
// text nodes only, never markup.
"use strict";

(() => {
  const LETTERS = 220;
  const BEFORE = 40;
  const LINES = 3;

  /** A paragraph without its backticks, and where they were: pairs of begin and end of code. */
  const unquoted = (paragraph) => {
    const code = [];
    let text = "";
    paragraph.split("`").forEach((piece, at) => {
      if (at % 2 === 1) code.push([text.length, text.length + piece.length]);
      text += piece;
    });
    return { text, code, isBlock: false };
  };

  const block = (text) => ({ text, code: [], isBlock: true });

  const hitsOf = (text, wanted) =>
    SiteSearch.wordsOf(text).flatMap((word) => {
      const found = [...word.terms, ...word.pieces].filter((term) => wanted.has(term));
      return found.length > 0 ? [{ ...word, found }] : [];
    });

  const lineStart = (text, at) => text.lastIndexOf("\n", at - 1) + 1;

  const windowAt = ({ text, isBlock }, at) => {
    if (isBlock) {
      const start = lineStart(text, at);
      return [start, start + text.slice(start).split("\n").slice(0, LINES).join("\n").length];
    }
    const early = text.indexOf(" ", at - BEFORE) + 1;
    const start = at <= BEFORE || early > at ? (at <= BEFORE ? 0 : at) : early;
    if (text.length <= start + LETTERS) return [start, text.length];
    return [start, Math.max(text.lastIndexOf(" ", start + LETTERS), at + 1)];
  };

  const bestWindow = (parts, wanted) => {
    let best = { part: parts[0], hits: [], worth: 0, span: parts[0] && windowAt(parts[0], 0) };
    for (const part of parts) {
      const hits = hitsOf(part.text, wanted);
      for (const { start } of hits) {
        const span = windowAt(part, start);
        const inside = hits.filter((hit) => hit.start >= span[0] && hit.end <= span[1]);
        const worth = [...new Set(inside.flatMap((hit) => hit.found))].reduce((sum, term) => sum + wanted.get(term), 0);
        if (worth > best.worth) best = { part, hits: inside, worth, span };
      }
    }
    return best;
  };

  const marked = (parent, text, from, to, hits) => {
    let at = from;
    for (const { start, end } of hits) {
      if (start < from || end > to) continue;
      const mark = document.createElement("mark");
      mark.append(text.slice(start, end));
      parent.append(text.slice(at, start), mark);
      at = end;
    }
    parent.append(text.slice(at, to));
  };

  /** Text with the wanted words marked, such as a heading. */
  SiteSearch.markedText = (text, wanted) => {
    const whole = document.createElement("span");
    marked(whole, text, 0, text.length, hitsOf(text, wanted));
    return whole;
  };

  /** The best excerpt of a section; nothing if it has no text. `wanted` says what each term is worth. */
  SiteSearch.excerpt = (section, wanted) => {
    const { part, hits, span } = bestWindow([...section.prose.map(unquoted), ...section.code.map(block)], wanted);
    if (!part) return undefined;
    const [from, to] = span;
    const excerpt = document.createElement(part.isBlock ? "pre" : "p");
    excerpt.className = "search-excerpt";
    if (from > 0 && !part.isBlock) excerpt.append("\u2026 ");
    let at = from;
    for (const [start, end] of part.code.filter(([start, end]) => end > from && start < to)) {
      marked(excerpt, part.text, at, Math.max(start, from), hits);
      const code = document.createElement("code");
      marked(code, part.text, Math.max(start, from), Math.min(end, to), hits);
      excerpt.append(code);
      at = Math.min(end, to);
    }
    marked(excerpt, part.text, at, to, hits);
    if (to < part.text.length && !part.isBlock) excerpt.append(" \u2026");
    return excerpt;
  };
})();
