// One tensor of the figure: a header with its facts, and its elements as a grid of cells (twin of grid.py).
"use strict";

(() => {
  const { cellsOf, product, textWidth, tuple } = Strides;

  const CELL = 29; // twelve stand side by side on a phone
  const LINE = 16;
  const AXIS = 26; // room for an arrow and the stride beside it
  const [TITLE, BODY, INDEX, VALUE] = [13, 11.5, 10.5, 13];
  const PANEL_GAP = 14;
  const PANEL_TITLE = 16;
  const UNREAD = "grid";

  function header({ name, tensor, contiguous }) {
    const facts = [`size ${tuple(tensor.shape)}`, `stride ${tuple(tensor.strides)}`, `offset ${tensor.offset}`];
    return [name, ...facts, "int64", contiguous ? "contiguous" : "not contiguous"];
  }

  /** How the matrices of a tensor are placed: the last dimension but two along a line, as far as `limit` allows. */
  function placed({ shape }, limit) {
    const [rows, columns] = [1, 1, ...shape].slice(-2);
    if (product(shape) === 0) return { rows: 0, columns: 0, perLine: 1, panels: [[]], title: 0 };
    let panels = [[]];
    for (const length of shape.slice(0, -2)) {
      panels = panels.flatMap((index) => Array.from({ length }, (_, next) => [...index, next]));
    }
    const fits = Math.max(1, Math.floor((limit - AXIS + PANEL_GAP) / (columns * CELL + PANEL_GAP)));
    const wanted = shape.length > 2 ? shape.at(-3) : 1;
    const title = shape.length > 2 ? PANEL_TITLE : 0;
    return { rows, columns, perLine: Math.max(1, Math.min(fits, wanted)), panels, title };
  }

  /** Width and height of what drawTensor draws. */
  function tensorSize(shown, limit) {
    const grid = placed(shown.tensor, limit);
    const lines = Math.ceil(grid.panels.length / grid.perLine);
    const width = grid.perLine * (grid.columns * CELL + PANEL_GAP) - PANEL_GAP;
    const height = lines * (grid.rows * CELL + grid.title + PANEL_GAP) - PANEL_GAP;
    const [title, ...facts] = header(shown);
    const head = Math.max(textWidth(title, TITLE), ...facts.map((fact) => textWidth(fact, BODY)));
    return [Math.max(head, width + AXIS), height + AXIS + LINE * (facts.length + 1)];
  }

  function drawTensor(canvas, shown, hues, x, y, limit) {
    const [title, ...facts] = header(shown);
    canvas.text(x, y + LINE - 4, title, { size: TITLE, bold: true });
    facts.forEach((fact, at) => canvas.text(x, y + (at + 2) * LINE - 4, fact, { size: BODY, hue: "muted" }));
    const grid = placed(shown.tensor, limit);
    const [left, top] = [x + AXIS, y + LINE * (1 + facts.length) + AXIS];
    drawAxes(canvas, shown.tensor, left, top + grid.title, grid);
    const seen = new Set();
    const cells = cellsOf(shown.tensor).values();
    grid.panels.forEach((index, at) => {
      const panelX = left + (at % grid.perLine) * (grid.columns * CELL + PANEL_GAP);
      const panelY = top + Math.floor(at / grid.perLine) * (grid.rows * CELL + grid.title + PANEL_GAP);
      if (index.length) canvas.text(panelX, panelY + 10, `[${index.join(", ")}]`, { size: BODY, hue: "muted" });
      for (let row = 0; row < grid.rows; row += 1) {
        for (let column = 0; column < grid.columns; column += 1) {
          const cell = cells.next().value;
          const about = { cell, value: shown.tensor.storage.values[cell], hue: hues.get(cell), again: seen.has(cell) };
          drawCell(canvas, panelX + column * CELL, panelY + grid.title + row * CELL, about);
          seen.add(cell);
        }
      }
    });
  }

  /** Its value, and small above it the number of the storage cell; dashed if the tensor has read it before. */
  function drawCell(canvas, x, y, { cell, value, hue, again = false }) {
    const unread = hue === UNREAD;
    const text = String(value);
    const size = Number(Math.min(VALUE, (VALUE * (CELL - 7)) / textWidth(text, VALUE)).toFixed(1));
    canvas.group(`fig-cell at-${cell}`, () => {
      canvas.rect(x + 1.5, y + 1.5, CELL - 3, hue, unread ? 0 : 0.13, again);
      canvas.text(x + 4, y + 11.5, String(cell), { size: INDEX, hue: unread ? "muted" : hue });
      canvas.text(x + CELL / 2, y + CELL - 4.5, text, { size, hue: unread ? "muted" : "fg", anchor: "middle" });
    });
  }

  /** Along the last two dimensions, how far the storage position moves; a zero stride is red. */
  function drawAxes(canvas, { shape, strides }, left, top, grid) {
    const reach = CELL - 8;
    const hue = (stride) => (stride ? "muted" : "red");
    if (shape.length && grid.columns > 1) {
      const stride = strides.at(-1);
      const lift = 10 + grid.title;
      canvas.arrow(left + 4, top - lift + 4, reach, 0, hue(stride));
      canvas.text(left + CELL + 2, top - lift + 8, `+${stride}`, { size: BODY, hue: hue(stride), bold: true });
    }
    if (shape.length > 1 && grid.rows > 1) {
      const stride = strides.at(-2);
      canvas.arrow(left - 8, top + 4, 0, reach, hue(stride));
      canvas.text(left - 2, top + CELL + 12, `+${stride}`, { size: BODY, hue: hue(stride), bold: true, anchor: "end" });
    }
  }

  Object.assign(Strides, { CELL, UNREAD, drawCell, drawTensor, tensorSize });
})();
