import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.recorded import gradients, record, same_gradients

GIVEN = {"x": "torch.tensor([1.0, 2.0])", "y": "torch.tensor([3.0, 4.0])", "i": "torch.tensor([1, 0])"}


def test_floating_inputs_are_copies_of_leaves_and_indices_are_not():
    recorded = record("x[i]", GIVEN)
    assert set(recorded.inputs) == {"x", "i"}
    assert set(recorded.leaves) == {"x"}
    assert recorded.leaves["x"].is_leaf
    assert not recorded.inputs["x"].is_leaf


@pytest.mark.parametrize(
    ("call", "names"),
    [
        ("x + y", ["result"]),
        ("x.max(0)", ["values", "indices"]),
        ("x.split(1)", ["result[0]", "result[1]"]),
        ("torch.linalg.svd(x[None])", ["U", "S", "Vh"]),
    ],
)
def test_outputs_have_the_names_torch_gives_them(call, names):
    assert list(record(call, GIVEN).outputs) == names


def test_gradients_weigh_each_element_and_count_what_they_are_told():
    once, twice = torch.tensor([[3.0, 8.0], [1.0, 4.0]]), torch.tensor([[6.0, 16.0], [2.0, 8.0]])
    assert same_gradients(gradients(record("x * y", GIVEN)), list(once))
    assert same_gradients(gradients(record("x * y", GIVEN), {"result": 2}), list(twice))


def test_random_numbers_are_the_same_each_time():
    call = "torch.nn.functional.dropout(x.expand(9, 2))"
    assert torch.equal(record(call, GIVEN).outputs["result"], record(call, GIVEN).outputs["result"])


def test_same_gradients_tells_apart_missing_and_other_numbers():
    one, nan = torch.ones(1), torch.tensor([float("nan")])
    assert same_gradients([one, None, nan], [one + 1e-9, None, nan])
    assert not same_gradients([one], [one + 1])
    assert not same_gradients([one], [None])


def test_result_that_is_no_tensor_is_refused():
    with pytest.raises(OperationError, match=r"^expected a tensor or several from 'x.dim\(\)', got int$"):
        record("x.dim()", GIVEN)


def test_result_without_a_gradient_is_refused():
    with pytest.raises(OperationError, match=r"^expected a result with a gradient, got none$"):
        gradients(record("x > 1", GIVEN))
