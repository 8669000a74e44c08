import dataclasses

import pytest
import torch

from tutorial_utils.errors import GraphError
from tutorial_utils.graph import Attributes, attributes_of


def test_attributes_before_and_after_backward_in_full():
    w = torch.tensor([2.0], requires_grad=True)
    y = w * 3
    assert attributes_of(w, "w") == Attributes(
        name="w", data="tensor([2.])", requires_grad=True, is_leaf=True, grad=None, grad_fn=None
    )
    assert attributes_of(y, "y") == Attributes(
        name="y", data="tensor([6.])", requires_grad=True, is_leaf=False, grad=None, grad_fn="MulBackward0"
    )
    y.backward()
    assert attributes_of(w, "w").grad == "tensor([3.])"


def test_a_tensor_without_grad_and_a_retained_gradient():
    assert attributes_of(torch.ones(()), "x") == Attributes(
        name="x", data="tensor(1.)", requires_grad=False, is_leaf=True, grad=None, grad_fn=None
    )
    y = torch.ones(2, requires_grad=True) * 1
    y.retain_grad()
    y.sum().backward()
    assert attributes_of(y, "y").grad == "tensor([1., 1.])"


def test_the_print_of_a_matrix_is_one_line_and_namespaces_are_left_out():
    base = torch.ones(2, 2, requires_grad=True).clone()
    base[0] = 0
    assert attributes_of(base, "b").data == "tensor([[0., 0.], [1., 1.]])"
    assert attributes_of(base, "b").grad_fn == "CopySlices"


def test_facts_are_frozen():
    facts = attributes_of(torch.ones(1), "x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        facts.name = "y"  # type: ignore[misc]
    assert not hasattr(facts, "__dict__")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (2.0, "expected a tensor, got x of type float: name tensors in the figure"),
        (torch.ones(7), "expected at most 6 elements, got x with 7: show a smaller tensor"),
    ],
    ids=["number", "large"],
)
def test_what_cannot_be_shown_is_refused(value, message):
    with pytest.raises(GraphError) as caught:
        attributes_of(value, "x")
    assert str(caught.value) == message
