"""axe-core finds nothing on any page: the rules of WCAG 2.2, level AA, and its best practices, in both themes.

The whole page is looked at once. Its colors, the slow part, are looked at in both themes on what is left when most
of its rows, blocks and figures are gone, and without the shadows at the edges of frames, behind which axe-core cannot
see; test_contrast.py measures every color of the whole page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([tags, colors]) => axe.run(colors
    ? { runOnly: { type: "rule", values: ["color-contrast"] }, resultTypes: ["violations"] }
    : { runOnly: { type: "tag", values: tags }, rules: { "color-contrast": { enabled: false } },
        resultTypes: ["violations"] },
).then(({ violations, passes }) => [
    violations.flatMap(it => it.nodes.map(node => `${it.id}: ${node.target.join(" ")}`)), passes.length,
])"""
CUT = """() => {
    const rest = (selector, kept) => [...document.querySelectorAll(selector)].slice(kept);
    document.querySelectorAll("tbody").forEach(body => [...body.rows].slice(3).forEach(row => row.remove()));
    [...rest("article .highlight", 4), ...rest("article math", 2), ...rest("article svg", 0), ...rest("dl.py", 2),
        ...rest("article p", 60)].forEach(it => it.remove());
    const style = document.createElement("style");
    style.textContent = "article :is(pre, .table-wrapper) { background-image: none !important }";
    document.head.append(style);
}"""
SMALL = "style='font-size: 8px; padding: 0; border: 0'"
PLANTED = {
    "image-alt: #planted": "<img id=planted src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>",
    "button-name: #planted": "<button id=planted></button>",
    "label: #planted": "<input id=planted>",
    "heading-order: #planted": "<h2>x</h2><h4 id=planted>x</h4>",
    "color-contrast: #planted": "<p id=planted style='color: #999; background: #fff'>gray text</p>",
    "aria-allowed-attr: #planted": "<p id=planted aria-expanded=true>x</p>",
    "target-size: #planted": f"<p><button id=planted {SMALL}>xx</button><button {SMALL}>yy</button></p>",
}


def run(page: Page, *, colors: bool) -> list[str]:
    found, passes = page.evaluate(RUN, [TAGS, colors])
    assert passes >= (1 if colors else 20)
    return list(found)


def look(page: Page, width: int) -> list[str]:
    """Return what axe-core finds on the page that is open."""
    page.evaluate(AXE_SCRIPT)
    page.set_viewport_size({"width": width, "height": 900})
    found = run(page, colors=False)
    page.evaluate(CUT)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found += [f"{it} ({theme})" for it in run(page, colors=True)]
    return found


@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing(browser: Browser, built_site: Path, names: list[str], part: int) -> None:
    found: list[str] = []
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for number, name in list(enumerate(names))[part::4]:
            page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
            found += [f"{name}: {it}" for it in look(page, (390, 1280)[number // 4 % 2])]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_where_menus_are_open(browser: Browser, built_site: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/start/install.html", wait_until="load")
        for name in ("Menu of the site", "On this page"):
            page.get_by_role("button", name=name, exact=True).click()
            assert look(page, 390) == []
            page.keyboard.press("Escape")


def test_planted_violation_is_found(browser: Browser, built_site: Path) -> None:
    found: dict[str, Any] = {}
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/verification.html", wait_until="load")
        for wanted, html in PLANTED.items():
            page.evaluate(
                "it => document.querySelector('article > section').insertAdjacentHTML('afterbegin', it)", html
            )
            found[wanted] = [it.removesuffix(" (light)") for it in look(page, 1280)]
            page.reload()
    assert {wanted: wanted in it for wanted, it in found.items()} == dict.fromkeys(PLANTED, True), found
