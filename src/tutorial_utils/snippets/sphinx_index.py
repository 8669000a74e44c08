"""Read all pages with Sphinx and write the list of blocks: the program behind ``index``.

It runs in a process of its own, beside the one that imports torch, and only when a source has changed.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser
from sphinx.application import Sphinx
from sphinx.util.docutils import patch_docutils

from tutorial_utils.snippets.blocks import Block, Page, Problem, page_to_json
from tutorial_utils.snippets.collect import blocks_of
from tutorial_utils.snippets.docstrings import docstring_blocks
from tutorial_utils.snippets.fences import unclosed_fences
from tutorial_utils.snippets.index import CACHE, digest_of, included_files
from tutorial_utils.snippets.prompts import count_prompts

if TYPE_CHECKING:
    from docutils import nodes

__all__ = ["write_index"]

_ANSI = re.compile(r"\x1b\[[\d;]*m")
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")
_WARNING = re.compile(r"^(?P<path>[^:\n]+\.(?:md|py|rst)):(?:(?P<line>\d+):)?(?P<rest>.*)$")


def write_index(root: Path) -> None:
    """Write ``index.json`` with every page, block and problem below ``root``."""
    cache = root / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    app, warnings = _read_with_sphinx(root, cache)
    pages, dependencies = [], {}
    for name in sorted(app.env.found_docs):
        path = Path(app.env.doc2path(name)).resolve()
        if path.suffix != ".md":
            continue
        extra = included_files(Path(app.srcdir), app.env.dependencies.get(name, ()), root)
        dependencies.update({str(p.relative_to(root)): digest_of(p) for p in extra})
        pages.append(_page(root, path, app.env.get_doctree(name), warnings.pop(path, []), extra))
    readme = root / "README.md"
    if readme.exists():
        pages.append(_page(root, readme, *_read_readme(readme), []))
    for path in sorted((root / "src").rglob("*.py")):
        blocks, prompts = docstring_blocks(path, root)
        problems = _miscount(blocks, prompts, path, root)
        if blocks or problems:
            relative = path.relative_to(root).as_posix()
            pages.append(Page(relative, digest_of(path), prompts, tuple(blocks), tuple(problems)))
    left = [problem for problems in warnings.values() for problem in problems]
    if left:
        pages.append(Page("docs/conf.py", digest_of(root / "docs/conf.py"), 0, (), tuple(left)))
    if any(page.problems for page in pages):  # Sphinx does not repeat the warnings of a page it has cached
        shutil.rmtree(cache / "doctrees", ignore_errors=True)
    data = {"fingerprint": "", "dependencies": dependencies, "pages": [page_to_json(page) for page in pages]}
    (cache / "index.json").write_text(json.dumps(data), "utf-8")


def _read_with_sphinx(root: Path, cache: Path) -> tuple[Sphinx, dict[Path, list[Problem]]]:
    stream = io.StringIO()
    docs = root / "docs"
    with patch_docutils(str(docs)):
        app = _application(docs, cache, stream)
        app.builder.read()
    return app, _located(stream.getvalue(), root)


def _application(docs: Path, cache: Path, stream: io.StringIO) -> Sphinx:
    """Return Sphinx with the site's own configuration, less the gallery: `nox -s docs` runs its scripts."""
    scope: dict[str, Any] = {"__file__": str(docs / "conf.py")}
    exec((docs / "conf.py").read_text("utf-8"), scope)  # noqa: S102  # as Sphinx itself does
    names = [name for name in scope.get("extensions", []) if "gallery" not in name]
    settings: dict[str, Any] = {
        "extensions": names,
        "exclude_patterns": [*scope.get("exclude_patterns", []), "gallery/**"],
        # toctrees name the generated gallery, which is not read here; `nox -s docs` checks them
        "suppress_warnings": [
            *scope.get("suppress_warnings", []),
            "toc.excluded",
            "toc.not_readable",
            "config.cache",
        ],
    }
    return Sphinx(docs, docs, cache / "out", cache / "doctrees", "dummy", settings, status=None, warning=stream)


def _read_readme(path: Path) -> tuple[nodes.document, list[Problem]]:
    stream = io.StringIO()
    settings = {
        "warning_stream": stream,
        "report_level": 2,
        "halt_level": 5,
        "myst_suppress_warnings": ["myst.xref_missing"],
    }
    text = path.read_text("utf-8")
    doctree = publish_doctree(text, str(path), parser=Parser(), settings_overrides=settings)
    found = [problem for problems in _located(stream.getvalue(), path.parent).values() for problem in problems]
    # without Sphinx, docutils knows no files: a link to one is checked here
    problems = [problem for problem in found if "Unknown target name" not in problem.message]
    for match in _LINK.finditer(text):
        if not (path.parent / match[1]).exists():
            line = text.count("\n", 0, match.start()) + 1
            problems.append(Problem(line, f"a link to {match[1]!r}, which does not exist"))
    return doctree, problems


def _located(text: str, root: Path) -> dict[Path, list[Problem]]:
    """Sort what Sphinx printed by the file it names; what names none belongs to conf.py."""
    found: dict[Path, list[Problem]] = {}
    current: tuple[Path, int] = (root / "docs/conf.py", 1)
    for row in _ANSI.sub("", text).splitlines():
        match = _WARNING.match(row)
        if match:
            current = (Path(match["path"]).resolve(), int(match["line"] or 1))
        if row.strip():
            message = match["rest"].strip() if match else row.strip()
            found.setdefault(current[0], []).append(Problem(current[1], message))
    return found


def _page(root: Path, path: Path, doctree: nodes.document, problems: list[Problem], extra: list[Path]) -> Page:
    blocks = [block for _, block in blocks_of(doctree, path, root)]
    text = path.read_text("utf-8")
    prompts = count_prompts(text)
    found = [*problems, *unclosed_fences(text), *_miscount(blocks, prompts, path, root)]
    relative = path.relative_to(root).as_posix()
    return Page(relative, digest_of(path, *extra), prompts, tuple(blocks), tuple(found))


def _miscount(blocks: list[Block], prompts: int, path: Path, root: Path) -> list[Problem]:
    """Compare the number of prompts in the file with the number in its blocks, counted independently."""
    relative = path.relative_to(root).as_posix()
    mine = {(b.line, e.line) for b in blocks for e in b.examples if b.source == relative and b.kind == "python"}
    unread = any(b.problems for b in blocks)
    if len(mine) == prompts or unread:
        return []
    message = f"{prompts} lines of the file start with a prompt, but {len(mine)} of them are in rendered code blocks"
    return [Problem(1, f"{message}; look for a fence that is broken, commented out, or never shown")]


if __name__ == "__main__":
    write_index(Path(sys.argv[1]).resolve())
