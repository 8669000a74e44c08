// Operations that need more than a new header: as_strided, which may point anywhere in the storage, and the copies.
"use strict";

(() => {
  const { ITEM_BYTES, Refusal, cellsNeeded, copied, count, distinct, isContiguous, list, product, reshape, wrapped } = Strides;

  /** Any shape, strides and offset at all, checked against the two ends of the storage and nothing else. */
  function asStrided(x, { size, stride, storage_offset: asked }) {
    const offset = asked ?? x.offset;
    const refuse = (words, hint) => {
      throw new Refusal("RuntimeError", words, hint);
    };
    if (size.length !== stride.length) refuse("mismatch in length of strides and shape", "Each length needs a stride.");
    if (stride.some((one) => one < 0)) {
      const words = `as_strided: Negative strides are not supported at the moment, got strides: ${list(stride)}`;
      refuse(words, "No stride of a tensor is negative; flip copies.");
    }
    if (size.some((one) => one < 0)) refuse(null, "A length cannot be negative here, and -1 is not worked out.");
    const needed = cellsNeeded(size, stride, offset);
    if (offset >= 0 && needed > x.storage.elements) {
      const wanted = `requiring a storage size of ${needed * ITEM_BYTES}`;
      const got = `sizes ${list(size)}, strides ${list(stride)}, storage offset ${offset}, and itemsize ${ITEM_BYTES}`;
      const words = `setStorage: ${got} ${wanted} are out of bounds for storage of size ${x.storage.elements * ITEM_BYTES}`;
      refuse(words, `The last element would lie in cell ${needed - 1} of a storage of ${count(x.storage.elements, "cell")}.`);
    }
    if (offset < 0) refuse(`Tensor: invalid storage offset ${offset}`, "The first cell of the storage is cell 0.");
    return { ...x, shape: size, strides: stride, offset };
  }

  /** Whether each cell between the first and the last one read is read just once. */
  function isDense({ shape, strides }) {
    const long = shape.map((length, dim) => ({ length, stride: strides[dim] })).filter(({ length }) => length !== 1);
    let reach = 1;
    return long
      .sort((one, other) => one.stride - other.stride)
      .every(({ length, stride }) => {
        const chained = stride === reach;
        reach *= length;
        return chained;
      });
  }

  /** The strides of a copy: kept where they are dense, else closed up in the same order (ATen: infer_dense_strides). */
  function preservedStrides({ shape, strides }) {
    if (product(shape) === 0 || isContiguous({ shape, strides }) || isDense({ shape, strides })) return strides;
    const order = [...shape.keys()].reverse();
    for (let next = 1; next < order.length; next += 1) {
      let here = next;
      for (let before = next - 1; before >= 0; before -= 1) {
        const sign = compared(shape, strides, order[before], order[here]);
        if (sign < 0) break;
        if (sign > 0) {
          [order[before], order[here]] = [order[here], order[before]];
          here = before;
        }
      }
    }
    const made = [...strides];
    order.reduce((reach, dim) => {
      made[dim] = reach;
      return reach * shape[dim];
    }, 1);
    return made;
  }

  /** Which of two dimensions comes nearer to the elements; 0 if a stride of 0 says nothing. */
  function compared(shape, strides, one, other) {
    if (strides[one] === 0 || strides[other] === 0) return 0;
    return Math.sign(strides[one] - strides[other]) || (shape[one] > shape[other] ? 1 : 0);
  }

  function clone(x) {
    return copied(x, preservedStrides(x));
  }

  /** A copy, because running backwards would take a negative stride. */
  function flip(x, { dims }) {
    const turned = distinct(dims, x.shape.length);
    const from = { ...x };
    if (x.shape.length > 0) {
      const back = (dim) => Math.max(x.shape[dim] - 1, 0) * x.strides[dim];
      from.strides = x.strides.map((stride, dim) => (turned.has(dim) ? -stride : stride));
      from.offset += [...turned].reduce((sum, dim) => sum + back(dim), 0);
    }
    return copied(x, preservedStrides(x), from);
  }

  /** Merge dimensions from `start_dim` to `end_dim` into one; a reshape, so it copies where no stride will do. */
  function flatten(x, { start_dim: start, end_dim: end }) {
    const [first, last] = [wrapped(start, x.shape.length), wrapped(end, x.shape.length)];
    if (first > last) {
      const words = "flatten() has invalid args: start_dim cannot come after end_dim";
      throw new Refusal("RuntimeError", words, `Dimension ${start} is dimension ${first}, and ${end} is ${last}.`);
    }
    if (x.shape.length === 0) return reshape(x, [1]);
    if (first === last) return x;
    return reshape(x, [...x.shape.slice(0, first), product(x.shape.slice(first, last + 1)), ...x.shape.slice(last + 1)]);
  }

  Object.assign(Strides, { asStrided, clone, flip, flatten });
})();
