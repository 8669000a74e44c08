import re
from pathlib import Path

from tutorial_utils.figures.highlight import cell_classes, stylesheet
from tutorial_utils.memory.layout import MAX_CELLS

CSS = Path(__file__).parents[2] / "docs" / "_static" / "figures.css"


def test_site_stylesheet_holds_the_rule():
    assert stylesheet() in CSS.read_text("utf-8")


def test_every_cell_a_figure_can_have_lights_up_with_its_like():
    assert re.findall(r"has\(> \.(\S+):hover\) > \.(\S+) > rect", stylesheet()) == [
        (f"at-{number}", f"at-{number}") for number in range(MAX_CELLS)
    ]
    assert cell_classes(MAX_CELLS - 1).split() == ["fig-cell", f"at-{MAX_CELLS - 1}"]
