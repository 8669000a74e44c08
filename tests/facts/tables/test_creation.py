"""The five tables of creation functions, against what calling them says here."""

from pathlib import Path

import numpy as np
import pytest
import torch

from tutorial_utils.facts import registry
from tutorial_utils.facts.table import Table, read, write

DOCS = Path(__file__).parents[3] / "docs"
ROWS = {"creation-data": 22, "creation-sparse": 6, "creation-size": 21, "creation-like": 12, "creation-random": 9}


@pytest.fixture(scope="module")
def tables():
    return {name: registry.measure(name) for name in ROWS}


def test_counts_and_order(tables):
    assert {name: len(table.rows) for name, table in tables.items()} == ROWS
    assert tables["creation-random"].keys[:3] == ("rand", "randn", "randint")
    assert tables["creation-size"].columns == (
        "name", "dtype", "dtype of floats", "device", "takes", "call", "with floats",
    )  # fmt: skip
    assert tables["creation-data"].columns[4] == "memory"


def test_cells_use_few_words(tables):
    rows = [table.row(key) for table in tables.values() for key in table.keys]
    assert {row["device"] for row in rows} == {"default", "CPU", "input's", ""}
    assert {row["dtype"] for row in rows} == {"int64", "int8", "default", "input's", "raises"}
    assert {row.get("memory") for row in rows} == {None, "new", "copy", "view", "itself"}
    assert {row.get("global generator") for row in rows} == {None, "moves", "stays"}


def test_some_cells_asked_another_way(tables):
    torch.set_default_device("meta")
    try:
        here = {"range": torch.empty(0, device="cpu"), "zeros": torch.zeros(1), "hann_window": torch.hann_window(3)}
        array = np.ones(2)
        assert torch.from_numpy(array).device.type == "cpu"
        assert torch.as_tensor(array).device.type == "meta"
    finally:
        torch.set_default_device("cpu")
    size, data = tables["creation-size"], tables["creation-data"]
    assert {name: size.row(name)["device"] == "CPU" for name in here} == {
        name: made.device.type == "cpu" for name, made in here.items()
    }
    assert [data.row(f"{name} of an array")["device"] for name in ("as_tensor", "from_dlpack")] == ["default", "CPU"]
    assert data.row("scalar_tensor")["dtype"] == "default"
    assert torch.scalar_tensor(1).dtype is torch.float32


@pytest.mark.parametrize("name", ROWS)
def test_planted_wrong_cell_is_caught(name, tables, tmp_path):
    stored = registry.stored_path(DOCS, name)
    table = tables[name]
    assert registry.check(table, stored) == []
    cells = [list(row) for row in read(name, stored).rows]
    column = table.columns.index("device")
    right, cells[1][column] = cells[1][column], "Mars"
    path = tmp_path / stored.name
    write(Table(name, table.columns, tuple(map(tuple, cells))), path)
    assert registry.check(table, path) == [
        f"table {name}, row {table.keys[1]}, column device: stored 'Mars', measured {right!r}"
    ]
