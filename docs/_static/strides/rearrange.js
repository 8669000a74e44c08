// Operations that only rewrite shape, strides and offset of dimensions that are there: always views.
"use strict";

(() => {
  const { Refusal, count, inserted, list, sliced, taken, tuple, wrapped } = Strides;

  const swap = (values, one, other) => values.with(one, values[other]).with(other, values[one]);

  function transpose(x, { dim0, dim1 }) {
    const rank = x.shape.length;
    const [one, other] = [wrapped(dim0, rank), wrapped(dim1, rank)];
    return rank === 0 ? x : { ...x, shape: swap(x.shape, one, other), strides: swap(x.strides, one, other) };
  }

  function t(x) {
    const rank = x.shape.length;
    if (rank < 2) return x;
    if (rank === 2) return transpose(x, { dim0: 0, dim1: 1 });
    const words = `t() expects a tensor with <= 2 dimensions, but self is ${rank}D`;
    throw new Refusal("RuntimeError", words, "Use transpose or permute, which say which dimensions.");
  }

  /** The dimensions counted from the left, in the order given; one that comes twice is refused in torch's `words`. */
  function distinct(dims, rank, words = (at) => `dim ${at} appears multiple times in the list of dims`) {
    const seen = new Set();
    for (const dim of dims) {
      const at = wrapped(dim, rank);
      if (seen.has(at)) throw new Refusal("RuntimeError", words(at), "Name each dimension once.");
      seen.add(at);
    }
    return seen;
  }

  function permute(x, { dims }) {
    const rank = x.shape.length;
    if (dims.length !== rank) {
      const why = "number of dimensions in the tensor input does not match the length of the desired ordering of dimensions";
      const words = `permute(sparse_coo): ${why} i.e. input.dim() = ${rank} is not equal to len(dims) = ${dims.length}`;
      const hint = `Name each of the ${count(rank, "dimension")} once. (torch says sparse_coo for dense tensors too.)`;
      throw new Refusal("RuntimeError", words, hint);
    }
    const order = [...distinct(dims, rank, () => "permute(): duplicate dims are not allowed.")];
    return { ...x, shape: order.map((dim) => x.shape[dim]), strides: order.map((dim) => x.strides[dim]) };
  }

  function needsDimension(x, name, type) {
    if (x.shape.length > 0) return;
    const words = `${name}() cannot be applied to a 0-dim tensor.`;
    throw new Refusal(type, words, "The tensor at this point is one number, without dimensions.");
  }

  function narrow(x, { dim, start, length }) {
    needsDimension(x, "narrow", "RuntimeError");
    if (length < 0) throw new Refusal("RuntimeError", "narrow(): length must be non-negative.", "A length counts elements.");
    const at = wrapped(dim, x.shape.length);
    const size = x.shape[at];
    if (start < -size || start > size) {
      const words = `start out of range (expected to be in range of [${-size}, ${size}], but got ${start})`;
      throw new Refusal("IndexError", words, `Dimension ${at} has length ${size}.`);
    }
    const from = start < 0 ? start + size : start;
    if (from + length > size) {
      const words = `start (${from}) + length (${length}) exceeds dimension size (${size}).`;
      const hint = "The third argument is a length, not an end; a slice would stop at the end instead of raising.";
      throw new Refusal("RuntimeError", words, hint);
    }
    return sliced(x, at, from, from + length, 1);
  }

  function select(x, { dim, index }) {
    needsDimension(x, "select", "IndexError");
    const at = wrapped(dim, x.shape.length);
    const length = x.shape[at];
    if (index >= -length && index < length) return taken(x, at, index);
    const words = `select(): index ${index} out of range for tensor of size ${list(x.shape)} at dimension ${at}`;
    throw new Refusal("IndexError", words, `Dimension ${at} has length ${length}.`);
  }

  function unsqueeze(x, { dim }) {
    return inserted(x, wrapped(dim, x.shape.length + 1));
  }

  function squeeze(x, { dim }) {
    const named = dim && distinct(dim, x.shape.length);
    const stays = (at) => x.shape[at] !== 1 || (named && !named.has(at));
    return { ...x, shape: x.shape.filter((_, at) => stays(at)), strides: x.strides.filter((_, at) => stays(at)) };
  }

  function diagonal(x, { offset, dim1, dim2 }) {
    const rank = x.shape.length;
    const [down, right] = [wrapped(dim1, rank), wrapped(dim2, rank)];
    if (down === right) {
      const words = `diagonal dimensions cannot be identical ${dim1}, ${dim2}`;
      throw new Refusal("RuntimeError", words, "A diagonal goes along two dimensions.");
    }
    const room = offset < 0 ? [x.shape[down] + offset, x.shape[right]] : [x.shape[down], x.shape[right] - offset];
    const length = Math.max(Math.min(...room), 0);
    const moved = offset < 0 ? -offset * x.strides[down] : offset * x.strides[right];
    const rest = (values, last) => [...values.filter((_, at) => at !== down && at !== right), last];
    return {
      ...x,
      shape: rest(x.shape, length),
      strides: rest(x.strides, x.strides[down] + x.strides[right]),
      offset: x.offset + (length ? moved : 0),
    };
  }

  /** Windows of `size` elements, one every `step`: the dimension counts windows, a new last one goes through each. */
  function unfold(x, { dimension, size, step }) {
    const rank = x.shape.length;
    const at = wrapped(dimension, rank);
    const [length, stride] = rank === 0 ? [1, 1] : [x.shape[at], x.strides[at]];
    if (size < 0) throw new Refusal("RuntimeError", `size is ${size} but must be >= 0`, "A window has a length of 0 or more.");
    if (size > length) {
      const words = `maximum size for tensor at dimension ${at} is ${length} but size is ${size}`;
      throw new Refusal("RuntimeError", words, `No window of ${size} fits into a length of ${length}.`);
    }
    if (step <= 0) {
      throw new Refusal("RuntimeError", `step is ${step} but must be > 0`, "Windows can only move forward.");
    }
    const windows = Math.floor((length - size) / step) + 1;
    if (rank === 0) return { ...x, shape: [size], strides: [1] };
    return { ...x, shape: [...x.shape.with(at, windows), size], strides: [...x.strides.with(at, stride * step), stride] };
  }

  /** Stretch lengths of 1 by a stride of 0; new dimensions may come in front. */
  function expand(x, { size }) {
    const [rank, added] = [x.shape.length, size.length - x.shape.length];
    if (added < 0) {
      const got = `expand(torch.LongTensor{${list(x.shape)}}, size=${list(size)})`;
      const words = `${got}: the number of sizes provided (${size.length}) must be greater or equal to the number of dimensions in the tensor (${rank})`;
      throw new Refusal("RuntimeError", words, `Give a length for each of the ${rank} dimensions; -1 keeps one.`);
    }
    const shape = [...size];
    const strides = size.map(() => 0);
    for (let at = size.length - 1; at >= 0; at -= 1) {
      const dim = at - added;
      if (dim >= 0) [shape[at], strides[at]] = stretched(x, dim, at, size);
      else if (size[at] < 0) refuseLeading(size[at], at, rank);
      else if (size[at] === 1 && rank > 0) strides[at] = shape[at + 1] * strides[at + 1];
    }
    return { ...x, shape, strides };
  }

  function stretched(x, dim, at, size) {
    const [length, stride, wanted] = [x.shape[dim], x.strides[dim], size[at]];
    if (wanted === -1 || wanted === length) return [length, stride];
    if (length === 1 && wanted >= 0) return [wanted, 0];
    if (length === 1) throw new Refusal("RuntimeError", null, `A length cannot be ${wanted}; -1 keeps the one there is.`);
    const target = `Target sizes: ${list(size)}.  Tensor sizes: ${list(x.shape)}`;
    const words = `The expanded size of the tensor (${wanted}) must match the existing size (${length}) at non-singleton dimension ${at}.  ${target}`;
    const hint = `Only a length of 1 can be stretched; dimension ${dim} of the tensor, of shape ${tuple(x.shape)}, has ${length}.`;
    throw new Refusal("RuntimeError", words, hint);
  }

  function refuseLeading(wanted, at, rank) {
    const words =
      wanted === -1 && rank > 0
        ? `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${at}`
        : null;
    throw new Refusal("RuntimeError", words, `Dimension ${at} is new, so its length must be given: ${wanted} is none.`);
  }

  const moving = { transpose, t, permute, narrow, select, unsqueeze, squeeze, diagonal, unfold, expand };
  Object.assign(Strides, { ...moving, distinct });
})();
