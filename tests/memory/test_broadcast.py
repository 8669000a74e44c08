import dataclasses

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial_utils.errors import BroadcastError
from tutorial_utils.memory import Broadcast, Operand, broadcast_of, operand_of

LENGTHS = st.sampled_from([0, 1, 1, 2, 3])
SHAPES = st.lists(st.lists(LENGTHS, max_size=4).map(tuple), min_size=1, max_size=4)


def facts_of(*shapes):
    return broadcast_of([operand_of(torch.empty(shape), f"t{number}") for number, shape in enumerate(shapes)])


def torch_result(shapes):
    try:
        return tuple(torch.broadcast_shapes(*shapes))
    except RuntimeError:
        return None


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(SHAPES)
def test_result_is_what_torch_says_and_none_where_it_raises(shapes):
    assert facts_of(*shapes).result == torch_result(shapes)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SHAPES)
def test_every_dimension_agrees_with_torch_on_that_dimension_alone(shapes):
    facts = facts_of(*shapes)
    for column, (outcome, length) in enumerate(zip(facts.outcomes, facts.lengths, strict=True)):
        alone = [(padded[column],) for padded in facts.padded]
        assert torch_result(alone) == (None if outcome == "conflict" else (length,))
        assert (outcome == "equal") == (len(set(alone)) == 1)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SHAPES)
def test_padded_shapes_are_those_of_a_view(shapes):
    facts = facts_of(*shapes)
    for operand, padded in zip(facts.operands, facts.padded, strict=True):
        assert torch.empty(operand.shape).view(padded).numel() == torch.Size(operand.shape).numel()
        assert padded[len(padded) - len(operand.shape) :] == operand.shape
        assert set(padded[: len(padded) - len(operand.shape)]) <= {1}


def test_both_outcomes_were_met_by_the_random_shapes():
    seen = []
    settings(max_examples=300, deadline=None, derandomize=True)(given(SHAPES)(lambda s: seen.append(torch_result(s))))()
    assert 30 < sum(result is None for result in seen) < 270


def test_facts_of_the_worked_example_in_full():
    assert facts_of((3, 2), (2, 3, 1)) == Broadcast(
        operands=(Operand("t0", (3, 2)), Operand("t1", (2, 3, 1))),
        padded=((1, 3, 2), (2, 3, 1)),
        outcomes=("stretched", "equal", "stretched"),
        lengths=(2, 3, 2),
    )


def test_a_conflict_keeps_what_is_known_of_the_other_dimensions():
    facts = facts_of((3, 2), (3,))
    assert (facts.outcomes, facts.lengths, facts.result) == (("stretched", "conflict"), (3, None), None)


def test_a_one_is_stretched_to_zero():
    facts = facts_of((3, 1), (0,))
    assert (facts.outcomes, facts.result) == (("stretched", "stretched"), (3, 0))


def test_tensors_without_dimensions_have_a_result():
    assert (facts_of((), ()).outcomes, facts_of((), ()).result) == ((), ())


def test_facts_are_frozen_and_hold_no_tensor():
    facts = facts_of((2,))
    with pytest.raises(dataclasses.FrozenInstanceError):
        facts.lengths = ()
    assert not hasattr(facts, "__dict__")
    assert hash(facts) == hash(facts_of((2,)))


def test_a_shape_needs_no_memory():
    assert operand_of(torch.ones(1, 3).expand(9999, 3), "e") == Operand("e", (9999, 3))
    assert operand_of(torch.empty(2, 3, device="meta"), "m") == Operand("m", (2, 3))


NESTED = torch.nested.nested_tensor([torch.ones(2), torch.ones(3)], layout=torch.jagged)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ((3, 2), "expected a tensor, got x of type tuple: name tensors in the figure"),
        (NESTED, "expected a tensor with one length in each dimension, got the nested x: show its values"),
        (
            torch.ones(10000),
            ("expected at most 6 dimensions of at most 9999, got x of shape (10000,): show a smaller tensor"),
        ),
        (
            torch.ones(1, 1, 1, 1, 1, 1, 1),
            (
                "expected at most 6 dimensions of at most 9999, got x of shape (1, 1, 1, 1, 1, 1, 1): "
                "show a smaller tensor"
            ),
        ),
    ],
    ids=["tuple", "nested", "long", "deep"],
)
def test_what_cannot_be_shown_is_refused(value, message):
    with pytest.raises(BroadcastError) as caught:
        operand_of(value, "x")
    assert str(caught.value) == message


def test_no_operand_is_refused():
    with pytest.raises(BroadcastError) as caught:
        broadcast_of([])
    assert str(caught.value) == "expected at least one operand, got none: name a tensor in the figure"
