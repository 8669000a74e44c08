import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.facts import registry
from tutorial_utils.facts.promotion import DTYPES, NUMBERS, OPERATIONS, SECONDS
from tutorial_utils.facts.promotion_cases import TABLES, verdicts
from tutorial_utils.facts.table import read
from tutorial_utils.sphinxext.promotion_chooser import chooser_data, form_html

REFERENCE = Path(__file__).parents[2] / "docs/reference"
CHOOSER = "```{promotion-chooser}\nThe tables below.\n```\n"


@pytest.fixture
def docs(tmp_path):
    folder = tmp_path / "docs"
    (folder / "reference").mkdir(parents=True)
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.promotion_chooser']\n")
    (folder / "index.md").write_text(f"# Page\n\n{CHOOSER}\n```{{toctree}}\nplain\n```\n")
    (folder / "plain.md").write_text("# Plain\n\nNothing to choose.\n")
    for name in TABLES:
        shutil.copy(REFERENCE / f"{name}.tsv", folder / "reference")
    return folder


def build(docs, builder="html"):
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / f"_{builder}"), str(docs / "_trees"))
    with patch_docutils(docs), docutils_namespace():
        Sphinx(*folders, builder, status=None, warning=warning).build()
    text = re.sub(r"\x1b\[[\d;]*m", "", warning.getvalue())
    return [line.replace(f"{docs}/", "") for line in text.splitlines() if line]


def data_of(html):
    (text,) = re.findall(r'<script type="application/json" class="promotion-data">(.*?)</script>', html)
    return json.loads(text)


def test_data_hold_every_verdict_of_the_reviewed_cells(docs):
    assert build(docs) == []
    data = data_of((docs / "_html/index.html").read_text())
    found = verdicts({name: read(name, registry.stored_path(REFERENCE.parent, name)) for name in TABLES})
    codes = [dtype.code for dtype in DTYPES]
    asked = 0
    for second in SECONDS:
        for left, code in enumerate(codes):
            for right, other in enumerate(NUMBERS if second == "number" else codes):
                for number, operation in enumerate(OPERATIONS):
                    verdict = data["verdicts"][data["cases"][second][left][right][number]]
                    assert tuple(data["texts"][text] for text in verdict) == found[second, code, other, operation]
                    asked += 1
    assert asked == len(found) == 1292
    assert chooser_data(found) == json.dumps(data, separators=(",", ":"))


def test_a_changed_cell_changes_the_answer(docs):
    path = docs / "reference/promotion-operations.tsv"
    path.write_text(path.read_text().replace("bool\tbool\tfloat32", "bool\tbool\tfloat64"))
    assert build(docs) == []
    data = data_of((docs / "_html/index.html").read_text())
    verdict = data["verdicts"][data["cases"]["tensor"][0][0][1]]
    assert data["texts"][verdict[0]] == "float64"


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("promotion-tensors", "int8\ti8", "int9\ti8", "'int8'"),
        (
            "promotion-zero-dim",
            "int8\ti8\ti8",
            "int8\ti8\ti16",
            (
                "expected a reason for i8 with u8 (0-d tensor) to be i16, found none that fits: "
                "add one in tutorial_utils.facts.promotion_reasons"
            ),
        ),
        ("promotion-refused", "no 3\t", "", "table promotion-refused, row 3: expected 6 cells, got 5"),
    ],
)
def test_cells_that_do_not_fit_leave_the_body_and_a_warning(docs, name, old, new, found):
    path = docs / f"reference/{name}.tsv"
    path.write_text(path.read_text().replace(f"\n{old}", f"\n{new}"))
    for _ in range(2):  # Sphinx alone would be silent the second time
        assert build(docs) == [
            (
                f"index.md:3: WARNING: promotion-chooser: expected cells of {', '.join(TABLES)} that fit together, "
                f"got: {found} [promotion_chooser.stored]"
            )
        ]
    html = (docs / "_html/index.html").read_text()
    assert "The tables below." in html
    assert "promotion-live" not in html


def test_a_build_that_writes_nothing_does_not_look_at_the_cells(docs):
    (docs / "reference/promotion-tensors.tsv").unlink()
    assert build(docs, "dummy") == []


def test_other_formats_have_the_body_alone(docs):
    assert build(docs, "text") == []
    assert (docs / "_text/index.txt").read_text().splitlines()[3:4] == ["The tables below."]


def test_script_and_style_are_loaded_where_there_is_a_chooser(docs):
    assert build(docs) == []
    loads = {
        name: re.findall(r"forms\.css|promotion/chooser\.js", (docs / f"_html/{name}.html").read_text())
        for name in ("index", "plain")
    }
    assert loads == {"index": ["forms.css", "promotion/chooser.js"], "plain": []}


def test_every_field_has_a_label_and_no_text_ends_the_data():
    html = form_html('{"texts":["</script>"]}', ["</script>"] * 5)
    assert html.count("<label") == html.count("<select") == 5
    assert html.count("</script>") == 1
    assert data_of(html) == {"texts": ["</script>"]}


def test_an_empty_body_is_an_error(docs):
    (docs / "plain.md").write_text("# Plain\n\n```{promotion-chooser}\n```\n")
    (warning,) = build(docs)
    assert warning.startswith('plain.md:3: ERROR: Content block expected for the "promotion-chooser" directive')
