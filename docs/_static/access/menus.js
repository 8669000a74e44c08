// Furo opens its menus with labels of hidden check boxes, which a keyboard cannot reach. Here each label becomes a
// button that does the same, and an open drawer takes the focus, gives it back, and closes with Escape. The check boxes
// stay: furo's style looks at them, and where no script runs they are the ones that take the focus (menus.css).
"use strict";

(() => {
  const set = (box, open) => {
    if (box.checked === open) return;
    box.checked = open;
    box.dispatchEvent(new Event("change"));
  };

  // Each button with what it opens; the state is the check box, which a browser may restore by itself.
  const buttonFor = (label, box, target, name) => {
    const button = document.createElement("button");
    const show = () => button.setAttribute("aria-expanded", box.checked);
    button.type = "button";
    button.className = `${label.className} menu-button`.trim();
    button.append(...label.childNodes);
    button.setAttribute("aria-label", name);
    button.setAttribute("aria-controls", target.id);
    button.addEventListener("click", () => set(box, !box.checked));
    box.addEventListener("change", show);
    addEventListener("pageshow", show);
    show();
    label.replaceWith(button);
    return button;
  };

  for (const box of document.querySelectorAll(".toctree-checkbox")) {
    const label = box.nextElementSibling;
    const list = label.nextElementSibling;
    list.id = `${box.id}-pages`;
    buttonFor(label, box, list, box.getAttribute("aria-label").replace("Toggle navigation of", "Pages of"));
  }

  const drawers = [
    ["__navigation", ".sidebar-drawer", "Menu of the site"],
    ["__toc", ".toc-drawer", "On this page"],
  ].map(([id, selector, name]) => {
    const box = document.getElementById(id);
    const panel = document.querySelector(selector);
    const labels = [...document.querySelectorAll(`.page label[for="${id}"]`)];
    panel.id ||= `${id}-panel`;
    return { box, panel, buttons: labels.map((label) => buttonFor(label, box, panel, name)) };
  });

  const seen = (element) => element.checkVisibility({ visibilityProperty: true });

  for (const { box, panel, buttons } of drawers) {
    const focusFirstSeen = (elements) => elements.find(seen)?.focus({ preventScroll: true });

    box.addEventListener("change", () => {
      if (box.checked) focusFirstSeen([...panel.querySelectorAll("a[href]")]);
      else if (panel.contains(document.activeElement)) focusFirstSeen(buttons);
    });

    // Who walks on from an open drawer would walk below it.
    document.addEventListener("focusin", ({ target }) => panel.contains(target) || set(box, false));

    // A link to a place on this page shows that place, and the focus goes there, not back to the button.
    panel.addEventListener("click", ({ target }) => {
      if (!box.checked || !target.closest('a[href^="#"]')) return;
      document.activeElement.blur();
      set(box, false);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const { box } of drawers) set(box, false);
  });

  // Sphinx's script has "/" bring the focus to the search field; where that lies in a closed drawer, it is opened first.
  const bringsSearch = ({ key, altKey, ctrlKey, metaKey, target }) =>
    key === "/" && !altKey && !ctrlKey && !metaKey && !target.matches("input, textarea, select, button");

  addEventListener(
    "keydown",
    (event) => {
      const field = document.querySelector("input[name=q]");
      const around = drawers.find(({ panel }) => panel.contains(field));
      if (bringsSearch(event) && around && !seen(field)) set(around.box, true);
    },
    true,
  );
})();
