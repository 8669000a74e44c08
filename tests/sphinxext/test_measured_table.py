import re
from io import StringIO
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.errors import TimingError
from tutorial_utils.facts import kept_timings
from tutorial_utils.facts.kept_timings import Subject
from tutorial_utils.facts.processor import Machine
from tutorial_utils.facts.timings import Pair, Timing
from tutorial_utils.sphinxext import measured_table
from tutorial_utils.sphinxext.measured_table import measured_place

PAGE = "# Cost\n\nA sentence.\n\n```{measured-table} cost\n```\n"
GIVEN = "`x` is large and `x_cols` too."
PAIRS = (Pair("add", "x + x", "x_cols + x_cols"), Pair("sum", "x.sum()", "x_cols.sum()"))
LABEL = (
    "Measured with torch 2.13.0 on one thread of this machine: "
    "Some Processor, 4 processors, Linux x86_64. Other machines differ."
)


class Stopwatch:
    """Counts how often it was asked, and says something else each time."""

    def __init__(self):
        self.asked = 0

    def measure(self):
        self.asked += 1
        timing = Timing(self.asked * 1e-6, (2.0,))
        return ((timing, Timing(0.5, (0.9, 1.0, 1.1))),) * len(PAIRS)


@pytest.fixture(autouse=True)
def watch(monkeypatch):
    watch = Stopwatch()
    monkeypatch.setitem(kept_timings.TABLES, "cost", Subject(PAIRS, ("small", "large"), GIVEN, watch.measure))
    machine = Machine("Some Processor", 4, "Linux x86_64", "2.13.0")
    for module in (kept_timings, measured_table):
        monkeypatch.setattr(module, "this_machine", lambda: machine)
    return watch


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.measured_table']\n")
    (folder / "index.md").write_text(PAGE)
    return folder


def build(docs, *, builder="html", parallel=1, fresh=False):
    """Build the pages; the application and its warnings without colors and with the folder cut off."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / f"_{builder}"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(*folders, builder, status=None, warning=warning, parallel=parallel, freshenv=fresh)
        app.build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return app, [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


def html_of(docs, page="index"):
    return (docs / "_html" / f"{page}.html").read_text()


def cells_of(html):
    rows = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in row] for row in cells]


def test_table_has_the_machine_above_and_a_row_for_each_pair(docs):
    assert build(docs)[1] == []
    html = html_of(docs)
    assert f'<p class="measured-on">{LABEL}</p>\n<table' in html
    assert cells_of(html) == [
        ["operation", "contiguous, then other strides", "small", "large"],
        ["add", "x + x x_cols + x_cols", "1.0 µs 2.0 times", "500 ms 1.0 times (0.9 to 1.1)"],
        ["sum", "x.sum() x_cols.sum()", "1.0 µs 2.0 times", "500 ms 1.0 times (0.9 to 1.1)"],
    ]
    assert html.count('<th class="stub">') == 2
    name = '<code class="docutils literal notranslate"><span class="pre">{}</span></code>'.format
    assert f'<p class="facts-given">{name("x")} is large and {name("x_cols")} too.</p>' in html
    assert re.search(r'<table class="[^"]*\bmeasured-table\b', html)


def test_second_build_measures_nothing_and_writes_the_same_bytes(docs, watch):
    build(docs)
    first = html_of(docs)
    (docs / "_html" / "index.html").unlink()
    build(docs, fresh=True)
    assert html_of(docs) == first
    assert watch.asked == 1


def test_doctree_holds_a_place_and_no_times(docs):
    tree = build(docs)[0].env.get_doctree("index")
    (place,) = tree.findall(measured_place)
    assert (place["name"], place.line) == ("cost", 5)
    assert list(tree.findall(nodes.table)) == []


def test_build_that_writes_nothing_measures_nothing(docs, watch):
    assert build(docs, builder="dummy")[1] == []
    assert watch.asked == 0
    assert not (docs.parent / "build").exists()


def test_other_formats_have_the_table_too(docs):
    build(docs, builder="text")
    assert "2.0 times" in (docs / "_text" / "index.txt").read_text()


def test_other_machine_writes_the_page_again(docs, watch, monkeypatch):
    build(docs)
    other = Machine("Other Processor", 1, "Darwin arm64", "2.13.0")
    for module in (kept_timings, measured_table):
        monkeypatch.setattr(module, "this_machine", lambda: other)
    assert build(docs)[1] == []
    assert watch.asked == 2
    assert "this machine: Other Processor, 1 processor, Darwin arm64." in html_of(docs)
    assert "2.0 µs" in html_of(docs)


def test_parallel_build_measures_once(docs, watch):
    for number in range(6):
        (docs / f"page{number}.md").write_text(f"---\norphan: true\n---\n{PAGE}")
    assert build(docs, parallel=2)[1] == []
    assert watch.asked == 1
    assert all(LABEL in html_of(docs, f"page{number}") for number in range(6))


def test_unknown_name_warns_until_it_is_mended(docs):
    (docs / "index.md").write_text(PAGE.replace("} cost", "} costs"))
    for _ in range(2):
        (warning,) = build(docs)[1]
        assert warning == (
            "index.md:5: WARNING: measured-table: expected the name of a measured table (access-cost, cost), "
            "got 'costs'; add it in tutorial_utils.facts.kept_timings [measured_table.failed]"
        )
    (docs / "index.md").write_text(PAGE)
    assert build(docs)[1] == []


def test_row_whose_sides_differ_is_a_warning_and_no_table(docs, monkeypatch):
    def measure():
        msg = "row 'add': expected x and y to be equal, got other numbers"
        raise TimingError(msg)

    monkeypatch.setitem(kept_timings.TABLES, "cost", Subject(PAIRS, ("small", "large"), GIVEN, measure))
    (warning,) = build(docs)[1]
    assert warning == (
        "index.md:5: WARNING: measured-table: row 'add': expected x and y to be equal, got other numbers "
        "[measured_table.failed]"
    )
    assert "<table" not in html_of(docs)
    assert not (docs.parent / "build" / "cache" / "measured").exists()


def test_site_wires_the_extension_and_shows_the_table():
    site = Path(__file__).parents[2] / "docs"
    assert '"tutorial_utils.sphinxext.measured_table",' in (site / "conf.py").read_text()
    assert "```{measured-table} access-cost\n```" in (site / "storage" / "contiguity.md").read_text()
