"""The layout of one strided tensor: which storage cell each of its elements reads.

The facts are frozen before anything is drawn; ``tutorial_utils.figures.storage`` draws them.
Whether two tensors share memory is the neighbor ``sharing.py``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from tutorial_utils.errors import LayoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

__all__ = ["MAX_CELLS", "MAX_RANK", "Layout", "cells_of", "layout_of"]

MAX_RANK = 4
MAX_CELLS = 64


@dataclass(frozen=True, slots=True)
class Layout:
    """What was read from a strided tensor: its metadata and the storage behind it.

    Attributes:
        name: The expression the tensor came from.
        shape: Its size.
        strides: Storage elements from one element to the next, for each dimension.
        offset: Storage element of the tensor's first element.
        dtype: Name without ``torch.``.
        itemsize_bytes: Bytes of one element.
        contiguous: What ``is_contiguous()`` says.
        storage_elements: How many elements of this dtype the whole storage holds.
        cells: The storage element that each tensor element reads, in row-major order.
        values: Printed content of every storage element.
        storage_id: Equal for layouts over one storage object, which two over one NumPy array are not; an address, so
            never print it.
    """

    name: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    offset: int
    dtype: str
    itemsize_bytes: int
    contiguous: bool
    storage_elements: int
    cells: tuple[int, ...]
    values: tuple[str, ...]
    storage_id: int


def layout_of(tensor: torch.Tensor, name: str) -> Layout:
    """Read the layout of a strided tensor that is small enough for a figure.

    Args:
        tensor: Strided, on any device that holds data, at most 4 dimensions and 64 elements.
        name: How the figure and its alt text call the tensor.

    Returns:
        Host facts; nothing in them refers to the tensor's memory.

    Raises:
        LayoutError: If the tensor has no cells to show, or too many.

    >>> import torch
    >>> from tutorial_utils.memory import layout_of
    >>> x = torch.arange(6).view(2, 3)
    >>> layout_of(x.t(), "x.t()").cells
    (0, 3, 1, 4, 2, 5)
    """
    _check(tensor, name)
    storage = _storage_tensor(tensor)
    shape, strides, offset = tuple(tensor.shape), tuple(tensor.stride()), int(tensor.storage_offset())
    return Layout(
        name=name,
        shape=shape,
        strides=strides,
        offset=offset,
        dtype=str(tensor.dtype).removeprefix("torch."),
        itemsize_bytes=tensor.element_size(),
        contiguous=tensor.is_contiguous(),
        storage_elements=storage.numel(),
        cells=cells_of(shape, strides, offset),
        values=tuple(_printed(value) for value in storage.cpu().tolist()),
        storage_id=_storage_id(tensor),
    )


def cells_of(shape: Sequence[int], strides: Sequence[int], offset: int) -> tuple[int, ...]:
    """List the storage element behind each tensor element, in row-major order.

    The rule is ``offset + sum(index * stride)``, https://docs.pytorch.org/docs/2.13/tensor_view.html.

    Args:
        shape: Lengths of the dimensions.
        strides: Storage elements from one element to the next, for each dimension.
        offset: Storage element of the first element.

    Raises:
        ValueError: If there is an element, and not one stride for each dimension.

    >>> from tutorial_utils.memory import cells_of
    >>> cells_of((3, 2), (1, 3), 0)
    (0, 3, 1, 4, 2, 5)
    >>> cells_of((), (), 4)
    (4,)
    """
    indices = product(*(range(length) for length in shape))
    return tuple(offset + sum(map(math.prod, zip(index, strides, strict=True))) for index in indices)


def _check(tensor: torch.Tensor, name: str) -> None:
    """Refuse a tensor whose storage cells do not exist, do not hold its values, or are too many."""
    import torch

    if tensor.layout is not torch.strided:
        got = f"{name} with layout {tensor.layout}"
        msg = f"expected a strided tensor, got {got}, which has no strides: show its component tensors"
        raise LayoutError(msg)
    if tensor.is_meta or tensor.is_conj() or tensor.is_neg():
        state = "on the meta device" if tensor.is_meta else "with its conj or neg bit set"
        msg = f"expected a tensor whose storage holds its values, got {name} {state}: resolve it first"
        raise LayoutError(msg)
    if tensor.dim() > MAX_RANK:
        msg = f"expected at most {MAX_RANK} dimensions, got {name} with {tensor.dim()}: show a smaller tensor"
        raise LayoutError(msg)
    elements = tensor.untyped_storage().nbytes() // tensor.element_size()
    if max(elements, tensor.numel()) > MAX_CELLS:
        got = f"{tensor.numel()} elements over a storage of {elements}"
        msg = f"expected at most {MAX_CELLS} elements, got {name} with {got}: show a smaller tensor"
        raise LayoutError(msg)


def _storage_tensor(tensor: torch.Tensor) -> torch.Tensor:
    """Return the whole storage as a 1-D tensor of the same dtype, sharing its memory."""
    import torch

    storage = tensor.untyped_storage()
    elements = storage.nbytes() // tensor.element_size()
    return torch.empty(0, dtype=tensor.dtype, device=tensor.device).set_(storage, 0, (elements,), (1,))


def _storage_id(tensor: torch.Tensor) -> int:
    """Return the address of the storage object; the address of its data is 0 for every empty one."""
    return int(tensor.untyped_storage()._cdata)  # noqa: SLF001 -- torch offers no public identity of a storage


def _printed(value: complex) -> str:
    """Print one storage element in few characters: a float keeps its point, as torch prints it."""
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, complex):
        return f"{_printed(value.real)}{'' if value.imag < 0 else '+'}{_printed(value.imag)}j"
    text = f"{value:.4g}"
    return text + "." if text.lstrip("-").isdigit() else text
