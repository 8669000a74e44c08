import re
from typing import Any, cast

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from tutorial_utils.figures.svg import labeled, themed_svg
from tutorial_utils.figures.theme import COLORS, rc_params

KEY = "fit-1"


def drawn():
    """A figure with lines, markers, a legend, mathematics and a label that looks like a coordinate."""
    with mpl.rc_context(cast("dict[Any, Any]", rc_params())):
        figure = Figure()
        axes = figure.subplots()
        axes.plot([0, 1, 2], [1, 4, 2], marker="o", label="pi = 3.14159")
        axes.scatter([0, 1], [3, 3.14159], color=COLORS["green"])
        axes.grid(visible=True)
        axes.set_title("$w^2$ & loss")
        axes.legend()
    return figure


@pytest.fixture(scope="module")
def svg():
    return themed_svg(drawn(), KEY)


def test_same_figure_gives_the_same_bytes(svg):
    assert themed_svg(drawn(), KEY) == svg


def test_text_is_one_svg_element_without_what_changes_or_leaks(svg):
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert svg.endswith("</svg>")
    for leak in ("<style", "<metadata", "<?xml", "<!DOCTYPE", "<!--", "xlink", "Bitstream", "ns0:"):
        assert leak not in svg


def test_colors_are_variables_of_the_page(svg):
    assert "#0102" not in svg
    for name in ("fg", "muted", "grid", "surface", "blue", "green"):
        assert f"var(--fig-{name}, #" in svg


def test_no_color_is_fixed(svg):
    rest = re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)
    assert re.findall(r"(?:fill|stroke): #\w+", rest) == []


def test_every_id_has_the_key_and_is_used(svg):
    ids = re.findall(r' id="([^"]+)"', svg)
    used = set(re.findall(r'href="#([^"]+)"', svg)) | set(re.findall(r"url\(#([^)]+)\)", svg))
    assert ids == [f"{KEY}-{number}" for number in range(1, len(ids) + 1)]
    assert set(ids) == used


def test_size_is_in_pixels_and_the_view_box_stays(svg):
    head = svg[: svg.index(">")]
    assert 'viewBox="0 0 417.6 259.2"' in head
    assert re.findall(r' width="(\d+)" height="(\d+)"', head) == [("557", "346")]


def test_coordinates_are_short_but_words_are_untouched(svg):
    assert ">pi = 3.14159</text>" in svg
    attributes = re.sub(r">[^<]*<", "><", svg)
    assert re.findall(r"\d\.\d{3,}", attributes) == []


def test_ids_of_two_figures_differ():
    assert themed_svg(drawn(), "a").replace('"a-', '"b-').replace("#a-", "#b-") == themed_svg(drawn(), "b")


def test_label_is_escaped_and_only_the_root_gets_it():
    svg = labeled("<svg><svg /></svg>", 'x < y & "z"')
    assert svg == '<svg role="img" aria-label="x &lt; y &amp; &quot;z&quot;"><svg /></svg>'
