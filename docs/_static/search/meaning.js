// What the words of a query stand for: terms of the index, longer words that begin so, words a letter or two away, and
// names that were typed with spaces.
"use strict";

(() => {
  const EXACT = 1;
  const PIECE = 0.3; // of a name with underscores
  const LIKE = 0.6; // begins so, or is a letter or two away
  const JOINED = 0.8; // `register hook` for register_hook; neighbors in a heading
  const CONTEXT = 0.3; // `torch` in `torch.from_numpy`
  const FEW = 2; // sections: a word that stands in no more may be a misspelling that the site quotes
  const MOST = 40; // words that begin so

  /** Whether two words are at most `most` insertions, deletions, changes or swaps of neighbors apart. */
  const isNear = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return false;
    let [before, last] = [[], [...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const change = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return false;
      [before, last] = [last, row];
    }
    return last[other.length] <= most;
  };

  const near = (word) => {
    if (word.length < 4) return [];
    const alike = (most) => SiteSearch.index.vocabulary.filter((term) => term !== word && isNear(word, term, most));
    const one = alike(1);
    return one.length > 0 || word.length < 8 ? one : alike(2);
  };

  const longer = (word, least) => {
    if (word.length < least) return [];
    return SiteSearch.index.vocabulary.filter((term) => term.startsWith(word) && term !== word).slice(0, MOST);
  };

  /** The terms of one word, each with its weight; `isOpen` says that it may be still being typed. */
  const termsOf = (word, isOpen) => {
    const { has, postingsOf } = SiteSearch.index;
    const found = new Map(word.terms.filter(has).map((term) => [term, EXACT]));
    const isKnown = found.size > 0;
    const isSure = [...found.keys()].some((term) => postingsOf(term).length > FEW);
    const typed = word.terms.at(-1);
    const add = (terms, weight) => terms.forEach((term) => found.has(term) || found.set(term, weight));
    if (isOpen || !isKnown) add(longer(typed, isOpen && !isKnown ? 2 : 3), LIKE);
    const isBegun = found.size > 0;
    if (!isBegun || !isSure) add(near(typed), LIKE);
    add(word.pieces.filter(has), isKnown ? PIECE : LIKE);
    if (found.size === 0) add(word.pieces.flatMap(near), PIECE);
    const how = isKnown || isBegun ? "known" : found.size > 0 ? "near" : "nowhere";
    return { found, how };
  };

  /** A word with its terms, and how rare its own form is: what only resembles it is no rarer. */
  const group = (word, isOpen, weight) => {
    const { found, how } = termsOf(word, isOpen);
    const exact = [...found].filter(([, worth]) => worth === EXACT).map(([term]) => SiteSearch.index.rarityOf(term));
    return { word: word.word, found, how, weight, rarest: exact.length > 0 ? Math.max(...exact) : Infinity };
  };

  /** Neighbors that are one name, or that are neighbors in a heading. */
  const joined = (words, spoken) => {
    const terms = spoken.slice(1).map((word, at) => `${spoken[at].terms.at(-1)} ${word.terms.at(-1)}`);
    words.forEach((_, at) => {
      for (const length of [2, 3]) {
        const some = words.slice(at, at + length).map(({ word }) => word);
        if (some.length === length) terms.push(some.join("_"), some.join(""));
      }
    });
    const known = [...new Set(terms)].filter(SiteSearch.index.has);
    return known.map((term) => ({ found: new Map([[term, JOINED]]), weight: 1, rarest: Infinity }));
  };

  /** The message of a pasted traceback. */
  const messageOf = (query) =>
    /Traceback|File ".*", line/.test(query) ? /.*\b(\w*(?:Error|Warning|Exception): .*)$/s.exec(query)?.[1] : undefined;

  /** What a query asks for: groups, one a word, and bonuses for words that belong together. */
  SiteSearch.meaningOf = (typed) => {
    const query = messageOf(typed) ?? typed;
    const isFirst = (word, at, all) => all.findIndex((one) => one.word === word.word) === at;
    const words = SiteSearch.wordsOf(query).filter(isFirst);
    let spoken = words.filter((word) => word.terms.length > 0);
    if (spoken.length === 0) spoken = words.map((word) => ({ ...word, terms: [`.${word.word}`] })); // `where`, `all`
    const open = /[\p{L}\p{N}_]$/u.test(query) ? spoken.at(-1) : undefined;
    const isContext = (word) => /^\.[\p{L}_]/u.test(query.slice(word.end)); // a name follows after a dot
    const groups = spoken.map((word) => group(word, word === open, isContext(word) ? CONTEXT : 1));
    return { groups, bonuses: joined(words, spoken) };
  };
})();
