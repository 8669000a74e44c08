"""Markup that nothing uses goes, everything else stays, and pages look the same."""

from __future__ import annotations

import pytest
from pygments.styles import get_style_by_name

from tutorial_utils.sphinxext.lean_markup import lean, plain_classes, unindented, used_symbols

PLAIN = ("n", "p")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<code class="docutils literal notranslate">a</code>', '<code class="literal notranslate">a</code>'),
        ('<code><span class="pre">a.</span>&#160; <span class="pre">b</span></code>', "<code>a.&#160; b</code>"),
        ('<span class="pre">nn.<wbr>functional</span>', "nn.<wbr>functional"),
        ('<span class="sig-name"><span class="pre">f</span></span>', '<span class="sig-name">f</span>'),
        ('<tr class="row-odd"><td>1</td></tr>', "<tr><td>1</td></tr>"),
        ('<tr class="row-even" id="a">', '<tr id="a">'),
        ('<th class="stub"><p>sum</p></th>', "<th><p>sum</p></th>"),
        ("<tr><td><p>a</p>\n</td>\n<td>b</td>\n</tr>\n", "<tr><td><p>a</p></td><td>b</td></tr>\n"),
        ("<ul>\n<li><p>a</p></li>\n<li><p>b</p>\n</li>\n</ul>", "<ul><li><p>a</p></li><li><p>b</p></li>\n</ul>"),
        ('<pre tabindex="0"><span></span><span class="n">x</span>', '<pre tabindex="0">x'),
        ('<span class="p">(</span><span class="mi">1</span>', '(<span class="mi">1</span>'),
    ],
)
def test_what_nothing_uses_goes(html: str, wanted: str) -> None:
    assert lean(html, PLAIN) == wanted


@pytest.mark.parametrize(
    "html",
    [
        '<span class="gp">&gt;&gt;&gt; </span><span class="go">1</span>',
        '<span class="pre"><em>a</em></span>',
        '<tr class="row-odd total">',
        '<span class="nb">print</span>',
        "<p><span></span></p>",
        "<pre>a\nb</pre>\n<p>a\nb</p>",
    ],
)
def test_everything_else_stays(html: str) -> None:
    assert lean(html, PLAIN) == html


def test_a_token_with_a_color_in_one_theme_is_not_plain() -> None:
    light, dark = map(get_style_by_name, ("a11y-high-contrast-light", "github-dark"))
    assert plain_classes(light) == ("n", "nn", "nx", "p", "w")
    assert set(plain_classes(light, dark)) < {"n", "nn", "nx", "p", "w"}


def test_icons_that_are_shown_stay() -> None:
    used, unused = '<symbol id="a"><path/></symbol>', '<symbol id="ab">\n<path/></symbol>\n'
    assert used_symbols(f'{unused}{used}<use href="#a"></use>') == f'{used}<use href="#a"></use>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a\n  b\n   <b>c</b></p>", "<p>a\n  b\n<b>c</b></p>"),
        ("<ul>\n \n\n  </ul>\n\n", "<ul>\n</ul>\n"),
        ('<pre tabindex="0">a\n\n  <b>c</b></pre>\n  <p>', '<pre tabindex="0">a\n\n  <b>c</b></pre>\n<p>'),
        ("<script>\n\n  `<b>`\n  </script>", "<script>\n\n  `<b>`\n  </script>"),
    ],
)
def test_blanks_before_tags_go_where_they_show_nothing(html: str, wanted: str) -> None:
    assert unindented(html) == wanted
