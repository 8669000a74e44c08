"""`llms.txt` has the form of llmstxt.org and lists each page once; `llms-full.txt` holds what the pages show."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutorial_utils.sphinxext.hosting import Home

ROOT = Path(__file__).parents[2]
ITEM = r"^- \[(?P<title>.+)\]\({}(?P<page>[\w/-]+)\.md\): (?P<about>\S.*\S)$"
DESCRIPTION = re.compile(r'<meta (?:content="([^"]*)" name="description"|name="description" content="([^"]*)")')


def listed(site: Path, home: Home) -> list[re.Match[str]]:
    lines = site.joinpath("llms.txt").read_text("utf-8").splitlines()
    item = re.compile(ITEM.format(re.escape(home.address)))
    return [found for line in lines if (found := item.match(line))]


def test_form(built_site: Path, home: Home) -> None:
    lines = built_site.joinpath("llms.txt").read_text("utf-8").splitlines()
    assert lines[0] == "# PyTorch Quickstart"
    assert lines[2].startswith("> A reference on PyTorch tensors")
    assert f"[llms-full.txt]({home.address}llms-full.txt)" in lines[4]
    sections = [line for line in lines if line.startswith("## ")]
    assert sections == ["## Front page", "## Start", "## Learn", "## Look up", "## Run it", "## Project"]
    items = {item[0] for item in listed(built_site, home)}
    assert [line for line in lines[5:] if line and line not in sections and line not in items] == []


def test_each_page_is_listed_once_with_its_description(built_site: Path, home: Home) -> None:
    sources = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in ROOT.glob("docs/**/*.md")}
    scripts = {f"gallery/{path.stem}" for path in ROOT.glob("gallery/plot_*.py")}
    items = listed(built_site, home)
    assert sorted(item["page"] for item in items) == sorted({*sources, *scripts, "gallery/index"})
    for item in items:
        html = built_site.joinpath(f"{item['page']}.html").read_text("utf-8")
        assert unescape("".join(DESCRIPTION.findall(html)[0])) == item["about"]


def test_the_full_text_is_all_pages_in_their_order(built_site: Path, home: Home) -> None:
    full = built_site.joinpath("llms-full.txt").read_text("utf-8")
    at = 0
    for item in listed(built_site, home):
        line = f"\nPage {home.address}{item['page']}.html\n"
        at = full.index(line, at)
        text = built_site.joinpath(f"{item['page']}.md").read_text("utf-8")
        assert full.index(text, at) == at + len(f"{line}\n")
    assert full.count("\nPage ") == len(listed(built_site, home))


def test_every_code_block_of_the_site_is_in_the_full_text(built_site: Path, home: Home) -> None:
    full = built_site.joinpath("llms-full.txt").read_text("utf-8")
    blocks = 0
    for item in listed(built_site, home):
        html = built_site.joinpath(f"{item['page']}.html").read_text("utf-8")
        for block in re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL):
            code = unescape(re.sub(r"<[^>]*>", "", block)).rstrip()
            indented = "\n".join(f"   {line}" if line else "" for line in code.splitlines())
            assert code in full or indented in full, code  # a block of a list stands as deep as its item
            blocks += 1
    assert blocks > 900
