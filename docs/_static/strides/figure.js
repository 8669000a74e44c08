// The storage figure: tensors above the storage whose cells they read, and the same in words (twin of storage.py).
"use strict";

(() => {
  const { CELL, Canvas, ITEM_BYTES, MAX_VALUES, UNREAD, cellsOf, count, drawCell, drawTensor, product, tensorSize, tuple } = Strides;

  const WIDTH = 560;
  const PHONE_WIDTH = 354; // tensors stand side by side as far as they fit there
  const GAP = 26;
  const STRIP_CELLS = 12;
  const MAX_RANK = 4;
  const HUES = ["blue", "orange", "green", "purple", "red"];

  /** Whether a tensor is small enough to be drawn. */
  function drawable({ shape, storage }) {
    return shape.length <= MAX_RANK && Math.max(product(shape), storage.elements) <= MAX_VALUES;
  }

  /** Tensors, { name, tensor, contiguous }, over the same storage, in order of first appearance. */
  function groupsOf(shown) {
    return [...Map.groupBy(shown, ({ tensor }) => tensor.storage).values()];
  }

  /** Draw tensors that are `drawable`, at most `limit` pixels wide where cells allow. */
  function drawStorage(shown, limit = WIDTH) {
    const canvas = new Canvas();
    const groups = groupsOf(shown);
    let top = 0;
    for (const group of groups) {
      const title = titleOf(group, groups.length > 1);
      top = canvas.group("fig-storage", () => drawGroup(canvas, group, top, title, limit)) + GAP;
    }
    return canvas.svg();
  }

  /** What drawStorage shows, in sentences. */
  function describeStorage(shown) {
    const sentences = groupsOf(shown).flatMap((group) => [
      ...group.map(describeTensor),
      `${titleOf(group, true)}: [${group[0].tensor.storage.values.join(", ")}].`,
    ]);
    return sentences.join(" ");
  }

  function describeTensor({ name, tensor, contiguous }) {
    const cells = cellsOf(tensor);
    const read = cells.length ? `storage cell${cells.length === 1 ? "" : "s"} ${cells.join(", ")}` : "no storage cell";
    const facts = `size ${tuple(tensor.shape)}, stride ${tuple(tensor.strides)}, storage offset ${tensor.offset}, int64`;
    return `Tensor ${name}: ${facts}, ${contiguous ? "contiguous" : "not contiguous"}; it reads ${read}.`;
  }

  function titleOf(group, named) {
    const names = group.map(({ name }) => name);
    const shared = `Storage of ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    const owner = names.length > 1 ? shared : `Storage of ${names[0]}`;
    const { elements } = group[0].tensor.storage;
    return `${named ? owner : "Storage"}: ${count(elements, "element")}, ${elements * ITEM_BYTES} bytes`;
  }

  /** Color each cell by the row that reads it first; the rows are those of the first tensor that has several. */
  function huesOf(group) {
    const hues = new Map();
    const flat = ({ tensor }) => rowLength(tensor) === product(tensor.shape);
    for (const { tensor } of [...group].sort((one, other) => flat(one) - flat(other))) {
      const length = rowLength(tensor);
      cellsOf(tensor).forEach((cell, at) => {
        if (!hues.has(cell)) hues.set(cell, HUES[Math.floor(at / length) % HUES.length]);
      });
    }
    return hues;
  }

  /** Elements behind one index of the first dimension longer than one; all, if only one is. */
  function rowLength({ shape }) {
    const long = shape.filter((length) => length > 1);
    return long.length > 1 ? product(shape) / long[0] : product(shape);
  }

  function drawGroup(canvas, group, from, title, limit) {
    const hues = huesOf(group);
    let [left, top, bottom] = [0, from, from];
    for (const shown of group) {
      const [width, height] = tensorSize(shown, limit);
      if (left && left + width > Math.min(limit, PHONE_WIDTH)) [left, top] = [0, bottom + GAP];
      drawTensor(canvas, shown, hues, left, top, limit);
      [left, bottom] = [left + width + GAP, Math.max(bottom, top + height)];
    }
    canvas.text(0, bottom + GAP, title, { size: 12, bold: true });
    return drawStrip(canvas, group, hues, bottom + GAP + 10, limit);
  }

  /** The storage as rows of numbered cells, with a pointer under each storage offset. */
  function drawStrip(canvas, group, hues, from, limit) {
    const { elements, values } = group[0].tensor.storage;
    const length = Math.min(STRIP_CELLS, Math.max(1, Math.floor(limit / CELL)));
    const starts = Map.groupBy(group, ({ tensor }) => tensor.offset);
    let top = from;
    for (let begin = 0; begin < elements; begin += length) {
      const end = Math.min(begin + length, elements);
      for (let cell = begin; cell < end; cell += 1) {
        drawCell(canvas, (cell - begin) * CELL, top, { cell, value: values[cell], hue: hues.get(cell) ?? UNREAD });
      }
      const here = [...starts.keys()].filter((cell) => cell >= begin && cell < end).sort((one, other) => one - other);
      here.reverse().forEach((cell, line) => {
        const [x, drop] = [(cell - begin) * CELL + CELL / 2, 16 * (line + 1)];
        const names = starts.get(cell).map(({ name }) => name);
        canvas.arrow(x, top + CELL + drop, 0, 3 - drop, "muted");
        canvas.text(x + 6, top + CELL + drop, `offset ${cell}: ${names.join(", ")}`, { size: 11, hue: "muted" });
      });
      top += CELL + 16 * here.length + 8;
    }
    return top;
  }

  Object.assign(Strides, { drawable, drawStorage, describeStorage });
})();
