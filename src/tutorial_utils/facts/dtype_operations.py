"""What runs on the dtypes that torch supports only in part, such as ``uint16`` and ``float8``.

The list of all dtypes is in ``dtypes``.  Everything runs on the CPU; nothing here speaks for another device.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from tutorial_utils.facts.dtypes import all_dtypes, ones_run
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import torch

__all__ = ["measure"]


def measure() -> Table:
    """The table ``thin-dtypes``: a row for each dtype that ``torch.ones`` makes but ``+`` or ``sum`` refuses.

    Example:
        >>> from tutorial_utils.facts import dtype_operations
        >>> row = dtype_operations.measure().row("torch.uint16")
        >>> "`x * x`" in row["runs"], "`x + x`" in row["raises"]
        (True, True)
    """
    operations = _operations()
    rows = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "ComplexHalf support is experimental"
        for dtype in (dtype for dtype in all_dtypes() if ones_run(dtype)):
            runs = [name for name, operation in operations.items() if _runs(operation, dtype)]
            if "x + x" not in runs or "x.sum()" not in runs:
                rows.append((str(dtype), _code(runs), _code(name for name in operations if name not in runs)))
    return Table("thin-dtypes", ("dtype", "runs", "raises"), tuple(sorted(rows, key=_order)))


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


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _order(row: tuple[str, ...]) -> tuple[int, str]:
    return -row[1].count(", "), row[0]
