"""What earlier builds wrote for a page that is gone is gone too, and nothing else is."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.sphinxext.leftovers import left_over

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 removes
EXTENSIONS = ["myst_parser", *(f"tutorial_utils.sphinxext.{name}" for name in ("take_along", "leftovers"))]
PAGE = "# Deep\n\n```python\n>>> 1 + 1\n2\n```\n\n{download}`file.txt`\n"
FRONT = "# Front\n\nText.\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    docs.joinpath("deep").mkdir(parents=True)
    docs.joinpath("conf.py").write_text(f"extensions = {EXTENSIONS}\nhtml_static_path = ['own']\n")
    docs.joinpath("own").mkdir()
    docs.joinpath("own/part.html").write_text("<p>no page</p>")
    docs.joinpath("index.md").write_text(f"{FRONT}\n```{{toctree}}\ndeep/page\n```\n")
    docs.joinpath("deep/page.md").write_text(PAGE)
    docs.joinpath("deep/file.txt").write_text("x")
    return docs


def build(docs: Path, parallel: int) -> set[str]:
    """Build, and return the names of all files but the directories of downloads, which are digests of paths."""
    warning, out = StringIO(), docs.parent / "out"
    with patch_docutils(docs), docutils_namespace():
        Sphinx(docs, docs, out, docs.parent / "trees", "html", {}, None, warning, parallel=parallel).build()
    assert warning.getvalue() == ""
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    return {f"_downloads/{name.rpartition('/')[2]}" if name.startswith("_downloads/") else name for name in names}


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_page_that_is_gone_leaves_nothing(docs: Path, parallel: int) -> None:
    before = build(docs, parallel)
    docs.joinpath("index.md").write_text(FRONT)
    docs.joinpath("deep/page.md").unlink()
    own = {"deep/page.html", "deep/page.md", "notebooks/deep/page.ipynb", "_downloads/file.txt"}
    source = {"_sources/deep/page.md.txt"}  # Sphinx's own, which the site has not
    assert before - build(docs, parallel) == own
    assert own | source | {"search.html", "genindex.html", "_static/part.html"} <= before
    assert [name for name in ("deep", "_downloads", "notebooks") if docs.parent.joinpath("out", name).exists()] == [
        "_downloads",
        "notebooks",
    ]


def test_a_page_that_stays_keeps_all(docs: Path) -> None:
    before = build(docs, 1)
    assert build(docs, 1) == before
    docs.joinpath("index.md").write_text(docs.joinpath("index.md").read_text() + "\nMore.\n")
    assert build(docs, 1) == before


def test_a_site_written_around_its_sources_loses_none(docs: Path) -> None:
    root = docs.parent
    root.joinpath("README.md").write_text("Read me.")
    before = {path for path in root.rglob("*") if path.is_file()}
    with patch_docutils(docs), docutils_namespace():
        Sphinx(docs, docs, root, root / "trees", "html", {}, None, StringIO()).build()
    assert root.joinpath("index.html").exists()
    assert [path for path in before if not path.exists()] == []


def test_what_belongs_to_no_page_is_named(tmp_path: Path) -> None:
    names = ("a.html", "b.html", "b.md", "notebooks/b.ipynb", "_downloads/1/x", "_downloads/2/x", "_static/b.html")
    for name in (*names, ".git/b.html"):
        tmp_path.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        tmp_path.joinpath(name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in left_over(tmp_path, {"a"}, {"1/x"})]
    assert found == ["_downloads/2/x", "b.html", "b.md", "notebooks/b.ipynb"]
    assert list(left_over(tmp_path, {"a", "b"}, {"1/x", "2/x"})) == []
