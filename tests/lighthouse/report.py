"""What a Lighthouse report says, as scores, and which floors it does not reach. No browser and no Node is needed here.

The command is the neighbor ``run.py``.
"""

from __future__ import annotations

import statistics
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["CATEGORIES", "FORMS", "Floors", "Scores", "combined", "problems", "scores_of", "table"]

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = ("phone", "desk")


@dataclass(frozen=True, slots=True)
class Floors:
    """Page -> what kind it is, and form factor -> category -> lowest score allowed."""

    pages: Mapping[str, str]
    scores: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, path: Path) -> Floors:
        """Read the file.

        Raises:
            ValueError: A form factor or a category has no floor, or there is one for something unknown.
        """
        data = tomllib.loads(path.read_text("utf-8"))
        pages = data.pop("pages", {})
        found = {form: sorted(floors) for form, floors in data.items()}
        wanted = {form: sorted(CATEGORIES) for form in FORMS}
        if not pages or found != wanted:
            msg = f"expected pages and floors {wanted} in {path.name}, got {len(pages)} pages and {found}"
            raise ValueError(msg)
        return cls(pages, data)


@dataclass(frozen=True, slots=True)
class Scores:
    """Category -> score from 0 to 100, and category -> audits below their best, each with what was measured."""

    scores: Mapping[str, int]
    failed: Mapping[str, tuple[str, ...]]


def scores_of(report: Mapping[str, Any]) -> Scores:
    """Read one report of ``lighthouse --output=json``.

    Raises:
        ValueError: Lighthouse could not measure the page.
    """
    if error := report.get("runtimeError"):
        msg = f"expected a page that Lighthouse can measure, got {error['code']}: {error['message']}"
        raise ValueError(msg)
    scores, failed = {}, {}
    for name, category in report["categories"].items():
        if category["score"] is None:
            msg = f"expected a score for {name}, got none: an audit that counts has failed to run"
            raise ValueError(msg)
        scores[name] = round(category["score"] * 100)
        failed[name] = tuple(
            _told(report["audits"][audit["id"]])
            for audit in sorted(category["auditRefs"], key=lambda audit: -audit["weight"])
            if _lost(audit, report["audits"][audit["id"]], name)
        )
    return Scores(scores, failed)


def combined(runs: Sequence[Scores]) -> Scores:
    """Return the median of performance, which varies, and the worst of everything else, which must not."""
    performance = round(statistics.median(run.scores["performance"] for run in runs))
    middle = min(runs, key=lambda run: abs(run.scores["performance"] - performance))
    worst = {name: min(runs, key=lambda run: run.scores.get(name, 100)) for name in CATEGORIES[1:]}
    scores = {"performance": performance, **{name: run.scores[name] for name, run in worst.items()}}
    failed = {"performance": middle.failed["performance"], **{name: run.failed[name] for name, run in worst.items()}}
    return Scores(scores, failed)


def problems(results: Mapping[str, Mapping[str, Scores]], floors: Floors) -> list[str]:
    """Say which page misses which floor, and by which audits."""
    return [
        f"{page}, {form}: {name} {found.scores[name]}, floor {floor}: {'; '.join(found.failed[name])}"
        for page, forms in results.items()
        for form, found in forms.items()
        for name, floor in floors.scores[form].items()
        if found.scores[name] < floor
    ]


def table(results: Mapping[str, Mapping[str, Scores]]) -> str:
    """Return the scores as lines of text."""
    width = max(map(len, results))
    lines = [f"{'':{width}} {'':5} " + " ".join(f"{name:>14}" for name in CATEGORIES)]
    for page, forms in results.items():
        for form, found in forms.items():
            lines.append(f"{page:{width}} {form:5} " + " ".join(f"{found.scores[name]:14}" for name in CATEGORIES))
    return "\n".join(lines)


def _lost(reference: Mapping[str, Any], audit: Mapping[str, Any], category: str) -> bool:
    """Tell whether an audit cost points; for performance also those that name a cause, which have no weight."""
    score = audit.get("score")
    return score is not None and score < 1 and (reference["weight"] > 0 or category == "performance")


def _told(audit: Mapping[str, Any]) -> str:
    shown = str(audit.get("displayValue") or "").replace("\u00a0", " ")
    return f"{audit['id']} ({shown})" if shown else str(audit["id"])
