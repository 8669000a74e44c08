// Text to data: a shape, and a chain of operations as it is written behind a tensor in Python.
// Here: grammar only. What an operation does, and whether its arguments make sense, is in the files after this one.
"use strict";

(() => {
  const TOKEN = /\s*(\.\.\.|\d+|[A-Za-z_]\w*|\S)/y;

  /** The text is not (yet) a shape or a chain; the message says what was expected, and where. */
  class Unreadable extends Error {}

  class Reader {
    constructor(text) {
      this.text = text;
      this.at = 0; // where the next token may begin
      this.advance();
    }

    /** Take the next token; "" stands for the end of the text. */
    advance() {
      const taken = this.token;
      this.takenAt = this.at;
      TOKEN.lastIndex = this.at;
      const found = TOKEN.exec(this.text);
      this.token = found ? found[1] : "";
      this.at = found ? TOKEN.lastIndex : this.text.length;
      return taken;
    }

    /** Take the next token if it is this one. */
    skip(token) {
      if (this.token !== token) return false;
      this.advance();
      return true;
    }

    expect(token) {
      if (!this.skip(token)) this.fail(token);
    }

    fail(wanted) {
      const got = this.token ? `got ${this.token}` : "the text ends";
      const before = this.text.slice(0, this.takenAt).trim();
      throw new Unreadable(`Expected ${wanted}${before ? ` after ${before.slice(-24)}` : ""}, but ${got}.`);
    }
  }

  const isNumber = (token) => /^\d+$/.test(token);
  const isName = (token) => /^[A-Za-z_]/.test(token);

  function integer(reader) {
    const minus = reader.skip("-");
    if (!minus) reader.skip("+");
    if (!isNumber(reader.token)) reader.fail("a whole number");
    const value = Number(reader.advance());
    if (!Number.isSafeInteger(value)) throw new Unreadable(`${value} is more than this page can count exactly.`);
    return minus ? 0 - value : value;
  }

  /** Values with commas between, up to the closing bracket, which is taken; `comma` says that the last has one too. */
  function values(reader, close, one) {
    const found = [];
    let comma = false;
    while (!reader.skip(close)) {
      found.push(one(reader));
      comma = reader.skip(",");
      if (!comma && reader.token !== close) reader.fail(close ? `, or ${close}` : ",");
    }
    return { found, comma };
  }

  /** A whole number, a tuple or list of them, None, or another word, which no operation here takes. */
  function value(reader) {
    if (reader.skip("(")) return values(reader, ")", integer).found;
    if (reader.skip("[")) return values(reader, "]", integer).found;
    if (reader.skip("None")) return null;
    if (reader.token === "True" || reader.token === "False") return reader.advance() === "True";
    return integer(reader);
  }

  function argument(reader) {
    if (!isName(reader.token) || ["None", "True", "False"].includes(reader.token)) return { value: value(reader) };
    const name = reader.advance();
    reader.expect("=");
    return { name, value: value(reader) };
  }

  function bound(reader) {
    if (reader.skip("None")) return null;
    return [":", ",", "]"].includes(reader.token) ? null : integer(reader);
  }

  /** One entry between the square brackets: an integer, a slice, None, an ellipsis, or what would copy. */
  function entry(reader) {
    if (reader.skip("...")) return { kind: "ellipsis" };
    if (reader.token === "[" || reader.token === "True" || reader.token === "False") {
      value(reader);
      return { kind: "copying" };
    }
    if (reader.token === ",") reader.fail("an index");
    const start = bound(reader);
    if (!reader.skip(":")) return start === null ? { kind: "none" } : { kind: "integer", index: start };
    const stop = bound(reader);
    return { kind: "slice", start, stop, step: reader.skip(":") ? bound(reader) : null };
  }

  /** What stands in square brackets; x[(0, 1)] is x[0, 1], and x[0,] is, like it, an index with a tuple. */
  function subscript(reader) {
    if (["]", ""].includes(reader.token)) reader.fail("an index");
    const inner = reader.skip("(");
    const { found, comma } = values(reader, inner ? ")" : "]", entry);
    if (inner) reader.expect("]");
    return { name: "[]", entries: found, tuple: comma || found.length !== 1 };
  }

  function step(reader) {
    if (reader.skip("[")) return subscript(reader);
    if (!reader.skip(".")) reader.fail(". or [");
    if (!isName(reader.token)) reader.fail("the name of an operation");
    const name = reader.advance();
    if (name === "T" && reader.token !== "(") throw new Unreadable("This page does not follow .T: write .t().");
    reader.expect("(");
    return { name, given: values(reader, ")", argument).found };
  }

  /** Read `2, 3`, `(2, 3)` or `[2, 3]`; nothing, or `()`, is the shape of a tensor without dimensions. */
  function parseShape(text) {
    const reader = new Reader(text);
    const close = reader.skip("(") ? ")" : reader.skip("[") ? "]" : "";
    const shape = values(reader, close, integer).found;
    if (close && reader.token) reader.fail("the end of the shape");
    const negative = shape.find((length) => length < 0);
    if (negative !== undefined) throw new Unreadable(`A length cannot be ${negative}.`);
    return shape;
  }

  /**
   * Read `x.t()[1:]`; the tensor may have another name, or none.
   * Returns the steps up to the first that cannot be read, each with its `source`, and that step's `problem`, or null.
   */
  function parseChain(text) {
    const reader = new Reader(text);
    const steps = [];
    try {
      if (isName(reader.token)) reader.advance();
      while (reader.token) {
        const start = reader.takenAt;
        const read = step(reader);
        steps.push({ ...read, source: text.slice(start, reader.takenAt).trim() });
      }
    } catch (problem) {
      if (!(problem instanceof Unreadable)) throw problem;
      return { steps, problem: problem.message };
    }
    return { steps, problem: null };
  }

  Object.assign(Strides, { Unreadable, parseShape, parseChain });
})();
