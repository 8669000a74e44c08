"""What a reader gets at an address without a page, from a host that answers with 404.html, at the root and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.hosted import ADDRESS, HostedSite, host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tutorial_utils.sphinxext.hosting import Home

MISSING = ("nothing.html", "tensors/no/such/page.html")


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> HostedSite:
    """Build a small site whose address has a path."""
    made = HostedSite(tmp_path_factory.mktemp("hosted"))
    done = made.build()
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(params=["the site", "below a path"])
def hosted(request: pytest.FixtureRequest, built_site: Path, below: HostedSite, home: Home) -> Iterator[str]:
    address = home.address if request.param == "the site" else ADDRESS
    prefix = urlsplit(address).path
    with host(built_site if request.param == "the site" else below.html, prefix) as origin:
        yield origin + prefix


def lost(browser: Browser, address: str, width: int = 1280) -> tuple[int, list[str], list[str]]:
    """Open an address; return its status, what it asked for in vain, and its links that lead nowhere."""
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        failed: list[str] = []
        page.on("response", lambda it: failed.append(it.url) if it.status >= 400 and it.url != address else None)
        answer = page.goto(address, wait_until="load")
        assert answer is not None
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0
        targets = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])")
        own = {target for target in targets if target.startswith(address[:20]) and target != address}
        dead = [target for target in sorted(own) if context.request.get(target).status != 200]
        assert page.locator("link[rel=stylesheet]").count() >= 2  # the one of all pages, and that of paper
        assert len(own) >= 3
        return answer.status, failed, dead


@pytest.mark.parametrize("missing", MISSING)
def test_styles_load_and_links_work_at_any_depth(browser: Browser, hosted: str, missing: str) -> None:
    assert lost(browser, hosted + missing) == (404, [], [])
    assert lost(browser, hosted + missing, width=390) == (404, [], [])


def test_search_and_the_way_home(browser: Browser, hosted: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}) as context:
        page = context.new_page()
        page.goto(hosted + MISSING[1])
        assert page.locator("h1").inner_text() == "Page not found"
        page.get_by_label("What were you looking for?").fill("page")
        page.get_by_role("search", name="This site").get_by_role("button").click()
        page.wait_for_url(f"{hosted}search.html?q=page*")
        page.go_back()
        page.locator("article p a").click()
        page.wait_for_url(f"{hosted}index.html")


def test_a_page_for_another_path_is_noticed(browser: Browser, below: HostedSite) -> None:
    with host(below.html, "/") as origin:
        status, failed, dead = lost(browser, f"{origin}/nothing.html")
    assert status == 404
    assert len(failed) >= 4
    assert len(dead) >= 3


def test_from_the_disk_it_says_what_it_is(browser: Browser, built_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{built_site.as_uri()}/404.html")
        assert page.locator("h1").inner_text() == "Page not found"
