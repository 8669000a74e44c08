"""The sentence under the title of a page: what was run, with what, and how it ended.

Facts come from the verification record (``snippets.record``); where the sentence stands is in ``verification``, and
what is recorded of gallery scripts in ``gallery_runs``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tutorial_utils.snippets.record import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutorial_utils.snippets.record import PageRecord

__all__ = ["UNVERIFIED", "gallery_stamp", "stamp_of", "stamp_of_code", "where"]

UNVERIFIED = "Not verified: this text has not been run since it last changed."


def stamp_of(record: PageRecord | None, digest: str) -> str:
    """Return the sentence under the title of a page.

    Args:
        record: What is recorded of the page; ``None`` if nothing.
        digest: Digest of its present text.
    """
    if record is None or record.digest != digest:
        return UNVERIFIED
    return f"Verified with {where(record.run)}: {_outcomes([record])}."


def stamp_of_code(records: Sequence[PageRecord | None], digests: Sequence[str]) -> str:
    """Return the sentence under the title of a page made of docstrings.

    Args:
        records: What is recorded of each file that the page shows; ``None`` if nothing.
        digests: Digests of their present texts.
    """
    known = [record for record in records if record is not None]
    if not known or [record.text for record in known] != list(digests):
        return UNVERIFIED
    runs = " and ".join(sorted({where(record.run) for record in known}))
    files = f"The docstrings of {many(len(known), 'module')} on this page, verified with"
    return f"{files} {runs}: {_outcomes(known)}."


def gallery_stamp(run: dict[str, str]) -> str:
    """Return the sentence under the title of a gallery page.

    >>> from tutorial_utils.sphinxext.stamp_text import gallery_stamp
    >>> run = {"torch": "2.13.0", "device": "cuda:0", "python": "3.11", "platform": "Linux", "date": "2026-01-02"}
    >>> gallery_stamp({**run, "commit": "", "blocks": "7"})
    'Run to its end by a build of this site with torch 2.13.0 on cuda:0, Python 3.11, Linux, 2026-01-02: all 7 blocks.'
    """
    return f"Run to its end by a build of this site with {where(run)}: all {many(int(run['blocks']))}."


def where(run: dict[str, str]) -> str:
    """Say in which surroundings a run took place.

    A commit that the record marks with ``+`` was run with changes on top of it; a run outside a repository has none.

    >>> from tutorial_utils.sphinxext.stamp_text import where
    >>> run = {"torch": "2.13.0", "device": "cpu", "python": "3.11.7", "platform": "Linux x86_64", "commit": "abc+"}
    >>> where({**run, "date": "2026-01-02"})
    'torch 2.13.0 on cpu, Python 3.11.7, Linux x86_64, 2026-01-02, commit abc with local changes'
    """
    parts = [f"torch {run['torch']} on {run['device']}", f"Python {run['python']}", run["platform"], run["date"]]
    if commit := run["commit"]:
        changed = " with local changes" if commit.endswith("+") else ""
        parts.append(f"commit {commit.removesuffix('+')}{changed}")
    return ", ".join(parts)


def _outcomes(records: Sequence[PageRecord]) -> str:
    """Count the blocks of a page by what became of them; what did not happen is not named."""
    outcomes = Counter(block.outcome for record in records for block in record.blocks)
    ran, raised = outcomes.total() - outcomes["skipped"], outcomes["raised"]
    parts = [f"{many(ran)} run" if ran else "no block run"]
    if raised:
        parts.append("raising the error shown" if ran == 1 else f"{raised} of them raising the error shown")
    reasons = Counter(block.reason for record in records for block in record.blocks if block.outcome == "skipped")
    parts += [f"{number} skipped ({reason})" for reason, number in sorted(reasons.items())]
    if failed := outcomes["failed"]:
        parts.append(f"{failed} failed")
    return ", ".join(parts)
