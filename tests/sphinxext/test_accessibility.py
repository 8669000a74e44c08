"""Each mend changes what it names; files of extensions go only to pages that use them."""

from __future__ import annotations

import pytest

from tutorial_utils.sphinxext.accessibility import MENDS, ONLY_WHERE_USED, mended


@pytest.mark.parametrize(("found", "wanted"), MENDS)
def test_mend_is_applied(found: str, wanted: str) -> None:
    assert mended(found) == wanted


def test_other_markup_is_left_alone() -> None:
    html = '<p>text</p><pre class="x">code</pre><link rel="stylesheet" href="_static/site.css?v=1" />'
    assert mended(html) == html


@pytest.mark.parametrize(
    ("tag", "marker"),
    [
        ('<link rel="stylesheet" type="text/css" href="../_static/sg_gallery.css?v=d2d" />', 'class="sphx-glr-x"'),
        ('<link rel="stylesheet" type="text/css" href="../_static/gallery.css?v=1" />', 'class="sphx-glr-x"'),
        (
            '<link rel="stylesheet" type="text/css" href="_static/front.css?v=1" />',
            '<div class="ways-in docutils container">',
        ),
        ('<link rel="stylesheet" type="text/css" href="_static/mathml.css?v=1" />', "<math><mi>x</mi></math>"),
        ('<link rel="stylesheet" type="text/css" href="_static/figures.css?v=1" />', 'fill="var(--fig-blue, #00f)"'),
        ('<script src="_static/copybutton.js?v=1"></script>', 'class="highlight"'),
        ('<script src="_static/clipboard.min.js?v=1"></script>', 'class="highlight"'),
        ('<link rel="stylesheet" href="_static/access/copy.css?v=1" />', 'class="highlight"'),
        ('<script defer="defer" src="_static/access/copy.js?v=1"></script>', 'class="highlight"'),
        ('<script defer="defer" src="_static/access/scrolling.js?v=1"></script>', '<div class="math" tabindex="0">'),
        ('<script src="_static/sg-tags.js?v=1"></script>', "data-sgtags"),
        ('<link rel="stylesheet" href="../_static/facts-tables.css?v=1" />', '<table class="facts-table docutils">'),
        ('<script defer="defer" src="_static/table-filter.js?v=1"></script>', '<div class="facts-tools docutils">'),
        ('<script defer="defer" src="_static/table-sort.js?v=1"></script>', '<table class="facts-table docutils">'),
        ('<script defer="defer" src="_static/table-headings.js?v=1"></script>', '<table class="facts-table docutils">'),
    ],
)
def test_file_is_kept_only_where_it_is_used(tag: str, marker: str) -> None:
    assert mended(f"<head>\n  {tag}</head>") == "<head></head>"
    assert mended(f"<head>\n  {tag}</head>{marker}") == f"<head>\n  {tag}</head>{marker}"


def test_every_file_has_a_case_above() -> None:
    assert len(ONLY_WHERE_USED) == 13
