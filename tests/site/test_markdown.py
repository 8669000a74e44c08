"""The Markdown of each page says what the page says: a Markdown parser and the HTML must agree word for word."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tutorial_utils.facts.table import read
from tutorial_utils.sphinxext.markdown_inline import code_span

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in ROOT.glob("docs/**/*.md"))
SCRIPTS = [f"gallery/{path.stem}" for path in ROOT.glob("gallery/plot_*.py")]
ELSEWHERE = re.compile(  # figures and formulas have another form in Markdown; forms and links of the page none
    r'<nav class="(?:take-along|breadcrumb).*?</nav>|<p class="(?:verified-stamp|printed-from).*?</p>|'
    r"<(svg|math)\b.*?</\1>|"
    r'<div class="(?:stride|promotion)-live".*?(?=<div class="(?:stride|promotion)-still")|<div class="eqno.*?</div>|'
    r'<div class="sphx-glr-(?:footer|thumb)[\s\S]*|'
    r'<span class="(?:cell-heading|zip-size)">.*?</span>',
    re.DOTALL,
)
FORMULA = re.compile(r"(?<!\\)\$\$.*?\$\$|(?<!\\)\$[^$]*\$", re.DOTALL)
FENCE = re.compile(r"(^`{3,}.*?^`{3,}$)", re.DOTALL | re.MULTILINE)


class Words(HTMLParser):
    """Collects the text of paragraphs, headings, cells and code."""

    BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "pre")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.inside = 0

    def handle_starttag(self, tag, _attrs):
        if tag in self.BLOCKS:
            self.open.append(tag)
            self.found.append((tag, ""))

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data):
        if self.open:
            tag, text = self.found[-1]
            self.found[-1] = (tag, text + data)


def blocks(html: str) -> list[tuple[str, str]]:
    """Return the blocks of a page with their text, without spaces and the marks that only one of the two has."""
    reader = Words()
    reader.feed(html)
    done = [(tag, re.sub(r"\s|¶|⇅|\(page [^)]*\)|Linktothis\w+", "", text)) for tag, text in reader.found]
    return [(tag, text) for tag, text in done if text]


def article(site: Path, page: str) -> str:
    html = site.joinpath(f"{page}.html").read_text("utf-8")
    (found,) = re.findall(r"<article[^>]*>(.*)</article>", html, re.DOTALL)
    return ELSEWHERE.sub("", found)


def rendered(site: Path, page: str) -> str:
    text = site.joinpath(f"{page}.md").read_text("utf-8")
    parts = (part if part.startswith("```") else FORMULA.sub("", part) for part in FENCE.split(text))
    return str(MarkdownIt("commonmark").enable("table").render("".join(parts)))


def lost(html: str, markdown: str) -> list[str]:
    """Return the texts of a page that its Markdown does not have."""
    there = "".join(text for _, text in blocks(markdown))
    return [text for _, text in blocks(html) if text not in there]


@pytest.mark.parametrize("page", [*PAGES, *SCRIPTS])
def test_code_and_headings_are_those_of_the_page(built_site: Path, page: str) -> None:
    html, markdown = blocks(article(built_site, page)), blocks(rendered(built_site, page))
    assert [text for it, text in markdown if it == "pre"] == [text for it, text in html if it == "pre"]
    for tag in ("h1", "h2"):
        assert [text for it, text in markdown if it == tag] == [text for it, text in html if it == tag]


@pytest.mark.parametrize("page", [*PAGES, *SCRIPTS])
def test_no_word_is_lost(built_site: Path, page: str) -> None:
    html = article(built_site, page)
    assert len(blocks(html)) > 3
    if page != "api/index":  # whose signatures Sphinx writes in many pieces
        assert lost(html, rendered(built_site, page)) == []


def test_what_is_lost_is_found() -> None:
    assert lost("<p>one <b>2</b></p><p>three</p>", "<p>one 2</p>") == ["three"]
    assert lost("<pre>x  y</pre>", "<pre>x y</pre>") == []


def test_tables_are_filled_in(built_site: Path) -> None:
    """Every row that torch fills in stands in the Markdown of the page that shows its table."""
    counted = 0
    for path in ROOT.glob("docs/**/*.md"):
        text = built_site.joinpath(path.relative_to(ROOT / "docs")).read_text("utf-8")
        first = Counter(re.findall(r"^\| \[?(`.*?`+)(?:\]\([^)]*\)| \(page [^)]*\))? \|", text, re.MULTILINE))
        for name in re.findall(r"^`+\{facts-table\} ([a-z-]+)", path.read_text("utf-8"), re.MULTILINE):
            table = read(name, path.parent / f"{name}.tsv")
            keys = Counter(code_span(key).replace("|", r"\|") for key in table.keys)
            assert keys - first == Counter(), f"{path.name}, {name}"
            first -= keys
            counted += len(table.keys)
    assert counted > 1400


def test_figures_are_told_in_words(built_site: Path) -> None:
    text = built_site.joinpath("storage/strides.md").read_text("utf-8")
    assert text.count("**Figure.**") == 4
    assert text.count("In words: Tensor ") == 4
    assert "<svg" not in text


def test_formulas_are_tex(built_site: Path) -> None:
    text = built_site.joinpath("storage/strides.md").read_text("utf-8")
    assert "so `part[i, j]` must be $1 + 3i + 1j$." in text
    assert "$$\n\\text{stride}_i" in text


@pytest.mark.parametrize("page", [page for page in PAGES if page != "index"])
def test_each_page_leads_to_its_markdown(built_site: Path, page: str) -> None:
    html = built_site.joinpath(f"{page}.html").read_text("utf-8")
    assert html.count(f'<a href="{page.rpartition("/")[2]}.md"') == 1
