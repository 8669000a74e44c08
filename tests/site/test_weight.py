"""A page is light: under 100 KB at the first visit, with fonts, and under 30 KB when the reader comes from others.

Measured in Chromium on the host of ``host.py``, with gzip; a KB is 1000 bytes. The first visit is a visit with nothing
in the cache. For the next, a reader starts at the front page and follows the links to the next page to the end, and
then opens the pages that no such link leads to. What is in the cache is not counted, and each file is counted
where it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.host import encoded, hosted
from tests.site.visits import read, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser, ViewportSize

    from tests.site.host import Host

FIRST, NEXT = 100_000, 30_000
TALL: ViewportSize = {"width": 1280, "height": 5000}  # a window that is soon at the end of a page

# The page of the search is no page to read, and is of no use without its index.
WITH_INDEX = {"search.html": 170_000}

# Pages that bring what the pages before them had no use for, and why.
BRINGS_MORE = {
    "storage/strides.html": 46_000,  # the stride explorer, 12 scripts
    "search.html": 135_000,  # the index of all sections
}


def too_heavy(name: str, sent: dict[str, int], limit: int) -> str | None:
    """Say by how much a page is over a limit, and what weighs most; None where it is not."""
    total = sum(sent.values())
    if total <= limit:
        return None
    heaviest = sorted(sent.items(), key=lambda file: -file[1])[:4]
    return f"{name}: {total:,} bytes, limit {limit:,}: " + ", ".join(f"{path} {size:,}" for path, size in heaviest)


def first_visits(browser: Browser, host: Host, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Visit each page with an empty cache; what came, by page."""
    found = {}
    with browser.new_context(viewport=TALL) as context:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        for name in names:
            tools.send("Network.clearBrowserCache")
            read(page, f"{host.origin}/{name}")
            found[name] = host.take()
    return found


def next_visits(browser: Browser, host: Host, names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Visit all pages one after the other with one cache; what came, by page."""
    found = {}
    with browser.new_context(viewport=TALL) as context:
        page = context.new_page()
        for name in names:
            read(page, f"{host.origin}/{name}")
            found[name] = host.take()
    return found


def test_first_visit_is_light(browser: Browser, built_site: Path) -> None:
    names = reading_order(built_site)
    assert len(names) > 55
    with hosted(built_site) as host:
        visits = first_visits(browser, host, names)
    always = {"/_static/all.css", "/_static/scripts/furo.js"}  # so the cache was empty each time
    assert [name for name, sent in visits.items() if not always | {f"/{name}"} <= sent.keys()] == []
    over = [too_heavy(name, sent, WITH_INDEX.get(name, FIRST)) for name, sent in visits.items()]
    assert list(filter(None, over)) == []


def test_next_page_is_light(browser: Browser, built_site: Path) -> None:
    front, *names = reading_order(built_site)
    with hosted(built_site) as host:
        visits = next_visits(browser, host, [front, *names])
    assert sum(len(sent) == 1 for sent in visits.values()) > 40  # most pages bring nothing but themselves
    over = [too_heavy(name, visits[name], BRINGS_MORE.get(name, NEXT)) for name in names]
    assert list(filter(None, over)) == []


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    """A site of two pages with one style sheet; the first has a picture that no page should have."""
    head = '<!doctype html><title>x</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">'
    tmp_path.joinpath("index.html").write_text(f"{head}<link rel=next href=page.html><img src=big.bin>")
    tmp_path.joinpath("page.html").write_text(f"{head}<p>x</p>")
    tmp_path.joinpath("style.css").write_text("a{}" * 100_000)
    tmp_path.joinpath("big.bin").write_bytes(bytes(100_000))
    return tmp_path


def test_a_heavy_page_is_found_and_what_weighs_most(browser: Browser, heavy: Path) -> None:
    files = (heavy.joinpath(name).read_bytes() for name in ("index.html", "style.css"))
    page, style = (len(encoded(content, "text/") or content) for content in files)
    with hosted(heavy) as host:
        visits = first_visits(browser, host, ["index.html", "page.html"])
    assert style < 2000  # counted as compressed
    assert too_heavy("page.html", visits["page.html"], FIRST) is None
    assert too_heavy("index.html", visits["index.html"], FIRST) == (
        f"index.html: {100_000 + page + style:,} bytes, limit 100,000: "
        f"/big.bin 100,000, /style.css {style:,}, /index.html {page:,}"
    )


def test_what_is_in_the_cache_is_not_counted(browser: Browser, heavy: Path) -> None:
    with hosted(heavy) as host:
        visits = next_visits(browser, host, ["index.html", "page.html"])
    assert [sorted(sent) for sent in visits.values()] == [["/big.bin", "/index.html", "/style.css"], ["/page.html"]]


def test_pages_are_read_in_their_order(tmp_path: Path) -> None:
    links = {"index.html": "a/one.html", "a/one.html": "../two.html", "two.html": None, "apart.html": None}
    for name, link in links.items():
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
        tmp_path.joinpath(name).write_text(f'<link rel="next" title="x" href="{link}">' if link else "")
    assert reading_order(tmp_path) == ["index.html", "a/one.html", "two.html", "apart.html"]
    tmp_path.joinpath("two.html").write_text('<link rel="next" href="a/one.html">')
    with pytest.raises(ValueError, match=r"got a/one\.html twice"):
        reading_order(tmp_path)
