"""A gallery page says in its head and to the search what the comments of its script say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_they_reach_the_page_and_the_search(built_site: Path) -> None:
    html = built_site.joinpath("gallery/plot_learning_rates.html").read_text("utf-8")
    searched = built_site.joinpath("_search/text/gallery/plot_learning_rates.js").read_text("utf-8")
    (said,) = re.findall(r'<meta [^>]*name="description"[^>]*>', html)
    assert 'content="From which learning rate on' in said
    assert "From which learning rate on" in searched
    assert "step size too large" in searched
    assert 'name="keywords"' not in html  # of use to this search alone
    assert "sphinx_gallery" not in html
