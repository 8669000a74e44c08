// What stands in square brackets: integers, slices, None and `...`. Each is a view; lists and masks would copy.
"use strict";

(() => {
  const { Refusal, Unmodeled, count } = Strides;

  const without = (values, at) => values.toSpliced(at, 1);

  /** Fix one index: the dimension goes, and the offset moves to where that index begins. */
  function taken(x, dim, index) {
    const length = x.shape[dim];
    const from = index < 0 ? index + length : index;
    return {
      ...x,
      shape: without(x.shape, dim),
      strides: without(x.strides, dim),
      offset: x.offset + from * x.strides[dim],
    };
  }

  /** Keep start, start + step, ... below stop: the stride grows by the step, the offset moves to the start. */
  function sliced(x, dim, start, stop, step) {
    const length = x.shape[dim];
    const clamp = (bound) => Math.min(Math.max(bound < 0 ? bound + length : bound, 0), length);
    const from = clamp(start);
    const to = Math.max(clamp(stop), from);
    return {
      ...x,
      shape: x.shape.with(dim, Math.ceil((to - from) / step)),
      strides: x.strides.with(dim, x.strides[dim] * step),
      offset: x.offset + from * x.strides[dim],
    };
  }

  /** A new dimension of length 1; its stride, which nothing reads, is what torch gives it. */
  function inserted(x, dim) {
    const stride = dim < x.shape.length ? x.shape[dim] * x.strides[dim] : 1;
    return { ...x, shape: x.shape.toSpliced(dim, 0, 1), strides: x.strides.toSpliced(dim, 0, stride) };
  }

  function checkRank(x, entries, tuple, used) {
    const rank = x.shape.length;
    if (rank === 0 && !tuple && entries[0].kind === "slice") {
      const words = "slice() cannot be applied to a 0-dim tensor.";
      throw new Refusal("IndexError", words, "The tensor at this point is one number, with no dimension to slice.");
    }
    if (rank === 0 && !tuple && entries[0].kind === "integer") {
      const how = "Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number";
      const hint = "The tensor at this point is one number, with no dimension to index.";
      throw new Refusal("IndexError", `invalid index of a 0-dim tensor. ${how}`, hint);
    }
    if (used > rank) {
      const hint = `The tensor at this point has ${count(rank, "dimension")}, the index speaks of ${used}.`;
      throw new Refusal("IndexError", `too many indices for tensor of dimension ${rank}`, hint);
    }
  }

  function slice(x, dim, { start, stop, step }) {
    if (step === 0) {
      throw new Refusal("ValueError", "slice step cannot be zero", "A step of 0 would never arrive; leave it out for 1.");
    }
    if (step < 0) {
      const hint = "No stride of a tensor is negative, so no view can run backwards: flip copies.";
      throw new Refusal("ValueError", "step must be greater than zero", hint);
    }
    return sliced(x, dim, start ?? 0, stop ?? Infinity, step ?? 1);
  }

  /** torch calls the place in the square brackets a dimension; the two differ behind `...` and integers. */
  function integer(x, dim, index, place) {
    const length = x.shape[dim];
    if (index >= -length && index < length) return taken(x, dim, index);
    const words = `index ${index} is out of bounds for dimension ${place} with size ${length}`;
    const hint = length
      ? `It meets a length of ${length}: indices from 0 to ${length - 1}, or from -1 down to ${-length}, fit.`
      : "It meets a length of 0, where no index fits.";
    throw new Refusal("IndexError", words, hint);
  }

  /** x[entries]; `tuple` says whether Python would hand over a tuple, as for x[0,] but not for x[0]. */
  function indexed(x, entries, tuple) {
    if (entries.some(({ kind }) => kind === "copying")) {
      throw new Unmodeled("An index with a list or a bool copies the chosen elements; this page follows views.");
    }
    if (entries.filter(({ kind }) => kind === "ellipsis").length > 1) {
      throw new Unmodeled("This page reads one `...` in an index; a second would say nothing more.");
    }
    const used = entries.filter(({ kind }) => kind === "integer" || kind === "slice").length;
    checkRank(x, entries, tuple, used);
    let made = x;
    let dim = 0;
    for (const [place, entry] of entries.entries()) {
      if (entry.kind === "ellipsis") dim += x.shape.length - used;
      else if (entry.kind === "none") made = inserted(made, dim++);
      else if (entry.kind === "slice") made = slice(made, dim++, entry);
      else made = integer(made, dim, entry.index, place);
    }
    return made;
  }

  Object.assign(Strides, { taken, sliced, inserted, indexed });
})();
