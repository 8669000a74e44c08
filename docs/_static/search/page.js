// The search page: reads the question, ranks, loads the text of the pages that are shown, and lists them.
"use strict";

(() => {
  const AT_ONCE = 10;
  const SECTIONS = 3; // of one page
  const LEAST = 0.2; // of the best score
  const PAUSE = 80; // milliseconds after a keystroke

  const form = document.getElementById("search-form");
  const field = form.elements.q;
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const help = document.getElementById("search-help");
  const more = document.getElementById("search-more");
  const texts = new Map();
  let latest = 0;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== undefined && child !== ""));
    return made;
  };

  const link = (address, ...children) => {
    const made = element("a", "", ...children);
    made.href = address;
    return made;
  };

  const waiting = new Map();
  /** Take the text of a page; _search/text/*.js call this. */
  SiteSearch.keep = (name, sections) => waiting.get(name)?.(sections);

  // A script and no fetch: pages from the disk may not read files. The page is shown without text if it is missing.
  const textOf = (name) => {
    if (!texts.has(name)) {
      const loaded = new Promise((resolve) => {
        const script = element("script", "");
        waiting.set(name, resolve);
        script.onerror = () => resolve([]);
        script.src = `_search/text/${name}.js`;
        document.head.append(script);
      });
      texts.set(name, loaded);
    }
    return texts.get(name);
  };

  const entry = ({ page, sections }, text, wanted) => {
    const address = `${page.name}.html`;
    const shown = sections.filter(({ score }, at) => at < SECTIONS && score > sections[0].score / 2);
    const parts = shown.flatMap(({ number }) => (text[number] ? [text[number]] : [])).map((section) =>
      element(
        "li",
        "",
        section.anchor && link(`${address}#${section.anchor}`, SiteSearch.markedText(section.title, wanted)),
        SiteSearch.excerpt(section, wanted),
      ),
    );
    const title = element("h2", "", link(address, SiteSearch.markedText(page.title, wanted)));
    const trail = page.trail && element("p", "search-trail", page.trail);
    return element("li", "", trail, title, element("ul", "", ...parts));
  };

  // What was shown stays where it is when more is asked for.
  const batches = (results) =>
    results.flatMap((_, at) => (at % AT_ONCE === 0 ? [results.slice(at, at + AT_ONCE)] : []));

  const said = (count, groups) => {
    const quoted = (some) => some.map(({ word }) => `\u201c${word}\u201d`).join(", ");
    const missing = groups.filter(({ how }) => how === "nowhere");
    const near = groups.filter(({ how }) => how === "near");
    return [
      count === 0 ? "Nothing found." : `${count} ${count === 1 ? "page" : "pages"}, the best first.`,
      missing.length > 0 && count > 0 ? `Not on this site: ${quoted(missing)}.` : "",
      near.length > 0 ? `Not on this site, so similar words were taken: ${quoted(near)}.` : "",
    ].filter(Boolean).join(" ");
  };

  const show = async (limit = AT_ONCE) => {
    const mine = ++latest;
    const query = field.value;
    const { results, groups, wanted } = SiteSearch.rank(query);
    const good = results.filter(({ score }) => score >= LEAST * results[0].score);
    const names = good.slice(0, limit).map(({ page }) => page.name);
    const loaded = new Map(await Promise.all(names.map(async (name) => [name, await textOf(name)])));
    if (mine !== latest) return; // somebody typed on
    const shown = batches(good.slice(0, limit)).flatMap((batch) => SiteSearch.closer(batch, loaded, query));
    const before = list.children.length;
    list.replaceChildren(...shown.map((result) => entry(result, loaded.get(result.page.name), wanted)));
    status.textContent = query.trim() ? said(good.length, groups) : "";
    help.hidden = good.length > 0;
    more.hidden = good.length <= limit;
    more.onclick = () => show(limit + AT_ONCE);
    list.dataset.query = query;
    if (limit > AT_ONCE) list.children[before]?.querySelector("a").focus();
  };

  const remember = () => {
    const address = new URL(location);
    address.search = field.value ? `?${new URLSearchParams({ q: field.value })}` : "";
    history.replaceState(null, "", address);
  };

  let timer;
  const start = () => {
    clearTimeout(timer);
    remember();
    show();
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start();
  });

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  form.hidden = false;
  if (field.value) show();
  else field.focus();
})();
