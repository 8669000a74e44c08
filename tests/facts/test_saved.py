import pytest

from tutorial_utils.facts.recorded import record
from tutorial_utils.facts.saved import nodes_of, saved_text

GIVEN = {"x": "torch.tensor([[1.0, 2.0]])", "y": "torch.tensor([[3.0, 4.0]])", "i": "torch.tensor([0])"}


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ("x.exp()", "`ExpBackward0`: result"),
        ("x * y", "`MulBackward0`: other, self"),
        ("x[i]", "`IndexBackward0`: indices"),
        ("x + y", "`AddBackward0`: nothing"),
        ("x * 2", "`MulBackward0`: a tensor of its own"),
        ("x.sum().exp().sin() * 2", "`MulBackward0`: a tensor of its own"),
        ("x.exp().sin()", "`SinBackward0`: a tensor of its own"),  # the result of exp, which the caller never saw
        ("x.contiguous()", ""),
        ("(x * x, x * x)", "`MulBackward0`: other, self"),
    ],
)
def test_what_was_saved_of_the_calls_own_tensors(call, text):
    assert saved_text(record(call, GIVEN)) == text


def test_nodes_go_from_the_result_to_the_inputs_and_no_further():
    nodes = nodes_of(record("(x.exp() + y).sum()", GIVEN))
    assert [type(node).__name__ for node in nodes] == ["SumBackward0", "AddBackward0", "ExpBackward0"]
    assert nodes_of(record("x.contiguous()", GIVEN)) == []
