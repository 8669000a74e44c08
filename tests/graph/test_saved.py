import pytest
import torch
from torch.autograd.graph import saved_tensors_hooks
from torch.utils.checkpoint import checkpoint

from tutorial_utils.graph import Saved, graph_of


class KeepsBoth(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = x.exp()
        ctx.save_for_backward(x, None, y)
        return y

    @staticmethod
    def backward(ctx, gradient):
        _, _, y = ctx.saved_tensors
        return gradient * y


def leaf(*shape):
    return torch.ones(shape, requires_grad=True)


def change(tensor):
    with torch.no_grad():
        tensor.add_(0)


def saved(result, node=0, **names):
    return graph_of(result, names).nodes[node].saved


def backward_raises(result):
    try:
        result.sum().backward(retain_graph=True)
    except RuntimeError as error:
        assert "modified by an inplace operation" in str(error)  # noqa: PT017
        return True
    return False


def test_mul_saves_what_the_other_input_needs():
    w, x = leaf(2), torch.ones(2)
    assert saved(w * x, w=w, x=x) == (Saved("other", "x", (2,), 0, 0, "kept"),)
    v = leaf(2)
    assert [(one.name, one.tensor) for one in saved(w * v, w=w, v=v)] == [("other", "v"), ("self", "w")]


def test_add_saves_nothing_and_exp_its_result():
    w = leaf(2)
    y = w.exp()
    assert saved(w + 1) == ()
    assert saved(y, w=w, y=y) == (Saved("result", "y", (2,), 0, 0, "kept"),)


FUNCTIONS = {
    "exp": torch.exp,
    "sin": torch.sin,
    "mul": lambda x: x * x,
    "add": lambda x: x + x,
    "sum": lambda x: x.sum(),
    "pow": lambda x: x**3,
    "matmul": lambda x: x @ x,
    "softmax": lambda x: x.softmax(0),
    "prod": lambda x: x.prod(),
    "view": lambda x: x.view(-1),
    "custom": KeepsBoth.apply,
}


@pytest.mark.parametrize("changed", ["input", "output"])
@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_modified_is_said_just_where_backward_raises(function, changed):
    x = leaf(3, 3) * 1
    y = function(x)
    change(x if changed == "input" else y)
    assert any(one.state == "modified" for node in graph_of(y).nodes for one in node.saved) == backward_raises(y)


def test_both_versions_are_told():
    x = leaf(2) * 1
    change(x)
    y = x.sin()
    assert saved(y, x=x) == (Saved("self", "x", (2,), 1, 1, "kept"),)
    change(x)
    change(x)
    assert saved(y, x=x) == (Saved("self", "x", (2,), 1, 3, "modified"),)


def test_a_change_through_a_view_counts_and_one_behind_data_does_not():
    x = leaf(2) * 1
    y = x.sin()
    x.data.add_(1)
    assert saved(y)[0].state == "kept"
    change(x[:1])
    assert saved(y)[0] == Saved("self", "", (2,), 0, 1, "modified")


def test_freed_is_told_and_is_not_the_same_as_nothing_saved():
    w, x = leaf(2), leaf(2)
    y = w * x + w
    y.sum().backward()
    nodes = graph_of(y).nodes
    assert [(node.name, node.freed, node.saved) for node in nodes[:2]] == [
        ("AddBackward0", False, ()),
        ("MulBackward0", True, ()),
    ]


@pytest.mark.parametrize("function", [KeepsBoth.apply, lambda x: x[torch.tensor([0, 1])]], ids=["custom", "index"])
def test_a_freed_list_of_tensors_is_told(function):
    y = function(leaf(2))
    assert not graph_of(y).nodes[0].freed
    y.sum().backward()
    assert graph_of(y).nodes[0].freed
    assert saved(y) == ()


def test_retain_graph_frees_nothing():
    y = leaf(2).exp()
    y.sum().backward(retain_graph=True)
    assert graph_of(y).nodes[0].freed is False
    assert len(saved(y)) == 1


def test_members_of_a_list_are_numbered_and_gaps_left_out():
    x = leaf(2)
    y = KeepsBoth.apply(x)
    assert [(one.name, one.tensor) for one in saved(y, x=x, y=y)] == [("tensors[0]", "x"), ("tensors[2]", "y")]
    assert [one.name for one in saved(leaf(3, 3)[:, torch.tensor([0])])] == ["indices[1]"]


def states(result):
    return [(one.name, one.state, one.saved_version, one.version) for one in saved(result)]


def test_an_output_among_the_members_is_told_modified():
    y = KeepsBoth.apply(leaf(2))
    change(y)
    assert states(y) == [("tensors[0]", "kept", 0, 0), ("tensors[2]", "modified", 0, 1)]


def test_an_output_whose_saved_version_torch_does_not_tell_is_unknown():
    x = leaf(2) * 1
    y = KeepsBoth.apply(x)
    change(x)
    change(y)
    assert states(y) == [("tensors[0]", "modified", 0, 1), ("tensors[2]", "unknown", None, 1)]


def test_what_a_hook_packed_is_not_unpacked():
    unpacked = []

    def unpack(x):
        unpacked.append(x)
        return x

    with saved_tensors_hooks(lambda x: x, unpack):
        y = leaf(2).exp()
        z = KeepsBoth.apply(leaf(2))
    assert saved(y) == (Saved("result", "", None, None, None, "packed"),)
    assert [one.state for one in saved(z)] == ["packed", "packed"]
    assert unpacked == []
    y.sum().backward()
    assert (len(unpacked), saved(y), graph_of(y).nodes[0].freed) == (1, (), True)


def test_a_checkpoint_is_not_computed_again():
    runs = []

    def function(x):
        runs.append(1)
        return x.sin().exp()

    y = checkpoint(function, leaf(2), use_reentrant=False)
    assert [one.state for node in graph_of(y).nodes for one in node.saved] == ["packed", "packed"]
    assert len(runs) == 1


def test_tensors_on_ctx_are_not_seen():
    class Hides(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.x = x * 1
            return x * 2

        @staticmethod
        def backward(_, gradient):
            return gradient * 2

    assert saved(Hides.apply(leaf(2))) == ()
