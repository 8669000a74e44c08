// A small SVG canvas in the palette's colors. It and figure.js draw what tutorial_utils.figures draws at build
// (canvas.py, grid.py, storage.py), element for element; a test compares the two.
"use strict";

(() => {
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const MONOSPACE = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";
  const CHARACTER_WIDTH = 0.62; // of the font size
  const MARGIN = 2;
  const HEAD = 4; // of an arrow

  const color = (name) => `var(--fig-${name})`;

  const short = (value) => String(Number(value.toFixed(2)));

  const textWidth = (text, size) => Number((text.length * CHARACTER_WIDTH * size).toFixed(2));

  /** Round as Python does: a half goes to the even side. */
  function whole(value) {
    const below = Math.floor(value);
    return value - below === 0.5 ? below + (below % 2) : Math.round(value);
  }

  class Canvas {
    constructor() {
      this.root = document.createElementNS(NAMESPACE, "svg");
      this.root.setAttribute("font-family", MONOSPACE);
      this.inside = this.root;
      [this.width, this.height] = [0, 0];
    }

    /** Put what `draw` draws into one group that the stylesheet finds by its classes; returns what it returns. */
    group(classes, draw) {
      const outer = this.inside;
      this.inside = this.put("g", { class: classes });
      const drawn = draw();
      this.inside = outer;
      return drawn;
    }

    rect(x, y, size, hue, tint, dashed) {
      const paint = `fill: ${color(hue)}; fill-opacity: ${tint}; stroke: ${color(hue)}`;
      const style = dashed ? `${paint}; stroke-dasharray: 3 2.5` : paint;
      this.put("rect", { x: short(x), y: short(y), width: short(size), height: short(size), rx: "3", style });
      this.reach(x + size, y + size);
    }

    text(x, y, text, { size, hue = "fg", anchor = "start", bold = false }) {
      let style = `fill: ${color(hue)}; font-size: ${size}px`;
      if (anchor !== "start") style += `; text-anchor: ${anchor}`;
      if (bold) style += "; font-weight: 600";
      this.put("text", { x: short(x), y: short(y), style }).textContent = text;
      const share = { start: 1, middle: 0.5, end: 0 }[anchor];
      this.reach(x + share * textWidth(text, size), y + 0.25 * size);
    }

    /** An arrow from (x, y), by dx sideways or by dy up or down. */
    arrow(x, y, dx, dy, hue) {
      const [toX, toY] = [x + dx, y + dy];
      const back = -Math.sign(dx || dy) * HEAD;
      const wing = (side) => (dx ? [toX + back, toY + side * HEAD] : [toX + side * HEAD, toY + back]);
      const points = [[x, y], [toX, toY], wing(-1), [toX, toY], wing(1)];
      const d = points.map(([px, py], at) => `${"MLMLL"[at]} ${short(px)} ${short(py)}`).join(" "); // line, then head
      this.put("path", { d, style: `fill: none; stroke: ${color(hue)}` });
      this.reach(toX, toY);
    }

    put(name, attributes) {
      const element = document.createElementNS(NAMESPACE, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return this.inside.appendChild(element);
    }

    reach(x, y) {
      this.width = Math.max(this.width, x + MARGIN);
      this.height = Math.max(this.height, y);
    }

    /** The element, as large as what was drawn. */
    svg() {
      const [width, height] = [whole(this.width + MARGIN), whole(this.height + MARGIN)];
      const size = { width, height, viewBox: `-${MARGIN} 0 ${width} ${height}` };
      for (const [key, value] of Object.entries(size)) this.root.setAttribute(key, value);
      return this.root;
    }
  }

  Object.assign(Strides, { Canvas, textWidth });
})();
