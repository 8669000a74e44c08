"""Each mend changes what it names; files of extensions go only to pages that use them."""

from __future__ import annotations

import pytest

from tutorial_utils.sphinxext.accessibility import MENDS, ONLY_WHERE_USED, mended
from tutorial_utils.sphinxext.math_font import FIRST


@pytest.mark.parametrize(("found", "wanted"), MENDS)
def test_mend_is_applied(found: str, wanted: str) -> None:
    assert mended(found) == wanted


def test_other_markup_is_left_alone() -> None:
    html = '<p>text</p><pre class="x">code</pre><link rel="stylesheet" href="_static/site.css?v=1" />'
    assert mended(html) == html


@pytest.mark.parametrize(
    ("tag", "marker"),
    [
        ('<link rel="stylesheet" href="../_static/sg_gallery-dataframe.css?v=d2d" />', '<div class="output_html">'),
        ('<script defer src="_static/copybutton.js?v=1"></script>', 'class="highlight"'),
        ('<script defer src="_static/clipboard.min.js?v=1"></script>', 'class="highlight"'),
        ('<script defer src="_static/sg-tags.js?v=1"></script>', "data-sgtags"),
        ('<script defer src="_static/sphinx_highlight.js?v=1"></script>', '<script defer src="searchtools.js">'),
        ('<script defer="defer" src="_static/access/copy.js?v=1"></script>', 'class="highlight"'),
        ('<script defer="defer" src="_static/access/scrolling.js?v=1"></script>', '<div class="math" tabindex="0">'),
        ('<script defer="defer" src="_static/table-filter.js?v=1"></script>', '<div class="facts-tools docutils">'),
        ('<script defer="defer" src="_static/table-sort.js?v=1"></script>', '<table class="facts-table docutils">'),
        ('<script defer="defer" src="_static/table-headings.js?v=1"></script>', '<table class="facts-table docutils">'),
    ],
)
def test_file_is_kept_only_where_it_is_used(tag: str, marker: str) -> None:
    assert mended(f"<head>\n  {tag}</head>") == "<head></head>"
    assert mended(f"<head>\n  {tag}</head>{marker}") == f"<head>\n{tag}</head>{marker}"


def test_scripts_wait_for_the_page() -> None:
    assert mended('<script src="a.js"></script>') == '<script defer src="a.js"></script>'


def test_formulas_bring_their_font_and_have_it_read_first() -> None:
    sheet = '<link rel="stylesheet" href="_static/mathml.css?v=1" />'
    assert mended(f"<head>{sheet}</head><p>x</p>") == "<head></head><p>x</p>"
    assert mended(f"<head>{sheet}</head><math>x</math>") == f"<head>{sheet}{FIRST}</head><math>x</math>"


def test_every_file_has_a_case_above() -> None:
    assert len(ONLY_WHERE_USED) == 8
