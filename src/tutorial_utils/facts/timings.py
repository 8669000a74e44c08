"""Two expressions with the same result, timed in turn: how long one takes, and how many times as long the other.

Nothing here knows what is timed: rows are in ``access_cost``, their words in ``timing_text``, and ``kept_timings``
keeps what was measured. ``torch.utils.benchmark`` has no pairs, and warms up before each single timing; the loop
is the standard library's.
"""

from __future__ import annotations

import ast
import sys
import time
from dataclasses import dataclass
from statistics import median
from timeit import Timer
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import TimingError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["CLOCK", "REPETITIONS", "Pair", "Timing", "check_pair", "time_pair"]

# What the thread itself worked, not how long it waited for a busy machine; on Windows that clock ticks too slowly.
CLOCK = time.perf_counter if sys.platform == "win32" else time.thread_time
REPETITIONS = 5
MOST_LOOPS = 2**16
RUN_SECONDS = 5e-4  # a run repeats what is shorter, so that the clock's own step does not count


@dataclass(frozen=True, slots=True)
class Pair:
    """Two expressions that do the same on the same numbers.

    Attributes:
        does: a few words of prose.
        plain: the expression on contiguous tensors.
        strided: the same with at least one tensor of other strides.
    """

    does: str
    plain: str
    strided: str


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of one pair.

    Attributes:
        seconds: what the plain expression takes, the median of all runs.
        ratios: how many times as long the strided one took, for each two runs made in turn, the smallest first.
    """

    seconds: float
    ratios: tuple[float, ...]


def check_pair(pair: Pair, inputs: Mapping[str, Any]) -> None:
    """Refuse a pair whose sides differ in their result, or whose strided side has no other strides.

    Args:
        pair: What is to be timed.
        inputs: Tensors and functions by the name the expressions use.

    Raises:
        TimingError: when timing the two would compare different things.
    """
    import torch

    mend = f"change the row in {__package__}.access_cost"
    only = sorted(_names(pair.strided) - _names(pair.plain))
    contiguous = [name for name in only if inputs[name].is_contiguous()]
    if not only or contiguous:
        got = f"contiguous {', '.join(contiguous)}" if only else "none of its own"
        msg = f"row {pair.does!r}: expected {pair.strided} to use tensors of other strides, got {got}; {mend}"
        raise TimingError(msg)
    plain, strided = (eval(side, dict(inputs)) for side in (pair.plain, pair.strided))  # noqa: S307 - our own rows
    if not torch.allclose(plain, strided, rtol=1e-4):
        msg = f"row {pair.does!r}: expected {pair.plain} and {pair.strided} to be equal, got other numbers; {mend}"
        raise TimingError(msg)


def time_pair(pair: Pair, inputs: Mapping[str, Any], clock: Callable[[], float] = CLOCK) -> Timing:
    """Time both sides in turn, so that whatever else the machine does falls on both.

    Args:
        pair: What to time.
        inputs: Tensors and functions by the name the expressions use.
        clock: Seconds from any beginning; the work must be done by the thread that asks.

    Raises:
        TimingError: when the clock ticks too slowly.

    Example:
        >>> from tutorial_utils.facts.timings import Pair, time_pair
        >>> now = [0.0]
        >>> def wait(seconds):
        ...     now[0] += seconds
        >>> time_pair(Pair("wait", "wait(1)", "wait(3)"), {"wait": wait}, clock=lambda: now[0])
        Timing(seconds=1.0, ratios=(3.0, 3.0, 3.0, 3.0, 3.0))
    """
    sides = [Timer(side, timer=clock, globals=dict(inputs)) for side in (pair.plain, pair.strided)]
    loops = [_loops(side) for side in sides]
    seconds: list[list[float]] = []
    for repetition in range(REPETITIONS):
        found = [0.0, 0.0]
        for index in (0, 1) if repetition % 2 == 0 else (1, 0):
            found[index] = sides[index].timeit(loops[index]) / loops[index]
        seconds.append(found)
    if not all(first and second for first, second in seconds):
        msg = f"row {pair.does!r}: expected a clock that moves within {RUN_SECONDS} s, got 0 s; set CLOCK in {__name__}"
        raise TimingError(msg)
    plain = median(first for first, _ in seconds)
    return Timing(plain, tuple(sorted(second / first for first, second in seconds)))


def _loops(side: Timer) -> int:
    """How often a run repeats its expression, found by doubling; a clock that stands still must not keep it going."""
    side.timeit(1)  # the first call may set something up
    loops = 1
    while side.timeit(loops) < RUN_SECONDS and loops < MOST_LOOPS:
        loops *= 2
    return loops


def _names(expression: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}
