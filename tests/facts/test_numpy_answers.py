import numpy as np
import pytest
import torch

from tutorial_utils.facts.numpy_answers import LONGEST_VALUE, Answer, answer_of, differences_of, same_kind


def differ(ours, theirs):
    return differences_of(answer_of(ours), answer_of(theirs))


def test_equal_answers_differ_in_nothing():
    assert differ(np.arange(3), torch.arange(3)) == []
    assert differ(np.float64(0.1), torch.tensor(0.1, dtype=torch.float64)) == []
    assert differ((2, 3), torch.ones(2, 3).shape) == []
    assert differ(np.dtype("float32"), torch.float32) == []
    assert differ(np.array([1 - 2j]), torch.tensor([1 + 2j], dtype=torch.complex128).conj()) == []


def test_nan_equals_nan_and_floats_may_be_rounded():
    assert differ(np.array([np.nan, 1.0]), torch.tensor([torch.nan, 1.0 + 1e-9], dtype=torch.float64)) == []
    assert differ(np.array([1.0]), torch.tensor([1.001], dtype=torch.float64)) == ["values: `[1.0]`, torch `[1.001]`"]


def test_integers_may_not():
    assert differ(np.array([2**53 + 1]), torch.tensor([2**53])) == [
        "values: `[9007199254740993]`, torch `[9007199254740992]`"
    ]


def test_values_and_dtype_are_told_together():
    assert differ(np.array([0]), torch.tensor([0.5])) == [
        "values: `[0]`, torch `[0.5]`",
        "dtype: `int64`, torch `float32`",
    ]


def test_shape_leaves_nothing_to_say_of_values():
    assert differ(np.zeros(2), torch.ones(3, dtype=torch.float64)) == ["shape: `(2,)`, torch `(3,)`"]


def test_long_values_are_not_shown():
    ours = np.arange(LONGEST_VALUE)
    assert differ(ours, torch.from_numpy(ours + 1)) == ["values"]


def test_kind_names_what_each_gave():
    x = torch.ones(2, 3)
    assert differ(np.ones(2), x.max(dim=1)) == ["kind: one result, torch a tuple of 2"]
    assert differ(None, x.sort()) == ["kind: `None`, torch a tuple of 2"]
    assert differ(6, x.size) == ["kind: one result, torch a method"]
    assert differ([np.ones(1)], (torch.ones(1), torch.ones(1))) == ["kind: a list of 1, torch a tuple of 2"]


def test_list_counts_as_a_tuple():
    assert differ([np.ones(1)], (torch.ones(1).double(),)) == []
    assert same_kind(Answer("a list of 2"), Answer("a tuple of 2"))
    assert not same_kind(Answer("a list of 2"), Answer("a tuple of 3"))


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("", "TypeError", ["raises: torch `TypeError`"]),
        ("ValueError", "", ["raises: NumPy `ValueError`"]),
        ("ValueError", "TypeError", ["both raise"]),
        ("", "absent", ["no such name"]),
        ("ValueError", "absent", ["no such name"]),
    ],
)
def test_errors_come_before_all_else(ours, theirs, said):
    assert differences_of(Answer("one result", error=ours), Answer("one result", error=theirs)) == said
