"""Every page, wide and narrow, light and dark: nothing from elsewhere, no error, nothing that sticks out."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Literal

import pytest

from tutorial_utils.sphinxext.accessibility import MENDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

WIDTHS = (390, 1280)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FRONT = {"index.html", "gallery/index.html", "gallery/plot_linear_regression_by_hand.html", "search.html"}
BROKEN = """<!doctype html><title>x</title><img src="http://example.invalid/a.png">
<script>console.error("oh"); undefined_name</script><div style="width: 3000px">wide</div>"""


def watch(page: Page, origin: str, problems: list[str]) -> None:
    """Write down what goes wrong on a page while it is open."""

    def request(it: Request) -> None:
        if not it.url.startswith((origin, "data:", "blob:")):
            problems.append(f"request to another host: {it.url}")

    def response(it: Response) -> None:
        if it.status >= 400:
            problems.append(f"status {it.status}: {it.url}")

    def console(it: ConsoleMessage) -> None:
        if it.type in {"error", "warning"}:
            problems.append(f"console {it.type}: {it.text}")

    page.on("request", request)
    page.on("response", response)
    page.on("console", console)
    page.on("pageerror", lambda it: problems.append(f"script error: {it}"))


def look(browser: Browser, origin: str, names: list[str]) -> list[str]:
    """Open pages in both themes at both widths; return what is wrong, each with the name of its page."""
    found: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        problems: list[str] = []
        watch(page, origin, problems)
        for name in names:
            page.goto(f"{origin}/{name}", wait_until="load")
            page.add_style_tag(content="* { content-visibility: visible !important }")  # what is far off counts too
            for theme, width in itertools.product(THEMES, WIDTHS):
                page.emulate_media(color_scheme=theme)
                page.set_viewport_size({"width": width, "height": 900})
                over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if over > 0:
                    problems.append(f"{over} px wider than the window of {width} px, {theme}")
            found += [f"{name}: {problem}" for problem in problems]
            problems.clear()
    return found


def test_the_pages_are_there(names: list[str], built_site: Path) -> None:
    docs = built_site.parents[1] / "docs"
    sources = {path.relative_to(docs).with_suffix(".html").as_posix() for path in docs.rglob("*.md")}
    assert (sources | FRONT) <= set(names)


@pytest.mark.parametrize("way", ["file", "server"])
def test_pages_are_whole(
    browser: Browser, serve: Callable[[Path], str], built_site: Path, names: list[str], way: str
) -> None:
    origin = built_site.as_uri() if way == "file" else serve(built_site)
    assert look(browser, origin, names) == []


def test_a_broken_page_is_found(browser: Browser, serve: Callable[[Path], str], tmp_path: Path) -> None:
    tmp_path.joinpath("page.html").write_text(BROKEN)
    tmp_path.joinpath("favicon.ico").write_text("")
    found = look(browser, serve(tmp_path), ["page.html"])
    assert [problem for problem in found if "console error: Failed to load" not in problem] == [
        "page.html: request to another host: http://example.invalid/a.png",
        "page.html: console error: oh",
        "page.html: script error: undefined_name is not defined",
        "page.html: 2618 px wider than the window of 390 px, light",
        "page.html: 1728 px wider than the window of 1280 px, light",
        "page.html: 2618 px wider than the window of 390 px, dark",
        "page.html: 1728 px wider than the window of 1280 px, dark",
    ]


def test_missing_browser_fails_and_names_the_package(find_chromium: Callable[..., str]) -> None:
    with pytest.raises(pytest.fail.Exception) as raised:
        find_chromium(which=lambda _name: None)
    assert str(raised.value) == (
        "expected one of chromium, chromium-browser, google-chrome on PATH for the site tests, got none: "
        "install the Debian package chromium (apt-get install chromium)"
    )


def test_theme_follows_the_reader(browser: Browser, built_site: Path) -> None:
    shown = []
    for theme in THEMES:
        with browser.new_context(color_scheme=theme) as context:
            page = context.new_page()
            page.goto(f"{built_site.as_uri()}/index.html")
            shown.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert shown == ["rgb(255, 255, 255)", "rgb(19, 20, 22)"]


@pytest.mark.parametrize("wanted", [wanted for _, wanted in MENDS])
def test_every_mend_finds_its_markup(built_site: Path, names: list[str], wanted: str) -> None:
    """A new furo or Sphinx that writes other markup would leave a mend without effect."""
    assert any(wanted in built_site.joinpath(name).read_text() for name in names)


def test_search_finds_a_page(browser: Browser, built_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/search.html?q=regression")
        link = page.locator("#search-results a", has_text="Linear regression with the gradient by hand").first
        link.wait_for()
        assert link.get_attribute("href") == "gallery/plot_linear_regression_by_hand.html"
