import dataclasses
from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given, settings

from tests.memory.views import BASE, views
from tutorial_utils.errors import LayoutError
from tutorial_utils.memory import Layout, cells_of, layout_of


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
        storage_id=x.untyped_storage()._cdata,  # noqa: SLF001 - torch offers no public identity of a storage
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


def test_storages_are_told_apart_where_their_data_pointers_are_equal():
    array = np.zeros(4)
    tensors = [torch.zeros(0), torch.zeros(0), torch.from_numpy(array), torch.from_numpy(array[:2])]
    pointers = [tensor.untyped_storage().data_ptr() for tensor in tensors]
    assert pointers == [0, 0, *[array.ctypes.data] * 2]
    assert len({layout_of(tensor, "x").storage_id for tensor in tensors}) == 4
    assert layout_of(tensors[2][1:], "x").storage_id == layout_of(tensors[2], "x").storage_id


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
