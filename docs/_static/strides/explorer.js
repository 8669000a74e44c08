// The page side: reads the two fields, shows the answer. All arithmetic and drawing is in the files before this one.
// User text reaches the page as text nodes only.
"use strict";

(() => {
  const { count, describeStorage, drawStorage, drawable, product, run, tuple } = Strides;

  const PAUSE = 250; // ms after the last key, so that a half-typed name is not announced
  const LONG_NAME = 30; // characters; a longer chain is called "result" in the figure

  /** An element with children, which are elements or text. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const code = (text) => make("code", {}, text);

  /** "Element [i, j] lies in cell 1 + i * 3 + j * 1." */
  function formula({ shape, strides, offset }) {
    if (shape.length === 0) return [`Its one element lies in cell ${offset}.`];
    if (product(shape) === 0) return ["It has no elements."];
    const names = shape.map((_, dim) => (shape.length <= 4 ? "ijkl"[dim] : `i${dim}`));
    const sum = [offset, ...strides.map((stride, dim) => `${names[dim]} * ${stride}`)].join(" + ");
    return ["Element ", code(`[${names.join(", ")}]`), " lies in cell ", code(sum), "."];
  }

  /** Whose storage a result reads: that of x, or that of a copy which it is, or which an earlier step made. */
  function owner(states) {
    const cells = count(states.at(-1).tensor.storage.elements, "cell");
    if (states.length === 1) return `over a storage of ${cells}`;
    if (states.at(-1).copies) return `a copy with a storage of its own, of ${cells}`;
    return states.some(({ copies }) => copies) ? `a view of a copy's storage, of ${cells}` : "a view of the storage of x";
  }

  function facts(states) {
    const { tensor, contiguous } = states.at(-1);
    const { shape, strides, offset } = tensor;
    return [
      ` has shape ${tuple(shape)}, strides ${tuple(strides)} and offset ${offset}. `,
      `It is ${contiguous ? "" : "not "}contiguous, and ${owner(states)}. `,
      ...formula(tensor),
    ];
  }

  /** The paragraphs of the answer: what torch would say, or why this page cannot tell. */
  function answer({ states, stopped }) {
    if (!stopped) return [make("p", {}, code(chainOf(states)), ...facts(states))];
    if (stopped.kind === "unread") return [make("p", {}, stopped.hint)];
    const at = code(stopped.source);
    if (stopped.kind === "unmodeled") return [make("p", {}, "Not followed at ", at, `: ${stopped.hint}`)];
    const error = code(stopped.words ? `${stopped.type}: ${stopped.words}` : stopped.type);
    return [make("p", {}, "torch refuses ", at, ":"), make("p", {}, error), make("p", {}, stopped.hint)];
  }

  const chainOf = (states) => `x${states.slice(1).map(({ source }) => source).join("")}`;

  function rows({ states, stopped }) {
    const cells = ({ source, tensor, contiguous, copies }) => [
      make("th", { scope: "row" }, code(source)),
      make("td", {}, tuple(tensor.shape)),
      make("td", {}, tuple(tensor.strides)),
      make("td", {}, String(tensor.offset)),
      make("td", {}, contiguous ? "yes" : "no"),
      make("td", {}, copies ? "new" : "same"),
    ];
    const found = states.map((state) => make("tr", {}, ...cells(state)));
    found[0]?.lastChild.replaceChildren("x");
    if (stopped && stopped.kind !== "unread") {
      const head = make("th", { scope: "row" }, code(stopped.source));
      found.push(make("tr", { class: "stride-stop" }, head, make("td", { colspan: "5" }, stopped.type ?? "not followed")));
    }
    return found;
  }

  /** The start and the last tensor that was reached, as the figure wants them. */
  function shown(states) {
    const name = chainOf(states);
    const last = { name: name.length > LONG_NAME ? "result" : name, ...states.at(-1) };
    return states.length > 1 ? [{ name: "x", ...states[0] }, last] : [last];
  }

  function picture(states, limit) {
    const tensors = states.length ? shown(states) : [];
    if (tensors.length === 0) return [];
    if (!tensors.every(({ tensor }) => drawable(tensor))) {
      return [make("p", {}, "Too large to draw: the picture holds 4 dimensions and 64 elements.")];
    }
    const svg = drawStorage(tensors, limit);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", describeStorage(tensors));
    return [svg];
  }

  function start(explorer) {
    const find = (name) => explorer.querySelector(`.stride-${name}`);
    const [shape, chain] = explorer.querySelectorAll("input");
    const [live, said, steps, drawing, link] = ["live", "said", "steps", "picture", "link"].map(find);
    let pause;

    function show() {
      clearTimeout(pause);
      const found = run(shape.value, chain.value);
      said.className = `stride-said stride-${found.stopped?.kind ?? "done"}`;
      said.replaceChildren(...answer(found));
      steps.replaceChildren(...rows(found));
      drawing.replaceChildren(...picture(found.states, drawing.clientWidth - 4));
      link.hash = new URLSearchParams({ shape: shape.value, chain: chain.value });
      live.style.minHeight = `${live.offsetHeight}px`; // what is below moves down at most, never back and forth
    }

    function set(values) {
      [shape.value, chain.value] = [values.shape ?? "", values.chain ?? ""];
      show();
    }

    /** Take a chain from the address, if it holds one. */
    function linked() {
      const values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
      if (!("shape" in values && "chain" in values)) return false;
      set(values);
      explorer.scrollIntoView({ behavior: "instant" }); // no motion that nobody asked for
      return true;
    }

    explorer.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(show, PAUSE);
    });
    explorer.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target.tagName === "INPUT") show();
    });
    explorer.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) set(button.dataset);
    });
    window.addEventListener("hashchange", linked);
    window.addEventListener("resize", () => {
      live.style.minHeight = "";
      show();
    });
    explorer.classList.add("stride-ready");
    if (!linked()) show();
  }

  document.querySelectorAll(".stride-explorer").forEach(start);
})();
