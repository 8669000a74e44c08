// Of the pages that are about to be shown, whose text is loaded: sections in which the words of the query stand next to
// each other, in its order, come first. This tells one error message from another with the same words.
"use strict";

(() => {
  const SECTIONS = 12; // of a page
  const PHRASE = 1; // how much more the whole phrase counts

  const pairsOf = (text) => {
    const words = SiteSearch.wordsOf(text).map(({ word }) => word).filter((word) => !/^\p{N}/u.test(word));
    return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
  };

  const lines = ({ title, prose, code }) => [title, ...prose, ...code].join("\n");

  /** Order results anew; `texts` are the sections of each page. */
  SiteSearch.closer = (results, texts, query) => {
    const asked = pairsOf(query);
    if (asked.size === 0) return results;
    const share = (section) => [...pairsOf(lines(section))].filter((pair) => asked.has(pair)).length / asked.size;
    for (const { page, sections } of results) {
      for (const section of sections.slice(0, SECTIONS)) {
        const text = texts.get(page.name)?.[section.number];
        if (text) section.score *= 1 + PHRASE * share(text);
      }
    }
    return SiteSearch.sort(results);
  };
})();
