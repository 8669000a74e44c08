import re

import pytest

from tutorial_utils.figures.canvas import Canvas


def box(canvas):
    (found,) = re.findall(r'<svg [^>]*width="(\d+)" height="(\d+)"', canvas.svg())
    return tuple(map(int, found))


def test_canvas_grows_with_what_is_drawn():
    canvas = Canvas()
    canvas.rect((10, 20), 30, "blue", 0.1, dashed=False)
    assert box(canvas) == (44, 52)
    canvas.text(0, 100, "0123456789", size=10)
    assert box(canvas) == (66, 104)


def test_text_is_escaped():
    canvas = Canvas()
    canvas.text(0, 0, "a < b & c", size=10)
    assert ">a &lt; b &amp; c</text>" in canvas.svg()


@pytest.mark.parametrize(
    ("dx", "dy", "path"),
    [
        (20, 0, "M 0 0 L 20 0 M 16 -4 L 20 0 L 16 4"),
        (-20, 0, "M 0 0 L -20 0 M -16 -4 L -20 0 L -16 4"),
        (0, 20, "M 0 0 L 0 20 M -4 16 L 0 20 L 4 16"),
        (0, -20, "M 0 0 L 0 -20 M -4 -16 L 0 -20 L 4 -16"),
    ],
)
def test_arrow_points_where_it_goes(dx, dy, path):
    canvas = Canvas()
    canvas.arrow(0, 0, dx, dy, color="fg")
    assert f'd="{path}"' in canvas.svg()


def test_group_holds_what_is_drawn_in_it_and_nothing_after():
    canvas = Canvas()
    with canvas.group("outer"):
        canvas.text(0, 10, "a", size=10)
        with canvas.group("inner"):
            canvas.text(0, 10, "b", size=10)
    canvas.text(0, 10, "c", size=10)
    bare = re.sub(r" (?!class)[\w-]+=\"[^\"]*\"", "", canvas.svg())
    assert bare == ('<svg><g class="outer"><text>a</text><g class="inner"><text>b</text></g></g><text>c</text></svg>')


def test_a_box_has_corners_or_round_ends():
    canvas = Canvas()
    canvas.box((10, 20), (30, 16), "blue", rounded=False, dashed=False)
    canvas.box((10, 20), (30, 16), "blue", rounded=True, dashed=True)
    assert re.findall(r'width="30" height="16" rx="(\d+)"', canvas.svg()) == ["3", "8"]
    assert canvas.svg().count("stroke-dasharray") == 1
    assert box(canvas) == (44, 38)


def test_a_stream_is_upright_at_its_points_and_ends_in_a_head():
    canvas = Canvas()
    canvas.stream([(0, 0), (20, 10), (20, 30)], color="fg", dashed=True)
    curve, head = re.findall(r'd="([^"]*)"', canvas.svg())
    assert curve == "M 0 0 C 0 5 20 5 20 10 C 20 20 20 20 20 30"
    assert head == "M 16 26 L 20 30 L 24 26"
    assert re.findall(r'd="([^"]*)"[^>]*dasharray', canvas.svg()) == [curve]
    assert box(canvas) == (24, 32)
