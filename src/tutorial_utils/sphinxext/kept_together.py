"""What stays on one line: short code, a formula with the sign behind it, a word with a hyphen in a heading.

A browser breaks code at a blank and at a hyphen, ``x *`` at the end of one line and ``2`` at the start of the next; it
puts a comma behind a formula at the start of a line, because a formula is a box to it; and ``in-`` at the end of the
first line of a heading. These get a class which ``site.css`` keeps together. Tables have rules of their own, there and
in ``facts-tables.css``. Where long text may break is the neighbor ``line_breaks``.

>>> from tutorial_utils.sphinxext.kept_together import kept_together
>>> kept_together("for <math><mi>x</mi></math>, and")
'for <span class="whole"><math><mi>x</mi></math>,</span> and'
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from tutorial_utils.sphinxext.page_bodies import change_bodies

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["SHORT", "kept_together", "setup"]

SHORT = 24
"""Code of so many letters is never broken: it takes little more than half of a line on a phone."""

_TAG = re.compile(r"<[^>]*>")
# A table is found too, and left as it is.
_CODE = re.compile(r'<table\b.*?</table>|<code class="([^"]*\bliteral\b[^"]*)">(.*?)</code>', re.DOTALL)
_BREAKS = re.compile(r"[^\w.]")
_FORMULA = re.compile(r"([(\N{LEFT DOUBLE QUOTATION MARK}]?)(<math>(?:(?!</math>).)*</math>)([^\s<]*)", re.DOTALL)
_HEADING = re.compile(r"<h[1-3]>.*?</h[1-3]>", re.DOTALL)
_HYPHENED = re.compile(r"(?<![\w<-])\w+(?:-\w+)+(?![^<]*>)")


def kept_together(html: str) -> str:
    """Mark what must not be broken.

    >>> from tutorial_utils.sphinxext.kept_together import kept_together
    >>> kept_together('<code class="literal">x * 2</code> and <code class="literal">x</code>')
    '<code class="literal whole">x * 2</code> and <code class="literal">x</code>'
    >>> kept_together("<h2>What an in-place write does</h2>")
    '<h2>What an <span class="whole">in-place</span> write does</h2>'
    """
    html = _CODE.sub(_short_code, html)
    html = _FORMULA.sub(_formula, html)
    return _HEADING.sub(lambda heading: _HYPHENED.sub(r'<span class="whole">\g<0></span>', heading[0]), html)


def _short_code(code: re.Match[str]) -> str:
    text = unescape(_TAG.sub("", code[2] or ""))
    if len(text) > SHORT or not _BREAKS.search(text):
        return code[0]
    return f'<code class="{code[1]} whole">{code[2]}</code>'


def _formula(found: re.Match[str]) -> str:
    before, _, behind = found.groups()
    return f'<span class="whole">{found[0]}</span>' if before or behind else found[0]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Do this to each page when it is written."""
    return change_bodies(app, kept_together, __file__)
