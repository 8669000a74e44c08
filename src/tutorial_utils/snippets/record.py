"""The verification record: what was run, where, with what outcome, kept as ``build/verification.json``.

``plugin`` writes it, ``sphinxext.verification`` shows it. An entry belongs to one text of a page: its digest tells
whether the page has changed since.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

__all__ = ["RECORD", "BlockRecord", "PageRecord", "load_record", "many", "run_facts", "save_record"]

RECORD = Path("build/verification.json")


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """Outcome of one block: passed, raised (the error shown is raised), skipped or failed; ``reason`` if skipped."""

    name: str
    line: int
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page as it was run.

    Attributes:
        path: File, relative to the project root.
        digest: Digest of the page and all it includes, as ``index`` computes it.
        text: Digest of the file alone.
        run: Facts of the run: torch, python, numpy, platform, device, devices, commit, date.
        blocks: One record for each block of the page.
    """

    path: str
    digest: str
    text: str
    run: dict[str, str]
    blocks: tuple[BlockRecord, ...]

    def count(self, outcome: str) -> int:
        """Return how many blocks ended with this outcome."""
        return sum(block.outcome == outcome for block in self.blocks)


def many(number: int, word: str = "block") -> str:
    """Return a number with its noun.

    >>> from tutorial_utils.snippets.record import many
    >>> many(1), many(2, "output")
    ('1 block', '2 outputs')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"


def load_record(root: Path) -> dict[str, PageRecord]:
    """Return the stored pages by path; empty if nothing was verified yet."""
    try:
        data = json.loads((root / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {
        path: PageRecord(**{**page, "blocks": tuple(BlockRecord(**block) for block in page["blocks"])})
        for path, page in data.items()
    }


def save_record(root: Path, pages: dict[str, PageRecord]) -> None:
    """Write the pages, in the order of their paths."""
    target = root / RECORD
    target.parent.mkdir(parents=True, exist_ok=True)
    data = {path: asdict(pages[path]) for path in sorted(pages)}
    target.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def run_facts(root: Path, worker: dict[str, Any], device: str | None) -> dict[str, str]:
    """Return what is to be known of a run besides its outcomes.

    The date is that of ``SOURCE_DATE_EPOCH`` where it is set (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return {
        "torch": worker["torch"],
        "numpy": worker["numpy"],
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "device": device or "cpu",
        "devices": ", ".join(worker["devices"]),
        "commit": _commit(root),
        "date": now.date().isoformat(),
    }


def _commit(root: Path) -> str:
    """Return the short commit, marked with ``+`` where the tree has changes; empty outside a repository.

    A copy without git that lies inside another project has no commit of its own.
    """
    try:
        if Path(_git(root, "rev-parse", "--show-toplevel")).resolve() != root.resolve():
            return ""
        head = _git(root, "rev-parse", "--short=10", "HEAD")
        return head + ("+" if head and _git(root, "status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)  # noqa: S603  # fixed words
    return done.stdout.strip()
