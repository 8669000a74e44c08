// Which colors meet on a page: for each text in sight its color and what lies behind it. Loaded by tests, not by the site.
"use strict";

globalThis.Colors = (() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();

  // Any CSS color as [red, green, blue, alpha]; the canvas reads what computed styles print.
  const rgba = (text) => {
    if (!known.has(text)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = "#000";
      context.fillStyle = text;
      context.fillRect(0, 0, 1, 1);
      const alpha = /rgba\(.*,\s*([\d.]+)\)$/.exec(text)?.[1];
      const [red, green, blue, drawn] = context.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, Number(alpha ?? drawn / 255)]);
    }
    return known.get(text);
  };

  const over = ([r, g, b, a], below) => [r, g, b].map((it, index) => it * a + below[index] * (1 - a));

  const faded = ([r, g, b, a], opacity) => [r, g, b, a * opacity];

  // The layers behind an element, the lowest first. Gradients of this site begin with the color of their surface
  // and are the shadows at the edge of a frame that scrolls; others are not known here.
  const backgrounds = new Map();
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    if (!backgrounds.has(element)) {
      const style = getComputedStyle(element);
      const fixed = style.position === "fixed" ? document.body : element.parentElement;
      const below = behind(element === document.body ? element.parentElement : fixed);
      let layer = over(faded(rgba(style.backgroundColor), Number(style.opacity)), below);
      const first = /^linear-gradient\([^,]*, (rgba?\([^)]*\))/.exec(style.backgroundImage)?.[1];
      if (first && element.matches("pre, .table-wrapper")) layer = over(rgba(first), layer);
      backgrounds.set(element, layer);
    }
    return backgrounds.get(element);
  };

  const opacities = new Map();
  const opacityOf = (element) => {
    if (!element) return 1;
    if (!opacities.has(element)) {
      opacities.set(element, Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement));
    }
    return opacities.get(element);
  };

  const forget = () => [backgrounds, opacities].forEach((it) => it.clear());

  // In a picture: the shapes drawn before a text that reach behind its middle.
  const behindInPicture = (text, svg) => {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    let layer = behind(svg);
    for (const shape of svg.querySelectorAll("rect, path, polygon, circle, ellipse")) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      if (shape.closest("defs, clipPath, symbol")) continue;
      const style = getComputedStyle(shape);
      if (style.fill === "none" || style.fill.startsWith("url")) continue;
      const place = shape.getBoundingClientRect();
      if (x < place.left || x > place.right || y < place.top || y > place.bottom) continue;
      const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
      if (!shape.isPointInFill(point)) continue;
      layer = over(faded(rgba(style.fill), Number(style.fillOpacity) * opacityOf(shape)), layer);
    }
    return layer;
  };

  const nameOf = (element) => {
    const one = (it) => it.localName + [...it.classList].map((name) => `.${name}`).join("");
    return element.parentElement ? `${one(element.parentElement)} > ${one(element)}` : one(element);
  };

  const isLarge = ({ fontSize, fontWeight }) =>
    parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);

  const inSight = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const OTHER = ["::before", "::after"];

  // One entry for each pair of colors that meet: [color, background, large, name of the place, text].
  const pairs = () => {
    forget();
    const found = new Map();
    const note = (color, background, large, name, text) => {
      const entry = [color.map(Math.round), background.map(Math.round), large];
      const key = JSON.stringify(entry);
      if (!found.has(key)) found.set(key, [...entry, name, text.trim().slice(0, 40)]);
    };
    const write = (style, paint, background, opacity, name, text) =>
      note(over(faded(rgba(paint), opacity), background), background, isLarge(style), name, text);

    for (const element of document.body.querySelectorAll("*")) {
      if (["SCRIPT", "STYLE", "NOSCRIPT", "TITLE"].includes(element.tagName) || !inSight(element)) continue;
      const style = getComputedStyle(element);
      const svg = element.closest("svg");
      const own = [...element.childNodes].filter((it) => it.nodeType === Node.TEXT_NODE && it.data.trim());
      if (own.length > 0 && !(svg && !element.closest("text"))) {
        const background = svg ? behindInPicture(element, svg) : behind(element);
        const paint = svg ? style.fill : style.color;
        if (paint !== "none") write(style, paint, background, opacityOf(element), nameOf(element), own[0].data);
      }
      if (svg || element.matches("pre span")) continue;
      for (const other of OTHER) {
        const its = getComputedStyle(element, other);
        const words = /^"(.*?\S.*?)"/.exec(its.content)?.[1];
        if (!words || its.display === "none" || its.visibility === "hidden" || its.opacity === "0") continue;
        const background = over(rgba(its.backgroundColor), behind(element));
        write(its, its.color, background, Number(its.opacity), nameOf(element) + other, words);
      }
      if (element.matches("input, textarea")) {
        const words = element.value || element.placeholder || "typed";
        const its = element.value ? style : getComputedStyle(element, "::placeholder");
        write(its, its.color, behind(element), Number(its.opacity), nameOf(element), words);
      }
    }
    return [...found.values()];
  };

  // What Tab has brought the focus to, and whether the line around it can be told from what is beside it.
  const focus = () => {
    forget();
    const element = document.activeElement;
    const shown = element.closest("label") ?? element;
    const style = getComputedStyle(element);
    const width = parseFloat(style.outlineWidth);
    const inside = parseFloat(style.outlineOffset) + width <= 0;
    const boxes = [...shown.getClientRects()].filter((box) => box.width > 0);
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
    const hit = boxes.some(({ left, top, width: wide, height }) =>
      parts.some((x) => parts.some((y) => shown.contains(document.elementFromPoint(left + x * wide, top + y * height)))),
    );
    const box = shown.getBoundingClientRect();
    const places = [".mobile-header", ".sidebar-drawer", "article", ".related-pages", "footer", ".toc-drawer"];
    return {
      name: nameOf(element),
      outline: style.outlineStyle === "none" ? 0 : width,
      color: rgba(style.outlineColor).slice(0, 3),
      beside: behind(inside ? element : element.parentElement).map(Math.round),
      hit,
      place: places.find((it) => element.closest(it)) ?? "page",
      box: [box.left, box.top + scrollY, box.width, box.height],
    };
  };

  return { pairs, focus };
})();
