"""The record of a gallery script's times: checked before the build, shown by ``kept`` while the script runs.

``load`` is named in ``sphinx_gallery_conf``. What a record is and how it is written is in ``facts.timing_record``.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import TimingRecordError
from tutorial_utils.facts.timing_record import AGAIN, TimingRecord, code_digest, read_record, refuse_stale
from tutorial_utils.runtime import kept
from tutorial_utils.sphinxext.files import gallery_folder, write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["checked_records", "forget_other_records", "load", "scripts_with_times", "setup"]

_IMPORT = f"from {kept.__name__} import"
_records: dict[str, TimingRecord] = {}


def scripts_with_times(scripts: Path) -> list[Path]:
    """Return the scripts of a directory that show times of a record."""
    return [path for path in sorted(scripts.glob("*.py")) if _IMPORT in path.read_text("utf-8")]


def checked_records(scripts: Path) -> dict[str, TimingRecord]:
    """Return the record of each script that shows times, by its name without ending.

    Raises:
        TimingRecordError: A record is missing, of another torch or of other code, or belongs to no script.
    """
    found = {}
    for script in scripts_with_times(scripts):
        path = script.with_suffix(".json")
        found[script.stem] = read_record(path)
        refuse_stale(path, found[script.stem], torch=version("torch"), code=code_digest([script]))
    for path in sorted(scripts.glob("*.json")):
        if path.stem not in found:
            msg = f"expected a script that shows the times of {path.name}, got none: delete it, or {AGAIN}"
            raise TimingRecordError(msg)
    return found


def load(_gallery_conf: dict[str, Any], script: str) -> None:
    """Put the record of the next script in place; sphinx-gallery calls it before and after each one."""
    kept.RECORD.clear()
    record = _records.get(Path(script).stem)
    if record is not None:
        kept.RECORD.update({"where": record.where, **record.values})


def forget_other_records(records: dict[str, TimingRecord], generated: Path) -> None:
    """Make sphinx-gallery run a script again whose record is not that of its last run."""
    for name, record in records.items():
        if write_changed(generated / f"{name}.times", f"{record.where}\n{record}\n"):
            (generated / f"{name}.py.md5").unlink(missing_ok=True)


def _before_gallery(app: Sphinx) -> None:
    _records.clear()
    _records.update(checked_records(Path(app.confdir, app.config.sphinx_gallery_conf["examples_dirs"]).resolve()))
    forget_other_records(_records, gallery_folder(app))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand before sphinx-gallery, which works at priority 500."""
    app.connect("builder-inited", _before_gallery, priority=450)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
