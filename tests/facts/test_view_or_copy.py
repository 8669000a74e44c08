import pytest

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.view_or_copy import COLUMNS, Sharing, measure_sharing, sharing_entry

GIVEN = {"x": "torch.ones(2, 3)", "v": "torch.ones(3)", "a": "np.ones((2, 3))", "e": "torch.ones(4)"}


def row(*args, **kwargs):
    sharing = Sharing(*args, **kwargs)
    return measure_sharing("view-or-copy-some", [sharing], GIVEN).row(sharing.name)


def message(*args, **kwargs):
    with pytest.raises(OperationError) as caught:
        row(*args, **kwargs)
    return str(caught.value)


@pytest.mark.parametrize(
    ("call", "shares"),
    [
        ("x.t()", "always"),
        ("x.split(1)", "always"),
        ("torch.from_numpy(a)", "always"),
        ("torch.broadcast_tensors(x, v)", "always"),
        ("x.repeat(1, 1)", "never"),
        ("torch.cat((x,))", "never"),
        ("x.sort()", "never"),
        ("x.requires_grad_()", "same object"),
        ("torch.atleast_1d(x, v)", "same object"),
    ],
)
def test_answer_that_is_the_same_for_all_inputs(call, shares):
    found = row("some", (call,))
    assert found["shares memory"] == shares
    assert found["measured"] == f"`{call}`"


def test_answer_that_strides_decide_names_the_layouts():
    assert row("Tensor.contiguous", ("x.contiguous()",), "strides") == {
        "operation": "Tensor.contiguous",
        "shares memory": "depends",
        "measured": "`x.contiguous()` same object: contiguous, NumPy; copies: transposed, expanded, sliced, stepped",
        "decided by": "strides",
        "schema": "may alias",
        "official list": "noted",
    }
    assert tuple(row("t", ("x.t()",))) == COLUMNS


def test_answer_that_an_argument_decides_names_the_calls():
    found = row("Tensor.to", ("x.to(torch.float32)", "x.to(torch.int32)"), "dtype")
    assert found["shares memory"] == "depends"
    assert found["measured"] == "`x.to(torch.float32)` same object; `x.to(torch.int32)` copies"


def test_raising_is_neither_sharing_nor_copying():
    found = row("Tensor.view", ("x.view(6)",), "strides")
    assert found["shares memory"] == "always"
    assert found["measured"] == "`x.view(6)` shares: contiguous, stepped, NumPy; raises: transposed, expanded, sliced"


def test_part_of_a_result_that_shares_is_neither_always_nor_never():
    found = row("some", ("(x, x.clone())",))
    assert found["shares memory"] == "depends"


def test_what_cannot_be_measured_is_said():
    found = row("Tensor.cpu", ("x.cpu()",), not_measured="another device")
    assert found["decided by"] == "not measured: another device"
    assert found["shares memory"] == "same object"


def test_schema_and_list_may_go_by_another_name():
    found = row("Tensor.T", ("x.T",), schema="numpy_T", official="")
    assert (found["schema"], found["official list"]) == ("may alias", "no")


def test_difference_without_a_reason_is_refused():
    assert message("ravel", ("x.ravel()",)) == (
        "table view-or-copy-some, row ravel: expected a reason (decided_by) beside the answers copies, shares, got ''; "
        "change it in tutorial_utils.facts.tables.view_or_copy_some"
    )


def test_reason_without_a_difference_is_refused():
    assert message("t", ("x.t()",), "strides") == (
        "table view-or-copy-some, row t: expected no reason beside the answers shares, got 'strides'; "
        "change it in tutorial_utils.facts.tables.view_or_copy_some"
    )


def test_call_that_does_not_run_is_refused():
    assert message("view", ("x.view(4)",)) == (
        "expected 'x.view(4)' to run on contiguous inputs, got RuntimeError: shape '[4]' is invalid for input of size 6"
    )


def test_result_without_a_tensor_is_refused():
    assert message("tolist", ("x.tolist()",)) == "expected a result with a tensor in it, got list"


def test_entry_links_each_row_and_those_no_longer_there():
    entry = sharing_entry("view-or-copy-some", (Sharing("x[0]", ("x[0]",), page="https://a"),), GIVEN)
    assert entry.stored == "reference/view-or-copy-some.tsv"
    assert entry.page_of is not None
    assert entry.page_of("x[0]") == "https://a"
    assert entry.page_of("t").endswith("/generated/torch.t.html")
