// The terms of a text, by which a query meets a section. tutorial_utils.search.terms does the same to the pages, and
// a test compares the two; stop words and stemmer are Sphinx's (_static/language_data.js).
"use strict";

globalThis.SiteSearch = {};

(() => {
  const WORD = /(\.)?([\p{L}\p{N}_]+)(\(|=(?!=))?/gu;
  const DIGIT = /^\p{N}/u;
  const stemmer = new Stemmer();
  const stems = new Map();

  const stemOf = (word) => {
    if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
    return stems.get(word);
  };

  const plain = (word) => (word.length > 1 && !DIGIT.test(word) && !stopwords.has(word) ? [stemOf(word)] : []);

  /** The words of a text: where each begins and ends, and its terms, the most telling first. */
  SiteSearch.wordsOf = (text) => {
    const words = [];
    for (const { 0: all, 1: dot, 2: name, 3: call, index } of text.matchAll(WORD)) {
      const word = name.toLowerCase();
      const start = index + (dot ? 1 : 0);
      const found = { word, start, end: start + name.length, isName: Boolean(dot || call), terms: [], pieces: [] };
      if (!DIGIT.test(word)) {
        if (word.includes("_")) {
          const bare = word.replace(/^_+|_+$/g, "");
          found.terms = bare !== word && bare.includes("_") ? [word, bare] : [word];
          found.pieces = bare.split("_").flatMap(plain);
        } else {
          found.terms = [...(found.isName ? [`.${word}`] : []), ...plain(word)];
        }
      }
      words.push(found);
    }
    return words;
  };
})();
