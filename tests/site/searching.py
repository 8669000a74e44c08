"""What the tests of the search share: the lists of queries, asking them on one page, and links that lead nowhere."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tutorial_utils.search.sections import page_text

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent / "search"
ASK = """async queries => {
    const form = document.getElementById("search-form");
    const list = document.getElementById("search-results");
    const answers = [];
    for (const query of queries) {
        form.elements.q.value = query;
        form.requestSubmit();
        while (list.dataset.query !== query) await new Promise(requestAnimationFrame);
        answers.push([...list.children].slice(0, 3).map(item => ({
            page: item.querySelector("h2 a").getAttribute("href").replace(/\\.html$/, ""),
            links: [...item.querySelectorAll("a")].map(link => link.getAttribute("href")),
            marks: [...item.querySelectorAll("mark")].map(mark => mark.textContent),
            excerpts: item.querySelectorAll(".search-excerpt").length,
        })));
    }
    return answers;
}"""


SHARE = 0.95
"""Of the queries, and of those of each kind: as many must have their page among the first three results."""
FIRST = 0.7
"""As many must have it first."""


class Query(NamedTuple):
    """What a reader types, and the pages of which one should be among the first three."""

    kind: str
    text: str
    pages: frozenset[str]


class Answer(NamedTuple):
    """One result."""

    page: str
    links: list[str]
    marks: list[str]
    excerpts: int


def queries(name: str) -> list[Query]:
    """Read a list of queries."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Query(row["kind"], row["query"], frozenset(row["pages"].split())) for row in rows]


def ask(page: Page, texts: list[str]) -> list[list[Answer]]:
    """Type each query and read the first three results."""
    return [[Answer(**answer) for answer in answers] for answers in page.evaluate(ASK, texts)]


def complaints(asked: list[Query], found: list[list[Answer]]) -> list[str]:
    """Say what is not good enough: of all queries, of each kind, and of the first place."""
    among = {query for query, answers in zip(asked, found, strict=True) if query.pages & {one.page for one in answers}}
    first = {
        query for query, answers in zip(asked, found, strict=True) if query.pages & {one.page for one in answers[:1]}
    }
    said = []
    for kind in sorted({query.kind for query in asked}):
        some = [query for query in asked if query.kind == kind]
        if (lost := [query.text[:60] for query in some if query not in among]) and len(lost) > (1 - SHARE) * len(some):
            said.append(f"{kind}: not among the first three: {lost}")
    if len(among) < SHARE * len(asked):
        said.append(f"among the first three: {len(among)} of {len(asked)}")
    if len(first) < FIRST * len(asked):
        said.append(f"first: {len(first)} of {len(asked)}")
    return said


def lost_anchors(site: Path) -> list[str]:
    """Name what a result would link to and its page does not have."""
    lost = []
    for script in sorted(site.joinpath("_search/text").rglob("*.js")):
        text = page_text(script.read_text("utf-8"))
        html = site.joinpath(f"{text.name}.html").read_text("utf-8")
        ids = set(re.findall(r'\sid="([^"]+)"', html))
        lost += [f"{text.name}#{one.anchor}" for one in text.sections if one.anchor and one.anchor not in ids]
    return lost
