"""Last touches to each HTML page: what readers with a keyboard, a screen reader or a slow line need.

The markup is furo's, Sphinx's and sphinx-gallery's; each entry of ``MENDS`` adds what theirs lacks. Files that
an extension adds to every page are dropped from pages that do not use them (``ONLY_WHERE_USED``), and scripts wait
until the page stands. Style sheets are the neighbor ``one_stylesheet.py``.
Colors and sizes are in ``docs/_static/site.css``.

>>> from tutorial_utils.sphinxext.accessibility import mended
>>> mended("<pre>x</pre>")
'<pre tabindex="0">x</pre>'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx.jinja2glue import BuiltinTemplateLoader

from tutorial_utils.sphinxext.lean_markup import unindented, used_symbols
from tutorial_utils.sphinxext.math_font import FIRST

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["MENDS", "ONLY_WHERE_USED", "MendingTemplates", "mended", "setup"]

MENDS = (
    # Sphinx gives toctree captions the role of a heading without the level which that role needs.
    ('role="heading">', 'role="heading" aria-level="2">'),
    # What scrolls sideways must be reachable from the keyboard.
    ("<pre>", '<pre tabindex="0">'),
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    # Two complementary landmarks and one navigation: each needs a name of its own.
    ('<aside class="sidebar-drawer"', '<aside class="sidebar-drawer" aria-label="Site"'),
    ('<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
    (
        '<div class="content-icon-container">',
        '<div class="content-icon-container" role="navigation" aria-label="Page tools">',
    ),
)

ONLY_WHERE_USED = {
    r"sg_gallery-\w+(?:-\w+)?\.css": "output_html",
    r"sg-tags\.js": "data-sgtags",
    r"sphinx_highlight\.js": "searchtools.js",  # marks what Sphinx's own search has found, and this site has another
    r"mathml\.css": "<math",
    r"table-filter\.js": "facts-tools",
    r"table-(?:sort|headings)\.js": '<table class="facts-table',
    r"(?:copybutton|clipboard\.min|access/copy)\.js": 'class="highlight"',
    r"access/scrolling\.js": 'tabindex="0"',
}

_TAGS = {
    re.compile(rf"\s*<(?:link|script) [^>]*_static/{name}[^>]*>(?:</script>)?"): marker
    for name, marker in ONLY_WHERE_USED.items()
}


def mended(html: str) -> str:
    """Apply every mend to the text of one page.

    >>> from tutorial_utils.sphinxext.accessibility import mended
    >>> mended('<script src="_static/copybutton.js"></script><p>no code</p>')
    '<p>no code</p>'
    """
    for found, wanted in MENDS:
        html = html.replace(found, wanted)
    for pattern, marker in _TAGS.items():
        if marker not in html:
            html = pattern.sub("", html)
    html = html.replace('<script src="', '<script defer src="')
    if "<math" in html:
        html = html.replace("</head>", f"{FIRST}</head>", 1)
    return unindented(used_symbols(html))


class MendingTemplates(BuiltinTemplateLoader):
    """Sphinx's own templates, with `mended` applied to what they render."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Render one page."""
        html = super().render(template, context)
        return mended(html) if template.endswith(".html") else html


def _use(_app: Sphinx, config: Config) -> None:
    config.template_bridge = f"{__name__}.{MendingTemplates.__name__}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Render pages through `MendingTemplates`."""
    app.connect("config-inited", _use)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
