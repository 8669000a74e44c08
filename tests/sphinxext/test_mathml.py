"""TeX becomes MathML, bad TeX a warning with its place, and the font keeps what stretches brackets."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from tutorial_utils.errors import MathError
from tutorial_utils.sphinxext.mathml import CHARACTERS, STYLE, math_font, tex_to_mathml

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
extensions = ["myst_parser", "tutorial_utils.sphinxext.mathml"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
"""


def build(directory: Path, page: str) -> subprocess.CompletedProcess[str]:
    directory.joinpath("conf.py").write_text(CONF)
    directory.joinpath("index.md").write_text(page)
    command = [sys.executable, "-m", "sphinx", "-N", "-q", "-W", "--keep-going", str(directory), str(directory / "out")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return math_font(tmp_path_factory.mktemp("font") / "mathml")


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        ("i_k", "<msub><mi>i</mi><mi>k</mi></msub>"),
        (r"\frac{\partial z}{\partial x}", "<mfrac><mrow><mi>∂</mi><mi>z</mi></mrow>"),
        (r"\begin{cases}1&2\\3&4\end{cases}", "<mo>{</mo><mtable"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "<mo>(</mo><mtable"),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "text-align: right"),
    ],
)
def test_tex_becomes_mathml(tex: str, part: str) -> None:
    mathml = tex_to_mathml(tex, display=True)
    assert mathml.startswith('<math display="block">')
    assert part in mathml


def test_inline_formula_is_not_a_block() -> None:
    assert tex_to_mathml("x", display=False) == "<math><mi>x</mi></math>"


def test_unknown_command_says_where() -> None:
    with pytest.raises(MathError) as raised:
        tex_to_mathml(r"a + \foo", display=False)
    assert str(raised.value) == (
        "expected TeX that MathML can show, got 'a + \\\\foo': Unknown command \"\\foo\". (character 5)"
    )


def test_font_has_the_math_table_and_the_stretching_characters(font: Path) -> None:
    with TTFont(font) as subset:
        assert subset.flavor == "woff2"
        assert "MATH" in subset
        known = subset.getBestCmap()
        assert {0x23DC, 0x23DD, 0x23DE, 0x23DF, 0x23E0, 0x23E1} <= known.keys()
        assert {ord(letter) for letter in "xX0+=∑∂∇√"} <= known.keys()
        stretching = subset["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
        assert {known[ord(bracket)] for bracket in "({[|√"} <= set(stretching)


def test_font_is_small(font: Path) -> None:
    assert 20_000 < font.stat().st_size < 80_000


def test_font_is_made_once(font: Path) -> None:
    before = font.stat().st_mtime_ns
    assert math_font(font.parent) == font
    assert font.stat().st_mtime_ns == before


def test_characters_are_written_once() -> None:
    assert len(CHARACTERS) == len(set(CHARACTERS))


def test_bad_tex_is_a_warning_with_page_and_line(tmp_path: Path) -> None:
    done = build(tmp_path, "# Title\n\nGood $a$.\n\nBad $\\foo$.\n\n$$\n\\frac{a\n$$\n")
    assert done.returncode == 1
    inline, block = sorted(line for line in done.stderr.splitlines() if "MathML" in line)
    assert inline.startswith(f"{tmp_path}/index.md:5: WARNING: expected TeX that MathML can show")
    assert inline.endswith("[mathml.tex]")
    assert block.startswith(f"{tmp_path}/index.md:7: WARNING: expected TeX that MathML can show")


def test_page_holds_mathml_number_and_font(tmp_path: Path) -> None:
    done = build(tmp_path, "# Title\n\nInline $i_k$.\n\n$$a = b$$ (eq)\n\nSee {eq}`eq`.\n")
    assert (done.returncode, done.stderr) == (0, "")
    html = tmp_path.joinpath("out/index.html").read_text()
    assert "<math><msub>" in html
    assert '<span class="eqno">(1)' in html
    assert '<math display="block"><mi>a</mi>' in html
    assert "<script" not in html.partition('class="math"')[2].partition("</math>")[0]
    assert "MathJax.js" not in html
    assert "tex-mml" not in html
    (font,) = tmp_path.joinpath("out/_static").glob("stix-two-math.*.woff2")
    style = tmp_path.joinpath("out/_static/mathml.css").read_text()
    assert style == STYLE.format(font=font.name)
    assert f'url("{font.name}")' in style
