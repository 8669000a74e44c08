"""Timings by name, kept on disk until the rows, torch or the machine change.

So a second build of the pages measures nothing and writes the same bytes. Facts that torch answers alike on
every machine are kept by ``cache``; these have no reviewed cells.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutorial_utils.errors import UnknownTableError
from tutorial_utils.facts import access_cost, timings
from tutorial_utils.facts.processor import Machine, this_machine
from tutorial_utils.facts.timings import Pair, Timing

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TABLES", "Measured", "Subject", "code_files", "key_of", "measured", "subject_of"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One table of timings.

    Attributes:
        pairs: its rows.
        sizes: how its inputs are called, in the order of the timings of a row.
        given: sentences on the inputs, with their names between backticks.
        measure: times all rows now: for each row, one timing a size.
    """

    pairs: tuple[Pair, ...]
    sizes: tuple[str, ...]
    given: str
    measure: Callable[[], tuple[tuple[Timing, ...], ...]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The timings of one table and the machine they were taken on."""

    machine: Machine
    rows: tuple[tuple[Timing, ...], ...]


TABLES = {"access-cost": Subject(access_cost.PAIRS, tuple(access_cost.SIZES), access_cost.given(), access_cost.measure)}


def subject_of(name: str) -> Subject:
    """The table with this name.

    Raises:
        UnknownTableError: when there is none.
    """
    if name not in TABLES:
        msg = f"expected the name of a measured table ({', '.join(sorted(TABLES))}), got {name!r}; add it in {__name__}"
        raise UnknownTableError(msg)
    return TABLES[name]


def measured(name: str, folder: Path) -> Measured:
    """The timings of a table, from the folder if they were taken there before with the same key.

    Raises:
        UnknownTableError: when no table has this name.
        TimingError: when the two sides of a row do not do the same.
    """
    subject, machine, path = subject_of(name), this_machine(), folder / f"{name}.json"
    key = key_of(machine)
    rows = _read(path, key, subject)
    if rows is None:
        rows = subject.measure()
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")  # another process may write at the same time: the last one stays
        data = {"key": key, "machine": asdict(machine), "rows": [[asdict(timing) for timing in row] for row in rows]}
        draft.write_text(json.dumps(data, indent=1), encoding="utf-8")
        draft.replace(path)
    return Measured(machine, rows)


def key_of(machine: Machine) -> str:
    """A digest of what decides the timings: the machine with its torch, and the code that measures."""
    digest = hashlib.sha256(repr(machine).encode())
    for path in code_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def code_files() -> list[Path]:
    """The files that decide what is measured and how it is kept."""
    return [Path(module) for module in (access_cost.__file__, timings.__file__, __file__)]


def _read(path: Path, key: str, subject: Subject) -> tuple[tuple[Timing, ...], ...] | None:
    """The timings in a file; None when it is missing, of another key, or damaged."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["key"] != key:
            return None
        rows = tuple(tuple(_timing(**timing) for timing in row) for row in data["rows"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = len(rows) == len(subject.pairs) and all(len(row) == len(subject.sizes) for row in rows)
    return rows if whole else None


def _timing(seconds: float, ratios: list[float]) -> Timing:
    if not ratios or min(seconds, *ratios) <= 0:
        msg = f"expected times and ratios above 0, got {seconds} and {ratios}"
        raise ValueError(msg)
    return Timing(float(seconds), tuple(float(ratio) for ratio in ratios))
