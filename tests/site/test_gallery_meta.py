"""A gallery page says in its head and to the search what the comments of its script say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_they_reach_the_page_and_the_search(built_site: Path) -> None:
    html = built_site.joinpath("gallery/plot_learning_rates.html").read_text("utf-8")
    for name, start in (("description", "From which learning rate on"), ("keywords", "step size too large")):
        (said,) = re.findall(rf'<meta [^>]*name="{name}"[^>]*>', html)
        assert f'content="{start}' in said
        searched = built_site.joinpath("_search/text/gallery/plot_learning_rates.js").read_text("utf-8")
        assert start in searched
    assert "sphinx_gallery" not in html
