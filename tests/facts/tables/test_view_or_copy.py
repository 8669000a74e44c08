"""All tables on sharing memory: what is in them, and that nothing torch shares is missing."""

import contextlib
import importlib
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch

from tutorial_utils.facts import registry
from tutorial_utils.facts.official_views import LISTED, NOTED
from tutorial_utils.facts.opinfo import operators
from tutorial_utils.facts.schemas import public_names_that_may_alias
from tutorial_utils.facts.table import Table, read
from tutorial_utils.memory import shares_memory

DOCS = Path(__file__).parents[3] / "docs"
COUNTS = {"autograd": 19, "complex": 15, "dtype": 13, "math": 16, "numpy": 11, "parts": 50, "shape": 50, "sparse": 11}
NAMES = [f"view-or-copy-{subject}" for subject in COUNTS]
# Schemas whose result may alias, and why they have no row.
NO_ROW = {
    "get keys local_value pop setdefault to_here __getitem__": "containers and futures of TorchScript",
    "alias lift_fresh": "not reachable from Python by a public name",
    "cuda pin_memory": "need an accelerator",
}
DTYPES = (torch.float32, torch.complex64, torch.int64, torch.bool, torch.uint8)
# Samples whose result is the input because the sample itself works in place.
IN_PLACE_SAMPLES = {"cauchy", "exponential", "geometric", "log_normal", "normal", "uniform"}


def rows_of(name):
    return importlib.import_module(f"tutorial_utils.facts.tables.{name.replace('-', '_')}").ROWS


ROWS = [row for name in NAMES for row in rows_of(name)]
SCHEMAS = {row.short if row.schema is None else row.schema for row in ROWS}
SHORT_NAMES = {row.short for row in ROWS}


@pytest.fixture(scope="module")
def tables():
    return {name: registry.measure(name) for name in NAMES}


def unexplained(names, known):
    return sorted(set(names) - set(known) - {name for group in NO_ROW for name in group.split()})


def strided_in(value):
    if isinstance(value, torch.Tensor):
        return [value] if value.layout == torch.strided else []
    if isinstance(value, dict):
        value = list(value.values())
    return [t for entry in value for t in strided_in(entry)] if isinstance(value, (tuple, list)) else []


def shares_on_samples(op, dtype, at_most=8):
    """Whether a result of an operator lies over memory of its inputs, on one of torch's own samples."""
    for _, sample in zip(range(at_most), op.sample_inputs("cpu", dtype), strict=False):
        inputs = strided_in([sample.input, sample.args, sample.kwargs])
        outputs = []
        with contextlib.suppress(Exception):  # a sample for another device, or one meant to be differentiated
            outputs = strided_in([op(sample.input, *sample.args, **sample.kwargs)])
        if any(output is source or shares_memory(output, source) for output in outputs for source in inputs):
            return True
    return False


def test_rows_are_counted(tables):
    assert {name.removeprefix("view-or-copy-"): len(table.rows) for name, table in tables.items()} == COUNTS
    assert sorted(name for name in registry.TABLES if name.startswith("view-or-copy")) == sorted(NAMES)


def test_planted_cell_is_found(tables, tmp_path):
    table = tables["view-or-copy-shape"]
    rows = tuple((key, "never", *rest) if key == "t" else (key, was, *rest) for key, was, *rest in table.rows)
    registry.accept(Table(table.name, table.columns, rows), tmp_path / "planted.tsv")
    assert registry.check(table, tmp_path / "planted.tsv") == [
        "table view-or-copy-shape, row t, column shares memory: stored 'never', measured 'always'"
    ]


def test_order_and_cells_do_not_depend_on_the_state(tables):
    torch.set_default_dtype(torch.float64)
    try:
        assert {name: registry.measure(name) for name in NAMES} == tables
    finally:
        torch.set_default_dtype(torch.float32)


def test_cells_known_from_writing_through_the_result(tables):
    """Not by addresses: what is written to the result shows in the input, or does not."""
    seen = {}
    for key, call in {
        "t": lambda x: x.t(),
        "Tensor.expand": lambda x: x.expand(2, 2, 3),
        "ravel": lambda x: x.t().ravel(),
        "atleast_3d": torch.atleast_3d,
        "flip": lambda x: x.flip(0),
        "cat": lambda x: torch.cat((x,)),
        "Tensor.repeat": lambda x: x.repeat(1, 1),
    }.items():
        x = torch.ones(2, 3)
        call(x).zero_()
        seen[key] = not x.all()
    shape = tables["view-or-copy-shape"]
    assert {key: shape.row(key)["shares memory"] for key in seen} == {
        key: "depends" if key == "ravel" else "always" if wrote else "never" for key, wrote in seen.items()
    }
    array = np.ones(2, dtype="float32")
    torch.Tensor(array).zero_()
    assert not array.any()


def test_every_name_of_the_official_list_has_a_row():
    assert sorted((LISTED | NOTED) - SHORT_NAMES) == []


def test_every_schema_that_may_alias_has_a_row():
    assert unexplained(public_names_that_may_alias(), SCHEMAS) == []


def test_every_operator_that_shares_on_the_samples_of_torch_has_a_row():
    found, tried = set(), 0
    torch.manual_seed(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for op in operators("view-or-copy"):
            dtypes = [dtype for dtype in DTYPES if dtype in op.supported_dtypes("cpu")]
            tried += bool(dtypes)
            if dtypes and op.name not in found and shares_on_samples(op, dtypes[0]):
                found.add(op.name)
    assert tried > 600
    assert len(found) > 50
    known = SHORT_NAMES | {row.name for row in ROWS} | SCHEMAS | IN_PLACE_SAMPLES
    assert unexplained({name.rpartition(".")[2] for name in found}, known) == []


def test_missing_row_is_named():
    assert unexplained(public_names_that_may_alias(), SCHEMAS - {"unfold"}) == ["unfold"]
    assert unexplained({"ravel", "new_view"}, SHORT_NAMES) == ["new_view"]


def test_explained_names_still_need_explaining():
    names = {name for group in NO_ROW for name in group.split()} - {"__getitem__"}
    assert sorted(names - set(public_names_that_may_alias())) == []
    assert sorted(names & SCHEMAS) == []


def test_stored_files_are_those_of_the_page():
    text = (DOCS / "reference" / "view-or-copy.md").read_text("utf-8")
    assert sorted(NAMES) == sorted(line.split()[1] for line in text.splitlines() if line.startswith("```{facts-table}"))
    for name in NAMES:
        assert read(name, registry.stored_path(DOCS, name)).rows


def test_importing_the_tables_imports_no_torch():
    modules = ", ".join(f"tutorial_utils.facts.tables.{name.replace('-', '_')}" for name in NAMES)
    code = f"import sys, {modules}\nsys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
