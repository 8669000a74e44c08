import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutorial_utils.figures.canvas import MARGIN, Canvas, text_width
from tutorial_utils.figures.layers import Arrow, Box, Line, draw_layers

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=18)


def drawn(count, arrows, *, upward=False):
    canvas = Canvas()
    boxes = [Box((Line(f"node {number}"),) * (1 + number % 3), "blue") for number in range(count)]
    draw_layers(canvas, boxes, arrows, upward=upward)
    return canvas.svg()


def elements(svg, tag):
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def rectangles(svg):
    sides = ("x", "y", "width", "height")
    return [tuple(float(box.attrib[side]) for side in sides) for box in elements(svg, "rect")]


def ends(svg):
    """First and last point of each curve."""
    for path in elements(svg, "path"):
        if "C" in path.attrib["d"]:
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
            yield (numbers[0], numbers[1]), (numbers[-2], numbers[-1])


def arrows_of(pairs):
    """Arrows of a graph without circles: from the smaller number to the larger."""
    return [Arrow(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(PAIRS, st.booleans())
def test_boxes_do_not_overlap_and_nothing_leaves_the_picture(pairs, upward):
    svg = drawn(10, arrows_of(pairs), upward=upward)
    found = rectangles(svg)
    width, height = (float(elements_size) for elements_size in re.findall(r'(?:width|height)="(\d+)"', svg)[:2])
    assert len(found) == 10
    for x, y, w, h in found:
        assert x >= -MARGIN
        assert y >= 0
        assert x + w <= width
        assert y + h <= height
    for (x, y, w, h), (other_x, other_y, other_w, other_h) in combinations(found, 2):
        apart = x + w < other_x or other_x + other_w < x or y + h < other_y or other_y + other_h < y
        assert apart


@settings(max_examples=100, deadline=None, derandomize=True)
@given(PAIRS, st.booleans())
def test_every_arrow_leaves_its_parent_and_meets_its_child_downwards(pairs, upward):
    arrows = arrows_of(pairs)
    svg = drawn(10, arrows, upward=upward)
    found = rectangles(svg)
    curves = list(ends(svg))
    assert len(curves) == len(arrows)
    for arrow, (start, end) in zip(arrows, curves, strict=True):
        tail, head = (arrow.child, arrow.parent) if upward else (arrow.parent, arrow.child)
        x, y, width, height = found[tail]
        assert x < start[0] < x + width
        assert start[1] == pytest.approx(y + height, abs=0.02)
        x, y, width, height = found[head]
        assert x < end[0] < x + width
        assert end[1] == pytest.approx(y, abs=0.02)
        assert start[1] < end[1]


def test_a_box_stands_one_layer_below_the_last_of_its_parents():
    arrows = [Arrow(0, 1), Arrow(1, 2), Arrow(0, 2), Arrow(0, 3)]
    tops = [y for _, y, _, _ in rectangles(drawn(4, arrows))]
    assert tops[0] < tops[1] == tops[3] < tops[2]


def test_children_stand_in_the_order_of_the_arrows():
    arrows = [Arrow(0, 3), Arrow(0, 1), Arrow(0, 2)]
    lefts = [x for x, *_ in rectangles(drawn(4, arrows))]
    assert lefts[3] < lefts[1] < lefts[2]


def test_a_long_arrow_passes_beside_the_boxes_between():
    svg = drawn(3, [Arrow(0, 1), Arrow(1, 2), Arrow(0, 2)])
    _, middle, _ = rectangles(svg)
    (long,) = [path.attrib["d"] for path in elements(svg, "path") if path.attrib["d"].count("C") > 1]
    points = [float(number) for number in re.findall(r"-?[\d.]+", long)]
    passing = [x for x, y in zip(points[::2], points[1::2], strict=True) if middle[1] <= y <= middle[1] + middle[3]]
    assert passing
    assert all(x > middle[0] + middle[2] for x in passing)


def test_labels_stand_apart_beside_their_arrows():
    arrows = [Arrow(0, 2, "0", "4"), Arrow(1, 2, "1", "5"), Arrow(0, 2, "2", "6", dashed=True)]
    svg = drawn(3, arrows)
    spans = []
    for text in elements(svg, "text"):
        if (text.text or "").startswith("node"):
            continue
        x, y, room = float(text.attrib["x"]), float(text.attrib["y"]), text_width(text.text or "", 10.5)
        spans.append((x - room if "end" in text.attrib["style"] else x, y, room))
    assert len(spans) == 6
    for (x, y, room), (other_x, other_y, other_room) in combinations(spans, 2):
        assert y != other_y or x + room <= other_x or other_x + other_room <= x


def test_a_circle_is_refused_by_the_sorter():
    with pytest.raises(ValueError, match="nodes are in a cycle"):
        drawn(2, [Arrow(0, 1), Arrow(1, 0)])
