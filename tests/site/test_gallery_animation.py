"""Animations of the gallery: they move, can be held from the keyboard without script, and are stills elsewhere."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any

import pytest

from tutorial_utils.figures.frames import CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

PAGES = [f"plot_linear_regression_{name}" for name in ("by_hand", "autograd", "optimizer")]
FIGURE = "figure.gallery-figure:has(.frame)"
RUNNING = "document.getAnimations().filter(it => it.playState == 'running').length"
SHOWN = "frames => frames.map(it => Number(getComputedStyle(it).opacity))"


@pytest.fixture
def open_page(browser: Browser, built_site: Path, request: pytest.FixtureRequest) -> Callable[..., Page]:
    def open_it(name: str, **settings: Any) -> Page:
        context: BrowserContext = browser.new_context(java_script_enabled=False, **settings)
        request.addfinalizer(context.close)
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/gallery/{name}.html")
        return page

    return open_it


def shown(page: Page) -> list[float]:
    """Return the opacity of each group that belongs to a frame."""
    found: list[float] = page.locator(f"{FIGURE} .frame").evaluate_all(SHOWN)
    return found


def at(page: Page, seconds: float) -> dict[float, int]:
    """Hold the animation at a time; count the groups of each opacity."""
    page.evaluate(f"document.getAnimations().forEach(it => {{ it.pause(); it.currentTime = {1000 * seconds} }})")
    opacities = shown(page)
    return {opacity: opacities.count(opacity) for opacity in sorted(set(opacities))}


@pytest.mark.parametrize("name", PAGES)
def test_one_frame_after_the_other_becomes_strong(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name)
    groups = page.locator(f"{FIGURE} .frame").count()
    frames = page.locator(f"{FIGURE} .frame").evaluate_all("all => new Set(all.map(it => it.style.cssText)).size")
    each = groups // frames
    assert frames > 20
    assert at(page, 0) == {0: groups - each, 1: each}
    assert at(page, 7.5) == {0.25: groups - each, 1: each}
    middle = at(page, 3)
    assert sum(middle.values()) == groups
    assert set(middle) == {0, 0.25, 1}
    assert middle[1] == each


@pytest.mark.parametrize("name", PAGES)
def test_space_holds_the_animation_and_lets_it_go(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name)
    box = page.get_by_role("checkbox", name="Pause the animation")
    assert page.evaluate(RUNNING) == 1
    page.evaluate("document.getAnimations()[0].currentTime = 3000")
    box.focus()
    page.keyboard.press("Space")
    assert page.evaluate(RUNNING) == 0
    held = shown(page)
    page.wait_for_timeout(600)
    assert shown(page) == held
    page.keyboard.press("Space")
    assert page.evaluate(RUNNING) == 1


def test_focus_is_seen_and_the_target_is_large_enough(open_page: Callable[..., Page]) -> None:
    page = open_page(PAGES[0], viewport={"width": 390, "height": 900})
    box = page.get_by_role("checkbox", name="Pause the animation")
    page.keyboard.press("Tab")  # from now on focus is the keyboard's
    box.focus()
    assert box.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    target = page.locator(".gallery-pause").bounding_box()
    assert target
    assert min(target["width"], target["height"]) >= 24


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("way", ["reduced motion", "print"])
def test_still_is_shown_whole(open_page: Callable[..., Page], name: str, way: str) -> None:
    page = open_page(name, reduced_motion="reduce" if way == "reduced motion" else "no-preference")
    if way == "print":
        page.emulate_media(media="print")
    assert page.evaluate("document.getAnimations().length") == 0
    assert set(shown(page)) == {1}
    assert not page.locator(".gallery-pause").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_animation_is_small_and_no_other_file(built_site: Path, name: str) -> None:
    html = built_site.joinpath(f"gallery/{name}.html").read_text("utf-8")
    (figure,) = re.findall(rf'<figure class="gallery-figure">(?:(?!</figure>).)*{CONTROL}</figure>', html)
    assert len(gzip.compress(figure.encode())) < 12_000
    assert not re.search(r"<(video|canvas|img)\b", figure)


@pytest.mark.parametrize("name", PAGES)
def test_thumbnail_does_not_move(built_site: Path, name: str) -> None:
    svg = built_site.joinpath(f"_images/sphx_glr_{name}_thumb.svg").read_text("utf-8")
    assert not re.search(r"<(style|animate|script)\b", svg)
