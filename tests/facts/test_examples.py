import pytest

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.examples import memory_of, printed

GIVEN = {"x": "torch.arange(6.0).view(2, 3)", "row": "torch.ones(1, 3)", "a": "np.array([1.0, 2.0])"}


@pytest.mark.parametrize(
    ("example", "memory"),
    [
        ("x.view(6)", "view"),
        ("x.t()", "view"),
        ("torch.chunk(x, 2)", "view"),
        ("row.expand(2, 3)", "view"),
        ("torch.from_numpy(a)", "view"),
        ("x.reshape(6)", "depends"),
        ("x.contiguous()", "depends"),
        ("torch.flip(x, (0,))", "copy"),
        ("torch.tensor(a)", "copy"),
        ("x.sort(0)", "copy"),
        ("x.exp_()", "itself"),
        ("torch.zeros(2)", "new"),
        ("torch.zeros_like(torch.ones(2))", "new"),
        ("torch.equal(x, x)", ""),
    ],
)
def test_memory_is_measured_on_several_layouts(example, memory):
    assert memory_of(example, GIVEN) == memory


@pytest.mark.parametrize("example", ["x.t().shape", "x.t() >= 0", "x.chunk(2)[0].shape"])
def test_what_is_read_from_the_result_does_not_count(example):
    assert memory_of(example, GIVEN) == "view"


def test_result_is_one_line():
    assert printed("torch.stack((x, x)).shape", GIVEN) == "torch.Size([2, 2, 3])"
    assert printed("x", GIVEN) == "tensor([[0., 1., 2.], [3., 4., 5.]])"
    assert printed("torch.min(x, 1)[1]", GIVEN) == "tensor([0, 0])"


def test_inputs_are_made_anew_for_each_run():
    assert printed("x.zero_()[0]", GIVEN) == "tensor([0., 0., 0.])"
    assert printed("x[1]", GIVEN) == "tensor([3., 4., 5.])"


def test_error_of_a_layout_that_is_no_view_is_not_hidden():
    with pytest.raises(RuntimeError, match="shape '\\[4\\]' is invalid"):
        memory_of("x.view(4)", GIVEN)


@pytest.mark.parametrize(
    ("example", "message"),
    [
        ("x.sum() + x.sum() + x.sum() + x.sum() + x.sum()", "expected an example of at most 40 characters, got 47: "),
        ("torch.rand(2, 3, 4)", "expected a result of at most 40 characters, got "),
        ("torch.ones(2) @ torch.ones(3)", "expected 'torch.ones(2) @ torch.ones(3)' to run without a warning, "),
    ],
)
def test_example_that_no_cell_can_hold_is_refused(example, message):
    with pytest.raises(OperationError) as caught:
        printed(example, GIVEN)
    assert str(caught.value).startswith(message)
