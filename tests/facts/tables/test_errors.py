import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

NAMES = ("errors_autograd", "errors_dtype", "errors_memory", "errors_removed", "errors_shape")
CASES = [case for name in NAMES for case in import_module(f"tutorial_utils.facts.tables.{name}").CASES]
DOCS = Path(__file__).parents[3] / "docs"
BEGINNERS = (
    "element 0 of tensors does not require grad",
    "Trying to backward through the graph a second time",
    "modified by an inplace operation",
    "a leaf Variable that requires grad",
    "grad can be implicitly created only for scalar outputs",
    "can't optimize a non-leaf Tensor",
    "Only Tensors of floating point",
)


def test_rows_are_counted_and_no_name_stands_twice():
    assert len(CASES) == len({case.name for case in CASES}) == 108
    assert len({case.call for case in CASES}) == 108


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page_of_a_row_exists(case):
    page, _, anchor = case.page.partition("#")
    assert (DOCS / "reference" / page).resolve().with_suffix(".md").is_file()
    assert not anchor


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mend_is_whole_sentences(case):
    assert case.mend.endswith(".")
    assert case.mend[0].isupper() or case.mend[0] == "`"


@pytest.mark.parametrize("message", BEGINNERS)
def test_what_a_beginner_meets_is_in_the_reviewed_cells(message):
    assert message in (DOCS / "reference/errors-autograd.tsv").read_text()


def test_rows_import_no_torch():
    code = "; ".join(f"import tutorial_utils.facts.tables.{name}" for name in NAMES)
    code += "; import sys; sys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
