from pathlib import Path

import pytest
import torch

from tutorial_utils.facts import registry
from tutorial_utils.facts.dtype_calls import CALLS
from tutorial_utils.facts.table import Table
from tutorial_utils.facts.tables import dtype_support, thin_dtypes

DOCS = Path(__file__).parents[3] / "docs"
THIN = "`uint16`, `uint32`, `uint64`"


@pytest.fixture(scope="module")
def table():
    return dtype_support.measure()


def test_rows_and_columns(table):
    assert table.keys == tuple(CALLS)
    assert len(table.rows) == 52
    assert table.columns == (
        "operation",
        "`bool`",
        "`uint8`, `int8`, `int16`, `int32`, `int64`",
        "`float16`, `bfloat16`",
        "`float32`, `float64`",
        "`complex32`",
        "`complex64`, `complex128`",
        THIN,
        "`float8_e4m3fn`, `float8_e4m3fnuz`, `float8_e5m2`, `float8_e5m2fnuz`",
        "`float8_e8m0fnu`",
    )
    assert {cell for row in table.rows for cell in row[1:]} == {"runs", "raises"}


def test_some_cells_asked_another_way(table):
    with pytest.raises(RuntimeError, match="Low precision dtypes not supported"):
        torch.eye(2).half().inverse()
    assert table.row("torch.linalg.inv(m)")["`float16`, `bfloat16`"] == "raises"
    assert torch.fft.fft(torch.tensor([True, True])).tolist() == [2, 0]
    assert table.row("torch.fft.fft(x)")["`bool`"] == "runs"
    with pytest.raises(RuntimeError, match="does not support complex input"):
        torch.ones(2, dtype=torch.complex64).argmax()
    assert table.row("x.argmax()")["`complex64`, `complex128`"] == "raises"


@pytest.mark.parametrize("key", ["x == x", "x * x", "x + x", "x / x", "x < x", "x.sum()", "x.max()", "x.sort()"])
def test_agrees_with_the_table_of_thin_dtypes(table, key):
    assert table.row(key)[THIN] == thin_dtypes.measure().row(key)[THIN]


def test_planted_wrong_cell_is_caught(table):
    stored = registry.stored_path(DOCS, "dtype-support")
    assert registry.check(table, stored) == []
    (key, first, *rest), *rows = table.rows
    wrong = Table(table.name, table.columns, ((key, "runs", *rest), *rows))
    assert first == "raises"
    assert registry.check(wrong, stored) == [
        "table dtype-support, row torch.arange(3, dtype=d), column `bool`: stored 'raises', measured 'runs'"
    ]
