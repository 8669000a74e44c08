"""The table of changes: its rows, its links, and a warning where a link leads nowhere."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.facts import origin

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = "id\tsection\tstatus\toriginal\ttoday\tpage\tanchor\tdropped"
ROWS = (
    "S001\tTitle\tstill-true\tthe title\tthe same\tsub/page\ttop\t",
    "S002\tcopy_\trenamed/removed\t`async=True`\tsay `non_blocking`\tsub/page\ta-place\t",
    "S003\tEnd\toutdated\ta link\tdead\t\t\ta dead link",
)
SUM = (
    "3 statements: 1 still true, 1 outdated, 1 renamed or removed, 0 broken, 0 wrong even then. "
    "Of all of them 1 are left out, the others have a place."
)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with the table, a page that it leads to, and a list of three statements."""
    monkeypatch.setattr(origin, "COUNT", len(ROWS))
    monkeypatch.setattr(origin, "MOST_DROPPED", 0.5)
    docs = tmp_path / "docs"
    (docs / "sub").mkdir(parents=True)
    (docs / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.origin_table']\n")
    (docs / "index.md").write_text("# Front\n\n```{origin-table}\n```\n\n```{toctree}\nsub/page\n```\n")
    (docs / "sub/page.md").write_text("# Top: a page\n\n(top)=\n\n## A place\n\nx\n")
    (docs / "origin.tsv").write_text("\n".join((COLUMNS, *ROWS)) + "\n")
    return docs


def built(docs: Path) -> tuple[str, str]:
    """Build; the page with the table, and the warnings."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / "_out"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        Sphinx(*folders, "html", status=None, warning=warning).build()
    return (docs / "_out" / "index.html").read_text(), re.sub("\x1b[^m]*m", "", warning.getvalue())


def test_changed_statements_have_a_row_and_a_link(docs: Path) -> None:
    html, warnings = built(docs)
    assert warnings == ""
    rows = re.findall(r'<tr class="row-\w+" id="(.*?)">(.*?)</tr>', html, re.DOTALL)
    cells = {name: re.findall(r"<p>(.*?)</p>", row) for name, row in rows}
    assert list(cells) == ["origin-s002", "origin-s003"]
    texts = {name: [re.sub("<[^>]*>", "", cell) for cell in row] for name, row in cells.items()}
    assert texts == {
        "origin-s002": ["async=True", "say non_blocking", "renamed or removed", "Top"],
        "origin-s003": ["a link", "dead", "outdated", "left out: a dead link"],
    }
    assert 'href="sub/page.html#a-place"' in cells["origin-s002"][-1]
    assert f'<p class="facts-sum">{SUM}</p>' in html


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("top", "gone", "sub/page#gone"), ("sub/page\ta-place", "no/page\ta-place", "no/page#a-place")],
)
def test_place_that_is_not_there_is_a_warning(docs: Path, old: str, new: str, place: str) -> None:
    path = docs / "origin.tsv"
    path.write_text(path.read_text().replace(f"\t{old}\t", f"\t{new}\t"))
    _, warnings = built(docs)
    number = "S001" if old == "top" else "S002"
    message = f"origin-table: {number} leads to {place}, which is not there; mend the row in docs/origin.tsv"
    assert warnings.strip().endswith(f"{message} [origin_table.lost]")
    assert f"{docs / 'index.md'}:3: WARNING" in warnings


def test_heading_that_goes_later_is_found(docs: Path) -> None:
    assert built(docs)[1] == ""
    page = docs / "sub/page.md"
    page.write_text(page.read_text().replace("A place", "Another"))
    assert "S002 leads to sub/page#a-place" in built(docs)[1]


def test_list_with_a_gap_is_a_warning_and_no_table(docs: Path) -> None:
    (docs / "origin.tsv").write_text("\n".join((COLUMNS, *ROWS[:2])) + "\n")
    html, warnings = built(docs)
    assert "origin-table: origin.tsv: S003 is missing" in warnings
    assert "facts-table" not in html
