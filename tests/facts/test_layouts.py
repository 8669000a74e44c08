import numpy as np
import pytest
import torch

from tutorial_utils.facts.layouts import LAYOUTS, laid_out, tensors_in
from tutorial_utils.memory import shares_memory

X = torch.arange(6.0).view(2, 3)


def test_six_layouts_in_a_fixed_order():
    assert list(LAYOUTS) == ["contiguous", "transposed", "expanded", "sliced", "stepped", "NumPy"]


def test_strides_are_those_the_names_promise():
    strides = {name: layout(X).stride() for name, layout in LAYOUTS.items()}
    assert strides == {
        "contiguous": (3, 1),
        "transposed": (1, 2),
        "expanded": (0, 1),
        "sliced": (4, 1),
        "stepped": (6, 2),
        "NumPy": (3, 1),
    }


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "expanded"])
@pytest.mark.parametrize("value", [X, X[0], X[0, 0], X.to(torch.complex64), X.bfloat16(), X > 2])
def test_numbers_stay_the_same(name, value):
    found = LAYOUTS[name](value)
    assert found.dtype == value.dtype
    assert torch.equal(found, value)


@pytest.mark.parametrize("name", ["transposed", "sliced", "stepped", "NumPy"])
def test_memory_is_not_that_of_the_tensor(name):
    assert not shares_memory(LAYOUTS[name](X), X)


def test_expanded_repeats_the_first_entry_and_leaves_a_scalar_alone():
    assert LAYOUTS["expanded"](X).tolist() == [[0, 1, 2], [0, 1, 2]]
    assert LAYOUTS["expanded"](X[1, 1]).item() == 4


def test_arrays_are_laid_out_and_other_things_are_not():
    array = laid_out(np.ones((2, 3), dtype="float32"), LAYOUTS["transposed"])
    assert isinstance(array, np.ndarray)
    assert array.strides == (4, 8)
    sparse = torch.eye(2).to_sparse()
    assert laid_out(sparse, LAYOUTS["stepped"]) is sparse
    assert laid_out(7, LAYOUTS["stepped"]) == 7


def test_tensors_of_a_result_are_found_in_tuples_arrays_and_sparse_tensors():
    sparse = torch.eye(2).to_sparse()
    assert [list(t.shape) for t in tensors_in((X, [np.ones(4)], sparse, 3))] == [[2, 3], [4], [2, 2], [2]]
    assert list(tensors_in("text")) == []
