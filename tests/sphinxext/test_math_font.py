"""The font holds what the formulas of the site use, keeps what stretches brackets, and follows the pages."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from tutorial_utils.sphinxext.math_font import characters_of, math_font

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
extensions = ["myst_parser", "tutorial_utils.sphinxext.mathml"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
"""


def build(directory: Path, *options: str) -> set[str]:
    """Build a small site; return the letters that the one font in it can show."""
    command = [sys.executable, "-m", "sphinx", "-N", "-q", "-W", *options, str(directory), str(directory / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    sheet = directory.joinpath("out/_static/mathml.css").read_text()
    (font,) = re.findall(r'url\("data:font/woff2;base64,([^"]+)"\) format\("woff2"\)', sheet)
    with TTFont(io.BytesIO(b64decode(font))) as known:
        return set(map(chr, known.getBestCmap()))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    tmp_path.joinpath("conf.py").write_text(CONF)
    tmp_path.joinpath("index.md").write_text("# Title\n\n$a$\n\n```{toctree}\nother\nplain\n```\n")
    tmp_path.joinpath("other.md").write_text("# Other\n\n$$\\sum_k \\left( \\alpha \\right)$$\n")
    tmp_path.joinpath("plain.md").write_text("# Plain\n\nNo formula.\n")
    return tmp_path


@pytest.mark.parametrize(
    ("mathml", "characters"),
    [
        ("<mi>x</mi>", "x\U0001d465"),
        ("<mi>h</mi>", "h\u210e"),
        ("<mo>&lt;</mo>", "<"),
        ("<mi>\u03b2</mi><mn>1</mn><mn>1</mn>", "1\u03b2\U0001d6fd"),
        ('<math display="block"></math>', ""),
    ],
)
def test_letters_come_upright_and_slanted(mathml: str, characters: str) -> None:
    assert characters_of(mathml) == characters


def test_font_has_the_math_table_and_stretches_its_brackets() -> None:
    with TTFont(io.BytesIO(math_font("({[|√∑=⏞"))) as font:
        assert font.flavor == "woff2"
        known = font.getBestCmap()
        stretching = set(font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs)
        assert {known[ord(bracket)] for bracket in "({[|√"} <= stretching
        assert known[ord("⏞")] in font["MATH"].table.MathVariants.HorizGlyphCoverage.glyphs
        assert len(font.getGlyphOrder()) > 5 * len(known)  # the sizes, and the parts of larger ones


def test_font_is_the_same_each_time_and_small() -> None:
    assert math_font("ab") == math_font("ab") != math_font("abc")
    assert 500 < len(math_font("ab")) < 2_000


def test_sheet_is_written_once(site: Path) -> None:
    build(site)
    sheet = site / "out/_static/mathml.css"
    before = sheet.stat().st_mtime_ns
    build(site)
    assert sheet.stat().st_mtime_ns == before


@pytest.mark.parametrize("options", [(), ("-j", "2")])
def test_font_holds_the_characters_of_all_pages_and_no_others(site: Path, options: tuple[str, ...]) -> None:
    known = build(site, *options)
    assert known >= set("a\U0001d44ek\U0001d458∑()\u03b1\U0001d6fc ")
    assert known.isdisjoint("bxΩ")


def test_font_follows_the_page_that_changed_and_keeps_the_others(site: Path) -> None:
    first = build(site)
    assert build(site) == first
    site.joinpath("index.md").write_text(site.joinpath("index.md").read_text().replace("$a$", "$b$"))
    second = build(site)
    assert "a" not in second
    assert second >= set("b\U0001d44f∑\u03b1")
    site.joinpath("other.md").write_text("# Other\n\nNo formula any more.\n")
    assert build(site).isdisjoint("∑\u03b1")
