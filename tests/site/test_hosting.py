"""Each page of the real site as a host shows it: its head, the way to it, the pages beside it, and its source."""

from __future__ import annotations

import inspect
import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from tests.site.visits import pages_of
from tutorial_utils.sphinxext.page_description import MADE, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tutorial_utils.sphinxext.hosting import Home

ROOT = Path(__file__).parents[2]
Pages = dict[str, BeautifulSoup]
BODY = re.compile("(?<=</h1>).*(?=</article>)", re.DOTALL)


def parsed(html: str) -> BeautifulSoup:
    """Read a page without what stands below its title, which takes long and is not looked at here."""
    return BeautifulSoup(BODY.sub("", html, count=1), "html.parser")


@pytest.fixture(scope="module")
def pages(built_site: Path) -> Pages:
    return {name: parsed(built_site.joinpath(name).read_text("utf-8")) for name in pages_of(built_site)}


@pytest.fixture(scope="module")
def written(pages: Pages) -> Pages:
    """Return the pages that somebody wrote: all but those that Sphinx makes by itself."""
    return {name: page for name, page in pages.items() if name.removesuffix(".html") not in MADE}


def content(page: BeautifulSoup, name: str) -> str:
    """Return what a meta element says; it must be there once."""
    found = page.select(f'meta[name="{name}"], meta[property="{name}"]')
    assert len(found) == 1, name
    return str(found[0]["content"])


def title(page: BeautifulSoup) -> str:
    """Return the title that a reader sees."""
    head = page.find("h1")
    assert head is not None
    for link in head.select(".headerlink"):
        link.extract()
    return head.get_text()


def address_of(link: Mapping[str, object], name: str) -> str:
    """Return the page that a link of a page leads to."""
    return urljoin(f"https://x.example/{name}", str(link["href"])).removeprefix("https://x.example/")


def in_order(pages: Pages) -> list[str]:
    """Follow "next" from the front page."""
    way = ["index.html"]
    while link := pages[way[-1]].select_one("footer a.next-page"):
        way.append(address_of(link.attrs, way[-1]))
        assert len(way) <= len(pages), f"in a circle at {way[-1]}"
    return way


def test_every_page_but_404_has_one_address(pages: Pages, home: Home) -> None:
    found = {name: [str(link["href"]) for link in page.select('link[rel="canonical"]')] for name, page in pages.items()}
    assert found == {name: [] if name == "404.html" else [home.address + name] for name in pages}
    assert len(found) >= 62


def test_every_page_has_a_description_of_its_own(pages: Pages) -> None:
    found = {name: content(page, "description") for name, page in pages.items()}
    assert {name: problem for name, text in found.items() if (problem := problem_of(text))} == {}
    assert len(set(found.values())) == len(pages)


def test_the_sitemap_has_just_the_pages_that_search_engines_may_show(
    pages: Pages, written: Pages, built_site: Path, home: Home
) -> None:
    tree = ET.parse(built_site / "sitemap.xml")  # noqa: S314  # our own
    listed = [str(loc.text) for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert listed == sorted(home.address + name for name in written)
    hidden = {name for name, page in pages.items() if page.select('meta[name="robots"][content="noindex"]')}
    assert hidden == {f"{name}.html" for name in MADE} == set(pages) - set(written)
    assert f"Sitemap: {home.address}sitemap.xml\n" in (built_site / "robots.txt").read_text("utf-8")


def test_a_shared_link_shows_title_description_and_card(written: Pages, built_site: Path, home: Home) -> None:
    card = {
        "og:image": f"{home.address}_static/social-card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:site_name": "PyTorch Quickstart",
        "twitter:card": "summary_large_image",
    }
    for name, page in written.items():
        wanted = card | {
            "og:title": title(page),
            "og:type": "website" if name == "index.html" else "article",
            "og:url": home.address + name,
            "og:description": content(page, "description"),
        }
        assert {key: content(page, key) for key in wanted} == wanted
        assert "stride (3, 1)" in content(page, "og:image:alt")
        assert [str(it["content"]) for it in page.select('meta[name="theme-color"]')] == ["#ffffff", "#131416"]
        assert (built_site / address_of(page.select('link[rel~="icon"]')[0].attrs, name)).is_file()
    assert (built_site / "_static/social-card.png").is_file()


def test_no_description_has_the_signs_of_tex(pages: Pages) -> None:
    assert [name for name, page in pages.items() if set("\\$") & set(content(page, "description"))] == []


def test_data_for_machines_says_what_the_page_says(written: Pages, home: Home) -> None:
    for name, page in written.items():
        (script,) = page.select('script[type="application/ld+json"]')
        graph = json.loads(script.get_text())["@graph"]
        assert graph[0]["description"] == content(page, "description")
        if name == "index.html":
            assert [it["@type"] for it in graph] == ["WebSite"]
            continue
        assert [it["@type"] for it in graph] == ["TechArticle", "BreadcrumbList"]
        assert graph[0]["headline"] == title(page)
        way = [(step["name"], step["item"]) for step in graph[1]["itemListElement"]]
        shown = [
            (link.get_text(), home.address + address_of(link.attrs, name)) for link in page.select(".breadcrumb a")
        ]
        assert way == [*shown, (title(page), home.address + name)]


def test_breadcrumbs_lead_from_the_front_page_to_the_page(written: Pages) -> None:
    depth = {}
    for name, page in written.items():
        links = page.select('nav[aria-label="Breadcrumb"] > ol > li > a')
        way = [address_of(link.attrs, name) for link in links]
        assert [link.get_text() for link in links] == [title(written[target]) for target in way], name
        depth[name] = len(way)
        assert way[:1] == ([] if name == "index.html" else ["index.html"])
    assert depth["index.html"] == 0
    assert depth["start/tour.html"] == depth["gallery/index.html"] == depth["tensors/index.html"] == 1
    assert depth["tensors/dtype.html"] == depth["gallery/plot_learning_rates.html"] == 2
    assert sum(depth.values()) >= 90


def test_next_visits_every_page_once_and_previous_goes_back(written: Pages) -> None:
    way = in_order(written)
    assert sorted(way) == sorted(written)
    for before, after in itertools.pairwise(way):
        link = written[after].select_one("footer a.prev-page")
        assert link is not None
        assert address_of(link.attrs, after) == before
    sidebar = written["index.html"].select(".sidebar-tree a.reference.internal")
    assert way[1:] == [address_of(link.attrs, "index.html") for link in sidebar]


def test_a_circle_of_pages_is_found() -> None:
    html = '<footer><a class="next-page" href="index.html">x</a></footer>'
    with pytest.raises(AssertionError, match=r"in a circle at index\.html"):
        in_order({"index.html": parsed(html)})


def test_edit_leads_to_the_file_that_somebody_wrote(pages: Pages, written: Pages, home: Home) -> None:
    found: dict[str, str] = {}
    for name, page in pages.items():
        links = [str(link["href"]) for link in page.select(".edit-this-page a")]
        assert len(links) == (name in written), name
        for link in links:
            assert link.startswith(f"{home.repository}/")
            found[name] = urlsplit(link).path.partition("/edit/main/")[2]
    made = [path for path in found.values() if path.startswith("docs/gallery/") or not (ROOT / path).is_file()]
    assert made == []
    assert len(set(found.values())) == len(written)
    assert found["gallery/plot_learning_rates.html"] == "gallery/plot_learning_rates.py"
    assert found["tensors/dtype.html"] == "docs/tensors/dtype.md"


TOUR, DTYPE = "start/tour.html", "tensors/dtype.html"
EDIT = '<div class="edit-this-page"><a href="#">x</a></div>'
LINK = '<link rel="canonical" href="https://x.example/404.html">'


@pytest.mark.parametrize(
    ("check", "name", "said", "wrong"),
    [
        (test_every_page_but_404_has_one_address, TOUR, 'rel="canonical"', 'rel="other"'),
        (test_every_page_but_404_has_one_address, "404.html", "<head>", f"<head>{LINK}"),
        (test_every_page_has_a_description_of_its_own, "genindex.html", MADE["genindex"], MADE["search"]),
        (test_every_page_has_a_description_of_its_own, "search.html", 'name="description"', 'name="other"'),
        (test_a_shared_link_shows_title_description_and_card, TOUR, 'og:title" content="', 'og:title" content="x'),
        (test_a_shared_link_shows_title_description_and_card, TOUR, 'content="630"', 'content="600"'),
        (test_no_description_has_the_signs_of_tex, TOUR, "Ten minutes", "Ten $x$ minutes"),
        (test_data_for_machines_says_what_the_page_says, TOUR, '"headline": "A ten', '"headline": "A two'),
        (test_breadcrumbs_lead_from_the_front_page_to_the_page, DTYPE, ">Tensors</a></li>", ">Tensor</a></li>"),
        (test_breadcrumbs_lead_from_the_front_page_to_the_page, TOUR, 'aria-label="Breadcrumb"', ""),
        (test_next_visits_every_page_once_and_previous_goes_back, TOUR, 'class="next-page"', ""),
        (test_next_visits_every_page_once_and_previous_goes_back, TOUR, 'prev-page" href="', 'prev-page" href="x'),
        (test_edit_leads_to_the_file_that_somebody_wrote, "gallery/index.html", "gallery/GALLERY", "docs/gallery/X"),
        (test_edit_leads_to_the_file_that_somebody_wrote, "search.html", "<body>", f"<body>{EDIT}"),
    ],
)
def test_a_planted_mistake_is_found(
    check: Callable[..., None], name: str, said: str, wrong: str, pages: Pages, built_site: Path, home: Home
) -> None:
    text = (built_site / name).read_text("utf-8")
    assert said in text
    planted = pages | {name: parsed(text.replace(said, wrong))}
    written = {name: page for name, page in planted.items() if name.removesuffix(".html") not in MADE}
    given = {"pages": planted, "written": written, "built_site": built_site, "home": home}
    with pytest.raises(AssertionError):
        check(**{key: value for key, value in given.items() if key in inspect.signature(check).parameters})
