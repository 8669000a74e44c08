import re
import subprocess
import sys
from io import StringIO

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.facts import registry
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table, write
from tutorial_utils.sphinxext.facts_markup import given_node

TABLE = Table(
    "sizes",
    ("dtype", "alias", "bits", "`x + x`"),
    (("torch.int8", "", "8", "yes"), ("torch.int16", "torch.short, torch.int15", "16", "no")),
)
ACCEPT = "accept it with: nox -s doctest -- --accept [facts_table.changed]"
CAPTION = ":caption: What `x` and torch.int8 are\n"
PAGE = f"# Sizes\n\nA sentence.\n\n```{{facts-table}} sizes\n{CAPTION}```\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setitem(registry.TABLES, "sizes", Entry(lambda: TABLE, "sizes.tsv"))
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.facts_table']\n")
    (docs / "index.md").write_text(PAGE)
    write(TABLE, docs / "sizes.tsv")
    return docs


def build(docs, *, parallel=1, builder="html"):
    """Build the pages; the application and its warnings without colors and with the folder cut off."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / "_out"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        app = Sphinx(*folders, builder, status=None, warning=warning, parallel=parallel)
        app.build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return app, [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


def table_of(app):
    (table,) = app.env.get_doctree("index").findall(nodes.table)
    return table


def test_table_is_rendered_with_its_cells(project):
    app, warnings = build(project)
    assert warnings == []
    rows = [[cell.astext() for cell in row] for row in table_of(app).findall(nodes.row)]
    assert rows == [
        ["dtype", "alias", "bits", "x + x"],
        ["torch.int8", "–", "8", "yes"],  # noqa: RUF001 - the dash that stands for no answer
        ["torch.int16", "torch.short, torch.int15", "16", "no"],
    ]


def test_names_of_torch_are_literals(project):
    literals = [node.astext() for node in table_of(build(project)[0]).findall(nodes.literal)]
    assert literals == ["x", "torch.int8", "x + x", "torch.int8", "torch.int16", "torch.short", "torch.int15"]


@pytest.mark.parametrize(("key", "classes"), [("x" * 40, []), ("x" * 41, ["long"])])
def test_long_code_may_break_into_lines(project, monkeypatch, key, classes):
    table = Table("sizes", ("key", "answer"), ((key, f"`{key}`"),))
    monkeypatch.setitem(registry.TABLES, "sizes", Entry(lambda: table, "sizes.tsv"))
    write(table, project / "sizes.tsv")
    literals = list(table_of(build(project)[0]).findall(nodes.literal))
    assert [literal["classes"] for literal in literals if literal.astext() == key] == [classes] * 2


def test_html_has_caption_class_and_row_headings(project):
    build(project)
    html = (project / "_out" / "index.html").read_text()
    assert re.search(r'<table class="[^"]*\bfacts-table\b', html)
    assert '<span class="caption-text">What <code class="docutils literal notranslate">' in html
    assert html.count('<th class="stub">') == 2


MYST = pytest.mark.filterwarnings("ignore:'myst_parser")  # it asks Sphinx for what Sphinx 11 will not have
LINKS = """---
orphan: true
---
# Links

[a row](index.md#sizes-torch-int16), [a row](#sizes-torch-int16), [the table](index.md#table-sizes), [](#table-sizes)
"""


@MYST
def test_other_pages_link_to_a_row_and_to_the_table(project):
    (project / "links.md").write_text(LINKS)
    _, warnings = build(project)
    assert warnings == []
    html = (project / "_out" / "links.html").read_text()
    links = re.findall(r'href="(index\.html#[^"]*)"><span [^>]*>(.*?)</span></a>', html)
    assert links == [
        ("index.html#sizes-torch-int16", "a row"),
        ("index.html#sizes-torch-int16", "a row"),
        ("index.html#table-sizes", "the table"),
        ("index.html#table-sizes", "What x and torch.int8 are"),
    ]
    page = (project / "_out" / "index.html").read_text()
    assert [page.count(f'id="{name}"') for name in ("table-sizes", "sizes-torch-int8", "sizes-torch-int16")] == [1] * 3


def test_link_to_a_row_on_its_own_page(project):
    (project / "index.md").write_text(f"{PAGE}\n[a row](#sizes-torch-int8)\n")
    assert build(project)[1] == []
    assert '<a class="reference internal" href="#sizes-torch-int8">' in (project / "_out" / "index.html").read_text()


@MYST
def test_link_to_a_row_that_is_not_there_warns(project):
    (project / "links.md").write_text(LINKS.replace("index.md#sizes-torch-int16", "index.md#sizes-torch-int3"))
    assert build(project)[1] == [
        "links.md:6: WARNING: local id not found in doc 'index': 'sizes-torch-int3' [myst.xref_missing]"
    ]


@pytest.fixture
def functions(project, monkeypatch):
    entry = Entry(
        lambda: TABLE, "sizes.tsv", "https://example.org/{}.html".format, ("alias", "bits"), {"x": "torch.ones(2)"}
    )
    monkeypatch.setitem(registry.TABLES, "sizes", entry)
    return project


def test_key_links_to_its_page(functions):
    links = list(table_of(build(functions)[0]).findall(nodes.reference))
    assert [(link.astext(), link["refuri"]) for link in links] == [
        ("torch.int8", "https://example.org/torch.int8.html"),
        ("torch.int16", "https://example.org/torch.int16.html"),
    ]


def test_columns_that_stand_together_are_paragraphs_of_one_cell(functions):
    rows = [
        [[text.astext() for text in cell] for cell in row] for row in table_of(build(functions)[0]).findall(nodes.row)
    ]
    assert rows == [
        [["dtype"], ["alias, bits"], ["x + x"]],
        [["torch.int8"], ["8"], ["yes"]],
        [["torch.int16"], ["torch.short, torch.int15", "16"], ["no"]],
    ]


def test_inputs_of_the_examples_stand_above_the_table(functions):
    app, warnings = build(functions)
    assert warnings == []
    (sentence,) = app.env.get_doctree("index").findall(
        lambda node: "facts-given" in getattr(node, "attributes", {}).get("classes", [])
    )
    inputs = sentence.next_node(nodes.bullet_list, descend=False, siblings=True)
    assert sentence.astext() == "The examples start from:"
    assert [literal.astext() for literal in inputs.findall(nodes.literal)] == ["x = torch.ones(2)"]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (("ones", "`f(y)`"), ["x", "y"]),
        (("y[x]", "of x and y"), ["x", "y"]),
        (("tensor of a list", "`x.y`; a number"), ["x"]),
        (("from a", "`torch.a`"), ["a"]),
        (("ones", "no input, a number"), []),
    ],
)
def test_an_input_that_no_example_uses_is_left_out(row, named):
    given = {"x": "1", "y": "[x]", "a": "2"}
    found = given_node(Entry(lambda: TABLE, "sizes.tsv", given=given), Table("t", ("key", "call"), (row,)))
    literals = [literal.astext() for node in found for literal in node.findall(nodes.literal)]
    assert literals == [f"{name} = {given[name]}" for name in named]


def test_two_short_words_are_marked_as_a_cell_of_one_line(project, monkeypatch):
    cells = ("a key", "may alias", "alias", "wrong even then")
    table = Table("sizes", ("a b", "c d", "e", "f"), (cells,))
    monkeypatch.setitem(registry.TABLES, "sizes", Entry(lambda: table, "sizes.tsv"))
    write(table, project / "sizes.tsv")
    entries = table_of(build(project)[0]).findall(nodes.entry)  # headings have rules of their own
    assert [entry.astext() for entry in entries if "short" in entry["classes"]] == ["may alias"]


def test_collector_finds_name_source_and_line(project):
    table = table_of(build(project)[0])
    assert table["facts_table"] == "sizes"
    assert table.source == str(project / "index.md")
    assert table.line == 5


def test_changed_cells_warn_with_page_line_both_values_and_the_way_out(project):
    stored = project / "sizes.tsv"
    stored.write_text(stored.read_text().replace("\t16\tno", "\t17\tyes"))
    where = "index.md:5: WARNING: table sizes, row torch.int16, column"
    assert build(project)[1] == [
        f"{where} bits: stored '17', measured '16'; {ACCEPT}",
        f"{where} `x + x`: stored 'yes', measured 'no'; {ACCEPT}",
    ]


def test_missing_row_warns(project):
    write(Table("sizes", TABLE.columns, TABLE.rows[:1]), project / "sizes.tsv")
    assert build(project)[1] == [f"index.md:5: WARNING: table sizes, row torch.int16: measured, not stored; {ACCEPT}"]


def test_unknown_name_warns_with_the_known_ones(project):
    (project / "index.md").write_text(PAGE.replace("} sizes", "} size"))
    (warning,) = build(project)[1]
    assert warning == (
        "index.md:5: WARNING: facts-table: expected the name of a facts table "
        f"({', '.join(sorted(registry.TABLES))}), got 'size'; "
        "add it in tutorial_utils.facts.tables [facts_table.unknown]"
    )


def test_missing_file_warns_and_says_how_to_write_it(project):
    (project / "sizes.tsv").unlink()
    (warning,) = build(project)[1]
    assert warning == (
        "index.md:5: WARNING: facts-table: table sizes: expected its reviewed cells in sizes.tsv, "
        "found no such file; write it with: nox -s doctest -- --accept [facts_table.stored]"
    )


def test_missing_or_changed_cells_are_left_to_the_snippets_in_a_build_that_writes_nothing(project):
    write(Table("sizes", TABLE.columns, TABLE.rows[:1]), project / "sizes.tsv")
    assert build(project, builder="dummy")[1] == []
    (project / "sizes.tsv").unlink()
    app, warnings = build(project, builder="dummy")
    assert warnings == []
    (node,) = (node for node in app.env.get_doctree("index").findall(nodes.Element) if "facts_table" in node)
    assert (node["facts_table"], node.line) == ("sizes", 5)


def test_second_build_says_a_warning_again_until_it_is_mended(project):
    good = (project / "sizes.tsv").read_text()
    (project / "sizes.tsv").write_text(good.replace("\t16\t", "\t17\t"))
    first, second = build(project)[1], build(project)[1]
    assert len(first) == 1
    assert second == first
    (project / "sizes.tsv").write_text(good)
    assert build(project)[1] == []


def test_page_is_read_again_only_when_its_cells_change(project):
    first, second = (build(project)[0].env.all_docs["index"] for _ in range(2))
    assert second == first
    write(Table("sizes", TABLE.columns, TABLE.rows[:1]), project / "sizes.tsv")
    assert build(project)[0].env.all_docs["index"] > first


def test_dependencies_are_the_cells_and_the_measuring_code(project):
    app, _ = build(project)
    names = {path.rpartition("/")[2] for path in map(str, app.env.dependencies["index"])}
    assert {"sizes.tsv", "dtypes.py", "table.py"} <= names


def test_parallel_build_keeps_the_tables(project):
    page = PAGE.replace(CAPTION, "")  # one with a caption may stand on one page only: its label has the caption's words
    (project / "index.md").write_text(page)
    for number in range(6):
        (project / f"page{number}.md").write_text(f"---\norphan: true\n---\n{page}")
    app, warnings = build(project, parallel=2)
    assert warnings == []
    tables = [list(app.env.get_doctree(f"page{number}").findall(nodes.table)) for number in range(6)]
    assert [[table["facts_table"] for table in found] for found in tables] == [["sizes"]] * 6


def test_second_build_imports_no_torch(tmp_path):
    docs = tmp_path / "docs"
    (docs / "tensors").mkdir(parents=True)
    (docs / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.facts_table']\n")
    (docs / "index.md").write_text("# Dtypes\n\n```{facts-table} dtypes\n```\n")
    registry.accept(registry.measure("dtypes"), docs / "tensors" / "dtypes.tsv")
    code = (
        "import sys\n"
        "from sphinx.cmd.build import main\n"
        "failed = main(['-E', '-q', '-W', sys.argv[1], sys.argv[1] + '/_out'])\n"
        "print(failed, 'torch' in sys.modules)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(docs)], check=True, capture_output=True, text=True)
        for _ in range(2)
    ]
    assert [run.stdout for run in runs] == ["0 True\n", "0 False\n"]
