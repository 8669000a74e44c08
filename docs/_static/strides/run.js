// A shape and a chain, followed step by step. The table says which operations there are and what they take.
"use strict";

(() => {
  const { Refusal, Unmodeled, arange, isContiguous, parseChain, parseShape } = Strides;

  const one = (name, standard) => ({ name, standard, many: false });
  const many = (name, standard) => ({ name, standard, many: true });
  const row = (name) => ({ name, many: true, alone: true }); // one tuple, not several numbers

  const OPERATIONS = {
    t: [[], Strides.t],
    transpose: [[one("dim0"), one("dim1")], Strides.transpose],
    permute: [[many("dims")], Strides.permute],
    narrow: [[one("dim"), one("start"), one("length")], Strides.narrow],
    select: [[one("dim"), one("index")], Strides.select],
    unsqueeze: [[one("dim")], Strides.unsqueeze],
    squeeze: [[many("dim", null)], Strides.squeeze],
    expand: [[many("size")], Strides.expand],
    diagonal: [[one("offset", 0), one("dim1", 0), one("dim2", 1)], Strides.diagonal],
    unfold: [[one("dimension"), one("size"), one("step")], Strides.unfold],
    as_strided: [[row("size"), row("stride"), one("storage_offset", null)], Strides.asStrided],
    view: [[many("size")], (x, { size }) => Strides.view(x, size)],
    reshape: [[many("shape")], (x, { shape }) => Strides.reshape(x, shape)],
    flatten: [[one("start_dim", 0), one("end_dim", -1)], Strides.flatten],
    contiguous: [[], Strides.contiguous],
    clone: [[], Strides.clone],
    flip: [[many("dims")], Strides.flip],
  };

  /** Put what was given in the place of each parameter; Python's rules, with a sentence of our own. */
  function bound(name, parameters, given) {
    const usage = `${name}(${parameters.map((one) => one.name + (one.standard === undefined ? "" : "=...")).join(", ")})`;
    const refuse = (why) => {
      throw new Refusal("TypeError", null, `${why}: write ${usage}.`);
    };
    const named = Object.fromEntries(given.filter((one) => one.name).map((one) => [one.name, one.value]));
    let free = given.filter((one) => !one.name).map((one) => one.value);
    if (parameters[0]?.many && !parameters[0].alone && free.length > 0) {
      free = [free.length === 1 && Array.isArray(free[0]) ? free[0] : free];
    }
    const unknown = Object.keys(named).find((key) => !parameters.some((one) => one.name === key));
    if (unknown) refuse(`${name} has no argument ${unknown}`);
    if (free.length > parameters.length) refuse(`${name} was given more arguments than it takes`);
    return Object.fromEntries(
      parameters.map((wanted, at) => {
        const value = at < free.length ? free[at] : named[wanted.name];
        if (value === undefined && wanted.standard === undefined) refuse(`${name} needs ${wanted.name}`);
        if (!fits(value, wanted)) refuse(`${wanted.name} cannot be ${JSON.stringify(value)}`);
        return [wanted.name, wanted.many && Number.isInteger(value) ? [value] : (value ?? wanted.standard)];
      }),
    );
  }

  function fits(value, { many: several, alone, standard }) {
    if (value === undefined || (value === null && standard === null)) return true;
    if (!several) return Number.isInteger(value);
    return Array.isArray(value) ? value.every(Number.isInteger) : Number.isInteger(value) && !alone;
  }

  function applied(x, step) {
    if (step.name === "[]") return Strides.indexed(x, step.entries, step.tuple);
    if (!Object.hasOwn(OPERATIONS, step.name)) {
      throw new Unmodeled(`This page does not follow ${step.name}. It follows ${Object.keys(OPERATIONS).join(", ")}, and indexing.`);
    }
    const [parameters, operation] = OPERATIONS[step.name];
    return operation(x, bound(step.name, parameters, step.given));
  }

  /** What stopped a chain, as data: the kind, torch's type and words where it is torch that stops, and our sentence. */
  function stop(source, error) {
    if (error instanceof Refusal) return { kind: "refused", source, type: error.type, words: error.words, hint: error.hint };
    if (error instanceof Unmodeled) return { kind: "unmodeled", source, hint: error.hint };
    throw error;
  }

  /**
   * Follow a chain from torch.arange(n).view(shape).
   * Returns `states`, one for the start and one for each step that worked, and `stopped`: null, or why it went no further.
   */
  function run(shapeText, chainText) {
    const states = [];
    try {
      states.push(state("x", arange(parseShape(shapeText))));
    } catch (error) {
      const unread = error instanceof Strides.Unreadable;
      return { states, stopped: unread ? { kind: "unread", source: shapeText, hint: error.message } : stop(shapeText, error) };
    }
    const { steps, problem } = parseChain(chainText);
    for (const step of steps) {
      try {
        const before = states.at(-1).tensor;
        states.push(state(step.source, applied(before, step), before));
      } catch (error) {
        return { states, stopped: stop(step.source, error) };
      }
    }
    return { states, stopped: problem && { kind: "unread", source: chainText, hint: problem } };
  }

  function state(source, tensor, before = tensor) {
    return { source, tensor, contiguous: isContiguous(tensor), copies: tensor.storage !== before.storage };
  }

  Object.assign(Strides, { OPERATIONS, run });
})();
