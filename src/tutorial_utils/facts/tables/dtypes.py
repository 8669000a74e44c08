"""Every dtype of the installed torch and what torch says about it.

Which operations run on the dtypes with partial support is in ``thin_dtypes``, the older classes in
``tensor_classes``.
"""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING

from tutorial_utils.facts.dtypes import KINDS, all_dtypes, kind_of, ones_run, short_name
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    import torch

__all__ = ["ENTRY", "measure"]

COLUMNS = ("dtype", "aliases", "kind", "bits", "range", "step at 1", "CPU")


def measure() -> Table:
    """The table ``dtypes``: a row for each dtype, those that add on the CPU first; names without ``torch.``.

    In the column ``CPU``, ``adds`` says that ``x + x`` runs, ``fills`` that at least ``torch.ones`` does.

    Example:
        >>> from tutorial_utils.facts.tables import dtypes
        >>> row = dtypes.measure().row("float16")
        >>> row["range"], row["step at 1"], row["CPU"]
        ('-65504 to 65504', '2**-10', 'adds')
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "ComplexHalf support is experimental"
        rows = [
            (
                short_name(dtype),
                ", ".join(f"`{name}`" for name in aliases),
                kind_of(dtype),
                str(_bits(dtype)),
                _range(dtype),
                _step(dtype),
                "adds" if _adds(dtype) else "fills" if ones_run(dtype) else "",
            )
            for dtype, aliases in all_dtypes().items()
        ]
    return Table("dtypes", COLUMNS, tuple(sorted(rows, key=_order)))


def _adds(dtype: torch.dtype) -> bool:
    import torch

    make = torch.ones if ones_run(dtype) else torch.empty
    x = make(2, dtype=dtype, device="cpu")
    try:
        return (x + x).dtype is dtype
    except RuntimeError:
        return False


def _bits(dtype: torch.dtype) -> int:
    """Bits an element takes: the bytes of eight elements, which also counts elements that share a byte."""
    import torch

    return torch.empty(8, dtype=dtype, device="cpu").untyped_storage().nbytes()


def _range(dtype: torch.dtype) -> str:
    import torch

    if kind_of(dtype) == "quantized":  # iinfo answers for the stored integers; the numbers depend on the scale
        return ""
    try:
        if dtype.is_floating_point or dtype.is_complex:
            floats = torch.finfo(dtype)
            return f"{'each part ' if dtype.is_complex else ''}{floats.min:.5g} to {floats.max:.5g}"
        integers = torch.iinfo(dtype)
    except (TypeError, NotImplementedError):  # bool, bits and sub-byte types: torch has no answer
        return ""
    # For elements that share a byte iinfo answers for the byte.
    return f"{integers.min} to {integers.max}" if integers.bits == _bits(dtype) else ""


def _step(dtype: torch.dtype) -> str:
    """The distance from 1 to the next number of this dtype, a power of two."""
    import torch

    if not (dtype.is_floating_point or dtype.is_complex):
        return "1" if _range(dtype) else ""
    try:
        step = torch.finfo(dtype).eps
    except NotImplementedError:
        return ""
    if dtype.itemsize == 1:  # few enough to look at all: torch 2.13.0 answers 2**-3 for float8_e5m2fnuz
        numbers = torch.arange(256, dtype=torch.uint8, device="cpu").view(dtype).float()
        step = numbers[numbers > 1].min().item() - 1
    _, exponent = math.frexp(step)
    return f"2**{exponent - 1}" if exponent != 1 else "1"


def _order(row: tuple[str, ...]) -> tuple[int, int, int, str]:
    cells = dict(zip(COLUMNS, row, strict=True))
    support = ("adds", "fills", "").index(cells["CPU"])
    return support, KINDS.index(cells["kind"]), int(cells["bits"]), cells["dtype"]


ENTRY = Entry(measure, "tensors/dtypes.tsv")
