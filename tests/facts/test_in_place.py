import pytest

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.in_place import CALLS, GIVEN, page_of, row_of

DOCS = "https://docs.pytorch.org/docs/2.13"


def test_calls_are_all_different():
    assert len(CALLS) == len(set(CALLS)) == 287


@pytest.mark.parametrize(
    ("call", "stays", "must_stay"),
    [
        ("torch.add(x, y)", (False, False), ""),
        ("torch.where(m, x, y)", (False, False), "`m`"),
        ("torch.sort(x)", (False, False), "`indices`"),
        ("torch.exp(x)", (False, True), "`result`"),
        ("torch.mul(x, y)", (True, False), "`x`, `y`"),
        ("torch.pow(x, y)", (True, True), "`x`, `y`, `result`"),
        ("x.expand(2, 2, 3)", (False, True), "`result` (refused at once)"),
    ],
)
def test_masks_and_indices_stand_in_the_row_and_decide_nothing(call, stays, must_stay):
    found, row = row_of(call)
    assert (found, row[1]) == (stays, must_stay)


def test_row_has_a_cell_for_each_column():
    assert row_of("F.relu(x)")[1] == ("F.relu(x)", "`result`", "`ReluBackward0`: result", "`inplace=True`")


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ("x.view(5)", "shape '[5]' is invalid for input of size 6"),
        ("x > 1", "expected a result with a gradient, got none"),
    ],
)
def test_call_that_cannot_be_measured_is_named(call, reason):
    with pytest.raises(OperationError) as caught:
        row_of(call, GIVEN)
    assert str(caught.value) == (
        f"in-place tables, call {call!r}: expected it to run and to have a gradient, got: {reason}"
    )


@pytest.mark.parametrize(
    ("call", "page"),
    [
        ("linalg.det(A)", "generated/torch.linalg.det.html"),
        ("cat((x, y))", "generated/torch.cat.html"),
        ("F.conv2d(g, f)", "generated/torch.nn.functional.conv2d.html"),
        ("x.expand(2, 2, 3)", "generated/torch.Tensor.expand.html"),
        ("x.T", "tensors.html#torch.Tensor.T"),
        ("x[:, 1:]", "tensor_view.html"),
    ],
)
def test_each_call_links_to_the_page_of_its_function(call, page):
    assert page_of(call) == f"{DOCS}/{page}"
