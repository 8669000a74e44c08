import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.promotion import Case
from tutorial_utils.facts.tables import promotion_operations

pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")


@pytest.fixture(scope="module")
def table():
    return promotion_operations.measure()


def test_cells_are_what_running_says(table):
    u16, c32 = torch.ones(1, dtype=torch.uint16), torch.ones(1).half() + 1j
    assert (u16 / u16).dtype is torch.float32
    with pytest.raises(NotImplementedError, match="add_stub"):
        u16 + u16
    assert list(table.row("uint16").values()) == ["uint16", "no 4", "float32", "uint16", "float64"]
    assert (c32 + c32).dtype is c32.dtype
    with pytest.raises(NotImplementedError, match="div_cpu"):
        c32 / c32
    assert list(table.row("complex32").values()) == ["complex32", "complex32", "no 4", "", ""]


def test_addition_keeps_the_common_dtype_where_there_is_code_for_it(table):
    assert len(table.rows) == 17
    assert {row[1] for row in table.rows if row[1] != row[0]} == {"no 4"}
    assert all(row[3] in {row[0], ""} for row in table.rows)


def test_a_common_dtype_with_two_results_is_an_error(monkeypatch):
    cases = (Case("tensor", "int8", "int8", "i8", ("i8", "f32")), Case("number", "int8", "1", "i8", ("i8", "f64")))
    monkeypatch.setattr(promotion_operations, "survey", lambda: cases)
    with pytest.raises(OperationError) as caught:
        promotion_operations.measure()
    assert str(caught.value) == (
        "expected torch to make ('int8', 'float32') of int8 in ('+', '/'), "
        "got ('int8', 'float64') for int8 with 1 (number)"
    )
