// One storage order, another shape: when can strides do it? The rule behind view, reshape and flatten.
// It follows computeStride and infer_size of ATen (TensorUtils.cpp, InferSize.h).
"use strict";

(() => {
  const { Refusal, contiguousStrides, copied, count, isContiguous, list, product, tuple } = Strides;

  /** Put a number in the place of -1 and check that the shape has as many elements as the tensor. */
  function inferred(x, asked) {
    const elements = product(x.shape);
    asked.forEach((length, at) => {
      if (length === -1 && asked.indexOf(-1) !== at) {
        throw new Refusal("RuntimeError", "only one dimension can be inferred", "Only one length can be -1.");
      }
      if (length < -1) {
        const words = `invalid shape dimension ${length} at index ${at} of shape ${list(asked)}`;
        throw new Refusal("RuntimeError", words, "A length is 0 or more, or -1 for the one to be worked out.");
      }
    });
    const known = product(asked.filter((length) => length !== -1));
    const unknown = asked.includes(-1);
    if (known !== elements && !(unknown && known > 0 && elements % known === 0)) {
      throw new Refusal(
        "RuntimeError",
        `shape '${list(asked)}' is invalid for input of size ${elements}`,
        unknown
          ? `No length in the place of -1 gives ${count(elements, "element")}: ${elements} is not a multiple of ${known}.`
          : `The shape asks for ${count(known, "element")}, the tensor at this point has ${elements}.`,
      );
    }
    if (unknown && known === 0) {
      const why = "because the unspecified dimension size -1 can be any value and is ambiguous";
      const words = `cannot reshape tensor of 0 elements into shape ${list(asked)} ${why}`;
      throw new Refusal("RuntimeError", words, "Any length in the place of -1 would give 0 elements: write the one you mean.");
    }
    return asked.map((length) => (length === -1 ? elements / known : length));
  }

  /** Say which two dimensions of `x` the first long dimension of the view from `open` on would have to run across. */
  function gap(x, outer, asked, open) {
    const failing = asked.findIndex((length, dim) => dim >= open && length !== 1);
    const inner = x.shape.findIndex((length, dim) => dim > outer && length !== 1);
    const reach = x.strides[inner] * x.shape[inner];
    return (
      `Dimension ${failing} of the view, of length ${asked[failing]}, would have to run across the dimensions ` +
      `${outer} and ${inner} of a tensor with shape ${tuple(x.shape)} and strides ${tuple(x.strides)}. They do not chain: ` +
      `stride[${outer}] is ${x.strides[outer]}, but stride[${inner}] * size[${inner}] is ` +
      `${x.strides[inner]} * ${x.shape[inner]} = ${reach}.`
    );
  }

  /**
   * The strides that read `x` as another shape of as many elements, { strides }, or { gap }: why there are none.
   *
   * From the right, dimensions of `x` are gathered into a block for as long as they chain: one step of the outer is
   * the whole length of the inner, stride[i] === stride[i+1] * size[i+1]. A dimension of the view must lie in one block.
   */
  function viewStrides(x, shape) {
    if (product(x.shape) === 0) {
      const same = x.shape.length === shape.length && x.shape.every((length, dim) => length === shape[dim]);
      return { strides: same ? x.strides : contiguousStrides(shape) };
    }
    const strides = shape.map(() => 1);
    let left = shape.length - 1; // dimensions of the view up to this one are still open
    let base = x.strides.at(-1); // the stride of the block's innermost step
    let block = 1; // elements of the block
    let placed = 1; // elements of the view's dimensions in this block
    for (let dim = x.shape.length - 1; dim >= 0; dim -= 1) {
      block *= x.shape[dim];
      if (dim > 0 && (x.shape[dim - 1] === 1 || x.strides[dim - 1] === block * base)) continue;
      while (left >= 0 && (placed < block || shape[left] === 1)) {
        strides[left] = placed * base;
        placed *= shape[left];
        left -= 1;
      }
      if (placed !== block) return { gap: gap(x, dim - 1, shape, left + 1) };
      [base, block, placed] = [x.strides[dim - 1], 1, 1];
    }
    return { strides };
  }

  const over = (x, shape, strides) => ({ ...x, shape, strides });

  function view(x, asked) {
    const shape = inferred(x, asked);
    const { strides, gap: why } = viewStrides(x, shape);
    if (strides) return over(x, shape, strides);
    const reason = "at least one dimension spans across two contiguous subspaces";
    const words = `view size is not compatible with input tensor's size and stride (${reason}). Use .reshape(...) instead.`;
    throw new Refusal("RuntimeError", words, why);
  }

  /** A copy whose elements lie row by row, or the tensor itself if they do already. */
  function contiguous(x) {
    return isContiguous(x) ? x : copied(x, contiguousStrides(x.shape));
  }

  /** A view where strides can do it, else a view of a contiguous copy. */
  function reshape(x, asked) {
    const shape = inferred(x, asked);
    const { strides } = viewStrides(x, shape);
    return strides ? over(x, shape, strides) : over(contiguous(x), shape, contiguousStrides(shape));
  }

  Object.assign(Strides, { viewStrides, view, contiguous, reshape });
})();
