"""Errors as rows: the smallest call that raises one, the message as torch words it today, the cause and the remedy.

A row is written as a `Case`; the message is what running its call raises.  The rows are in the modules of ``tables``
that begin with ``errors_``.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["COLUMNS", "LONGEST_MESSAGE", "Case", "errors_entry", "measure_errors", "raised_by"]

COLUMNS = ("error", "message", "call", "cause and remedy", "older wordings")
TOGETHER = COLUMNS[1:]  # side by side they need a wide screen
LONGEST_MESSAGE = 300
_BOLD = re.compile(r"\x1b\[\d*m")  # torch.load prints a part of its message in bold


@dataclass(frozen=True, slots=True)
class Case:
    """A row as it is written; the message is measured.

    Attributes:
        name: a few words, the key of the row.
        call: statements with ``;`` between, the last of which raises; they see ``torch``, ``np`` and ``F``.
        mend: sentences: why it is raised, and what to write instead.
        page: where this site explains it, seen from the page of the table, with an anchor.
        older: how earlier releases worded it, as people still search for it.
    """

    name: str
    call: str
    mend: str
    page: str
    older: tuple[str, ...] = ()


def measure_errors(name: str, cases: Iterable[Case]) -> Table:
    """A table with a row for each case, in their order.

    Raises:
        OperationError: when a call raises nothing, or an earlier statement than its last one raises.

    Example:
        >>> from tutorial_utils.facts.raised import Case, measure_errors
        >>> case = Case("length of nothing", "len(torch.tensor(1))", "It has no dimension.", "x.html")
        >>> measure_errors("errors-few", [case]).row("length of nothing")["message"]
        '`TypeError: len() of a 0-d tensor`'
    """
    rows = []
    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for case in cases:
            try:
                message = raised_by(case.call)
            except OperationError as error:
                msg = f"table {name}, row {case.name}: {error}; change it in {__package__}.tables"
                raise OperationError(msg) from error
            older = f"Earlier: {'; '.join(f'`{wording}`' for wording in case.older)}" if case.older else ""
            rows.append((case.name, _quoted(message), f"`{case.call}`", case.mend, older))
    return Table(name, COLUMNS, tuple(rows))


def raised_by(call: str) -> str:
    """Type and message of what the last of some statements raises, on one line, cut where it is long.

    Raises:
        OperationError: when it raises nothing, or an earlier one does.

    Example:
        >>> from tutorial_utils.facts.raised import raised_by
        >>> raised_by("x = torch.ones(3); x[5]")
        'IndexError: index 5 is out of bounds for dimension 0 with size 3'
    """
    import numpy as np
    import torch

    names: dict[str, object] = {"torch": torch, "np": np, "F": torch.nn.functional}
    before, _, last = call.rpartition("; ")
    try:
        exec(before, names)  # noqa: S102 - the rows are our own code
    except Exception as error:
        msg = f"expected only the last statement of {call!r} to raise, got {type(error).__name__}: {error}"
        raise OperationError(msg) from error
    try:
        exec(last, names)  # noqa: S102
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
        text = " ".join(_BOLD.sub("", f"{type(error).__name__}: {error}").split())
        return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE].rpartition(' ')[0]} ..."
    msg = f"expected {call!r} to raise, got no error"
    raise OperationError(msg)


def errors_entry(name: str, cases: Iterable[Case]) -> Entry:
    """The entry of a table of errors; the name of a row links to the page that explains it."""
    pages = {case.name: case.page for case in cases}
    return Entry(partial(measure_errors, name, cases), f"reference/{name}.tsv", pages.__getitem__, TOGETHER)


def _quoted(message: str) -> str:
    """Put a message between backticks; those inside it become quotation marks, which no table cell can nest."""
    return f"`{message.replace('`', chr(39))}`"
