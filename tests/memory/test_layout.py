import dataclasses
from itertools import product

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial_utils.errors import LayoutError
from tutorial_utils.memory import Layout, cells_of, layout_of

BASE = 24


@st.composite
def views(draw):
    """A view of 24 distinct numbers, made by up to four random operations."""
    shape = draw(st.sampled_from([(24,), (4, 6), (2, 3, 4), (2, 2, 3, 2), (1, 24), (3, 1, 8)]))
    tensor = torch.arange(100, 100 + BASE).view(shape)
    for _ in range(draw(st.integers(0, 4))):
        tensor = draw(st.sampled_from([permuted, sliced, narrowed, unsqueezed, expanded, restrided]))(draw, tensor)
    return tensor


def permuted(draw, tensor):
    return tensor.permute(draw(st.permutations(range(tensor.dim()))))


def sliced(draw, tensor):
    bounds = st.tuples(st.integers(0, 3), st.integers(1, 9), st.integers(1, 3))
    return tensor[tuple(slice(*draw(bounds)) for _ in range(tensor.dim()))]


def narrowed(draw, tensor):
    if tensor.dim() == 0:
        return tensor
    dim = draw(st.integers(0, tensor.dim() - 1))
    start = draw(st.integers(0, tensor.shape[dim]))
    return tensor.narrow(dim, start, draw(st.integers(0, tensor.shape[dim] - start)))


def unsqueezed(draw, tensor):
    return tensor.unsqueeze(draw(st.integers(0, tensor.dim()))) if tensor.dim() < 4 else tensor[0:1].squeeze(0)


def expanded(draw, tensor):
    sizes = [draw(st.integers(1, 3)) if length == 1 else length for length in tensor.shape]
    return tensor.expand(sizes) if torch.Size(sizes).numel() <= 64 else tensor


def restrided(draw, tensor):
    shape = draw(st.lists(st.integers(1, 3), max_size=3))
    strides = [draw(st.integers(0, 3)) for _ in shape]
    return tensor.as_strided(shape, strides, draw(st.integers(0, 5)))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(views())
def test_every_cell_holds_what_torch_reads_there(tensor):
    layout = layout_of(tensor, "x")
    indices = product(*map(range, tensor.shape))
    assert [layout.values[cell] for cell in layout.cells] == [str(tensor[index].item()) for index in indices]
    assert (layout.shape, layout.strides) == (tuple(tensor.shape), tensor.stride())
    assert layout.storage_elements == len(layout.values) == BASE


def test_facts_of_a_slice_in_full():
    x = torch.arange(6.0).view(2, 3)
    layout = layout_of(x[:, 1:], "x[:, 1:]")
    assert layout == Layout(
        name="x[:, 1:]",
        shape=(2, 2),
        strides=(3, 1),
        offset=1,
        dtype="float32",
        itemsize_bytes=4,
        contiguous=False,
        storage_elements=6,
        cells=(1, 2, 4, 5),
        values=("0.", "1.", "2.", "3.", "4.", "5."),
        storage_id=x.untyped_storage().data_ptr(),
    )


def test_facts_are_frozen_and_do_not_follow_the_tensor():
    x = torch.zeros(2)
    layout = layout_of(x, "x")
    x.fill_(1)
    assert layout.values == ("0.", "0.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        layout.name = "y"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("tensor", "values"),
    [
        (torch.tensor([True, False]), ("True", "False")),
        (torch.tensor([-3, 200], dtype=torch.int16), ("-3", "200")),
        (torch.tensor([1.0, -2.5, 1234567.0, 1e-9]), ("1.", "-2.5", "1.235e+06", "1e-09")),
        (torch.tensor([float("nan"), -float("inf")]), ("nan", "-inf")),
        (torch.tensor([1 - 2j, 0.5 + 3j]), ("1.-2.j", "0.5+3.j")),
        (torch.tensor([1.5]).bfloat16(), ("1.5",)),
        (torch.tensor([1.5]).to(torch.float8_e4m3fn), ("1.5",)),
        (torch.zeros(0, 3), ()),
        (torch.ones(1, requires_grad=True) * 2, ("2.",)),
    ],
)
def test_values_are_printed_short(tensor, values):
    assert layout_of(tensor, "x").values == values


def test_storage_is_counted_in_elements_of_the_tensors_own_dtype():
    layout = layout_of(torch.zeros(2, dtype=torch.int64).view(torch.int16), "x")
    assert (layout.storage_elements, layout.itemsize_bytes, layout.dtype) == (8, 2, "int16")


def test_cells_of_an_empty_and_of_a_0d_tensor():
    assert cells_of((2, 0), (1, 1), 3) == ()
    assert cells_of((), (), 3) == (3,)


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (
            torch.eye(2).to_sparse(),
            (
                "expected a strided tensor, got x with layout torch.sparse_coo, which has no strides: "
                "show its component tensors"
            ),
        ),
        (
            torch.zeros(2, device="meta"),
            "expected a tensor whose storage holds its values, got x on the meta device: resolve it first",
        ),
        (
            torch.ones(1, dtype=torch.complex64).conj(),
            ("expected a tensor whose storage holds its values, got x with its conj or neg bit set: resolve it first"),
        ),
        (
            torch.zeros(1, 1, 1, 1, 1),
            "expected at most 4 dimensions, got x with 5: show a smaller tensor",
        ),
        (
            torch.zeros(65)[:2],
            "expected at most 64 elements, got x with 2 elements over a storage of 65: show a smaller tensor",
        ),
        (
            torch.zeros(1).expand(100),
            "expected at most 64 elements, got x with 100 elements over a storage of 1: show a smaller tensor",
        ),
    ],
)
def test_tensor_without_cells_to_show_is_refused(tensor, message):
    with pytest.raises(LayoutError) as caught:
        layout_of(tensor, "x")
    assert str(caught.value) == message
