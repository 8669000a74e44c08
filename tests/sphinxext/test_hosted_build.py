"""What the hosting extensions write, in a small site: twice, after one page changed, and with two processes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.hosted import ADDRESS, HostedSite

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ["index.html", "part/index.html", "part/page.html"]


@pytest.fixture
def site(tmp_path: Path) -> HostedSite:
    made = HostedSite(tmp_path)
    done = made.build()
    assert done.returncode == 0, done.stderr
    return made


def listed(site: HostedSite) -> list[str]:
    tree = ET.fromstring(site.text("sitemap.xml"))  # noqa: S314  # our own
    return [
        str(loc.text).removeprefix(ADDRESS) for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]


def crumbs(site: HostedSite, name: str) -> list[tuple[str, str]]:
    nav = re.search(r'<nav class="breadcrumb".*?</nav>', site.text(name))
    return re.findall(r'<a href="([^"]*)">(.*?)</a>', nav[0]) if nav else []


def test_after_one_page_changed_all_is_as_if_built_anew(site: HostedSite) -> None:
    assert listed(site) == PAGES
    assert not (site.root / ".git").exists()
    assert "lastmod" not in site.text("sitemap.xml")
    assert site.text("robots.txt").endswith(f"Sitemap: {ADDRESS}sitemap.xml\n")
    card = site.html / "_static/social-card.png"
    first = card.read_bytes()
    card.write_bytes(first)
    drawn = card.stat().st_mtime_ns
    site.write("part/page", "Page", "Other text.")
    again = site.build("-j", "2")
    assert again.returncode == 0, again.stderr
    assert "0 added, 1 changed, 0 removed" in again.stdout
    assert listed(site) == PAGES  # sphinx-sitemap by itself would list one
    assert card.stat().st_mtime_ns == drawn
    assert "no targets are out of date" in site.build().stdout
    assert listed(site) == PAGES


def test_a_new_title_is_shown_wherever_it_stands(site: HostedSite) -> None:
    assert crumbs(site, "part/page.html") == [("../index.html", "Front"), ("index.html", "Part")]
    assert crumbs(site, "part/index.html") == [("../index.html", "Front")]
    assert crumbs(site, "index.html") == []
    site.write("part/index", "*New* part", "```{toctree}\npage\n```")
    done = site.build()
    assert "0 added, 1 changed, 0 removed" in done.stdout
    assert crumbs(site, "part/page.html") == [("../index.html", "Front"), ("index.html", "<em>New</em> part")]
    data = json.loads(site.text("part/page.html").partition('ld+json">')[2].partition("</script>")[0])
    article, way = data["@graph"]
    assert article["url"] == f"{ADDRESS}part/page.html"
    assert [step["name"] for step in way["itemListElement"]] == ["Front", "New part", "Page"]
    assert [step["item"] for step in way["itemListElement"]] == [ADDRESS + name for name in PAGES]


def test_pages_that_are_not_described_fail_the_build(tmp_path: Path) -> None:
    site = HostedSite(tmp_path)
    (site.root / "docs/part/page.md").write_text("# Page\n\nText.\n", "utf-8")
    site.write("part/index", "Part" * 40, "```{toctree}\npage\n```")
    done = site.build()
    assert done.returncode == 1
    wanted = "WARNING: expected a description of 50 to 160 characters, got"
    assert f"page.md: {wanted} none: mend it in html_meta of the page" in done.stderr
    assert f"index.md: {wanted} 22" in done.stderr
    assert done.stderr.count("WARNING") == 2
