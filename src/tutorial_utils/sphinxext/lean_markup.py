"""Takes out of each page the markup that nothing uses: a third of the elements of a page with code or tables.

docutils wraps each word of inline code in a ``<span class="pre">``, numbers the rows of tables as odd and even, and
gives their headings a class; Pygments marks names and commas, which both color schemes of this site print like any
other text. No style sheet and no script of the site looks at these, nor at the line ends between cells and items.
Keywords are for the search of the site, which has read them before; how wide a page is the theme says, and docutils
says it again; templates indent what they write. What a page shows does not change, which a test compares in the
browser.

>>> from tutorial_utils.sphinxext.lean_markup import lean
>>> lean('<code><span class="pre">a</span> <span class="pre">b</span></code>', plain=())
'<code>a b</code>'
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pygments.token import STANDARD_TYPES, Name, Punctuation, Text, Whitespace
from sphinx.highlighting import PygmentsBridge

if TYPE_CHECKING:
    from docutils import nodes
    from pygments.style import Style
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["lean", "plain_classes", "setup", "unindented", "used_symbols"]

QUIET = (Name, Name.Namespace, Name.Other, Punctuation, Whitespace)
"""Tokens that most styles leave as they are. Prompts and output are not here: ``site.css`` has colors for them."""

_PRE = re.compile(r'<span class="pre">((?:[^<]|<wbr>)*)</span>')
_CODE = re.compile(r'<code class="docutils literal notranslate(?=[ "])')
_ROW = re.compile(r'<tr class="row-(?:even|odd)"')
_BETWEEN = re.compile(r"\n(?=</?(?:t[dhr]|li)\b)")
_META = re.compile(r'<meta [^>]*name="(?:keywords|viewport)"[^>]*>\s*')
_INDENT = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)|\n\s*\n[ \t]*|\n[ \t]+(?=<)", re.DOTALL)
_STUB = re.compile(r'<th class="stub"')
_SYMBOL = re.compile(r'<symbol id="([^"]*)".*?</symbol>\s*', re.DOTALL)
_NOTHING = re.compile(r"(<pre[^>]*>)<span></span>")  # Pygments puts it there against a bug of old browsers


def plain_classes(*styles: type[Style]) -> tuple[str, ...]:
    """Return the CSS classes of quiet tokens that each of these styles shows like text without a token.

    >>> from pygments.styles import get_style_by_name
    >>> from tutorial_utils.sphinxext.lean_markup import plain_classes
    >>> plain_classes(get_style_by_name("a11y-high-contrast-light"))
    ('n', 'nn', 'nx', 'p', 'w')
    >>> plain_classes(get_style_by_name("a11y-high-contrast-light"), get_style_by_name("monokai"))
    ('n', 'nn', 'p', 'w')
    """
    return tuple(
        STANDARD_TYPES[token]
        for token in QUIET
        if all(style.style_for_token(token) == style.style_for_token(Text) for style in styles)
    )


def lean(html: str, plain: tuple[str, ...]) -> str:
    """Return the text of a page without markup that nothing uses.

    Args:
        html: The text.
        plain: Classes of tokens that look like text without a token.

    >>> from tutorial_utils.sphinxext.lean_markup import lean
    >>> lean('<span class="n">x</span><span class="o">=</span><span class="mi">1</span>', plain=("n",))
    'x<span class="o">=</span><span class="mi">1</span>'
    """
    for pattern in (_PRE, re.compile(rf'<span class="(?:{"|".join(plain)})">([^<]*)</span>'), _NOTHING):
        html = pattern.sub(r"\1", html)
    html = _BETWEEN.sub("", _STUB.sub("<th", _ROW.sub("<tr", html)))
    return _CODE.sub('<code class="literal notranslate', html)


def used_symbols(html: str) -> str:
    """Return a page without the icons that it does not show: furo defines all of its own on each page.

    >>> from tutorial_utils.sphinxext.lean_markup import used_symbols
    >>> used_symbols('<symbol id="a"><path/></symbol><symbol id="b"></symbol><use href="#b"></use>')
    '<symbol id="b"></symbol><use href="#b"></use>'
    """
    return _SYMBOL.sub(lambda found: found[0] if f'href="#{found[1]}"' in html else "", html)


def unindented(html: str) -> str:
    r"""Return a page without blank lines, and without the blanks before tags that begin a line, but for blocks of code.

    >>> from tutorial_utils.sphinxext.lean_markup import unindented
    >>> unindented("<div>\n\n  <b>a</b>\n<pre>\n\n  <b>a</b></pre></div>")
    '<div>\n<b>a</b>\n<pre>\n\n  <b>a</b></pre></div>'
    """
    return _INDENT.sub(lambda found: found[1] or "\n", html)


@cache
def _plain_in(*names: str) -> tuple[str, ...]:
    """Find the styles by their names once for all pages."""
    return plain_classes(*(PygmentsBridge("html", name).formatter_args["style"] for name in names))


def _make_lean(
    app: Sphinx, _name: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    if "body" in context:
        plain = _plain_in(*filter(None, (app.config.pygments_style, app.config.pygments_dark_style)))
        context["body"] = lean(context["body"], plain)
    context["metatags"] = _META.sub("", context.get("metatags", ""))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Do this to each page, after everybody else."""
    app.connect("html-page-context", _make_lean, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
