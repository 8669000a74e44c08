"""What only HTML has: links to rows, headings in stacked cells, the place of the filter, one id each."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.facts import registry
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table, write
from tutorial_utils.sphinxext.facts_html import FILTERED_FROM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[..., str]

CONF = "extensions = ['myst_parser', 'tutorial_utils.sphinxext.facts_table'{}]\nhtml_theme = 'furo'\n"
OURS = ", 'tutorial_utils.sphinxext.facts_html'"


@pytest.fixture
def page_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build one page with a table of so many rows; its HTML."""

    def build(rows: int, options: str = "", extensions: str = OURS) -> str:
        table = Table("sizes", ("dtype", "`bits`", "sign"), tuple((f"<int{n}>", f"{n}", "") for n in range(rows)))
        monkeypatch.setitem(registry.TABLES, "sizes", Entry(lambda: table, "sizes.tsv"))
        docs = tmp_path / "docs"
        docs.mkdir()
        (docs / "conf.py").write_text(CONF.format(extensions))
        (docs / "index.md").write_text(f"# Sizes\n\n```{{facts-table}} sizes\n{options}```\n")
        write(table, docs / "sizes.tsv")
        warning = StringIO()
        folders = (str(docs), str(docs), str(tmp_path / "out"), str(tmp_path / "trees"))
        with patch_docutils(docs), docutils_namespace():
            Sphinx(*folders, "html", status=None, warning=warning).build()
        assert warning.getvalue() == ""
        return (tmp_path / "out" / "index.html").read_text()

    return build


def repeated_ids(html: str) -> list[str]:
    ids = re.findall(r'<[^>]*\sid="([^"]*)"', html)
    return sorted({found for found in ids if ids.count(found) > 1})


def test_each_row_links_to_itself(page_of: Build) -> None:
    html = page_of(2)
    assert re.findall(r'<tr class="[^"]*" id="([^"]*)">', html) == ["sizes-lt-int0-gt", "sizes-lt-int1-gt"]
    link = '</p><a class="headerlink" href="#sizes-lt-int1-gt" aria-label="Link to this row">¶</a></th>'
    assert link in html.replace("\n", "")
    assert html.count('aria-label="Link to this row"') == 2


def test_id_of_a_table_with_a_caption_stands_once(page_of: Build) -> None:
    assert repeated_ids(page_of(2, ":caption: Sizes\n")) == []


def test_furo_still_repeats_the_id_that_is_taken_off(page_of: Build) -> None:
    """When this fails, furo has mended it and ``OneIdEach`` can go."""
    assert repeated_ids(page_of(2, ":caption: Sizes\n", extensions="")) == ["table-sizes"]


def test_stacked_cells_say_what_their_column_is(page_of: Build) -> None:
    html = page_of(2, ":stacked:\n")
    assert re.search('<table class="facts-table stacked docutils', html)
    assert re.findall(r'<td><span class="cell-heading">(.*?)</span><p>(.*?)</p>', html) == [
        ("bits", "0"),
        ("sign", "–"),  # noqa: RUF001 - the dash that stands for no answer
        ("bits", "1"),
        ("sign", "–"),  # noqa: RUF001
    ]


def test_other_cells_do_not(page_of: Build) -> None:
    assert "cell-heading" not in page_of(2)


@pytest.mark.parametrize(("rows", "places"), [(FILTERED_FROM - 1, 0), (FILTERED_FROM, 1)])
def test_filter_has_its_place_above_a_long_table(page_of: Build, rows: int, places: int) -> None:
    html = page_of(rows)
    assert html.count("facts-tools") == places
    assert (
        len(re.findall(r'<div class="facts-tools docutils container">\s*</div>\s*<div class="table-wr', html)) == places
    )
