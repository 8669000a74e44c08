from functools import partial

import numpy as np
import pytest
import torch

from tutorial_utils.facts.numpy_memory import LAYOUTS, laid_out, relation_of, used_by


def arrays_in(layout):
    return {"x": laid_out(np.arange(6).reshape(2, 3), layout)}


def tensors_in(layout):
    return {name: torch.from_numpy(array) for name, array in arrays_in(layout).items()}


def run(function, inputs):
    return function(inputs["x"])


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (lambda x: x[::-1], "view"),
        (lambda x: x + 1, "copy"),
        (np.ravel, "depends"),
        (np.asarray, "itself"),
        (lambda x: x[0, 0], "copy"),
        (lambda x: np.broadcast_to(x, (4, 2, 3)), "view"),
        (lambda x: np.split(x, 3, axis=1), "view"),
        (lambda x: x.ndim, ""),
        (lambda x: x.sort(), ""),
    ],
)
def test_arrays(function, found):
    assert relation_of(partial(run, function), arrays_in) == found


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (lambda x: x[0, 0], "view"),
        (lambda x: x.flip(0), "copy"),
        (lambda x: x.reshape(6), "depends"),
        (lambda x: x.view(6), "view"),
        (torch.asarray, "itself"),
    ],
)
def test_tensors(function, found):
    assert relation_of(partial(run, function), tensors_in) == found


def test_error_on_the_layout_as_made_is_no_answer():
    with pytest.raises(RuntimeError, match="shape"):
        relation_of(partial(run, lambda x: x.view(5)), tensors_in)


def test_layouts_keep_the_numbers():
    x = np.arange(6).reshape(2, 3)
    assert len(LAYOUTS) == 3
    for layout in LAYOUTS:
        assert np.array_equal(laid_out(x, layout), x)


def test_layouts_of_a_number():
    assert {laid_out(np.array(3), layout).shape for layout in LAYOUTS} == {()}


def test_names_of_functions_are_no_inputs():
    assert used_by("x.sort(v)", {"x": "1", "sort": "2", "np": "3"}) == {"x": "1"}
