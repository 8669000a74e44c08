import numpy as np
import pytest
import torch

from tutorial_utils.facts.tables import promotion_numbers

pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")


@pytest.fixture(scope="module")
def table():
    return promotion_numbers.measure()


def test_cells_are_what_adding_says(table):
    assert (torch.ones(1, dtype=torch.uint16) + 1.0).dtype is torch.float32
    assert (np.ones(1, np.uint16) + 1.0).dtype == np.float64
    assert list(table.row("uint16").values()) == ["uint16", "u16", "u16", "f32", "c64", "u16", "u16", "f64", "c128"]
    assert (torch.ones(1).half() + 1j).dtype is torch.complex32
    assert table.row("float16")["+ 1j"] == "c32"


def test_numpy_is_empty_where_it_has_no_dtype(table):
    assert len(table.rows) == 17
    assert [row[0] for row in table.rows if row[5:] == ("", "", "", "")] == ["bfloat16", "complex32", "float8"]


def test_cells_where_torch_and_numpy_differ_are_counted(table):
    pairs = [pair for row in table.rows for pair in zip(row[1:5], row[5:], strict=True) if pair[1]]
    assert (len(pairs), sum(ours != theirs for ours, theirs in pairs)) == (56, 19)


def test_default_dtype_of_the_caller_makes_no_difference(table):
    from tutorial_utils.facts.promotion import survey

    survey.cache_clear()
    torch.set_default_dtype(torch.float64)
    try:
        assert promotion_numbers.measure() == table
        assert torch.get_default_dtype() is torch.float64
    finally:
        torch.set_default_dtype(torch.float32)
        survey.cache_clear()
