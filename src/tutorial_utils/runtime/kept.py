"""Times that a gallery page shows: those of its record while the site is built, those just measured elsewhere.

Seconds differ with every run, and a page must not. ``sphinxext.gallery_timings`` fills in the record of a script
before it runs; ``nox -s timings`` writes it.
"""

from __future__ import annotations

from typing import Any

__all__ = ["RECORD", "kept"]

RECORD: dict[str, Any] = {}


def kept(name: str, measured: Any) -> Any:  # noqa: ANN401  # whatever was measured
    """Return what the record of the site holds under this name; where there is none, what was just measured.

    >>> from tutorial_utils.runtime.kept import kept
    >>> kept("one copy", 0.25)
    0.25
    """
    return RECORD.get(name, measured)
