import numpy as np
import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.numpy_lines import COLUMNS, Line, compared, measure_lines, same_line

GIVEN = {"x": "np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])", "k": "np.array([1, 2])"}


def row(line, given=GIVEN):
    return measure_lines("numpy-tried", [line], given).row(line.numpy)


def test_every_cell_of_a_row():
    assert row(Line("np.var(x)", "torch.var(x, correction=0)", "by n")) == {
        "NumPy": "np.var(x)",
        "same line in torch": "values: `2.917`, torch `3.5`",
        "in torch": "`torch.var(x, correction=0)`",
        "gives": "as NumPy",
        "note": "by n",
    }
    assert len(COLUMNS) == 5


def test_line_without_one_for_torch_is_the_same_line():
    found = row(Line("np.flipud(x)"))
    assert found["in torch"] == "`torch.flipud(x)`"
    assert found["same line in torch"] == found["gives"] == "memory: view, torch copy"


def test_line_that_is_no_good_translation_shows_it():
    assert row(Line("np.var(x)", "torch.var(x)"))["gives"] == "values: `2.917`, torch `3.5`"


def test_missing_function_and_missing_attribute_are_no_such_name():
    assert row(Line("np.append(k, k)", "torch.cat((k, k))"))["same line in torch"] == "no such name"
    assert row(Line("k.strides", "(8,)"))["same line in torch"] == "no such name"


def test_function_that_stumbles_over_its_argument_is_there():
    line = Line("np.unravel_index(4, (2, 3))", "torch.unravel_index(torch.tensor(4), (2, 3))")
    assert row(line)["same line in torch"] == "raises: torch `AttributeError`"


def test_line_for_torch_of_a_name_that_does_not_exist_is_refused():
    with pytest.raises(OperationError) as caught:
        row(Line("np.append(k, k)", "torch.append(k, k)"))
    assert str(caught.value) == (
        "table numpy-tried, row np.append(k, k): expected a line of names that exist, got 'torch.append(k, k)'; "
        "change it in tutorial_utils.facts.tables.numpy_tried"
    )


def test_line_of_numpy_of_a_name_that_does_not_exist_is_refused():
    with pytest.raises(OperationError, match=r"got 'np\.clamp\(k, 1\)'"):
        row(Line("np.clamp(k, 1)", "torch.clamp(k, 1)"))


def test_in_place_line_does_not_change_the_next():
    lines = [Line("x.sort()"), Line("x[0, 2]")]
    table = measure_lines("numpy-tried", lines, GIVEN)
    assert table == measure_lines("numpy-tried", lines, GIVEN)
    assert compared("x.tolist()", "x.tolist()", GIVEN) == ""


def test_only_the_module_is_replaced():
    assert same_line("np.sum(x, dtype=np.int8) + tnp.y") == "torch.sum(x, dtype=torch.int8) + tnp.y"


def test_seeds_and_defaults_are_put_back():
    line = Line("np.random.rand(2, 3)", "torch.rand(2, 3)")
    torch.manual_seed(5)
    before, ours = torch.get_rng_state(), str(np.random.get_state())  # noqa: NPY002
    torch.set_default_dtype(torch.float64)
    try:
        changed = row(line)
    finally:
        torch.set_default_dtype(torch.float32)
    assert changed == row(line)
    assert changed["gives"] == "values; dtype: `float64`, torch `float32`"
    assert torch.get_rng_state().equal(before)
    assert str(np.random.get_state()) == ours  # noqa: NPY002
