"""With what each gallery script was run: kept beside the generated pages when sphinx-gallery runs it.

sphinx-gallery runs a script once for each of its texts, and again after ``gallery_theme`` made it forget; a later
build that shows the kept page must not say that it ran the script itself. A run that was not noted, because another
script failed after it, is done again: its day is not known. The sentence is in ``stamp_text``.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_gallery.py_source_parser import split_code_and_text_blocks

from tutorial_utils.snippets.record import run_facts
from tutorial_utils.sphinxext.files import gallery_folder
from tutorial_utils.sphinxext.gallery_theme import fingerprint
from tutorial_utils.sphinxext.stamp_text import gallery_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["RUNS", "forget_unnoted_runs", "gallery_stamps", "note_runs", "setup"]

RUNS = "runs.json"
_SHOWN = ("torch", "python", "platform", "device", "date", "commit")


def forget_unnoted_runs(generated: Path) -> None:
    """Make sphinx-gallery run again what ran in a build that failed before it was noted.

    Args:
        generated: Directory of the generated pages; a ``.py.md5`` file there is the mark of a finished run.
    """
    kept, now = _kept(generated), _marks(generated)
    for name in now:
        if kept.get(name, {}).get("mark") != now[name]:
            generated.joinpath(f"{name}.py.md5").unlink()


def note_runs(generated: Path, root: Path, devices: Sequence[str] | None = None) -> dict[str, dict[str, str]]:
    """Keep the surroundings of scripts that ran since they were last noted.

    Args:
        generated: Directory of the generated pages, with the script and a ``.py.md5`` for each that ran.
        root: The project, whose commit is noted.
        devices: What the scripts ran on; by default what they ask for as well, which imports torch.

    Returns:
        For each script, by the name of its page, what is known of its run, and how many blocks of code it has.
    """
    kept, now = _kept(generated), _marks(generated)
    ran = [name for name, mark in now.items() if kept.get(name, {}).get("mark") != mark]
    noted = {name: kept[name] for name in now if name not in ran}
    if ran:
        if devices is None:
            from tutorial_utils.runtime.devices import available_devices

            devices = available_devices()
        machine = {"torch": version("torch"), "numpy": version("numpy"), "devices": list(devices)}
        facts = run_facts(root, machine, ", ".join(devices))
        shown = {key: facts[key] for key in _SHOWN}
        noted |= {name: {"mark": now[name], **shown, "blocks": _blocks(generated / f"{name}.py")} for name in ran}
    if noted != kept:
        (generated / RUNS).write_text(json.dumps(dict(sorted(noted.items())), indent=1) + "\n", "utf-8")
    return noted


def _kept(generated: Path) -> dict[str, dict[str, str]]:
    file = generated / RUNS
    kept: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return kept


def _marks(generated: Path) -> dict[str, str]:
    """Return for each script that ran what tells this run from others."""
    marks = {path.name.removesuffix(".py.md5"): path for path in sorted(generated.glob("*.py.md5"))}
    code = fingerprint()
    return {name: f"{path.read_text('utf-8')} {code}" for name, path in marks.items()}


def _blocks(script: Path) -> str:
    """Count the blocks of code of a script, which sphinx-gallery has run one after the other."""
    _, blocks = split_code_and_text_blocks(str(script))
    return str(sum(block.type == "code" for block in blocks))


def gallery_stamps(app: Sphinx) -> dict[str, str]:
    """Return the stamp of each gallery page by its name; nothing for a site without a gallery."""
    folder = getattr(app.config, "sphinx_gallery_conf", {}).get("gallery_dirs", "")
    file = Path(app.srcdir, folder, RUNS)
    runs = json.loads(file.read_text("utf-8")) if folder and file.exists() else {}
    return {f"{folder}/{name}": gallery_stamp(run) for name, run in runs.items()}


def _before_gallery(app: Sphinx) -> None:
    forget_unnoted_runs(gallery_folder(app))


def _after_gallery(app: Sphinx) -> None:
    if app.builder.format == "html":
        note_runs(gallery_folder(app), Path(app.confdir).parent)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Forget before sphinx-gallery, at 500; note after it, and after the check that all scripts ran, at 600."""
    app.connect("builder-inited", _before_gallery, priority=450)
    app.connect("builder-inited", _after_gallery, priority=650)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
