"""What does not fit scrolls in a frame that takes the focus and has a name; nothing moves where it should not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Each frame that can scroll sideways: does it, can Tab reach it or something in it, role and name.
FRAMES = """() => [...document.querySelectorAll("article *")].filter(it =>
        /auto|scroll/.test(getComputedStyle(it).overflowX) && it.checkVisibility({ visibilityProperty: true }))
    .map(it => [it.localName + [...it.classList].map(name => `.${name}`).join(""),
        it.scrollWidth > it.clientWidth,
        it.tabIndex === 0 && it.hasAttribute("tabindex"),
        it.querySelector("button, input") !== null,
        it.getAttribute("role"), it.getAttribute("aria-label") ?? ""])"""
ALWAYS = ("div.stride-table", "div.stride-picture")  # what they hold changes
KINDS = ("index", "tensors/dtype", "storage/strides", "reference/type-promotion", "gallery/index",
         "gallery/plot_linear_regression_by_hand", "search", "genindex", "api/index")  # fmt: skip
MOVING = """() => {
    const moves = text => text.split(",").some(it => parseFloat(it) > 0);
    return [document.documentElement, ...document.querySelectorAll("html *")].flatMap(it =>
        ["", "::before", "::after"].map(part => [it, part, getComputedStyle(it, part || null)]))
        .filter(([, , style]) => style.scrollBehavior === "smooth" || moves(style.transitionDuration)
            || style.animationName !== "none")
        .map(([it, part]) => it.localName + [...it.classList].map(name => `.${name}`).join("") + part);
}"""


def settled(page: Page) -> None:
    """Wait until the observers of sizes have been called, which is in the frame after the scripts have started."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


def problems(page: Page) -> tuple[int, list[str]]:
    """Return how many frames scroll, and what is wrong with any."""
    found, count = [], 0
    for name, scrolls, stop, holds, role, label in page.evaluate(FRAMES):
        count += scrolls
        if scrolls and not (stop or holds):
            found.append(f"{name} scrolls and takes no focus")
        if scrolls and stop and (role != "group" or len(label) < 4):
            found.append(f"{name} scrolls, with role {role!r} and name {label!r}")
        if stop and not scrolls and not name.startswith(ALWAYS):
            found.append(f"{name} takes the focus and does not scroll")
    return count, found


def test_frames_are_stops_when_they_scroll(browser: Browser, built_site: Path, names: list[str]) -> None:
    counts, wrong = {390: 0, 1280: 0}, []
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for name in names:
            page.goto(f"{built_site.as_uri()}/{name}", wait_until="load")
            for width in counts:
                page.set_viewport_size({"width": width, "height": 900})
                settled(page)
                count, found = problems(page)
                counts[width] += count
                wrong += [f"{name}, {width}: {it}" for it in found]
    assert not wrong, "\n".join(wrong)
    assert counts[390] > 500 > counts[1280] > 20  # at a desk, most tables fit and messages wrap


def test_keys_scroll_a_frame(browser: Browser, built_site: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/tensors/dtype.html", wait_until="load")
        settled(page)
        for name in ("Code", "Table: All dtypes, those that add on the CPU first"):
            frame = page.get_by_role("group", name=name, exact=True).first
            frame.focus()
            page.keyboard.press("ArrowRight")
            page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_without_scripts_every_frame_is_a_stop(browser: Browser, built_site: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/tensors/dtype.html", wait_until="load")
        found = page.evaluate(FRAMES)
        assert len(found) > 20
        assert [name for name, scrolls, stop, *_ in found if scrolls and not stop] == []


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<div style='overflow: auto'><p style='width: 3000px'>x</p></div>", "div scrolls and takes no focus"),
        ("<div style='overflow: auto' tabindex=0>x</div>", "div takes the focus and does not scroll"),
        (
            "<div style='overflow: auto' tabindex=0><p style='width: 3000px'>x</p></div>",
            "div scrolls, with role None and name ''",
        ),
    ],
)
def test_planted_frame_is_found(browser: Browser, built_site: Path, html: str, problem: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/index.html", wait_until="load")
        settled(page)
        page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", html)
        assert problems(page)[1] == [problem]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_for_those_who_want_it_still(browser: Browser, built_site: Path, width: int) -> None:
    found: dict[str, Any] = {}
    with browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        for name in KINDS:
            page.goto(f"{built_site.as_uri()}/{name}.html", wait_until="load")
            found[name] = page.evaluate(MOVING), page.evaluate("document.getAnimations().length")
    assert found == dict.fromkeys(KINDS, ([], 0))


def test_motion_is_found_where_it_is_wanted(browser: Browser, built_site: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="no-preference") as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{KINDS[5]}.html", wait_until="load")
        assert {"html", "svg", "aside.sidebar-drawer", "a.skip-to-content.muted-link"} <= set(page.evaluate(MOVING))
        assert page.evaluate("document.getAnimations().length") == 1
