import pytest
import torch

from tutorial_utils.facts.tables import promotion_tensors, promotion_zero_dim

pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")


@pytest.fixture(scope="module")
def table():
    return promotion_zero_dim.measure()


def test_cells_are_what_adding_says(table):
    half, wide = torch.ones(1).half(), torch.tensor(1.0, dtype=torch.float64)
    assert (half + wide).dtype is (wide + half).dtype is torch.float16
    assert table.row("float16")["f64"] == "f16"
    assert (half.bfloat16() + wide * 1j).dtype is torch.complex64
    assert table.row("bfloat16")["c128"] == "c64"
    with pytest.raises(RuntimeError, match="Unknown Complex ScalarType for Float8_e5m2"):
        torch.ones(1).to(torch.float8_e5m2) + wide * 1j
    assert table.row("float8")["c128"] == "no 3"


def test_cells_that_differ_from_those_of_two_tensors_are_counted(table):
    dims = promotion_tensors.measure()
    assert (table.columns, table.keys) == (dims.columns, dims.keys)
    changed = [
        (row[0], column)
        for row, other in zip(table.rows, dims.rows, strict=True)
        for column, cell, others in zip(table.columns, row, other, strict=True)
        if cell != others
    ]
    assert len(changed) == 109
    assert len([1 for row, column in changed if row in dims.keys[:13] and column in dims.columns[:14]]) == 29
