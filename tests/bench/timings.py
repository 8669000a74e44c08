"""``nox -s timings``: measure on this machine what pages show as timings, and write their records.

Which torch and which code a record is of is checked by the build, which measures nothing. ``run`` measures this
project itself.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import Any

from tutorial_utils.facts.kept_timings import TABLES, measure_again
from tutorial_utils.facts.processor import this_machine
from tutorial_utils.facts.timing_record import TimingRecord, code_digest, write_record
from tutorial_utils.runtime import kept
from tutorial_utils.sphinxext.gallery_timings import scripts_with_times

__all__ = ["main", "measure_script"]

ROOT = Path(__file__).parents[2]


def main(root: Path = ROOT) -> None:
    """Write every record anew."""
    os.environ["OMP_NUM_THREADS"] = "1"  # as docs/conf.py does, before torch is imported
    os.environ["MPLBACKEND"] = "agg"
    written = [measure_again(name, root / "docs") for name in TABLES]
    written += [measure_script(script) for script in scripts_with_times(root / "gallery")]
    for path in written:
        sys.stdout.write(f"written: {path.relative_to(root).as_posix()}\n")


def measure_script(script: Path) -> Path:
    """Run a gallery script and write what it hands to ``kept``; return the file."""
    values: dict[str, Any] = {}

    def keep(name: str, measured: Any) -> Any:  # whatever was measured
        if name != "where":
            values[name] = measured
        return measured

    original, kept.kept = kept.kept, keep
    try:
        exec(compile(script.read_text("utf-8"), script.name, "exec"), {"__name__": "__main__"})  # noqa: S102  # ours
    finally:
        kept.kept = original
    today = dt.datetime.now(dt.UTC).date().isoformat()
    path = script.with_suffix(".json")
    write_record(path, TimingRecord(today, this_machine(), code_digest([script]), values))
    return path


if __name__ == "__main__":
    main()
