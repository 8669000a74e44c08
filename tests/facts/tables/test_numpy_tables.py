import subprocess
import sys
import warnings
from collections import Counter
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import torch

from tutorial_utils.facts import registry
from tutorial_utils.facts.table import read

DOCS = Path(__file__).parents[3] / "docs"
PLANTED = "table numpy-reduction, row np.median(v), column same line in torch: stored {stored!r}, measured {measured!r}"
ROWS = {
    "numpy-creation": 50,
    "numpy-indexing": 39,
    "numpy-joining": 31,
    "numpy-linear-algebra": 51,
    "numpy-logic": 35,
    "numpy-math": 65,
    "numpy-random": 18,
    "numpy-reduction": 62,
    "numpy-shape": 47,
    "numpy-sorting": 30,
}


@pytest.fixture(scope="module")
def tables():
    return {name: registry.measure(name) for name in ROWS}


@pytest.fixture(scope="module")
def rows(tables):
    return [table.row(key) for table in tables.values() for key in table.keys]


def module_of(name):
    return import_module(f"tutorial_utils.facts.tables.{name.replace('-', '_')}")


def test_every_module_of_lines_is_counted(tables):
    found = {name for name in registry.TABLES if name.startswith("numpy-")}
    assert found == {*ROWS, "numpy-keywords"}
    assert {name: len(table.rows) for name, table in tables.items()} == ROWS


def test_rows_come_in_the_order_they_are_written(tables):
    for name, table in tables.items():
        assert table.keys == tuple(line.numpy for line in module_of(name).LINES)


def test_reviewed_cells_hold(tables):
    for name, table in tables.items():
        assert registry.check(table, registry.stored_path(DOCS, name)) == []


def test_planted_cell_is_caught(tables, tmp_path):
    path = registry.stored_path(DOCS, "numpy-reduction")
    planted = tmp_path / "planted.tsv"
    planted.write_text(path.read_text(encoding="utf-8").replace("torch `2.0`", "torch `2.5`"), encoding="utf-8")
    assert registry.check(tables["numpy-reduction"], planted) == [
        PLANTED.format(stored="values: `2.5`, torch `2.5`", measured="values: `2.5`, torch `2.0`")
    ]


def test_values_that_remain_are_known(rows):
    """A line of torch that is meant to give NumPy's answer and no longer does appears here."""
    remaining = ("values", "shape", "kind", "raises")
    left = [row["NumPy"] for row in rows if row["gives"].startswith(remaining)]
    assert [line for line in left if "random" not in line] == [
        "np.promote_types(np.int32, np.float32)",
        "np.can_cast(np.int64, np.int32)",
        "np.split(v, 2)",
        "k // 0",
        "b + 200",
        "np.squeeze(x, axis=0)",
        "v.sort()",
        "np.sort(z)",
        "np.unique(q)",
    ]


def test_draws_differ_in_values_and_not_in_dtype(tables):
    differs = Counter(tables["numpy-random"].row(key)["gives"] for key in tables["numpy-random"].keys)
    assert differs == {
        "values": 14,
        "values; dtype: `float64`, torch `float32`": 1,
        "as NumPy": 1,
        "kind: `None`, torch `Generator`": 1,
        "kind: `None`, torch one result": 1,
    }


def test_cells_that_people_trip_over_are_right_without_the_machinery():
    v, k = np.array([1.0, 2.0, 3.0, 6.0]), np.array([-7, 7, 4])
    t, n = torch.from_numpy(v), torch.from_numpy(k)
    assert (np.median(v), t.median().item()) == (2.5, 2.0)
    assert (v.var(), t.var(correction=0).item()) == (3.5, 3.5)
    assert ((k // 4).tolist(), (k % 4).tolist()) == ((n // 4).tolist(), (n % 4).tolist()) == ([-2, 1, 1], [1, 3, 0])
    assert (str((k / 2).dtype), str((n / 2).dtype)) == ("float64", "torch.float32")
    with pytest.raises(OverflowError):
        np.array([100], dtype=np.int8) + 200
    assert (torch.tensor([100], dtype=torch.int8) + 200).tolist() == [44]


def test_lines_to_use_do_not_warn(tables):
    """What a reader is told to write must not be deprecated; a warning given once in a process is given again."""
    warned = set()
    always = torch.is_warn_always_enabled()
    torch.set_warn_always(True)
    try:
        for name in tables:
            given = module_of(name).GIVEN
            for line in module_of(name).LINES:
                inputs = {key: torch.from_numpy(eval(text, {"np": np})) for key, text in given.items()}  # noqa: S307
                if line.torch:
                    warned |= {line.torch} if warns(line.torch, inputs) else set()
    finally:
        torch.set_warn_always(always)
    assert warned == set()


def warns(line, inputs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            eval(line, {"torch": torch, **inputs})  # noqa: S307
        except (RuntimeError, TypeError, ValueError):
            return False
    return bool(caught)


def test_stored_files_lie_beside_the_page():
    for name in ROWS:
        assert read(name, DOCS / "reference" / f"{name}.tsv").keys


def test_importing_the_modules_imports_neither_library():
    names = ", ".join(f"tutorial_utils.facts.tables.{name.replace('-', '_')}" for name in [*ROWS, "numpy-keywords"])
    code = f"import sys, {names}\nsys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
