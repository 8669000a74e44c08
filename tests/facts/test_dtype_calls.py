import pytest
import torch

from tutorial_utils.facts.dtype_calls import CALLS, dtypes_tried, grouped, runs


def test_dtypes_that_hold_numbers_and_their_order():
    names = [str(dtype).removeprefix("torch.") for dtype in dtypes_tried()]
    assert names[:6] == ["bool", "uint8", "int8", "int16", "int32", "int64"]
    assert names[-6:-4] == ["uint64", "float8_e4m3fn"]
    assert len(names) == 21


@pytest.mark.parametrize("call", CALLS)
def test_each_call_runs_on_some_dtype(call):
    # A misspelled call would raise on all of them.
    assert any(runs(call, dtype) for dtype in (torch.float32, torch.int64))


def test_misspelled_call_is_an_error_not_an_answer():
    with pytest.raises(AttributeError, match="no attribute 'mena'"):
        runs("x.mena()", torch.float32)
    with pytest.raises(NameError):
        runs("y.mean()", torch.float32)


def test_each_run_has_new_inputs():
    assert runs("x[0] = 5; assert x[1] == 1", torch.float32)
    assert runs("assert x[0] == 1", torch.float32)


def test_grouping_keeps_the_order_of_the_first():
    answers = {torch.bool: ["a", "b"], torch.int8: ["a", "a"], torch.int64: ["a", "b"]}
    assert grouped(answers) == {"`bool`, `int64`": ["a", "b"], "`int8`": ["a", "a"]}
