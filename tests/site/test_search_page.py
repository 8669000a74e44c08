"""The page of the search: typing, keyboard, both themes, nothing found, no scripts, and no markup from outside."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.searching import ask

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

EVIL = 'contiguous <img src=x onerror="window.broken = true">'


@pytest.fixture
def opened(browser: Browser, built_site: Path) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/search.html", wait_until="load")
        yield page


def test_what_is_typed_and_what_is_quoted_is_never_markup(served: Page) -> None:
    section = {"anchor": "a", "title": EVIL, "prose": [EVIL], "code": [EVIL]}

    def fulfill(route: Route) -> None:
        name = route.request.url.partition("/text/")[2].removesuffix(".js")
        body = f"SiteSearch.keep({json.dumps(name)}, Array(900).fill({json.dumps(section)}));"
        route.fulfill(body=body, content_type="text/javascript")

    served.route("**/_search/text/**", fulfill)
    served.goto("search.html")
    for query in ("contiguous", EVIL, '"><script>window.broken = true</script>'):
        (first, *_) = ask(served, [query])[0]
        assert first.excerpts > 0
        assert served.locator("#search-results").inner_text().count("<img src=x onerror=") > 2
        assert served.locator(":is(#search-results, #search-status) :is(img, script)").count() == 0
    assert served.evaluate("window.broken") is None


def test_a_page_without_its_text_is_still_listed(served: Page) -> None:
    served.route("**/_search/text/**", lambda route: route.abort())
    served.goto("search.html")
    assert [answer.page for answer in ask(served, ["broadcasting"])[0]][:1] == ["operations/broadcasting"]


def test_results_come_while_typing_and_stay_in_the_address(opened: Page) -> None:
    opened.locator("#search-form input").press_sequentially("broadca")
    opened.locator("#search-results h2", has_text="Broadcasting").wait_for()
    assert opened.url.endswith("?q=broadca")
    opened.reload()
    opened.locator("#search-results h2", has_text="Broadcasting").wait_for()
    assert opened.locator("#search-status").inner_text().endswith("the best first.")


def test_it_is_used_with_the_keyboard_alone(opened: Page) -> None:
    assert opened.evaluate("document.activeElement.name") == "q"
    opened.keyboard.type("tensor")
    opened.keyboard.press("Enter")
    opened.locator("#search-results > li").nth(9).wait_for()
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Search"
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.closest('#search-results') !== null")
    opened.locator("#search-more").press("Enter")
    opened.locator("#search-results > li").nth(10).wait_for()
    eleventh = opened.locator("#search-results > li").nth(10).locator("a").first
    assert eleventh.evaluate("link => link === document.activeElement")


def test_nothing_found_says_what_to_do(opened: Page) -> None:
    opened.fill("#search-form input", "zzzqqq")
    opened.locator("#search-status", has_text="Nothing found.").wait_for()
    assert opened.locator("#search-help").is_visible()
    links = opened.locator("#search-help a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["glossary.html", "reference/errors.html", "reference/index.html", "genindex.html"]
    opened.fill("#search-form input", "brodcasting zzzqqq")
    opened.locator("#search-results h2").first.wait_for()
    said = opened.locator("#search-status").inner_text()
    assert "Not on this site: \N{LEFT DOUBLE QUOTATION MARK}zzzqqq\N{RIGHT DOUBLE QUOTATION MARK}." in said
    assert "similar words were taken: \N{LEFT DOUBLE QUOTATION MARK}brodcasting" in said
    assert not opened.locator("#search-help").is_visible()


def test_without_scripts_it_says_so(browser: Browser, built_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/search.html")
        assert page.locator("h1").inner_text() == "Search"
        assert not page.locator("#search-form").is_visible()
        assert page.locator("#search-help a").count() == 4
        # Chromium does not show these when it is told so by a test, but when a reader has switched scripts off.
        (said,) = re.findall(r"<noscript>(.*?)</noscript>", page.content(), re.DOTALL)
        assert "This search runs in your browser and needs JavaScript." in said


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_results_pass_axe_and_fit(browser: Browser, built_site: Path, theme: str, width: int) -> None:
    with browser.new_context(color_scheme=theme, viewport={"width": width, "height": 900}) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/search.html?q=The size of tensor a must match the size of tensor b")
        page.locator("#search-results .search-excerpt").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = Axe().run(page, context="article")
        assert [violation["id"] for violation in found.response["violations"]] == []
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("name", "width"),
    [
        *((name, 1280) for name in ("index", "gallery/index", "genindex", "search")),
        ("index", 390),
        ("storage/strides", 800),
    ],
)
def test_slash_leads_to_the_field(browser: Browser, built_site: Path, name: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/{name}.html", wait_until="load")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.wait_for_function("document.activeElement.getBoundingClientRect().left >= 0")
        page.keyboard.type("strides")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=strides*")
        page.locator("#search-results h2", has_text="Strides").first.wait_for()


def test_only_the_search_page_loads_the_search(built_site: Path) -> None:
    def packed(address: str) -> int:
        return len(gzip.compress(built_site.joinpath(address.partition("?")[0]).read_bytes(), 6))

    pages = {path: path.read_text("utf-8") for path in (*built_site.glob("*.html"), *built_site.glob("*/*.html"))}
    loads = re.compile(r'src="[^"]*(?:search/|language_data|searchtools)')
    search = built_site / "search.html"
    assert [path for path, html in pages.items() if loads.search(html)] == [search]
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', pages[search])
    assert "_search/index.js" in scripts
    assert sum(map(packed, [*scripts, "search.html"])) < 250_000
    largest = sorted((packed(path.as_posix()) for path in built_site.glob("_search/text/**/*.js")), reverse=True)
    assert largest[0] < 30_000
