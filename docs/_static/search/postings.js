// The index that the build wrote (_search/index.js, by tutorial_utils.search.index_file): which sections have a term,
// what it is worth there, and how rare it is.
"use strict";

(() => {
  const STEP = /([0-9a-z]+)([A-Z])/g;
  const LEVELS = 26;

  /** Take the index; _search/index.js calls this. */
  SiteSearch.use = ({ pages, counts, terms }) => {
    const pageOf = counts.flatMap((count, page) => Array(count).fill(page));
    const firstOf = counts.map((_, page) => pageOf.indexOf(page));
    const written = new Map(Object.entries(terms));
    const read = new Map();
    const rarities = new Map();

    /** Pairs of a section and what the term is worth there, from 0 to 1. */
    const postingsOf = (term) => {
      if (!read.has(term)) {
        let section = 0;
        const found = [...written.get(term).matchAll(STEP)].map(([, step, level]) => {
          section += parseInt(step, 36);
          return [section, (level.charCodeAt(0) - 64) / LEVELS];
        });
        read.set(term, found);
      }
      return read.get(term);
    };

    /** How many sections, where many of one page count for less: the rows of one table say the same word. */
    const spread = (sections) => {
      const perPage = new Map();
      for (const section of sections) perPage.set(pageOf[section], (perPage.get(pageOf[section]) ?? 0) + 1);
      return [...perPage.values()].reduce((sum, count) => sum + Math.sqrt(count), 0);
    };
    const breadth = spread(pageOf.keys());

    const rarityOf = (term) => {
      if (!rarities.has(term)) {
        const sections = postingsOf(term).map(([section]) => section);
        rarities.set(term, Math.log(1 + breadth / spread(sections)));
      }
      return rarities.get(term);
    };

    SiteSearch.index = {
      pages: pages.map(([name, title, trail, weight]) => ({ name, title, trail, weight })),
      pageOf,
      firstOf,
      has: (term) => written.has(term),
      vocabulary: [...written.keys()].filter((term) => !term.includes(" ")),
      postingsOf,
      rarityOf,
    };
  };
})();
