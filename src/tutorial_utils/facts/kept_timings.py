"""Tables of timings by name, each with a record beside its page.

Facts that torch answers alike on every machine are kept by ``cache``; these have no reviewed cells.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import TimingRecordError, UnknownTableError
from tutorial_utils.facts import access_cost, timings
from tutorial_utils.facts.processor import this_machine
from tutorial_utils.facts.timing_record import (
    AGAIN,
    TimingRecord,
    code_digest,
    read_record,
    refuse_stale,
    write_record,
)
from tutorial_utils.facts.timings import Pair, Timing

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TABLES", "Measured", "Subject", "code_files", "measure_again", "recorded", "subject_of"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One table of timings.

    Attributes:
        pairs: its rows.
        sizes: how its inputs are called, in the order of the timings of a row.
        given: sentences on the inputs, with their names between backticks.
        measure: times all rows now: for each row, one timing a size.
        record: the file of its record, seen from the folder of the pages.
    """

    pairs: tuple[Pair, ...]
    sizes: tuple[str, ...]
    given: str
    measure: Callable[[], tuple[tuple[Timing, ...], ...]]
    record: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The timings of one table, and when and where they were taken."""

    where: str
    rows: tuple[tuple[Timing, ...], ...]


TABLES = {
    "access-cost": Subject(
        access_cost.PAIRS,
        tuple(access_cost.SIZES),
        access_cost.given(),
        access_cost.measure,
        "storage/access-cost.json",
    )
}


def subject_of(name: str) -> Subject:
    """The table with this name.

    Raises:
        UnknownTableError: when there is none.
    """
    if name not in TABLES:
        msg = f"expected the name of a measured table ({', '.join(sorted(TABLES))}), got {name!r}; add it in {__name__}"
        raise UnknownTableError(msg)
    return TABLES[name]


def recorded(name: str, docs: Path) -> Measured:
    """The timings of a table, from its record.

    Raises:
        UnknownTableError: when no table has this name.
        TimingRecordError: when there is no record, or it has other rows, or is of another torch or other code.
    """
    subject = subject_of(name)
    path = docs / subject.record
    record = read_record(path)
    refuse_stale(path, record, torch=version("torch"), code=code_digest(code_files()))
    try:
        rows = tuple(tuple(_timing(*cell) for cell in record.values[pair.does]) for pair in subject.pairs)
    except (KeyError, ValueError, TypeError) as error:
        msg = f"expected times and ratios above 0 in {path.name}, got {type(error).__name__}: {error}; {AGAIN}"
        raise TimingRecordError(msg) from error
    if len(record.values) != len(rows) or {len(row) for row in rows} != {len(subject.sizes)}:
        msg = f"expected {len(rows)} rows of {len(subject.sizes)} timings in {path.name}, got others; {AGAIN}"
        raise TimingRecordError(msg)
    return Measured(record.where, rows)


def measure_again(name: str, docs: Path) -> Path:
    """Time a table on this machine and write its record; return the file.

    Raises:
        UnknownTableError: when no table has this name.
        TimingError: when the two sides of a row do not do the same.
    """
    subject = subject_of(name)
    values: dict[str, Any] = {
        pair.does: [[timing.seconds, list(timing.ratios)] for timing in row]
        for pair, row in zip(subject.pairs, subject.measure(), strict=True)
    }
    today = dt.datetime.now(dt.UTC).date().isoformat()
    path = docs / subject.record
    write_record(path, TimingRecord(today, this_machine(), code_digest(code_files()), values))
    return path


def code_files() -> list[Path]:
    """The files that decide what is measured."""
    return [Path(module) for module in (access_cost.__file__, timings.__file__)]


def _timing(seconds: float, ratios: list[float]) -> Timing:
    if not ratios or min(seconds, *ratios) <= 0:
        msg = f"{seconds} and {ratios}"
        raise ValueError(msg)
    return Timing(float(seconds), tuple(float(ratio) for ratio in ratios))
