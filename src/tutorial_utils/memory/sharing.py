"""Whether two tensors lie over the same memory, from addresses and strides alone.

Neither the identity of storage objects nor ``_is_view()`` can answer this: two storage objects may lie over
one NumPy array, and some copies call themselves views. The cells that one tensor reads are the neighbor
``layout.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import torch

__all__ = ["byte_range", "shares_memory"]


def byte_range(tensor: torch.Tensor) -> tuple[int, int]:
    """Return the first address of a strided tensor's elements and the address after the last.

    Args:
        tensor: Strided, any dtype and device; strides of a torch tensor are never negative.

    Returns:
        Host numbers; ``(0, 0)`` for a tensor without elements. Not every byte between need be used.

    >>> import torch
    >>> from tutorial_utils.memory import byte_range
    >>> start, end = byte_range(torch.arange(6).view(2, 3)[:, :2])
    >>> end - start
    40
    """
    if tensor.numel() == 0:
        return 0, 0
    steps = zip(tensor.shape, tensor.stride(), strict=True)
    last = sum((length - 1) * stride for length, stride in steps)
    start = tensor.data_ptr()
    return start, start + (last + 1) * tensor.element_size()


def shares_memory(a: torch.Tensor, b: torch.Tensor) -> bool:
    """Say whether two strided tensors have at least one byte in common.

    Exact, also for interleaved views: NumPy's overlap solver gets addresses and strides, and reads no memory.
    Tensors on different devices, and tensors on the meta device, share nothing.

    Args:
        a: A strided tensor of any shape.
        b: Another, or the same.

    >>> import torch
    >>> from tutorial_utils.memory import shares_memory
    >>> x = torch.arange(6)
    >>> shares_memory(x, x[2:]), shares_memory(x[::2], x[1::2]), shares_memory(x, x.clone())
    (True, False, False)
    """
    if a.device != b.device or a.is_meta:
        return False
    (a_start, a_end), (b_start, b_end) = byte_range(a), byte_range(b)
    if a_end <= b_start or b_end <= a_start:
        return False
    import numpy as np

    return bool(np.shares_memory(_addresses(a), _addresses(b)))


class _Interface:
    """Carries NumPy's array interface, which a tensor on another device cannot offer."""

    def __init__(self, interface: dict[str, object]) -> None:
        self.__array_interface__ = interface


def _addresses(tensor: torch.Tensor) -> np.ndarray:
    """Return a NumPy array over the same addresses; its elements must not be read."""
    import numpy as np

    size = tensor.element_size()
    interface: dict[str, object] = {
        "version": 3,
        "data": (tensor.data_ptr(), True),
        "shape": tuple(tensor.shape),
        "strides": tuple(stride * size for stride in tensor.stride()),
        "typestr": f"|V{size}",
    }
    return np.asarray(_Interface(interface))
