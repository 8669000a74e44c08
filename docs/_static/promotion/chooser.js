// The promotion chooser: shows the answer to a choice of two operands. It knows no rule of promotion: the answers are
// the cells of the tables, which the page carries as JSON (tutorial_utils.sphinxext.promotion_chooser).
"use strict";

(() => {
  const FIELDS = ["left", "operation", "second", "right"];

  /** The right operand in torch's words. */
  function written(second, dtype, number) {
    if (second === "number") return number;
    return second === "tensor" ? `torch.ones(2, dtype=torch.${dtype})` : `torch.ones((), dtype=torch.${dtype})`;
  }

  function start(chooser) {
    const data = JSON.parse(chooser.querySelector(".promotion-data").textContent);
    const form = chooser.querySelector("form");
    const fields = form.elements;
    const [code] = chooser.querySelectorAll(".promotion-said code");
    const [torch, numpy, standard] = chooser.querySelectorAll("dd");
    const reason = chooser.querySelector(".promotion-said > p:last-child");
    const said = chooser.querySelector(".promotion-said");
    const link = chooser.querySelector(".promotion-link");

    /** The field that names the right operand: a dtype, or the type of a number. */
    const right = () => (fields.second.value === "number" ? fields.number : fields.right);

    function show() {
      const [left, operation, second] = [fields.left, fields.operation, fields.second];
      fields.right.parentElement.hidden = right() !== fields.right;
      fields.number.parentElement.hidden = right() !== fields.number;
      const at = data.cases[second.value][left.selectedIndex][right().selectedIndex][operation.selectedIndex];
      const [result, error, why, inNumpy, inStandard] = data.verdicts[at].map((text) => data.texts[text]);
      const other = written(second.value, data.dtypes[fields.right.selectedIndex], fields.number.value);
      code.textContent = `torch.ones(2, dtype=torch.${data.dtypes[left.selectedIndex]}) ${operation.value} ${other}`;
      torch.textContent = result || error;
      torch.className = result ? "" : "promotion-error";
      numpy.textContent = inNumpy || "has no such dtype";
      standard.textContent = inStandard || "not specified";
      reason.textContent = why;
      said.style.minHeight = `${said.offsetHeight}px`; // what is below moves down at most, never back and forth
      link.hash = new URLSearchParams(FIELDS.map((name) => [name, (name === "right" ? right() : fields[name]).value]));
    }

    /** Take a choice from the address, if it holds a whole one. */
    function linked() {
      const values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
      const wanted = { ...values, [values.second === "number" ? "number" : "right"]: values.right };
      if (values.second === "number") delete wanted.right;
      const offered = ([name, value]) => [...(fields[name]?.options ?? [])].some((option) => option.value === value);
      const pairs = Object.entries(wanted);
      if (!FIELDS.every((name) => name in values) || !pairs.every(offered)) return;
      pairs.forEach(([name, value]) => {
        fields[name].value = value;
      });
      show();
      chooser.scrollIntoView();
    }

    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", linked);
    window.addEventListener("resize", () => {
      said.style.minHeight = "";
      show();
    });
    chooser.classList.add("promotion-ready");
    show();
    linked();
  }

  document.querySelectorAll(".promotion-chooser").forEach(start);
})();
