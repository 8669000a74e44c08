"""Times that a gallery page shows: those of its record while the site is built, those just measured elsewhere.

Seconds differ with every run, and a page must not. ``sphinxext.gallery_timings`` fills in the record of a script
before it runs; ``nox -s timings`` writes it.
"""

from __future__ import annotations

import sys
from typing import Any, TypeVar

__all__ = ["RECORD", "kept"]

RECORD: dict[str, Any] = {}
Measured = TypeVar("Measured")


def kept(name: str, measured: Measured) -> Measured:
    """Return what the record of the site holds under this name; where there is none, what was just measured.

    A record that lacks the name, of a machine with fewer devices, says so on the page.

    >>> from tutorial_utils.runtime.kept import kept
    >>> kept("one copy", 0.25)
    0.25
    """
    if RECORD and name not in RECORD:
        sys.stdout.write(f"{name}: not in the record, so measured now, on this machine\n")
    found: Measured = RECORD.get(name, measured)
    return found
