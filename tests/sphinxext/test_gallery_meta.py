"""The comments of a gallery script that say what its page is."""

from __future__ import annotations

import pytest

from tutorial_utils.sphinxext.gallery_meta import meta_of

TEXT = """# sphinx_gallery_description = "A 'b' c."
# sphinx_gallery_keywords = 'd, "e"'
# sphinx_gallery_thumbnail_number = 2
"""


def test_description_and_keywords_are_read() -> None:
    assert meta_of(f'"""Title"""\n{TEXT}\nx = 1\n') == {"description": "A 'b' c.", "keywords": 'd, "e"'}


@pytest.mark.parametrize("text", ["", "x = '# sphinx_gallery_description = \"A\"'", TEXT.replace("# ", "## ")])
def test_nothing_else_is(text: str) -> None:
    assert meta_of(text) == {}
