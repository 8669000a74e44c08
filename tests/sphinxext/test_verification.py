"""The stamp, the totals and the line above a block say what the record says, and nothing when the text has changed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.snippets.index import digest_of
from tutorial_utils.snippets.record import BlockRecord, PageRecord, save_record
from tutorial_utils.sphinxext.stamp_text import UNVERIFIED

if TYPE_CHECKING:
    from pathlib import Path

RUN = {
    "torch": "2.13.0",
    "numpy": "2.4.6",
    "python": "3.11.7",
    "platform": "Linux x86_64",
    "device": "cpu",
    "devices": "cpu",
    "commit": "abc",
    "date": "2026-01-02",
}
NEEDS = "needs a machine with a CUDA device; torch 2.13.0 is built without CUDA"
PAGE = "# Page\n\n```python\n>>> 1\n1\n```\n\n% requires: cuda\n```python\n>>> 2\n2\n```\n"
WHERE = "torch 2.13.0 on cpu, Python 3.11.7, Linux x86_64, 2026-01-02, commit abc"
STAMP = f"Verified with {WHERE}: 1 block run, 1 skipped ({NEEDS})."


class Site:
    """A project with one page with code and one with totals."""

    def __init__(self, root: Path) -> None:
        self.root, self.page = root, root / "docs/page.md"
        (root / "docs").mkdir()
        names = ["myst_parser", "tutorial_utils.sphinxext.verification", "tutorial_utils.sphinxext.requires_note"]
        (root / "docs/conf.py").write_text(f"extensions = {names}\n", "utf-8")
        index = "# Site\n\n```{verification-totals}\n```\n\n```{verification-pages}\n```\n\n```{toctree}\npage\n```\n"
        (root / "docs/index.md").write_text(index, "utf-8")
        self.page.write_text(PAGE, "utf-8")

    def record(self, date: str = "2026-01-02") -> None:
        blocks = (BlockRecord("page-1", 4, "passed"), BlockRecord("page-2", 10, "skipped", NEEDS))
        digest = digest_of(self.page)
        run = {**RUN, "date": date}
        save_record(self.root, {"docs/page.md": PageRecord("docs/page.md", digest, digest, run, blocks)})

    def build(self) -> str:
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-d", "build/trees", "docs", "build/html"]
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True).stdout

    def html(self, name: str) -> str:
        return (self.root / f"build/html/{name}.html").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_verified_page_carries_its_stamp_and_its_gated_block_a_line(site: Site) -> None:
    site.record()
    site.build()
    assert f'<p class="verified-stamp verified">{STAMP}</p>' in site.html("page")
    assert '<p class="requires-note">Needs a machine with a CUDA device: not run for this page.</p>' in site.html(
        "page"
    )
    assert (
        "2 blocks, counting figures and tables, 2 on pages and 0 in the code of this site: 1 prints what is shown, "
        "0 raise the error shown, 1 is skipped with a reason, 0 failed " in site.html("index")
    )
    assert f"1 block: {NEEDS}" in site.html("index")
    assert "verified-stamp" not in site.html("index")  # it has no code


def test_the_table_of_pages_links_each_page_by_its_title(site: Site) -> None:
    site.record()
    site.build()
    link = '<td><p><a class="reference internal" href="page.html"><span class="doc">Page</span></a></p></td>'
    assert f"{link}\n<td><p>1</p></td>\n<td><p>0</p></td>\n<td><p>1</p></td>\n<td><p>0</p></td>" in site.html("index")


def test_a_page_that_changed_since_shows_no_old_stamp_and_is_not_counted(site: Site) -> None:
    site.record()
    site.page.write_text(PAGE.replace("1", "3"), "utf-8")
    site.build()
    assert f'<p class="verified-stamp unverified">{UNVERIFIED}</p>' in site.html("page")
    assert "Nothing has been verified" in site.html("index")
    assert "<table" not in site.html("index")  # it would have no row


def test_a_page_that_changed_leaves_the_table_of_a_page_that_did_not(site: Site) -> None:
    other = "---\norphan:\n---\n# Other\n\n```{verification-pages}\n```\n"  # the front page is written with its parts
    site.page.with_name("other.md").write_text(other, "utf-8")
    site.record()
    site.build()
    assert "<table" in site.html("other")
    site.page.write_text(PAGE.replace("1", "3"), "utf-8")
    site.build()
    assert "<table" not in site.html("other")


def test_without_a_record_nothing_is_claimed(site: Site) -> None:
    site.build()
    assert UNVERIFIED in site.html("page")
    assert '<p class="requires-note">Needs a machine with a CUDA device.</p>' in site.html("page")


def test_a_new_record_writes_the_pages_again_without_reading_them(site: Site) -> None:
    site.record()
    site.build()
    assert "no targets are out of date" in site.build()
    site.record(date="2027-03-04")
    second = site.build()
    assert "0 added, 0 changed, 0 removed" in second
    assert "2027-03-04" in site.html("page")
    assert "2027-03-04" in site.html("index")


def test_a_page_of_docstrings_counts_the_examples_of_its_modules(site: Site) -> None:
    module = site.root / "src/part.py"
    module.parent.mkdir()
    module.write_text('"""Do.\n\n>>> 1\n1\n"""\n', "utf-8")
    with (site.root / "docs/conf.py").open("a") as conf:
        conf.write("extensions.append('sphinx.ext.autodoc')\nimport sys\nsys.path.insert(0, 'src')\n")
    site.page.write_text("# Page\n\n```{eval-rst}\n.. automodule:: part\n```\n", "utf-8")
    site.build()
    assert UNVERIFIED in site.html("page")
    digest = digest_of(module)
    blocks = (BlockRecord("part-1", 3, "passed"),)
    save_record(site.root, {"src/part.py": PageRecord("src/part.py", digest, digest, RUN, blocks)})
    site.build()
    assert f"The docstrings of 1 module on this page, verified with {WHERE}: 1 block run." in site.html("page")
