import re
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.facts import kept_timings
from tutorial_utils.facts.kept_timings import Subject, code_files
from tutorial_utils.facts.processor import Machine
from tutorial_utils.facts.timing_record import TimingRecord, code_digest, write_record
from tutorial_utils.facts.timings import Pair
from tutorial_utils.sphinxext import measured_table

PAGE = "# Cost\n\nA sentence.\n\n```{measured-table} cost\n```\n"
GIVEN = "`x` is large and `x_cols` too."
PAIRS = (Pair("add", "x + x", "x_cols + x_cols"), Pair("sum", "x.sum()", "x_cols.sum()"))
LABEL = (
    "Measured once, on 2026-11-26, with torch 2.13.0+cpu on one thread of Some Processor (4 processors, Linux x86_64). "
    "Other machines differ."
)
ROW = [[1e-6, [2.0]], [0.5, [0.9, 1.0, 1.1]]]


def write(docs, torch="2.13.0+cpu", values=None):
    machine = Machine("Some Processor", 4, "Linux x86_64", torch)
    record = TimingRecord("2026-11-26", machine, code_digest(code_files()), values or {"add": ROW, "sum": ROW})
    write_record(docs / "cost.json", record)


def refuse():
    raise AssertionError


@pytest.fixture(autouse=True)
def _table(monkeypatch):
    subject = Subject(PAIRS, ("small", "large"), GIVEN, refuse, "cost.json")
    monkeypatch.setitem(kept_timings.TABLES, "cost", subject)
    torch_is(monkeypatch, "2.13.0+cpu")


def torch_is(monkeypatch, release):
    for module in (kept_timings, measured_table):
        monkeypatch.setattr(module, "version", lambda _: release)


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.measured_table']\n")
    (folder / "index.md").write_text(PAGE)
    write(folder)
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


def test_second_build_reads_no_page(docs):
    build(docs)
    html = docs / "_html" / "index.html"
    time = html.stat().st_mtime_ns
    assert build(docs)[1] == []
    assert html.stat().st_mtime_ns == time


def test_other_formats_have_the_table_too(docs):
    build(docs, builder="text")
    assert "2.0 times" in (docs / "_text" / "index.txt").read_text()


def test_new_record_writes_the_page_again(docs):
    build(docs)
    other = [[3e-6, [4.0]], [0.5, [1.0]]]
    write(docs, values={"add": other, "sum": other})
    assert build(docs)[1] == []
    assert cells_of(html_of(docs))[1][2] == "3.0 µs 4.0 times"


def test_another_build_of_the_release_shows_the_record_and_another_release_refuses_it(docs, monkeypatch):
    torch_is(monkeypatch, "2.13.0+cu130")
    assert build(docs)[1] == []
    assert LABEL in html_of(docs)
    torch_is(monkeypatch, "2.14.0")
    for _ in range(2):
        (warning,) = build(docs)[1]
        assert warning == (
            "index.md:5: WARNING: measured-table: expected timings of torch 2.14.0 in cost.json, "
            "got those of torch 2.13.0; measure again with: nox -s timings [measured_table.failed]"
        )
    write(docs, torch="2.14.0")
    assert build(docs)[1] == []


def test_changed_code_refuses_the_record(docs, monkeypatch):
    build(docs)
    added = docs / "added.py"
    added.write_text("x = 1")
    for module in (kept_timings, measured_table):
        monkeypatch.setattr(module, "code_files", lambda: [added])
    (docs / "index.md").touch()
    (warning,) = build(docs, fresh=True)[1]
    assert "expected timings of today's code in cost.json, got those of other code" in warning
    assert "<table" not in html_of(docs)


def test_missing_record_warns_until_it_is_measured(docs):
    (docs / "cost.json").unlink()
    for _ in range(2):
        (warning,) = build(docs)[1]
        assert "measured-table: expected a record of timings in cost.json, got FileNotFoundError" in warning
    write(docs)
    assert build(docs)[1] == []
    assert LABEL in html_of(docs)


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


def test_site_wires_the_extension_and_shows_the_table():
    site = Path(__file__).parents[2] / "docs"
    assert '"tutorial_utils.sphinxext.measured_table",' in (site / "conf.py").read_text()
    assert "```{measured-table} access-cost\n```" in (site / "storage" / "contiguity.md").read_text()
