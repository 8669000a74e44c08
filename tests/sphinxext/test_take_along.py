"""A small site: its files, its row of links, and what a second build leaves alone."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 removes
EXTENSIONS = ["myst_parser", *(f"tutorial_utils.sphinxext.{name}" for name in ("take_along", "llms"))]
CODE = "# Code\n\nSee [words](words.md#more).\n\n```python\n>>> 1 + 1\n2\n```\n"
NEEDS = "# Needs\n\n```python\n>>> from tutorial_utils.facts import registry\n```\n"
ADDRESS: dict[str, Any] = {"html_baseurl": "https://e.org/site", "repository": "https://github.com/me/mine"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    docs.joinpath("deep").mkdir(parents=True)
    docs.joinpath("conf.py").write_text(
        f"project = 'Site'\nextensions = {EXTENSIONS}\nmyst_heading_anchors = 2\n"
        "def setup(app):\n    app.add_config_value('repository', '', 'html')\n"
    )
    docs.joinpath("index.md").write_text(
        "# Site\n\nFirst. Second.\n\n```{toctree}\n:caption: All\nwords\ncode\nneeds\ndeep/far\n```\n"
    )
    docs.joinpath("words.md").write_text("# Words\n\n## More\n\nText.\n")
    docs.joinpath("code.md").write_text(CODE)
    docs.joinpath("needs.md").write_text(NEEDS)
    docs.joinpath("deep/far.md").write_text(CODE.replace("words.md", "../words.md"))
    return docs


def build(docs: Path, parallel: int = 1, **settings: Any) -> Path:
    warning, out = StringIO(), docs.parent / "out"
    with patch_docutils(docs), docutils_namespace():
        Sphinx(
            docs, docs, out, docs.parent / "trees", "html", settings, status=None, warning=warning, parallel=parallel
        ).build()
    assert warning.getvalue() == ""
    return out


def row(out: Path, page: str) -> list[str]:
    html = out.joinpath(f"{page}.html").read_text("utf-8")
    found = re.findall(r'</h1>\n<nav class="take-along" aria-label="This page"><ul>(.*?)</ul></nav>', html)
    return re.findall("<li>(.*?)</li>", "".join(found))


def written(out: Path) -> dict[str, tuple[bytes, int]]:
    paths = [path for path in out.rglob("*") if path.suffix in {".md", ".ipynb", ".txt"}]
    return {path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def test_row_and_files(docs: Path) -> None:
    out = build(docs)
    notebook = '<a href="./notebooks/code.ipynb" download>Notebook</a>'
    assert row(out, "code") == [notebook, '<a href="code.md" type="text/markdown">Markdown</a>']
    assert row(out, "deep/far")[0] == '<a href="../notebooks/deep/far.ipynb" download>Notebook</a>'
    assert row(out, "words") == ['<a href="words.md" type="text/markdown">Markdown</a>']
    assert row(out, "needs")[1:] == ["no notebook: its blocks use the code of this site"]
    assert row(out, "index") == []
    assert out.joinpath("code.md").read_text() == CODE.replace("[words](words.md#more)", "words (page `words`)")
    assert len(nbformat.read(out / "notebooks/deep/far.ipynb", as_version=4).cells) == 4
    assert not out.joinpath("notebooks/needs.ipynb").exists()
    assert '<p class="printed-from">Site, page code</p>' in out.joinpath("code.html").read_text()


def test_an_address_makes_links_of_names(docs: Path) -> None:
    out = build(docs, **ADDRESS)
    colab = "https://colab.research.google.com/github/me/mine/blob/gh-pages/notebooks/deep/far.ipynb"
    assert row(out, "deep/far")[2] == f'<a href="{colab}" rel="noopener">Open in Colab</a>'
    assert len(row(out, "words")) == 1
    assert "[words](https://e.org/site/words.html#more)" in out.joinpath("deep/far.md").read_text()
    cells = json.loads(out.joinpath("notebooks/code.ipynb").read_text())["cells"]
    assert "From [Site](https://e.org/site/code.html)" in "".join(cells[0]["source"])
    assert "](https://e.org/site/deep/far.md)" in out.joinpath("llms.txt").read_text()


@pytest.mark.parametrize(
    ("code", "settings"),
    [
        (">>> 1 + 1\n2", {"repository": "https://example.org/me/mine"}),
        (">>> import safetensors", ADDRESS),
        (">>> 1 + 1\n2", {"repository": ""}),
    ],
)
def test_no_link_to_colab_where_it_would_not_run(docs: Path, code: str, settings: dict[str, Any]) -> None:
    docs.joinpath("code.md").write_text(f"# Code\n\n```python\n{code}\n```\n")
    out = build(docs, **settings)
    assert len(row(out, "code")) == 2
    assert "colab" not in out.joinpath("code.html").read_text()


def test_blocks_that_all_need_hardware_are_not_for_colab(docs: Path) -> None:
    docs.joinpath("code.md").write_text("# Code\n\n% requires: cuda\n\n```python\n>>> 1\n1\n```\n")
    assert len(row(build(docs, **ADDRESS), "code")) == 2


def test_a_second_build_writes_what_changed(docs: Path) -> None:
    first = written(build(docs))
    assert {"code.md", "notebooks/code.ipynb", "llms.txt", "llms-full.txt"} <= set(first)
    again = written(build(docs))
    still = {name for name in first if not name.startswith("llms") and name != "_sources"}
    assert {name: first[name] for name in still} == {name: again[name] for name in still}
    docs.joinpath("code.md").write_text(CODE.replace(">>> 1 + 1\n2", ">>> 2 + 2\n4"))
    third = written(build(docs))
    assert {name for name in third if third[name][0] != first[name][0]} == {
        "code.md", "notebooks/code.ipynb", "llms-full.txt", "_sources/code.md.txt",
    }  # fmt: skip
    assert b"2 + 2" in third["llms-full.txt"][0]
    docs.joinpath("code.md").write_text(NEEDS)
    out = build(docs)
    assert not out.joinpath("notebooks/code.ipynb").exists()
    assert row(out, "code")[1:] == ["no notebook: its blocks use the code of this site"]


def test_two_processes_write_the_same(docs: Path, tmp_path: Path) -> None:
    one = {name: text for name, (text, _) in written(build(docs)).items()}
    html = {page: row(tmp_path / "out", page) for page in ("code", "words", "needs", "deep/far")}
    for folder in ("out", "trees"):
        tmp_path.joinpath(folder).rename(tmp_path / f"{folder}-one")
    two = {name: text for name, (text, _) in written(build(docs, parallel=2)).items()}
    assert one == two
    assert html == {page: row(tmp_path / "out", page) for page in html}
