"""What runs on the dtypes that torch supports only in part, such as ``uint16`` and ``float8``.

The list of all dtypes is in ``dtypes``.  Everything runs on the CPU; nothing here speaks for another device.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from tutorial_utils.facts.dtypes import all_dtypes, ones_run, short_name
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import torch

__all__ = ["ENTRY", "measure"]


def measure() -> Table:
    """The table ``thin-dtypes``: operations, and on which dtypes that ``torch.ones`` makes each of them runs.

    Only dtypes that ``+`` or ``sum`` refuse are in it; those with the same answers share a column.

    Example:
        >>> from tutorial_utils.facts.tables import thin_dtypes
        >>> row = thin_dtypes.measure().row("x + x")
        >>> row["`uint16`, `uint32`, `uint64`"], row["`complex32`"]
        ('raises', 'runs')
    """
    operations = _operations()
    groups: dict[frozenset[str], list[str]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "ComplexHalf support is experimental"
        for dtype in (dtype for dtype in all_dtypes() if ones_run(dtype)):
            runs = frozenset(name for name, operation in operations.items() if _runs(operation, dtype))
            if not {"x + x", "x.sum()"} <= runs:
                groups.setdefault(runs, []).append(f"`{short_name(dtype)}`")
    columns = sorted((-len(runs), sorted(names), runs) for runs, names in groups.items())
    rows = [(name, *("runs" if name in runs else "raises" for *_, runs in columns)) for name in operations]
    headings = ("operation", *(", ".join(names) for _, names, _ in columns))
    return Table("thin-dtypes", headings, tuple(sorted(rows, key=lambda row: row.count("raises"))))


def _operations() -> Mapping[str, Callable[[torch.Tensor], object]]:
    """Each operation as the page writes it; x holds two ones."""
    import torch

    return {
        "torch.tensor": lambda x: torch.tensor([0, 1], dtype=x.dtype),
        "x.float()": lambda x: x.float(),
        "x[0]": lambda x: x[0],
        "torch.cat": lambda x: torch.cat([x, x]),
        "x == x": lambda x: x == x,  # noqa: PLR0124 - whether it runs is the question
        "x * x": lambda x: x * x,
        "x * 2": lambda x: x * 2,
        "x + x": lambda x: x + x,
        "x + 1": lambda x: x + 1,
        "x / x": lambda x: x / x,
        "x < x": lambda x: x < x,  # noqa: PLR0124
        "x.sum()": lambda x: x.sum(),
        "x.max()": lambda x: x.max(),
        "x.sort()": lambda x: x.sort(),
        "x @ x": lambda x: x @ x,
        "torch.arange": lambda x: torch.arange(3, dtype=x.dtype),
        "x.numpy()": lambda x: x.numpy(),
    }


def _runs(operation: Callable[[torch.Tensor], object], dtype: torch.dtype) -> bool:
    import torch

    try:
        operation(torch.ones(2, dtype=dtype, device="cpu"))
    except (RuntimeError, TypeError):  # NumPy has no such dtype: TypeError
        return False
    return True


ENTRY = Entry(measure, "tensors/thin-dtypes.tsv")
