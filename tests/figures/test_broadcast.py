import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial_utils.figures.broadcast import describe_broadcast, draw_broadcast
from tutorial_utils.figures.canvas import MARGIN, text_width
from tutorial_utils.figures.theme import variable
from tutorial_utils.memory import broadcast_of, operand_of

WORKED = {"a": (3, 2), "b": (2, 3, 1)}
SHAPES = st.lists(st.lists(st.sampled_from([1, 1, 2, 3]), max_size=4).map(tuple), min_size=1, max_size=3)


def facts_of(**shapes):
    return broadcast_of([operand_of(torch.empty(shape), name) for name, shape in shapes.items()])


def elements(svg, tag):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def texts(svg):
    return [element.text or "" for element in elements(svg, "text")]


def boxes(svg):
    """Each box as (row, column, color, dashed), counted from the top left."""
    found = elements(svg, "rect")
    rows = sorted({float(box.attrib["y"]) for box in found})
    columns = sorted({float(box.attrib["x"]) for box in found})
    for box in found:
        style = box.attrib["style"]
        color = re.findall(r"stroke: var\(--fig-(\w+)", style)[0]
        yield rows.index(float(box.attrib["y"])), columns.index(float(box.attrib["x"])), color, "dasharray" in style


def width(svg):
    return int(re.findall(r'<svg [^>]*width="(\d+)"', svg)[0])


def test_alt_text_of_the_worked_example_in_full():
    assert describe_broadcast(facts_of(**WORKED)) == (
        "Shapes aligned at the right: a (3, 2), padded to (1, 3, 2); b (2, 3, 1). "
        "Dimension 0: a has 1 and b has 2; a is stretched to 2. Dimension 1: equal, 3. "
        "Dimension 2: a has 2 and b has 1; b is stretched to 2. Result: (2, 3, 2)."
    )


def test_alt_text_of_a_conflict_in_full():
    assert describe_broadcast(facts_of(a=(3, 2), b=(3,))) == (
        "Shapes aligned at the right: a (3, 2); b (3,), padded to (1, 3). "
        "Dimension 0: a has 3 and b has 1; b is stretched to 3. Dimension 1: a has 2 and b has 3; conflict. No result."
    )


def test_alt_text_of_three_operands_names_all_that_are_stretched():
    assert describe_broadcast(facts_of(a=(4,), b=(1,), c=())) == (
        "Shapes aligned at the right: a (4,); b (1,); c (), padded to (1,). "
        "Dimension 0: a has 4, b has 1 and c has 1; b and c are stretched to 4. Result: (4,)."
    )


def test_picture_follows_the_rules_in_order():
    assert texts(draw_broadcast(facts_of(**WORKED))) == [
        "1. Align at the right, pad with 1",
        *["1", "3", "2", "a", "(3, 2)"],
        *["2", "3", "1", "b", "(2, 3, 1)"],
        "2. Compare each dimension",
        *["dim 0", "stretch", "dim 1", "equal", "dim 2", "stretch"],
        "3. Stretch each 1 to its partner",
        *["2", "1", "3", "2", "a", "(2, 3, 2)"],
        *["2", "3", "2", "1", "b", "(2, 3, 2)"],
        *["result", "(2, 3, 2)", "2", "3", "2"],
    ]


def test_boxes_stand_in_columns_and_only_the_padded_one_is_dashed():
    orange, blue, green = "orange", "blue", "green"
    rows = [
        [orange, blue, orange],
        [orange, blue, orange],
        [orange, blue, blue],
        [blue, blue, orange],
        [green] * 3,
    ]
    assert sorted(boxes(draw_broadcast(facts_of(**WORKED)))) == [
        (row, column, color, (row, column) == (0, 0))
        for row, colors in enumerate(rows)
        for column, color in enumerate(colors)
    ]


def test_there_is_an_arrow_for_each_one_that_is_stretched():
    assert len(elements(draw_broadcast(facts_of(**WORKED)), "path")) == 2
    assert len(elements(draw_broadcast(facts_of(a=(4,), b=(4, 1), c=())), "path")) == 4


def test_a_conflict_ends_the_derivation_in_red():
    svg = draw_broadcast(facts_of(a=(3, 2), b=(3,)))
    assert texts(svg)[-3:] == ["dim 1", "conflict", "No result"]
    assert not elements(svg, "path")
    assert Counter(color for *_, color, _ in boxes(svg)) == {"orange": 2, "red": 2}
    assert variable("red") in elements(svg, "text")[-1].attrib["style"]


def test_nothing_to_stretch_leaves_the_third_step_out():
    found = texts(draw_broadcast(facts_of(a=(2, 2), b=(2, 2))))
    assert [text for text in found if text[:2] in {"1.", "2.", "3."}] == [
        "1. Align at the right, pad with 1",
        "2. Compare each dimension",
    ]


def test_shapes_without_dimensions_are_shown_without_boxes():
    svg = draw_broadcast(facts_of(x=(), y=()))
    assert texts(svg)[1:] == [
        *["x", "()", "y", "()"],
        *["2. Compare each dimension", "no dimension to compare"],
        *["result", "()"],
    ]
    assert not elements(svg, "rect")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SHAPES)
def test_no_text_leaves_the_picture_and_no_label_reaches_a_box(shapes):
    svg = draw_broadcast(facts_of(**{f"name_{number}": shape for number, shape in enumerate(shapes)}))
    left = min((float(box.attrib["x"]) for box in elements(svg, "rect")), default=float("inf"))
    for text in elements(svg, "text"):
        size = float(re.findall(r"font-size: ([\d.]+)px", text.attrib["style"])[0])
        room, x = text_width(text.text or "", size), float(text.attrib["x"])
        begin = x - room / 2 if "middle" in text.attrib["style"] else x
        assert begin >= -MARGIN
        assert begin + room <= width(svg)
        assert x > 0 or re.match(r"\d\. |No |no ", text.text or "") or begin + room < left


def test_a_long_length_is_written_smaller_to_fit_its_box():
    (box, *_), (text, *_) = (
        elements(draw_broadcast(facts_of(x=(9999,))), "rect"),
        [text for text in elements(draw_broadcast(facts_of(x=(9999,))), "text") if text.text == "9999"],
    )
    size = float(re.findall(r"font-size: ([\d.]+)px", text.attrib["style"])[0])
    assert size > 10
    assert text_width("9999", size) <= float(box.attrib["width"])


@pytest.mark.parametrize("shapes", [WORKED, {"image": (2, 3, 4, 4), "bias": (3, 1, 1)}])
def test_figure_fits_a_phone(shapes):
    assert width(draw_broadcast(facts_of(**shapes))) <= 358


def test_colors_are_variables_only_and_equal_facts_give_equal_bytes():
    svg = draw_broadcast(facts_of(**WORKED))
    assert svg == draw_broadcast(facts_of(**WORKED))
    assert re.findall(r"#\w+", re.sub(r"var\(--fig-\w+, #\w{6}\)", "", svg)) == []
