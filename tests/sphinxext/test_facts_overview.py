"""The overview lists the tables that there are, with the page and the size that they have now."""

from __future__ import annotations

import re
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.facts import registry
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table, write

if TYPE_CHECKING:
    from pathlib import Path

EXTENSIONS = [f"tutorial_utils.sphinxext.{name}" for name in ("facts_table", "facts_overview")]
NO_ANSWER = "\N{EN DASH}"
SIZES = (("big", 1200), ("alone", 2))


def table(name: str, rows: int) -> Table:
    return Table(name, ("key", "one", "two"), tuple((f"{number}", "x", "y") for number in range(rows)))


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two tables: one on a page, one on none."""
    docs = tmp_path / "docs"
    docs.mkdir()
    tables = {name: Entry(partial(table, name, rows), f"{name}.tsv") for name, rows in SIZES}
    monkeypatch.setattr(registry, "TABLES", tables)
    for name, rows in SIZES:
        write(table(name, rows), docs / f"{name}.tsv")
    (docs / "conf.py").write_text(f"extensions = {['myst_parser', *EXTENSIONS]}\n")
    (docs / "index.md").write_text("# Front\n\n```{facts-overview}\n```\n\n```{toctree}\nbig\n```\n")
    (docs / "big.md").write_text("# Big: a thing\n\n```{facts-table} big\n```\n")
    return docs


def overview(docs: Path) -> tuple[str, list[list[str]]]:
    """Build; the sentence, and the text of the cells."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / "_out"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        Sphinx(*folders, "html", status=None, warning=warning).build()
    assert warning.getvalue() == ""
    html = (docs / "_out" / "index.html").read_text()
    (sentence,) = re.findall(r'<p class="facts-sum">(.*?)</p>', html)
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return sentence, [re.findall(r"<p>(.*?)</p>", row) for row in rows]


def plain(rows: list[list[str]]) -> list[list[str]]:
    return [[re.sub("<[^>]*>", "", cell) for cell in row] for row in rows]


def test_tables_are_listed_with_page_and_size(docs: Path) -> None:
    sentence, rows = overview(docs)
    assert sentence == "2 tables with 1,202 rows: 2,404 reviewed cells, the first column not counted."
    assert plain(rows) == [
        ["table", "page", "rows", "cells"],
        ["alone", NO_ANSWER, "2", "4"],
        ["big", "Big", "1200", "2400"],
    ]
    assert [re.findall('href="(.*?)"', cell) for cell in rows[2]] == [["big.html#table-big"], ["big.html"], [], []]


def test_next_build_counts_again(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = overview(docs)
    assert overview(docs) == before
    monkeypatch.setitem(registry.TABLES, "new", Entry(lambda: table("new", 1), "new.tsv"))
    write(table("new", 1), docs / "new.tsv")
    (docs / "big.md").write_text("# Bigger\n\n```{facts-table} big\n```\n")
    sentence, rows = overview(docs)
    assert sentence == "3 tables with 1,203 rows: 2,406 reviewed cells, the first column not counted."
    assert plain(rows)[2:] == [["big", "Bigger", "1200", "2400"], ["new", NO_ANSWER, "1", "2"]]


def test_table_without_reviewed_cells_is_listed_without_numbers(docs: Path) -> None:
    (docs / "alone.tsv").unlink()
    sentence, rows = overview(docs)
    assert sentence == "1 tables with 1,200 rows: 2,400 reviewed cells, the first column not counted."
    assert plain(rows)[1] == ["alone", NO_ANSWER, NO_ANSWER, NO_ANSWER]
