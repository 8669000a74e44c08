r"""Mathematics as MathML, converted while the site is built: no script in the page, no request elsewhere.

``math-core`` turns TeX into MathML Core, which browsers lay out and screen readers read. A formula it cannot
read is a Sphinx warning with page and line. Brackets, roots and sums stretch only with a font that has an
OpenType MATH table, so a subset of STIX Two Math (SIL Open Font License, from the ``ziamath`` wheel) ships with
the pages.

Which characters the font holds is in ``CHARACTERS``; the look of formulas is in ``STYLE``. Numbers and labels
of equations are Sphinx's own.

>>> from tutorial_utils.sphinxext.mathml import tex_to_mathml
>>> tex_to_mathml("i_k", display=False)
'<math><msub><mi>i</mi><mi>k</mi></msub></math>'
"""

from __future__ import annotations

import hashlib
import logging as std_logging
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from tutorial_utils.errors import MathError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["CHARACTERS", "STYLE", "math_font", "setup", "tex_to_mathml"]

CHARACTERS = (
    *range(0x20, 0x7F),  # letters, digits, signs
    0xA0, 0xB1, 0xB7, 0xD7, 0xF7,
    *range(0x300, 0x30D), 0x338,  # accents, the stroke of "not"
    *range(0x391, 0x3CA), 0x3D1, 0x3D5, 0x3F5,  # Greek
    *range(0x2010, 0x2027), *range(0x2032, 0x2035), 0x203E, *range(0x2061, 0x2065),
    *range(0x20D0, 0x20D8), 0x210E, 0x2102, 0x2113, 0x2115, 0x2119, 0x211A, 0x211D, 0x2124,
    0x2112, 0x211B, 0x210B, 0x2110, 0x2130, 0x2131, 0x2133, 0x212C,  # script capitals outside their block
    *range(0x2190, 0x2196), *range(0x21D0, 0x21D5), 0x21A6, 0x27F6, 0x27F9,  # arrows
    *range(0x2200, 0x2240), *range(0x2241, 0x2270), *range(0x2282, 0x228C), *range(0x2295, 0x229A),
    0x22A4, 0x22A5, 0x22C5, *range(0x22EE, 0x22F2),
    *range(0x2308, 0x230C), *range(0x239B, 0x23B8), *range(0x23DC, 0x23E2),  # stretching brackets
    0x27E8, 0x27E9, *range(0x1D400, 0x1D468), *range(0x1D49C, 0x1D4D0), *range(0x1D538, 0x1D56C),
    *range(0x1D6A4, 0x1D6E2), *range(0x1D6FC, 0x1D71C),  # alphabets: italic, bold, script, double-struck
)  # fmt: skip

STYLE = """\
@font-face {{
  font-family: "STIX Two Math";
  src: url("{font}") format("woff2");
  font-display: block;
}}
math {{ font-family: "STIX Two Math", math; font-size: 1.1em; }}
div.math {{ margin: 1.25rem 0; overflow-x: auto; overflow-y: hidden; text-align: center; }}
div.math math {{ padding: 0.15em 0; }}
div.math .eqno {{ float: right; }}
"""

_METADATA: ExtensionMetadata = {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
_log = logging.getLogger(__name__)


@cache
def tex_to_mathml(tex: str, *, display: bool) -> str:
    r"""Convert one formula.

    Args:
        tex: The formula, without dollar signs.
        display: Whether it stands on a line of its own.

    Returns:
        One ``<math>`` element.

    Raises:
        MathError: The formula is not TeX that can be converted.

    >>> from tutorial_utils.sphinxext.mathml import tex_to_mathml
    >>> tex_to_mathml(r"\frac{1}{n}", display=True)
    '<math display="block"><mfrac><mn>1</mn><mi>n</mi></mfrac></math>'
    """
    try:
        return LatexToMathML(fancy_error=False).convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        at, _, reason = str(error).partition(": ")
        msg = f"expected TeX that MathML can show, got {tex!r}: {reason} (character {int(at) + 1})"
        raise MathError(msg) from error


def math_font(directory: Path) -> Path:
    """Write the font subset, unless the directory already holds it.

    Args:
        directory: Where the font goes.

    Returns:
        The path of the font; its name changes with its content.
    """
    content = repr((CHARACTERS, version("ziamath"), version("fonttools"), _METADATA["version"]))
    font = directory / f"stix-two-math.{hashlib.sha256(content.encode()).hexdigest()[:8]}.woff2"
    if not font.exists():
        directory.mkdir(parents=True, exist_ok=True)
        _subset(font)
    return font


def _subset(target: Path) -> None:
    """Keep what formulas use, with the MATH table and every size of the brackets it names."""
    from fontTools import subset  # type: ignore[import-untyped]

    fonttools = std_logging.getLogger("fontTools")  # at INFO it lists every glyph, and Sphinx listens
    fonttools.setLevel(std_logging.WARNING)
    # Without hints and the optical sizes of small letters (feature ssty) it is 58 kB instead of 152 kB.
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, drop_tables=["DSIG", "GPOS", "FFTM"])
    source = distribution("ziamath").locate_file("ziamath/fonts/STIXTwoMath-Regular.ttf")  # not imported: only a file
    with subset.load_font(str(source), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        subset.save_font(font, str(target), options)


def _converted(self: HTML5Translator, node: nodes.Node, tex: str, *, display: bool) -> str:
    try:
        return tex_to_mathml(tex, display=display)
    except MathError as error:
        _log.warning("%s", error, location=node, type="mathml", subtype="tex")
        return f"<code>{self.encode(tex)}</code>"


def _visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_converted(self, node, node.astext(), display=False))
    raise nodes.SkipNode


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math", tabindex="0"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(_converted(self, node, node.astext(), display=True) + "</div>\n")
    raise nodes.SkipNode


def _write_files(app: Sphinx) -> None:
    if app.builder.format == "html":
        directory = Path(app.outdir, "_static")
        font = math_font(directory)
        directory.joinpath("mathml.css").write_text(STYLE.format(font=font.name))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the renderer that ``html_math_renderer = "mathml"`` selects."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    app.connect("builder-inited", _write_files)
    app.add_css_file("mathml.css")
    return _METADATA
