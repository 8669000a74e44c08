"""The four tables on in-place safety: what is in which, and that the functions of the operation pages are in one."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch.nn import functional

from tutorial_utils.facts import registry
from tutorial_utils.facts.in_place import CALLS
from tutorial_utils.facts.table import Table, read

DOCS = Path(__file__).parents[3] / "docs"
COUNTS = {"in-place-safe": 98, "in-place-keep-input": 126, "in-place-keep-result": 30, "in-place-keep-both": 33}
# Functions of the operation pages without a gradient to ask for.
NO_GRADIENT = """
gt lt ge le eq ne equal isclose allclose argsort searchsorted isin isnan isfinite logical_not logical_and logical_or
logical_xor tensor as_tensor asarray from_numpy Tensor zeros ones full empty zeros_like ones_like full_like empty_like
new_full eye arange linspace logspace rand randn normal uniform_ randint randperm bernoulli rand_like floor_divide
linalg.matrix_rank argmax argmin all any count_nonzero unique resize_
"""
EVERYDAY = "relu gelu softmax log_softmax dropout linear conv2d max_pool2d layer_norm batch_norm embedding mse_loss"


@pytest.fixture(scope="module")
def tables():
    return {name: registry.measure(name) for name in COUNTS}


def function_of(call):
    return call.partition("(")[0].removeprefix("torch.").removeprefix("x.")


def test_every_call_is_in_one_table(tables):
    assert {name: len(table.rows) for name, table in tables.items()} == COUNTS
    keys = [key for table in tables.values() for key in table.keys]
    assert sorted(keys) == sorted(call.removeprefix("torch.") for call in CALLS)
    assert sorted(name for name in registry.TABLES if name.startswith("in-place-")) == sorted(COUNTS)


def test_every_function_of_the_operation_pages_has_a_call():
    pages = [table for name, table in stored_functions()]
    named = {key.removeprefix("Tensor.") for table in pages for key in table.keys}
    assert len(named) > 150
    assert sorted(named - {function_of(call) for call in CALLS}) == sorted(NO_GRADIENT.split())


def stored_functions():
    names = [name for name in registry.TABLES if name.endswith("-functions")]
    return [(name, read(name, registry.stored_path(DOCS, name))) for name in names]


def test_everyday_functions_of_networks_have_a_call():
    named = {function_of(call).removeprefix("F.") for call in CALLS if call.startswith("F.")}
    assert sorted(set(EVERYDAY.split()) - named) == []


def test_cells_known_from_the_derivatives(tables):
    """Saved is what the derivative is written in: exp' = exp, sin' = cos of the input, (x + y)' = 1."""
    assert "exp(x)" in tables["in-place-keep-result"].keys
    assert "sin(x)" in tables["in-place-keep-input"].keys
    assert "add(x, y)" in tables["in-place-safe"].keys
    assert "pow(x, y)" in tables["in-place-keep-both"].keys


@pytest.mark.parametrize(
    ("call", "safe"),
    [(torch.sin, True), (torch.add, True), (torch.exp, False), (functional.relu, False), (functional.gelu, True)],
)
def test_following_by_an_in_place_operation(call, safe):
    x = torch.tensor([0.5, 2.0], requires_grad=True)
    y = call(x, 1) if call is torch.add else call(x)
    loss = y.mul_(2).sum()
    if safe:
        loss.backward()
    else:
        with pytest.raises(RuntimeError, match="has been modified by an inplace operation"):
            loss.backward()


def test_planted_cell_is_found(tables, tmp_path):
    table = tables["in-place-keep-result"]
    rows = tuple((key, "", *rest) if key == "exp(x)" else (key, was, *rest) for key, was, *rest in table.rows)
    registry.accept(Table(table.name, table.columns, rows), tmp_path / "planted.tsv")
    assert registry.check(table, tmp_path / "planted.tsv") == [
        "table in-place-keep-result, row exp(x), column must stay: stored '', measured '`result`'"
    ]


def test_call_with_another_answer_moves_to_another_table(tables, tmp_path):
    table = tables["in-place-safe"]
    registry.accept(Table(table.name, table.columns, table.rows[1:]), tmp_path / "moved.tsv")
    assert registry.check(table, tmp_path / "moved.tsv") == ["table in-place-safe, row add(x, y): measured, not stored"]


def test_importing_the_tables_imports_no_torch():
    modules = ", ".join(f"tutorial_utils.facts.tables.{name.replace('-', '_')}" for name in COUNTS)
    code = f"import sys, {modules}\nsys.exit('torch' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
