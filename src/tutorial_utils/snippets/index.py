"""The list of all pages and blocks, kept on disk and made anew only for what changed.

The neighbor ``sphinx_index`` is the program that reads the doctrees and writes the list; ``load_index`` reads the list
and starts that program only when some source, or what reads it, is no longer the same.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import CollectionError
from tutorial_utils.snippets.blocks import Page, page_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CACHE", "digest_of", "included_files", "load_index", "sources"]

CACHE = Path("build/cache/snippets")
_READERS = ("sphinx", "docutils", "myst-parser", "markdown-it-py")


def sources(root: Path) -> list[Path]:
    """Return every file that may hold blocks, in a fixed order."""
    docs = [p for p in sorted((root / "docs").rglob("*.md")) if "gallery" not in p.relative_to(root / "docs").parts]
    readme = [p for p in (root / "README.md",) if p.exists()]
    return [*docs, *readme, *sorted((root / "src").rglob("*.py"))]


def digest_of(*paths: Path) -> str:
    """Return one digest for the contents of several files; a missing file counts as such."""
    total = hashlib.blake2b(digest_size=12)
    for path in paths:
        total.update(path.read_bytes() if path.is_file() else b"(missing)")
        total.update(b"\0")
    return total.hexdigest()


def load_index(root: Path) -> list[Page]:
    """Return all pages, from the stored list if nothing has changed since it was made.

    Raises:
        CollectionError: Sphinx could not read the pages at all; the message holds what it printed.
    """
    stored = root / CACHE / "index.json"
    fingerprint = _fingerprint(root)
    data = _read(stored)
    if data is None or data["fingerprint"] != fingerprint or _stale_dependency(root, data):
        _rebuild(root)
        data = _read(stored)
        if data is None:
            msg = f"expected a list of blocks at {stored}, found none after reading the pages"
            raise CollectionError(msg)
        data["fingerprint"] = fingerprint
        stored.write_text(json.dumps(data), "utf-8")
    return [page_from_json(page) for page in data["pages"]]


def included_files(srcdir: Path, dependencies: Iterable[str | Path], root: Path) -> list[Path]:
    """Return the files of the project a page depends on besides itself, from Sphinx's notes of them."""
    found = {(srcdir / path).resolve() for path in dependencies}
    return sorted(path for path in found if path.is_relative_to(root))


def _fingerprint(root: Path) -> str:
    files = [*sources(root), root / "docs/conf.py"]
    names = "\0".join(str(p.relative_to(root)) for p in files)
    versions = " ".join(f"{name} {version(name)}" for name in _READERS)
    return f"{digest_of(*files)} {hashlib.blake2b(names.encode(), digest_size=8).hexdigest()} {versions} {sys.version}"


def _stale_dependency(root: Path, data: dict[str, Any]) -> bool:
    return any(digest_of(root / path) != digest for path, digest in data["dependencies"].items())


def _read(stored: Path) -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = json.loads(stored.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data


def _rebuild(root: Path) -> None:
    command = [sys.executable, "-m", "tutorial_utils.snippets.sphinx_index", str(root)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own module
    if result.returncode:
        msg = f"expected Sphinx to read the pages, but it stopped:\n{result.stderr.strip() or result.stdout.strip()}"
        raise CollectionError(msg)
