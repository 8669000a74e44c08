r"""The style sheet of formulas, and in it their font, cut to the characters that the formulas of this site use.

Brackets, roots and sums stretch only with a font that has an OpenType MATH table, so a subset of STIX Two Math (SIL
Open Font License, from the ``ziamath`` wheel) ships with the pages. Whole it has 800 kB, cut it has 15. It
stands in the style sheet itself: a browser asks for a font of its own file when the page is laid out, and would lay
out each formula twice. Which characters a page uses is kept with the page, so that an incremental build knows
those of pages it does not read. The sheet is linked where there are formulas (``accessibility.ONLY_WHERE_USED``).
The formulas themselves are the neighbor ``mathml.py``.

>>> from tutorial_utils.sphinxext.math_font import characters_of
>>> ascii(characters_of("<math><mi>x</mi><mo>=</mo><mn>12</mn></math>"))
"'12=x\\U0001d465'"
"""

from __future__ import annotations

import hashlib
import io
import logging as std_logging
import re
from base64 import b64encode
from html import unescape
from importlib.metadata import distribution, version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from docutils import nodes
from sphinx.environment.collectors import EnvironmentCollector

from tutorial_utils.errors import MathError
from tutorial_utils.sphinxext.mathml import tex_to_mathml

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["FIRST", "STYLE", "MathCharacters", "characters_of", "math_font", "setup"]

STYLE = """\
@font-face {{
  font-family: "STIX Two Math";
  src: url("data:font/woff2;base64,{font}") format("woff2");
}}
math {{ font-family: "STIX Two Math", math; font-size: 1.1em; }}
div.math {{ margin: 1.25rem 0; overflow-x: auto; overflow-y: hidden; text-align: center; }}
div.math math {{ padding: 0.15em 0; }}
div.math .eqno {{ float: right; }}
"""

FIRST = """<script>document.fonts.load('1em "STIX Two Math"')</script>"""
"""What a page with formulas says behind its style sheets: read the font before you lay out, or each formula moves."""

# A browser shows a name of one letter in italics, and takes them from another place in the font. The h stands
# outside the block of the other letters, as the sign of the Planck constant.
_SLANTED = (0x210E, *range(0x1D434, 0x1D468), 0x1D6A4, 0x1D6A5, *range(0x1D6E2, 0x1D71C))
_ITALIC = {normalize("NFKC", chr(code)): chr(code) for code in _SLANTED}

_METADATA: ExtensionMetadata = {
    "version": "1",
    "env_version": 1,
    "parallel_read_safe": True,
    "parallel_write_safe": True,
}


def characters_of(mathml: str) -> str:
    r"""Return the characters that a browser needs to show formulas, sorted, each once.

    >>> from tutorial_utils.sphinxext.math_font import characters_of
    >>> ascii(characters_of("<mi>h</mi><mo>&lt;</mo>"))
    "'<h\\u210e'"
    """
    plain = set(unescape(re.sub(r"<[^>]+>", "", mathml)))
    return "".join(sorted(plain | {_ITALIC[letter] for letter in plain & _ITALIC.keys()}))


class MathCharacters(EnvironmentCollector):
    """Keeps, for each page, the characters of its formulas in ``env.math_characters``."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget a page."""
        kept(env).pop(docname, None)

    def merge_other(
        self, _app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take over what another process has read."""
        kept(env).update({name: text for name, text in kept(other).items() if name in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Look at the formulas of one page; one that is no TeX is left to `mathml`, which warns of it."""
        found = ""
        for node in doctree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block)):
            try:
                found += tex_to_mathml(node.astext(), display=isinstance(node, nodes.math_block))
            except MathError:
                continue
        if found:
            kept(app.env)[app.env.current_document.docname] = characters_of(found)


def kept(env: BuildEnvironment) -> dict[str, str]:
    """Return page -> characters."""
    if not hasattr(env, "math_characters"):
        env.math_characters = {}  # type: ignore[attr-defined]
    found: dict[str, str] = env.math_characters  # type: ignore[attr-defined]
    return found


def math_font(characters: str) -> bytes:
    """Cut the font to some characters, with the MATH table and every size of the brackets it names.

    Args:
        characters: What it must be able to show.

    Returns:
        The content of a woff2 file; the same characters give the same bytes.
    """
    from fontTools import subset  # type: ignore[import-untyped]

    fonttools = std_logging.getLogger("fontTools")  # at INFO it lists every glyph, and Sphinx listens
    fonttools.setLevel(std_logging.WARNING)
    # Without hints and the optical sizes of small letters (feature ssty), which take as much room as all the rest.
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, drop_tables=["DSIG", "GPOS", "FFTM"])
    source = distribution("ziamath").locate_file("ziamath/fonts/STIXTwoMath-Regular.ttf")  # not imported: only a file
    target = io.BytesIO()
    with subset.load_font(str(source), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        subset.save_font(font, target, options)
    return target.getvalue()


def _write_sheet(app: Sphinx, env: BuildEnvironment) -> list[Any]:
    """Write the style sheet when every page is known, unless it is there."""
    if app.builder.format == "html":
        characters = "".join(sorted(set(" ").union(*kept(env).values())))
        made_of = repr((characters, STYLE, version("ziamath"), version("fonttools"), _METADATA["version"]))
        mark = f"/* {hashlib.sha256(made_of.encode()).hexdigest()} */\n"
        sheet = Path(app.outdir, "_static", "mathml.css")
        if not sheet.exists() or not sheet.read_text("utf-8").startswith(mark):
            sheet.parent.mkdir(parents=True, exist_ok=True)
            font = b64encode(math_font(characters)).decode()
            sheet.write_text(mark + STYLE.format(font=font), "utf-8")
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Collect the characters, then write the sheet."""
    app.add_env_collector(MathCharacters)
    app.connect("env-updated", _write_sheet)
    app.add_css_file("mathml.css")
    return _METADATA
