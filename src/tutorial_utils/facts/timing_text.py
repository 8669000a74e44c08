"""Timings in words, with no more digits than their spread allows.

How they are measured is ``timings``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ratio_text", "seconds_text"]

_UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9))


def seconds_text(seconds: float) -> str:
    """A time with two digits and its unit.

    Example:
        >>> from tutorial_utils.facts.timing_text import seconds_text
        >>> seconds_text(0.000003812), seconds_text(0.0358), seconds_text(0.000191)
        ('3.8 µs', '36 ms', '190 µs')
    """
    if seconds <= 0:
        return "0 s"
    rounded = float(f"{seconds:.1e}")
    unit, size = next(((unit, size) for unit, size in _UNITS if rounded >= size), _UNITS[-1])
    return f"{_with_unit(rounded / size, _power(rounded) - 1 - round(math.log10(size)))} {unit}"


def ratio_text(ratios: Sequence[float]) -> str:
    """The middle of several ratios, then the smallest and the largest in brackets.

    The last digit shown is worth no more than the ratios differ, as far as one or two digits can say.

    Example:
        >>> from tutorial_utils.facts.timing_text import ratio_text
        >>> ratio_text([1.67, 1.91, 1.92]), ratio_text([22.3, 34.9, 63.4]), ratio_text([1.001, 1.002, 1.004])
        ('1.9 times (1.7 to 1.9)', '30 times (20 to 60)', '1.0 times')
    """
    ordered = sorted(ratios)
    low, middle, high = ordered[0], ordered[len(ordered) // 2], ordered[-1]
    first = _power(middle)
    wanted = _power(high - low) if high > low else first - 1
    unit = min(max(wanted, first - 1), first)
    texts = [_with_unit(ratio, unit) for ratio in (middle, low, high)]
    spread = "" if len(set(texts)) == 1 else f" ({texts[1]} to {texts[2]})"
    return f"{texts[0]} times{spread}"


def _power(number: float) -> int:
    """The place of the first digit: 0 for ones, 1 for tens, -1 for tenths."""
    return math.floor(math.log10(number))


def _with_unit(number: float, power: int) -> str:
    """A number rounded to a place."""
    return f"{round(number, -power):.{max(0, -power)}f}"
