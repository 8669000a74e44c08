"""TeX becomes MathML, and bad TeX a warning with its place."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.errors import MathError
from tutorial_utils.sphinxext.mathml import tex_to_mathml

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


@pytest.mark.parametrize(("tex", "sign"), [("f'(x)", "\N{PRIME}"), ("f''(x)", "\N{DOUBLE PRIME}")])
def test_a_prime_is_not_lifted_above_its_letter(tex: str, sign: str) -> None:
    mathml = tex_to_mathml(tex, display=False)
    assert mathml.startswith(f'<math><mrow><mi>f</mi><mo lspace="0" rspace="0">{sign}</mo></mrow>')
    assert "msup" not in mathml
    assert "<msup><mi>f</mi><mn>2</mn></msup>" in tex_to_mathml("f^2", display=False)


def test_unknown_command_says_where() -> None:
    with pytest.raises(MathError) as raised:
        tex_to_mathml(r"a + \foo", display=False)
    assert str(raised.value) == (
        "expected TeX that MathML can show, got 'a + \\\\foo': Unknown command \"\\foo\". (character 5)"
    )


def test_bad_tex_is_a_warning_with_page_and_line(tmp_path: Path) -> None:
    done = build(tmp_path, "# Title\n\nGood $a$.\n\nBad $\\foo$.\n\n$$\n\\frac{a\n$$\n")
    assert done.returncode == 1
    inline, block = sorted(line for line in done.stderr.splitlines() if "MathML" in line)
    assert inline.startswith(f"{tmp_path}/index.md:5: WARNING: expected TeX that MathML can show")
    assert inline.endswith("[mathml.tex]")
    assert block.startswith(f"{tmp_path}/index.md:7: WARNING: expected TeX that MathML can show")


def test_page_holds_mathml_and_number(tmp_path: Path) -> None:
    done = build(tmp_path, "# Title\n\nInline $i_k$.\n\n$$a = b$$ (eq)\n\nSee {eq}`eq`.\n")
    assert (done.returncode, done.stderr) == (0, "")
    html = tmp_path.joinpath("out/index.html").read_text()
    assert "<math><msub>" in html
    assert '<span class="eqno">(1)' in html
    assert '<math display="block"><mi>a</mi>' in html
    assert "<script" not in html.partition('class="math"')[2].partition("</math>")[0]
    assert "MathJax.js" not in html
    assert "tex-mml" not in html
