r"""Mathematics as MathML, converted while the site is built: no script in the page, no request elsewhere.

``math-core`` turns TeX into MathML Core, which browsers lay out and screen readers read. A formula it cannot
read is a Sphinx warning with page and line. The font and the look of formulas are the neighbor ``math_font.py``;
numbers and labels of equations are Sphinx's own.

>>> from tutorial_utils.sphinxext.mathml import tex_to_mathml
>>> tex_to_mathml("i_k", display=False)
'<math><msub><mi>i</mi><mi>k</mi></msub></math>'
"""

from __future__ import annotations

import re
from functools import cache
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

__all__ = ["setup", "tex_to_mathml"]

_log = logging.getLogger(__name__)

# The sign in a font stands as high as it belongs. In a superscript Chromium lifts it once more, above the letter.
_PRIME = re.compile("<msup>(<m[in][^>]*>[^<]*</m[in]>)<mo>(\N{PRIME}+|\N{DOUBLE PRIME})</mo></msup>")


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
        found = LatexToMathML(fancy_error=False).convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        at, _, reason = str(error).partition(": ")
        msg = f"expected TeX that MathML can show, got {tex!r}: {reason} (character {int(at) + 1})"
        raise MathError(msg) from error
    return _PRIME.sub(r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>', found)


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


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the renderer that ``html_math_renderer = "mathml"`` selects."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    app.setup_extension("tutorial_utils.sphinxext.math_font")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
