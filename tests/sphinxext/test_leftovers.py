"""What earlier builds wrote for a page that is gone is gone too, and nothing else is."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.sphinxext.leftovers import LIST, take_away, written

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
    assert before - build(docs, parallel) == own
    # Sphinx's own copy of the source, which this site has not, stays.
    assert own | {"_sources/deep/page.md.txt", "search.html", "genindex.html", "_static/part.html"} <= before
    assert [name for name in ("deep", "_downloads", "notebooks") if docs.parent.joinpath("out", name).exists()] == []


def test_a_page_that_stays_keeps_all_and_so_does_what_others_put_there(docs: Path) -> None:
    before = build(docs, 1)
    for name in ("README.md", "foreign.html", ".git/page.html"):
        docs.parent.joinpath("out", name).parent.mkdir(exist_ok=True)
        docs.parent.joinpath("out", name).write_text("x")
        before.add(name)
    assert build(docs, 1) == before
    docs.joinpath("index.md").write_text(docs.joinpath("index.md").read_text() + "\nMore.\n")
    assert build(docs, 1) == before


def test_a_site_written_around_its_sources_loses_none(docs: Path) -> None:
    root = docs.parent
    root.joinpath("README.md").write_text("Read me.")
    before = {path for path in root.rglob("*") if path.is_file()}
    for _ in range(2):
        with patch_docutils(docs), docutils_namespace():
            Sphinx(docs, docs, root, root / "trees", "html", {}, None, StringIO()).build()
    assert root.joinpath("index.html").exists()
    assert [path for path in before if not path.exists()] == []


def test_only_what_the_last_build_wrote_is_taken_away(tmp_path: Path) -> None:
    names = ("a.html", "deep/b.html", "deep/b.md", "deep/c.html", "_downloads/1/x", "_downloads/2/x", "_static/b.html")
    for name in names:
        tmp_path.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        tmp_path.joinpath(name).write_text("x")
    assert take_away(tmp_path, written(["a", "deep/b"], ["1/x", "2/x"])) == []  # there was no build before
    assert take_away(tmp_path, written(["a"], ["1/x"])) == ["_downloads/2/x", "deep/b.html", "deep/b.md"]
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"a.html", "deep/c.html", "_downloads/1/x", "_static/b.html", LIST}
    assert not tmp_path.joinpath("_downloads/2").exists()
    assert take_away(tmp_path, written(["a"], ["1/x"])) == []
