// How facts are written: tuples as Python prints them, lists as torch's messages print them, counts with their noun.
"use strict";

globalThis.Strides = {};

(() => {
  const tuple = (values) => `(${values.join(", ")}${values.length === 1 ? "," : ""})`;

  const list = (values) => `[${values.join(", ")}]`;

  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  Object.assign(Strides, { tuple, list, count });
})();
