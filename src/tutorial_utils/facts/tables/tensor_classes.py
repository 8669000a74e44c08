"""The tensor classes that stood for a dtype and a device before ``torch.dtype`` did, such as ``torch.FloatTensor``.

What is known of the dtypes themselves is in ``dtypes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.facts.dtypes import KINDS, all_dtypes, kind_of, short_name
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from types import ModuleType

    import torch

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``tensor-classes``: a row for each dtype that has a class for the CPU or for CUDA.

    Example:
        >>> from tutorial_utils.facts.tables import tensor_classes
        >>> tensor_classes.measure().row("float16")["CPU class"]
        'torch.HalfTensor'
    """
    import torch

    cpu, cuda = _classes(torch), _classes(torch.cuda)
    named = [dtype for dtype in all_dtypes() if dtype in cpu or dtype in cuda]
    rows = (
        (short_name(dtype), f"{8 * dtype.itemsize}-bit {kind_of(dtype)}", cpu.get(dtype, ""), cuda.get(dtype, ""))
        for dtype in sorted(named, key=_order)
    )
    return Table("tensor-classes", ("dtype", "one element", "CPU class", "CUDA class"), tuple(rows))


def _order(dtype: torch.dtype) -> tuple[int, int, str]:
    return KINDS.index(kind_of(dtype)), dtype.itemsize, str(dtype)


def _classes(module: ModuleType) -> dict[torch.dtype, str]:
    """The tensor classes of a module by dtype; each knows the one it makes."""
    import torch

    classes = [value for value in vars(module).values() if isinstance(value, type(torch.FloatTensor))]
    return {value.dtype: f"{module.__name__}.{value.__name__}" for value in classes}


ENTRY = Entry(measure, "tensors/tensor-classes.tsv")
