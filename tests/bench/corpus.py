"""A project made of this site's own pages with code, as many of them as asked for."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["ROOT", "as_sphinx_doctest", "write_corpus"]

ROOT = Path(__file__).parents[2]
CONF = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence", "dollarmath"]\n'
DOCTEST_CONF = (
    'extensions = ["myst_parser", "sphinx.ext.doctest"]\nmyst_enable_extensions = ["colon_fence", "dollarmath"]\n'
)

_LIVE = re.compile(r"^```\{(?:facts-table|storage-figure|broadcast-figure)\}.*?^```$\n?", re.MULTILINE | re.DOTALL)


def write_corpus(target: Path, pages: int) -> None:
    """Write a project with so many pages; live figures and tables are left out, which no other checker runs."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    texts = [_LIVE.sub("", text) for text in texts if text.count(">>> ") > 5]
    docs = target / "docs"
    for folder in (docs, target / "src", target / "gallery", target / "tests"):
        folder.mkdir(parents=True)
    (docs / "conf.py").write_text(CONF, "utf-8")
    (docs / "index.md").write_text("# Corpus\n", "utf-8")
    (target / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    for number in range(pages):
        (docs / f"page{number:03}.md").write_text(texts[number % len(texts)], "utf-8")


def as_sphinx_doctest(source: Path, target: Path) -> None:
    """Write the same pages with the fences that ``sphinx.ext.doctest`` runs.

    A block for other hardware becomes plain code, and blank lines inside an output become ``<BLANKLINE>``.
    """
    target.mkdir(parents=True)
    (target / "conf.py").write_text(DOCTEST_CONF, "utf-8")
    for path in source.glob("docs/*.md"):
        text = re.sub(r"^% requires:[^\n]*\n```python", "```text", path.read_text("utf-8"), flags=re.MULTILINE)
        text = re.sub(r"^```python$", "```{doctest}", text, flags=re.MULTILINE)
        (target / path.name).write_text(text, "utf-8")
