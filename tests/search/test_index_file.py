"""The index as a script."""

from __future__ import annotations

import json
import re

import pytest

from tutorial_utils.search.index_file import ListedPage, index_script, postings
from tutorial_utils.search.sections import PageText, Section

PAGES = [
    ListedPage(PageText("a", (Section("page", "", "Strides"), Section("section", "s", "Views"))), "", 1.0),
    ListedPage(PageText("b/c", (Section("page", "", "Views of strides"),)), "B", 0.5),
]


def index(pages: list[ListedPage]) -> dict[str, object]:
    script = index_script(pages)
    assert script.startswith("SiteSearch.use(")
    return dict(json.loads(script.removeprefix("SiteSearch.use(").removesuffix(");\n")))


def test_pages_sections_and_terms() -> None:
    found = index(PAGES)
    assert found["pages"] == [["a", "Strides", "", 1.0], ["b/c", "Views of strides", "B", 0.5]]
    assert found["counts"] == [2, 1]
    terms = found["terms"]
    assert isinstance(terms, dict)
    assert list(terms) == ["stride", "view", "view stride"]
    assert [re.sub(r"[A-Z]", "", term) for term in terms.values()] == ["02", "11", "2"]


def test_the_same_pages_give_the_same_bytes() -> None:
    assert index_script(PAGES) == index_script(list(PAGES))


@pytest.mark.parametrize(
    ("found", "written"),
    [([], ""), ([(0, 1)], "0A"), ([(35, 2), (71, 26)], "zB10Z"), ([(1295, 5), (2591, 1)], "zzE100A")],
)
def test_postings(found: list[tuple[int, int]], written: str) -> None:
    assert postings(found) == written
