"""One value laid out in memory in several ways, and the tensors inside a result.

What an operation shares may depend on the strides of its input, so ``view_or_copy`` and ``examples`` try each
expression on several.  Whether two tensors share is in ``memory.sharing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import torch

__all__ = ["LAYOUTS", "laid_out", "tensors_in"]


def contiguous(tensor: torch.Tensor) -> torch.Tensor:
    """The tensor as it was made."""
    return tensor


def transposed(tensor: torch.Tensor) -> torch.Tensor:
    """The same numbers, the first dimension next to each other in memory; contiguous when there is only one."""
    turned = tuple(reversed(range(tensor.ndim)))
    return tensor.permute(turned).clone().contiguous().permute(turned)


def expanded(tensor: torch.Tensor) -> torch.Tensor:
    """The first entry again and again: a stride of 0, and other numbers than before."""
    return tensor[:1].expand_as(tensor) if tensor.ndim else tensor


def sliced(tensor: torch.Tensor) -> torch.Tensor:
    """The same numbers, cut from rows that are one element longer; contiguous when there is only one dimension."""
    import torch

    return torch.cat((tensor, tensor[..., :1]), -1)[..., :-1] if tensor.ndim else tensor


def stepped(tensor: torch.Tensor) -> torch.Tensor:
    """The same numbers, every second element of twice as many."""
    import torch

    return torch.stack((tensor, tensor), -1)[..., 0]


def from_numpy(tensor: torch.Tensor) -> torch.Tensor:
    """The same numbers in the memory of a NumPy array; a dtype that NumPy lacks stays where it is."""
    import torch

    try:
        return torch.from_numpy(tensor.numpy().copy())
    except (TypeError, RuntimeError):  # bfloat16 has no array, a conjugated tensor no plain one
        return tensor


LAYOUTS: Final[Mapping[str, Callable[[torch.Tensor], torch.Tensor]]] = {
    "contiguous": contiguous,
    "transposed": transposed,
    "expanded": expanded,
    "sliced": sliced,
    "stepped": stepped,
    "NumPy": from_numpy,
}


def laid_out(value: object, layout: Callable[[torch.Tensor], torch.Tensor]) -> object:
    """The value with the strides of the layout; what is neither a strided tensor nor an array, unchanged.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.layouts import LAYOUTS, laid_out
        >>> [laid_out(torch.ones(2, 3), layout).stride() for layout in LAYOUTS.values()]
        [(3, 1), (1, 2), (0, 1), (4, 1), (6, 2), (3, 1)]
    """
    import numpy as np
    import torch

    if isinstance(value, np.ndarray):
        return layout(torch.from_numpy(value)).numpy()
    if isinstance(value, torch.Tensor) and value.layout == torch.strided:
        return layout(value)
    return value


def tensors_in(value: object) -> Iterator[torch.Tensor]:
    """The strided tensors that hold the numbers of a result: of arrays, of tuples, of sparse tensors too."""
    import numpy as np
    import torch

    if isinstance(value, torch.Tensor):
        yield from _components(value)
    elif isinstance(value, np.ndarray):
        yield torch.from_numpy(value)
    elif isinstance(value, (tuple, list)):
        for entry in value:
            yield from tensors_in(entry)


def _components(tensor: torch.Tensor) -> Iterator[torch.Tensor]:
    """A sparse tensor has no memory of its own, its indices and values have."""
    import torch

    parts = {
        torch.sparse_coo: ("_indices", "_values"),
        torch.sparse_csr: ("crow_indices", "col_indices", "values"),
        torch.sparse_csc: ("ccol_indices", "row_indices", "values"),
    }.get(tensor.layout)
    if parts is None:
        yield tensor
    else:
        yield from (getattr(tensor, part)() for part in parts)
