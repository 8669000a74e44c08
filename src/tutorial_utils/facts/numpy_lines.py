"""Lines of NumPy as rows: what the same line says in torch, which line of torch does it, and what still differs.

A row gives the line of NumPy and the one of torch; both libraries are asked on the same numbers.  The rows are in the
modules of ``tables`` that begin with ``numpy_``, how answers are compared in ``numpy_answers``.
"""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.entry import Entry
from tutorial_utils.facts.examples import plain_state
from tutorial_utils.facts.numpy_answers import Answer, answer_of, differences_of, same_kind
from tutorial_utils.facts.numpy_memory import LAYOUTS, laid_out, relation_of, used_by
from tutorial_utils.facts.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["COLUMNS", "Line", "compared", "lines_entry", "measure_lines", "same_line"]

COLUMNS = ("NumPy", "same line in torch", "in torch", "gives", "note")
TOGETHER = ("in torch", "gives", "note")  # side by side they need a wide screen
NOTHING = "as NumPy"
_MODULE = re.compile(r"\bnp\.")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is written; everything else is measured.

    Attributes:
        numpy: an expression of NumPy; the key of the row.
        torch: the expression of torch that comes nearest; empty when it is the same line with ``torch`` for ``np``.
        note: a few words of prose.
    """

    numpy: str
    torch: str = ""
    note: str = ""


def measure_lines(name: str, lines: Iterable[Line], given: Mapping[str, str]) -> Table:
    """A table with a row for each line, in their order.

    Args:
        name: what the table is called.
        lines: its rows.
        given: NumPy expressions of the inputs by name; torch gets tensors over copies of these arrays.

    Raises:
        OperationError: when NumPy or torch has no such name in a line that is written for it.

    Example:
        >>> from tutorial_utils.facts.numpy_lines import Line, measure_lines
        >>> rows = [Line("np.concatenate((x, x))", "torch.cat((x, x))"), Line("x[::-1]", "x.flip(0)")]
        >>> table = measure_lines("joining", rows, {"x": "np.array([1, 2])"})
        >>> table.row("x[::-1]")["same line in torch"], table.row("x[::-1]")["gives"]
        ('raises: torch `ValueError`', 'memory: view, torch copy')
    """
    with plain_state(), _kept_numpy_seed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy warns of a division by zero, torch of arrays that are not writable
        return Table(name, COLUMNS, tuple(_row(name, line, given) for line in lines))


def lines_entry(name: str, lines: Iterable[Line], given: Mapping[str, str]) -> Entry:
    """The entry of a table of lines; its file lies beside the page that translates NumPy."""
    return Entry(partial(measure_lines, name, lines, given), f"reference/{name}.tsv", together=TOGETHER, given=given)


def same_line(line: str) -> str:
    """The line with ``torch`` in the place of ``np``.

    Example:
        >>> from tutorial_utils.facts.numpy_lines import same_line
        >>> same_line("np.sum(x, axis=1)")
        'torch.sum(x, axis=1)'
    """
    return _MODULE.sub("torch.", line)


def compared(numpy_line: str, torch_line: str, given: Mapping[str, str]) -> str:
    """In what the answers of a line of NumPy and a line of torch differ; empty when in nothing.

    Kind, shape, values and dtype are looked at, then whether both share memory with the inputs.

    Args:
        numpy_line: An expression with ``np``.
        torch_line: An expression with ``torch``.
        given: The inputs by name, each an expression with ``np``; for torch, they are made tensors.

    Example:
        >>> from tutorial_utils.facts.numpy_lines import compared
        >>> compared("np.sort(x)", "torch.sort(x).values", {"x": "np.array([2, 1])"})
        ''
    """
    ours, theirs = (_answer(line, given, library) for line, library in ((numpy_line, "np"), (torch_line, "torch")))
    found = differences_of(ours, theirs)
    if used_by(numpy_line, given) and not ours.error and not theirs.error and same_kind(ours, theirs):
        memory = [_memory(line, given, library) for line, library in ((numpy_line, "np"), (torch_line, "torch"))]
        found += [f"memory: {memory[0]}, torch {memory[1]}"] if all(memory) and memory[0] != memory[1] else []
    return "; ".join(found)


def _row(table: str, line: Line, given: Mapping[str, str]) -> tuple[str, ...]:
    torch_line = line.torch or same_line(line.numpy)
    for text, library in ((line.numpy, "np"), (torch_line, "torch")):
        answer = _answer(text, given, library)
        if answer.error == "absent":
            msg = (
                f"table {table}, row {line.numpy}: expected a line of names that exist, got {text!r}; "
                f"change it in {__package__}.tables.{table.replace('-', '_')}"
            )
            raise OperationError(msg)
    same = compared(line.numpy, same_line(line.numpy), given) or "same"
    gives = compared(line.numpy, torch_line, given) or NOTHING
    return line.numpy, same, f"`{torch_line}`", gives, line.note


def _answer(line: str, given: Mapping[str, str], library: str) -> Answer:
    try:
        return answer_of(_run(line, _inputs(used_by(line, given), library)))
    except Exception as error:  # noqa: BLE001 - whichever it is, it is the answer
        return Answer("", error="absent" if _is_absent(error) else type(error).__name__)


def _is_absent(error: Exception) -> bool:
    """Whether a module, function, array or tensor lacks the name; a function that stumbles over a number does not."""
    if isinstance(error, AttributeError):
        return not isinstance(error.obj, (int, float, complex, tuple, list))
    return isinstance(error, NameError)


def _memory(line: str, given: Mapping[str, str], library: str) -> str:
    return relation_of(partial(_run, line), partial(_inputs, used_by(line, given), library))


def _inputs(given: Mapping[str, str], library: str, layout: str = LAYOUTS[0]) -> dict[str, Any]:
    import torch

    arrays = {name: laid_out(_run(expression, {}), layout) for name, expression in given.items()}
    return {name: torch.from_numpy(array) for name, array in arrays.items()} if library == "torch" else arrays


def _run(line: str, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - lines return anything
    import numpy as np
    import torch

    return eval(line, {"torch": torch, "np": np, **inputs})  # noqa: S307 - the rows are our own code


@contextmanager
def _kept_numpy_seed() -> Iterator[None]:
    """NumPy's own generator with seed 0, put back afterwards."""
    import numpy as np

    state = np.random.get_state()  # noqa: NPY002 - lines of old programs draw from this one
    np.random.seed(0)  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
