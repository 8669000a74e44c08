"""What torch's own tests claim of dtypes on CUDA and MPS, and where their claim for the CPU is not what was measured.

Nothing here ran on another device than the CPU: for what did run see ``dtype_support``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import PrivateInterfaceError
from tutorial_utils.facts.dtype_calls import CALLS, dtypes_tried, grouped, runs
from tutorial_utils.facts.dtypes import short_name
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.opinfo import operators
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

__all__ = ["ENTRY", "measure"]

_NAME = "dtype-claims"


def measure() -> Table:
    """The table ``dtype-claims``, with the rows of ``dtype-support``; a column for the dtypes claimed alike throughout.

    Raises:
        PrivateInterfaceError: when torch's own tests no longer know an operation by its name.
    """
    entries = operators(_NAME)
    claims = {call: _claims(entries, name) for call, name in CALLS.items()}
    tried = dtypes_tried()
    columns = grouped({dtype: [_where(dtype, claim) for claim in claims.values()] for dtype in tried})
    differ = [_differ(call, claims[call]["cpu"], tried) for call in CALLS]
    rows = zip(CALLS, *columns.values(), differ, strict=True)
    return Table(_NAME, ("operation", *columns, "CPU, unlike its claim"), tuple(rows))


def _claims(entries: Sequence[Any], name: str) -> dict[str, set[torch.dtype]]:
    """The dtypes of each device."""
    wanted, _, variant = name.partition(" ")
    found = [entry for entry in entries if (entry.name, entry.variant_test_name) == (wanted, variant)]
    if len(found) != 1 or not hasattr(found[0], "dtypesIf"):
        msg = (
            f"table {_NAME}: expected one entry {name!r} with dtypesIf in torch's operator database, "
            f"got {len(found)}; change the name in {__package__.rpartition('.')[0]}.dtype_calls"
        )
        raise PrivateInterfaceError(msg)
    return {"cpu": set(found[0].dtypes), **{device: set(found[0].dtypesIf[device]) for device in ("cuda", "mps")}}


def _where(dtype: torch.dtype, claim: dict[str, set[torch.dtype]]) -> str:
    return " ".join(device.upper() for device in ("cuda", "mps") if dtype in claim[device])


def _differ(call: str, claimed: set[torch.dtype], tried: Sequence[torch.dtype]) -> str:
    """What ran, or raised, on the CPU against the claim."""
    found: dict[str, list[str]] = {"runs": [], "raises": []}
    for dtype in tried:
        if runs(call, dtype) != (dtype in claimed):
            found["raises" if dtype in claimed else "runs"].append(short_name(dtype))
    return "; ".join(f"{answer} {', '.join(names)}" for answer, names in found.items() if names)


ENTRY = Entry(measure, "reference/dtype-claims.tsv")
