import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tutorial_utils.facts.table import read

DOCS = Path(__file__).parents[3] / "docs/reference"
COUNTS = {"elementwise": 54, "network": 18, "reduction": 20, "matrix": 20}


def stored(name):
    return read(f"derivatives-{name}", DOCS / f"derivatives-{name}.tsv")


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_rows_are_counted(name, count):
    module = import_module(f"tutorial_utils.facts.tables.derivatives_{name}")
    assert len(module.ROWS) == len(stored(name).rows) == count


@pytest.mark.parametrize("name", COUNTS)
def test_forward_mode_and_second_order_hold_for_all_of_them(name):
    rows = [stored(name).row(key) for key in stored(name).keys]
    assert {row["forward mode"] for row in rows} == {"yes"}
    raising = [row["operation"] for row in rows if row["second order"] not in {"yes", "zero"}]
    assert raising == ["nn.functional.hardsigmoid"] * (name == "network")


@pytest.mark.parametrize(
    ("name", "key", "kinks"),
    [
        ("elementwise", "abs", "`[0.0]`: `[0.0]`"),
        ("elementwise", "sqrt", "`[0.0]`: `[inf]`"),
        ("reduction", "amax", "`[1.0, 3.0, 3.0]`: `[0.0, 0.5, 0.5]`"),
        ("reduction", "Tensor.max", "`[1.0, 3.0, 3.0]`: `[0.0, 1.0, 0.0]`"),
        ("network", "nn.functional.relu", "`[0.0]`: `[0.0]`"),
    ],
)
def test_some_kinks_as_known(name, key, kinks):
    assert stored(name).row(key)["at kinks and ties"] == kinks


def test_rows_import_no_torch():
    code = "; ".join(f"import tutorial_utils.facts.tables.derivatives_{name}" for name in COUNTS)
    code += "; import sys; sys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
