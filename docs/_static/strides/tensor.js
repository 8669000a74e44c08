// A strided tensor as a record, { shape, strides, offset, storage }, and the rules that ask only for these four.
// A storage is { elements, values }: what its cells hold, or null where they are too many to be worth a list.
"use strict";

(() => {
  const MAX_VALUES = 64; // as in tutorial_utils.memory.layout: what a figure can show
  const ITEM_BYTES = 8; // torch.arange makes int64

  /** torch would raise: `type` and `words` are torch's own (`words` is null where it prints its signatures). */
  class Refusal extends Error {
    constructor(type, words, hint) {
      super(words ?? hint);
      Object.assign(this, { type, words, hint });
    }
  }

  /** The explorer does not follow here, though torch may; `hint` says why. */
  class Unmodeled extends Error {
    constructor(hint) {
      super(hint);
      this.hint = hint;
    }
  }

  function product(lengths) {
    const found = lengths.reduce((all, length) => all * length, 1);
    if (!Number.isSafeInteger(found)) throw new Unmodeled("More elements than this page can count exactly.");
    return found;
  }

  /** The contiguous rule: the last stride is 1, each other one is the next stride times the next length. */
  function contiguousStrides(shape) {
    const strides = shape.map(() => 1);
    for (let dim = shape.length - 2; dim >= 0; dim -= 1) {
      strides[dim] = strides[dim + 1] * Math.max(shape[dim + 1], 1);
    }
    return strides;
  }

  /** Whether the strides are those of the rule, where they matter: not in a dimension of length 1. */
  function isContiguous({ shape, strides }) {
    if (product(shape) === 0) return true;
    const wanted = contiguousStrides(shape);
    return shape.every((length, dim) => length === 1 || strides[dim] === wanted[dim]);
  }

  /** The storage cell behind each element, row by row: offset + the sum of index times stride. */
  function cellsOf({ shape, strides, offset }) {
    let cells = [offset];
    shape.forEach((length, dim) => {
      cells = cells.flatMap((cell) => Array.from({ length }, (_, index) => cell + index * strides[dim]));
    });
    return cells;
  }

  /** One cell more than the last one read, counted from the storage's first; 0 if none is read. */
  function cellsNeeded(shape, strides, offset) {
    if (product(shape) === 0) return 0;
    return 1 + offset + shape.reduce((sum, length, dim) => sum + (length - 1) * strides[dim], 0);
  }

  /** torch.arange(n).view(shape). */
  function arange(shape) {
    const elements = product(shape);
    const values = elements > MAX_VALUES ? null : Array.from({ length: elements }, (_, cell) => cell);
    return { shape, strides: contiguousStrides(shape), offset: 0, storage: { elements, values } };
  }

  /**
   * The elements of `x`, in the order of `from`, in a storage of their own.
   * `strides` are those of the result, which fills its storage without gaps; `from` reads x's storage.
   */
  function copied(x, strides, from = x) {
    const elements = product(x.shape);
    const made = { shape: x.shape, strides, offset: 0, storage: { elements, values: null } };
    if (elements <= MAX_VALUES && x.storage.values) {
      const read = cellsOf(from);
      made.storage.values = Array.from({ length: elements }, () => 0);
      cellsOf(made).forEach((cell, element) => {
        made.storage.values[cell] = x.storage.values[read[element]];
      });
    }
    return made;
  }

  /** A dimension counted from the left; -1 is the last. A tensor without dimensions takes 0 and -1 as if it had one. */
  function wrapped(dim, rank) {
    const reach = Math.max(rank, 1);
    if (dim >= -reach && dim < reach) return dim < 0 ? dim + reach : dim;
    throw new Refusal(
      "IndexError",
      `Dimension out of range (expected to be in range of [${-reach}, ${reach - 1}], but got ${dim})`,
      rank === 0
        ? "The tensor at this point has no dimensions."
        : `Dimensions are counted from 0 at the left, or from -1 at the right: here up to ${reach - 1}, or down to ${-reach}.`,
    );
  }

  const exports = { MAX_VALUES, ITEM_BYTES, Refusal, Unmodeled, product, contiguousStrides, isContiguous, cellsOf };
  Object.assign(Strides, exports, { cellsNeeded, arange, copied, wrapped });
})();
