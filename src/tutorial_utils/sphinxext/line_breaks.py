"""Where long printed text may break into lines: messages in output, and long names, above all in tables of facts.

The highlighter calls the message of an error a name, and a warning output like any other. Numbers in columns must not
be broken, so only what begins with the name of a warning or an error is marked; ``site.css`` wraps it. A name
has no blank to break at, so ``<wbr>`` stands where the parts of a long one meet; it is no character, and is not copied.
In prose only those are long that would fill the line of a phone. What must not break is the neighbor ``kept_together``.

>>> from tutorial_utils.sphinxext.line_breaks import with_breaks
>>> with_breaks('<span class="go">UserWarning: old</span>')
'<span class="go message">UserWarning: old</span>'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tutorial_utils.sphinxext.page_bodies import change_bodies

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup", "with_breaks"]

_MESSAGE = re.compile(r'<span class="(go|x)">(?=\w*(?:Warning|Error):)')
_OF_ERROR = re.compile(r'(<span class="gr">[^<]*</span>)([^<]*)<span class="n">')
_TABLE = re.compile(r'<table class="[^"]*\bfacts-table\b.*?</table>', re.DOTALL)
_LONG_WORD = re.compile(r'(?<=<span class="pre">)[^<\s]{14,}(?=</span>)')
_LONG_IN_PROSE = re.compile(r'(?<=<span class="pre">)[^<\s]{30,}(?=</span>)')
_JOINT = re.compile(r"(?<=[\w)\]][._/])(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])")  # not the point of a number


def with_breaks(html: str) -> str:
    """Mark messages, and give long names places to break.

    >>> from tutorial_utils.sphinxext.line_breaks import with_breaks
    >>> with_breaks('<table class="facts-table"><span class="pre">nn.functional.unfold</span></table>')
    '<table class="facts-table"><span class="pre">nn.<wbr>functional.<wbr>unfold</span></table>'
    """
    html = _MESSAGE.sub(r'<span class="\1 message">', html)
    html = _OF_ERROR.sub(r'\1<span class="n message">\2', html)
    html = _TABLE.sub(lambda table: _LONG_WORD.sub(_broken, table[0]), html)
    return _LONG_IN_PROSE.sub(_broken, html)


def _broken(word: re.Match[str]) -> str:
    return _JOINT.sub("<wbr>", word[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Do this to each page when it is written."""
    return change_bodies(app, with_breaks, __file__)
