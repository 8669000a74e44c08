"""Each page with code says below its title what became of it; a page without code says nothing."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from tutorial_utils.snippets.prompts import count_prompts

ROOT = Path(__file__).parents[2]
STAMP = re.compile(r'</h1>\s*<p class="verified-stamp (verified|unverified)">(.*?)</p>')


def stamps(site: Path) -> dict[str, str]:
    """Return the stamp of each page that has one."""
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    return {name: found[2] for name, text in pages.items() if (found := STAMP.search(text))}


def test_pages_with_code_have_a_stamp_and_no_others(built_site: Path) -> None:
    docs = {path.relative_to(ROOT / "docs"): path for path in (ROOT / "docs").rglob("*.md")}
    code = {
        name.with_suffix(".html").as_posix() for name, path in docs.items() if count_prompts(path.read_text("utf-8"))
    }
    gallery = {f"gallery/{path.stem}.html" for path in ROOT.glob("gallery/plot_*.py")}
    assert len(code) >= 35
    assert len(gallery) >= 6
    assert set(stamps(built_site)) == code | gallery | {"api/index.html"}


def test_a_gallery_page_names_torch_the_day_and_how_many_blocks_ran(built_site: Path) -> None:
    found = {name: text for name, text in stamps(built_site).items() if name.startswith("gallery/")}
    assert len(found) >= 6
    for name, text in found.items():
        assert re.search(rf" torch {re.escape(version('torch'))} on cpu.*, \d{{4}}-\d\d-\d\d, ", text)
        printed = built_site.joinpath(name).read_text("utf-8").count('<div class="highlight-Python ')
        assert text.endswith(f": all {printed} blocks.")


def test_a_page_without_its_stamp_is_noticed(built_site: Path, tmp_path: Path) -> None:
    text = (built_site / "start/tour.html").read_text("utf-8")
    tmp_path.joinpath("with.html").write_text(text, "utf-8")
    tmp_path.joinpath("without.html").write_text(text.replace("verified-stamp", "other"), "utf-8")
    assert list(stamps(tmp_path)) == ["with.html"]
