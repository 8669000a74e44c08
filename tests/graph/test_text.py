import pytest
import torch
from torch.autograd.graph import saved_tensors_hooks

from tutorial_utils.graph import Node, graph_of, symbol_of, text_of


def leaf(*shape):
    return torch.ones(shape, requires_grad=True)


def test_worked_example_in_full():
    w, x, b = leaf(1), torch.ones(1), leaf(1)
    y = w * x
    z = y + b
    assert text_of(graph_of(z, {"w": w, "x": x, "b": b, "y": y, "z": z})) == (
        "0 AddBackward0: z (1,) -> 1, 2\n"
        "1 MulBackward0: y (1,) -> 3, None\n"
        "  saved other = x (1,), version 0\n"
        "2 AccumulateGrad: b (1,)\n"
        "3 AccumulateGrad: w (1,)"
    )


def test_outputs_are_said_where_they_are_not_the_first():
    parts = leaf(3, 2).unbind(0)
    assert text_of(graph_of(parts[0] + parts[2], {"parts": parts})) == (
        "0 AddBackward0: (2,) -> 1, 1 output 2\n"
        "1 UnbindBackward0: parts[0] (2,), parts[1] (2,), parts[2] (2,) -> 2\n"
        "2 AccumulateGrad: (3, 2)"
    )


def test_modified_packed_and_freed_are_said():
    w = leaf(2)
    y = w.exp()
    with torch.no_grad():
        y.add_(1)
    with saved_tensors_hooks(lambda x: x, lambda x: x):
        z = y.sin()
    assert text_of(graph_of(z, {"w": w, "y": y})) == (
        "0 SinBackward0: (2,) -> 1\n"
        "  saved self, packed by a hook\n"
        "1 ExpBackward0: y (2,) -> 2\n"
        "  saved result = y (2,), version 0, now 1: modified\n"
        "2 AccumulateGrad: w (2,)"
    )
    v = w * w
    v.sum().backward()
    assert text_of(graph_of(v)) == ("0 MulBackward0: (2,) -> 1, 1\n  saved tensors freed\n1 AccumulateGrad: (2,)")


def test_a_long_chain_is_written_line_by_line():
    x = leaf(1)
    for _ in range(10_000):
        x = x + 1
    lines = text_of(graph_of(x)).splitlines()
    assert (len(lines), lines[-2:]) == (
        10_001,
        ["9999 AddBackward0: (1,) -> 10000, None", "10000 AccumulateGrad: (1,)"],
    )


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("MulBackward0", "mul"),
        ("MaxBackward1", "max"),
        ("NativeLayerNormBackward0", "native_layer_norm"),
        ("AsStridedBackward0", "as_strided"),
        ("ForeachMulBackward1Scalar", "foreach_mul"),
        ("LogSoftmaxBackward0", "log_softmax"),
        ("FftR2CBackward0", "fft_r2_c"),
        ("TBackward0", "t"),
        ("CopySlices", "copy_slices"),
        ("TwiceBackward", "twice"),
    ],
)
def test_operation_is_named_after_its_node(name, symbol):
    assert symbol_of(Node(0, name, (), (), freed=False)) == symbol
