"""Rows on sharing memory: a name with the calls that show it, and what torch answers for inputs of six layouts.

The rows themselves are in the modules of ``tables`` that begin with ``view_or_copy``.  Sharing is measured by byte
ranges; what the schemas and the official list say stands beside it and decides nothing.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import inputs_of, names_in, plain_state, run
from tutorial_utils.facts.layouts import LAYOUTS, laid_out, tensors_in
from tutorial_utils.facts.official_views import list_says
from tutorial_utils.facts.operations import official_page
from tutorial_utils.facts.schemas import schema_says
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["COLUMNS", "Sharing", "measure_sharing", "sharing_entry"]

COLUMNS = ("operation", "shares memory", "measured", "decided by", "schema", "official list")
SAME, SHARES, COPIES, RAISES, SOME = "same object", "shares", "copies", "raises", "shares in part"


@dataclass(frozen=True, slots=True)
class Sharing:
    """A row as it is written; all but ``decided_by`` is measured.

    Attributes:
        name: as behind ``torch.``: ``flatten``, ``Tensor.view``, or an expression such as ``x[0]``.
        calls: expressions whose results are looked at; a second one shows what another argument does.
        decided_by: a few words, for a row whose answers differ.
        not_measured: what cannot be shown here and answers otherwise, such as a tensor on another device.
        schema: the name of the operator where it is not that of the row; empty where there is none.
        official: the name on torch's own list, where it is not the last part of the row's name.
        page: the address of the official page where it does not follow from the name.
    """

    name: str
    calls: tuple[str, ...]
    decided_by: str = ""
    not_measured: str = ""
    schema: str | None = None
    official: str | None = None
    page: str | None = None

    @property
    def short(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]


def measure_sharing(name: str, rows: Iterable[Sharing], given: Mapping[str, str]) -> Table:
    """A table with a row for each operation, in their order.

    Args:
        name: what the table is called.
        rows: the operations.
        given: expressions of the inputs by the name the calls use; they see ``torch`` and ``np``.

    Raises:
        OperationError: when a call does not run on contiguous inputs, or when ``decided_by`` is missing or idle.

    Example:
        >>> from tutorial_utils.facts.view_or_copy import Sharing, measure_sharing
        >>> row = Sharing("ravel", ("x.ravel()",), "strides")
        >>> table = measure_sharing("view-or-copy-some", [row], {"x": "torch.ones(2, 3)"})
        >>> table.row("ravel")["shares memory"], table.row("ravel")["measured"]
        ('depends', '`x.ravel()` shares: contiguous, NumPy; copies: transposed, expanded, sliced, stepped')
    """
    with plain_state(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated ones are in the tables as well
        return Table(name, COLUMNS, tuple(_row(name, row, given) for row in rows))


def sharing_entry(name: str, rows: tuple[Sharing, ...], given: Mapping[str, str]) -> Entry:
    """The entry of a table on sharing; its file lies beside the page ``view-or-copy``."""
    pages = {row.name: row.page for row in rows if row.page is not None}
    measure = partial(measure_sharing, name, rows, given)
    return Entry(measure, f"reference/{name}.tsv", lambda key: pages.get(key) or official_page(key), given=given)


def _row(table: str, row: Sharing, given: Mapping[str, str]) -> tuple[str, ...]:
    answers = {call: _answers(call, given) for call in row.calls}
    found = {answer for by_layout in answers.values() for answer in by_layout.values()}
    _expect_reason(table, row, found)
    return (
        row.name,
        _summary(found - {RAISES}),
        _measured_text(answers),
        _decided_text(row),
        schema_says(row.short if row.schema is None else row.schema),
        list_says(row.short if row.official is None else row.official),
    )


def _decided_text(row: Sharing) -> str:
    other = f"not measured: {row.not_measured}" if row.not_measured else ""
    return "; ".join(filter(None, (row.decided_by, other)))


def _answers(call: str, given: Mapping[str, str]) -> dict[str, str]:
    """What the call answers by layout of its inputs."""
    used = names_in(call) & set(given)
    found = {}
    for name, layout in LAYOUTS.items():
        inputs = {key: laid_out(value, layout) for key, value in inputs_of(given).items()}
        try:
            result = run(call, inputs)
        except Exception as error:
            if name == "contiguous":
                msg = f"expected {call!r} to run on contiguous inputs, got {type(error).__name__}: {error}"
                raise OperationError(msg) from error
            found[name] = RAISES
        else:
            found[name] = _relation(result, [inputs[key] for key in sorted(used)])
    return found


def _relation(result: object, inputs: list[object]) -> str:
    """How the memory of all tensors of a result lies to that of the inputs."""
    outputs = result if isinstance(result, (tuple, list)) else (result,)
    if not any(True for _ in tensors_in(outputs)):
        msg = f"expected a result with a tensor in it, got {type(result).__name__}"
        raise OperationError(msg)
    found = {_relation_of_one(output, inputs) for output in outputs}
    if found <= {SAME, SHARES}:
        return SHARES if SHARES in found else SAME
    return COPIES if found == {COPIES} else SOME


def _relation_of_one(output: object, inputs: list[object]) -> str:
    from tutorial_utils.memory.sharing import shares_memory

    sources = [value for entry in inputs for value in (entry if isinstance(entry, (tuple, list)) else (entry,))]
    if any(output is source for source in sources):
        return SAME
    pairs = ((a, b) for source in sources for a in tensors_in(source) for b in tensors_in(output))
    return SHARES if any(shares_memory(a, b) for a, b in pairs) else COPIES


def _summary(found: set[str]) -> str:
    if found == {SAME}:
        return SAME
    if found <= {SAME, SHARES}:
        return "always"
    return "never" if found == {COPIES} else "depends"


def _measured_text(answers: Mapping[str, Mapping[str, str]]) -> str:
    """Each call, with what it answered where not all answered alike, and for which layouts where those decide."""
    alike = len({answer for by_layout in answers.values() for answer in by_layout.values()}) == 1
    return "; ".join(f"`{call}`" if alike else f"`{call}` {_by_layout(found)}" for call, found in answers.items())


def _by_layout(answers: Mapping[str, str]) -> str:
    groups: dict[str, list[str]] = {}
    for layout, answer in answers.items():
        groups.setdefault(answer, []).append(layout)
    if len(groups) == 1:
        return next(iter(groups))
    return "; ".join(f"{answer}: {', '.join(layouts)}" for answer, layouts in groups.items())


def _expect_reason(table: str, row: Sharing, found: set[str]) -> None:
    """A row whose answers differ says what decides; one whose answers do not has nothing to say."""
    if (len(found) > 1) != bool(row.decided_by):
        want = "a reason (decided_by)" if len(found) > 1 else "no reason"
        msg = (
            f"table {table}, row {row.name}: expected {want} beside the answers {', '.join(sorted(found))}, "
            f"got {row.decided_by!r}; change it in {__package__}.tables.{table.replace('-', '_')}"
        )
        raise OperationError(msg)
