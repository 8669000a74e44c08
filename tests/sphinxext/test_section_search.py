"""The index of a small site: after one build, after more, and in parallel."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.search.sections import page_text

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
extensions = ["myst_parser", "tutorial_utils.sphinxext.section_search"]
section_search_weights = {"deep/*": 0.5}
"""
INDEX = "# Site\n\n```{toctree}\nstrides\ndeep/index\n```\n"
PAGES = {
    "index": INDEX,
    "strides": "# Strides\n\nThey count elements.\n\n## Of a transpose\n\nThey are swapped.\n",
    "deep/index": "# Deep\n\n```{toctree}\ninner\n```\n",
    "deep/inner": "# Inner\n\nWords.\n",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF)
    for name, text in PAGES.items():
        (folder / f"{name}.md").write_text(text)
    return folder


def build(docs: Path, out: str = "out", parallel: int = 1) -> Path:
    """Build without a warning; return the folder of the index."""
    warning = StringIO()
    folders = (str(docs), str(docs), str(docs / out), str(docs / f"{out}-trees"))
    with patch_docutils(docs), docutils_namespace():
        Sphinx(*folders, "html", status=None, warning=warning, parallel=parallel).build()
    assert warning.getvalue() == ""
    return docs / out / "_search"


def index(folder: Path) -> dict[str, list[object]]:
    script = (folder / "index.js").read_text("utf-8")
    return dict(json.loads(script.removeprefix("SiteSearch.use(").removesuffix(");\n")))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.js")}


def test_the_index_has_pages_with_their_place_and_weight(docs: Path) -> None:
    found = index(build(docs))
    assert found["pages"] == [
        ["deep/index", "Deep", "", 0.5],
        ["deep/inner", "Inner", "Deep", 0.5],
        ["index", "Site", "", 1.0],
        ["strides", "Strides", "", 1.0],
    ]
    assert found["counts"] == [1, 1, 1, 2]


def test_sphinx_writes_no_index_of_its_own_and_still_a_search_page(docs: Path) -> None:
    out = build(docs).parent
    assert not (out / "searchindex.js").exists()
    assert (out / "search.html").exists()
    assert "const stopwords" in (out / "_static/language_data.js").read_text("utf-8")


def test_every_anchor_of_a_text_is_on_its_page(docs: Path) -> None:
    folder = build(docs)
    page = page_text((folder / "text/strides.js").read_text("utf-8"))
    ids = set(re.findall(r'id="([^"]+)"', (folder.parent / "strides.html").read_text("utf-8")))
    assert [section.anchor for section in page.sections] == ["", "of-a-transpose"]
    assert "of-a-transpose" in ids


def test_a_second_build_changes_nothing(docs: Path) -> None:
    first = content(build(docs))
    assert content(build(docs)) == first
    assert len(first) == 5


def test_a_parallel_build_gives_the_same_bytes(docs: Path) -> None:
    for number in range(20):  # Sphinx writes few pages in one process
        (docs / f"more{number}.md").write_text(f"---\norphan: true\n---\n\n# More {number}\n\nText.\n")
    assert content(build(docs, "one")) == content(build(docs, "two", parallel=2))


def test_one_changed_page_is_found_anew_and_the_others_stay(docs: Path) -> None:
    before = content(build(docs))
    (docs / "strides.md").write_text(PAGES["strides"] + "\n## Negative ones\n\nRefused.\n")
    after = content(build(docs))
    assert {name for name in after if after[name] != before[name]} == {"index.js", "text/strides.js"}
    fresh = content(build(docs, "fresh"))
    assert after == fresh


def test_a_page_that_is_gone_or_hidden_is_not_found(docs: Path) -> None:
    build(docs)
    (docs / "index.md").write_text(INDEX.replace("strides\n", ""))
    (docs / "strides.md").unlink()
    (docs / "deep/inner.md").write_text("---\nnosearch: true\n---\n\n# Inner\n\nWords.\n")
    folder = build(docs)
    assert sorted(content(folder)) == ["index.js", "text/deep/index.js", "text/index.js"]
    assert len(index(folder)["pages"]) == 2


def test_a_text_that_was_taken_away_comes_back(docs: Path) -> None:
    folder = build(docs)
    before = content(folder)
    (folder / "text/strides.js").unlink()
    assert content(build(docs)) == before
