// Ranks the pages for a query: what a term is worth in a section was computed by the build, here it is added up. A page
// counts with its best section and a little with all of them, and less when words of the query are missing.
"use strict";

(() => {
  const WHOLE_PAGE = 0.3;

  /** For each section that has a word of the query: what each group is worth there. */
  const worthOfSections = (groups) => {
    const { postingsOf, rarityOf } = SiteSearch.index;
    const sections = new Map();
    for (const group of groups) {
      for (const [term, weight] of group.found) {
        const most = Math.min(rarityOf(term), group.rarest) * weight * group.weight;
        for (const [section, level] of postingsOf(term)) {
          if (!sections.has(section)) sections.set(section, new Map());
          const worth = sections.get(section);
          worth.set(group, Math.max(worth.get(group) ?? 0, most * level));
        }
      }
    }
    return sections;
  };

  const importanceOf = ({ found, rarest, weight }) =>
    weight * Math.max(...[...found].map(([term, worth]) => worth * Math.min(rarest, SiteSearch.index.rarityOf(term))));

  /** A function that adds up what the groups are worth, times the share of the query that is there. */
  const scoring = (groups) => {
    const importance = new Map(groups.map((group) => [group, importanceOf(group)]));
    const total = [...importance.values()].reduce((sum, one) => sum + one, 0);
    return (worth) => {
      let [sum, covered] = [0, 0];
      for (const [group, value] of worth) {
        sum += value;
        covered += importance.get(group) ?? 0; // a bonus covers nothing
      }
      return sum * (covered / total);
    };
  };

  /** Order results by their best section and their page. */
  SiteSearch.sort = (results) => {
    for (const result of results) {
      result.sections.sort((one, other) => other.score - one.score || one.number - other.number);
      result.score = result.page.weight * (result.sections[0].score + WHOLE_PAGE * result.whole);
    }
    return results.sort((one, other) => other.score - one.score);
  };

  /** Rank the pages: each with its sections, best first; the groups of the query; what each term is worth. */
  SiteSearch.rank = (query) => {
    const { pages, pageOf, firstOf, rarityOf } = SiteSearch.index;
    const { groups, bonuses } = SiteSearch.meaningOf(query);
    const known = groups.filter(({ found }) => found.size > 0);
    const scoreOf = scoring(known);
    const ranked = new Map();
    for (const [section, worth] of worthOfSections([...known, ...bonuses])) {
      const number = pageOf[section];
      if (!ranked.has(number)) ranked.set(number, { page: pages[number], sections: [], best: new Map() });
      const { sections, best } = ranked.get(number);
      sections.push({ number: section - firstOf[number], score: scoreOf(worth) });
      for (const [group, value] of worth) best.set(group, Math.max(best.get(group) ?? 0, value));
    }
    const results = [...ranked.values()].map(({ page, sections, best }) => ({ page, sections, whole: scoreOf(best) }));
    const worthOf = ({ found, rarest }) =>
      [...found].map(([term, worth]) => [term, worth * Math.min(rarest, rarityOf(term))]);
    const wanted = new Map(known.flatMap(worthOf));
    return { results: SiteSearch.sort(results), groups, wanted };
  };
})();
