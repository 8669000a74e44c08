import pytest

from tutorial_utils.facts.changed import BACKWARD, NEXT_USE, REFUSED, SAFE, WRONG, after_change

GIVEN = {
    "x": "torch.tensor([1.0, 2.0])",
    "y": "torch.tensor([3.0, 4.0])",
    "i": "torch.tensor([1, 0])",
    "m": "torch.tensor([True, False])",
}


@pytest.mark.parametrize(
    ("call", "name", "answer"),
    [
        ("x + y", "x", SAFE),
        ("x + y", "result", SAFE),
        ("x.exp()", "result", BACKWARD),
        ("x.sin()", "x", BACKWARD),
        ("x * y", "y", BACKWARD),
        ("x[i]", "i", BACKWARD),
        ("torch.where(m, x, y)", "m", BACKWARD),
        ("x.sort()", "indices", BACKWARD),
        ("x.sort()", "values", SAFE),
        ("x.view(2, 1)", "x", SAFE),
        ("x.view(2, 1)", "result", SAFE),
        ("x.contiguous()", "result", SAFE),
        ("x.split(1)", "result[0]", REFUSED),
        ("x.split(1)", "x", NEXT_USE),
        ("x.expand(3, 2)", "result", REFUSED),
        ("torch.kron(x, y)", "x", WRONG),
    ],
)
def test_each_ending(call, name, answer):
    assert after_change(call, name, GIVEN) == answer


def test_copy_between_makes_it_safe():
    assert after_change("torch.kron(x.clone(), y)", "x", GIVEN) == SAFE
    assert after_change("x.exp().clone()", "result", GIVEN) == SAFE


def test_other_errors_are_not_taken_for_an_answer():
    with pytest.raises(RuntimeError, match="derivative for aten::heaviside is not implemented"):
        after_change("torch.heaviside(x, y)", "x", GIVEN)
