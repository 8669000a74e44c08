"""What was timed once: on which machine, with which torch, when, and by which code.

Seconds differ with every run, so a build measures none: it shows a record, a file beside the page or script, and
refuses one of another torch or of other code. How times are measured is ``timings``; ``nox -s timings`` writes the
records.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import TimingRecordError
from tutorial_utils.facts.processor import Machine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["AGAIN", "TimingRecord", "code_digest", "read_record", "refuse_stale", "write_record"]

AGAIN = "measure again with: nox -s timings"
_FLAT_LIST = re.compile(r"\[[^\[\]{}]*\]")


@dataclass(frozen=True, slots=True)
class TimingRecord:
    """One measurement.

    Attributes:
        date: The day, as ISO 8601 writes it.
        machine: Where it was made, with its torch.
        code: Digest of the code that measured.
        values: What was measured, by name.

    Example:
        >>> from tutorial_utils.facts.processor import Machine
        >>> from tutorial_utils.facts.timing_record import TimingRecord
        >>> TimingRecord("2026-11-26", Machine("M9", 8, "Linux ppc", "2.13.0"), "0", {}).where
        'once, on 2026-11-26, with torch 2.13.0 on one thread of M9 (8 processors, Linux ppc)'
    """

    date: str
    machine: Machine
    code: str
    values: dict[str, Any]

    @property
    def where(self) -> str:
        """When and where it was made, to go on after "measured"."""
        it = self.machine
        count = f"{it.processors} processor{'' if it.processors == 1 else 's'}"
        machine = f"{it.processor} ({count}, {it.system})"
        return f"once, on {self.date}, with torch {it.torch} on one thread of {machine}"


def read_record(path: Path) -> TimingRecord:
    """Read a record.

    Raises:
        TimingRecordError: There is none, or it cannot be read.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        values = dict(data["values"])
        return TimingRecord(str(data["date"]), Machine(**data["machine"]), str(data["code"]), values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"expected a record of timings in {path.name}, got {type(error).__name__}: {error}; {AGAIN}"
        raise TimingRecordError(msg) from error


def write_record(path: Path, record: TimingRecord) -> None:
    """Write a record, numbers with three digits and each list of numbers on one line."""
    text = json.dumps(_short(asdict(record)), indent=1, ensure_ascii=False)
    path.write_text(_FLAT_LIST.sub(lambda found: re.sub(r"\s+", " ", found[0]), text) + "\n", "utf-8")


def refuse_stale(path: Path, record: TimingRecord, *, torch: str, code: str) -> None:
    """Refuse what another release of torch, or other code, has measured; another build of the release will do.

    Args:
        path: The file of the record, for the message.
        record: What it holds.
        torch: Version in use.
        code: Digest of the code that would measure now.

    Raises:
        TimingRecordError: The record is not of this torch and this code.
    """
    wanted, got = (version.partition("+")[0] for version in (torch, record.machine.torch))
    if wanted != got:
        msg = f"expected timings of torch {wanted} in {path.name}, got those of torch {got}; {AGAIN}"
        raise TimingRecordError(msg)
    if code != record.code:
        msg = f"expected timings of today's code in {path.name}, got those of other code; {AGAIN}"
        raise TimingRecordError(msg)


def code_digest(paths: Iterable[Path]) -> str:
    """Digest Python files without what does not run: docstrings, lines of comment, blank lines."""
    digest = hashlib.sha256()
    for path in paths:
        text = path.read_text("utf-8")
        prose = {number for node in ast.walk(ast.parse(text)) if _is_text(node) for number in _lines(node)}
        for number, line in enumerate(text.splitlines(), 1):
            if number not in prose and line.strip() and not line.lstrip().startswith("#"):
                digest.update(f"{line}\n".encode())
    return digest.hexdigest()[:16]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _lines(node: Any) -> range:  # noqa: ANN401  # any statement
    return range(node.lineno, node.end_lineno + 1)


def _short(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    if isinstance(value, float):
        return float(f"{value:.3g}")
    if isinstance(value, dict):
        return {name: _short(part) for name, part in value.items()}
    return [_short(part) for part in value] if isinstance(value, list | tuple) else value
