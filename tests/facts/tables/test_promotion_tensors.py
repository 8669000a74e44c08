import pytest
import torch

from tutorial_utils.facts.promotion import DTYPES
from tutorial_utils.facts.table import Table, differences
from tutorial_utils.facts.tables import promotion_tensors

pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")


@pytest.fixture(scope="module")
def table():
    return promotion_tensors.measure()


def test_table_is_square_and_symmetric(table):
    assert len(table.rows) == len(DTYPES) == 17
    cells = [row[1:] for row in table.rows]
    assert cells == list(zip(*cells, strict=True))
    assert table.keys == tuple(dtype.name for dtype in DTYPES)
    assert table.columns[1:] == tuple(dtype.code for dtype in DTYPES)


def test_cells_are_what_adding_says(table):
    one, two = torch.ones(1, dtype=torch.float64), torch.ones(1, dtype=torch.complex64)
    assert (one + two).dtype is torch.complex128
    assert table.row("float64")["c64"] == table.row("complex64")["f64"] == "c128"
    assert (torch.ones(1, dtype=torch.int64) + torch.ones(1).half()).dtype is torch.float16
    assert table.row("int64")["f16"] == "f16"


def test_refused_pairs_are_counted(table):
    cells = [cell for row in table.rows for cell in row[1:]]
    assert {mark: cells.count(mark) for mark in ("no 1", "no 2", "no 3", "no 4")} == {
        "no 1": 60,
        "no 2": 32,
        "no 3": 0,
        "no 4": 0,
    }


def test_planted_cell_is_caught(table):
    rows = tuple(("bool", "u8", *row[2:]) if row[0] == "bool" else row for row in table.rows)
    planted = Table(table.name, table.columns, rows)
    assert differences(planted, table) == [
        "table promotion-tensors, row bool, column bool: stored 'u8', measured 'bool'"
    ]
