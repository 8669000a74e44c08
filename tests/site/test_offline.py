"""The zip of the site, unpacked where a reader might: each page opens from the disk, each link leads somewhere."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.site.links import check_links
from tests.site.test_pages import watch
from tests.site.visits import pages_of
from tutorial_utils.sphinxext.offline_zip import IN_THE_COPY, NAME, size_text

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LEFT = "net::ERR_ABORTED"  # what was still being loaded when the next page was opened
OFFERED_ON = ("index.html", "start/install.html")


@pytest.fixture(scope="module")
def unpacked(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the zip; a space and letters beyond ASCII are in the way there."""
    target = tmp_path_factory.mktemp("on a café table")
    with zipfile.ZipFile(built_site / f"{NAME}.zip") as archive:
        archive.extractall(target)
    assert [path.name for path in target.iterdir()] == [NAME]
    return target / NAME


def opened(browser: Browser, site: Path, names: list[str]) -> list[str]:
    """Open pages from the disk, one after the other; return what goes wrong."""
    problems: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        watch(page, site.as_uri(), problems)
        page.on("requestfailed", lambda it: None if it.failure == LEFT else problems.append(f"{it.failure}: {it.url}"))
        for name in names:
            page.goto(f"{site.as_uri()}/{name}", wait_until="load")
            assert page.title()
    return problems


def test_every_page_opens_from_the_disk(browser: Browser, unpacked: Path, built_site: Path) -> None:
    names = pages_of(unpacked)
    assert set(names) == set(pages_of(built_site)) - {"404.html"}
    assert len(names) > 50
    assert opened(browser, unpacked, names) == []


def test_every_link_of_the_copy_leads_somewhere(unpacked: Path) -> None:
    count, dead = check_links(unpacked)
    assert dead == []
    assert count > 5000


def test_every_link_of_the_site_leads_somewhere(built_site: Path) -> None:
    count, dead = check_links(built_site)
    assert dead == []
    assert count > 5000


def test_copy_is_offered_with_its_size_and_not_in_itself(built_site: Path, unpacked: Path) -> None:
    size = f'<span class="zip-size">, {size_text(built_site.joinpath(NAME + ".zip").stat().st_size)}</span>'
    for name in OFFERED_ON:
        assert size in built_site.joinpath(name).read_text("utf-8")
        assert f'<p class="offline-copy">{IN_THE_COPY}</p>' in unpacked.joinpath(name).read_text("utf-8")
    assert sum(f'{NAME}.zip"' in path.read_text("utf-8") for path in unpacked.rglob("*.html")) == 0


def test_search_opens_in_the_copy(browser: Browser, unpacked: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{unpacked.as_uri()}/index.html")
        page.get_by_role("link", name="search", exact=True).first.click()
        page.get_by_role("heading", name="Search", exact=True).wait_for()
        assert page.url.startswith(f"{unpacked.as_uri()}/search.html")


@pytest.mark.parametrize(
    ("gone", "in_the_browser"), [("_static/all.css", True), ("storage/strides.html", False)], ids=str
)
def test_a_file_that_is_missing_is_found(
    browser: Browser, built_site: Path, tmp_path: Path, gone: str, *, in_the_browser: bool
) -> None:
    with zipfile.ZipFile(built_site / f"{NAME}.zip") as archive:
        archive.extractall(tmp_path, [name for name in archive.namelist() if name != f"{NAME}/{gone}"])
    _, dead = check_links(tmp_path / NAME)
    assert f"index.html: {gone}" in {re.split(r"[?#]|: no", line)[0] for line in dead}
    assert any("all.css" in problem for problem in opened(browser, tmp_path / NAME, ["index.html"])) is in_the_browser


BROKEN = """<p id="here"></p><a href="#here">1</a><a href="#there">2</a><a href="b.html#x">3</a><a href="b.html#y">4</a>
<img src="no.png"><img srcset="b.html 1x, no2.png 2x"><a href="https://example.invalid/">5</a><a href="../../b.html">6
</a><a href="%62.html">7</a><a href="/b.html">8</a><a href="">9</a><a href="#">10</a><svg><use href="#no"/></svg>"""


def test_dead_links_are_found(tmp_path: Path) -> None:
    tmp_path.joinpath("a.html").write_text(BROKEN)
    tmp_path.joinpath("b.html").write_text('<h1 id="x">')
    tmp_path.joinpath("c.css").write_text('a { background: url("no.svg") } b { background: url(b.html) }')
    assert check_links(tmp_path) == (
        15,
        [
            "a.html: #there: no such place",
            "a.html: b.html#y: no such place",
            "a.html: no.png: no such file",
            "a.html: no2.png: no such file",
            "a.html: ../../b.html: no such file",
            "a.html: #no: no such place",
            "c.css: no.svg: no such file",
        ],
    )
