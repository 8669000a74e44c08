"""Frames are numbered for the stylesheet; figures without them stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.figure import Figure

from tutorial_utils.figures.frames import CONTROL, frame_id, pausable
from tutorial_utils.figures.svg import themed_svg
from tutorial_utils.figures.theme import rc_params

CSS = Path(__file__).parents[2] / "docs" / "_static" / "figures.css"


def drawn(*gids: str) -> str:
    with mpl.rc_context(cast("dict[Any, Any]", rc_params())):
        figure = Figure()
        axes = figure.subplots()
        for gid in gids:
            axes.plot([0, 1], [1, 2], marker="o", gid=gid)
        return themed_svg(figure, "k")


def test_each_artist_of_a_frame_is_a_group_with_its_number() -> None:
    svg = drawn(frame_id(0), frame_id(1), frame_id(1), frame_id(12))
    assert re.findall(r'<g class="frame" style="--frame: (\d+)">', svg) == ["0", "1", "1", "12"]
    assert 'style="--last: 12"' in svg[: svg.index(">")]
    assert "frame-" not in svg


def test_other_ids_make_no_frame() -> None:
    svg = drawn("my-frame-1", "frame-x", "frame-1b")
    assert "frame" not in svg
    assert "--last" not in svg


def test_only_a_figure_with_frames_gets_the_control() -> None:
    still, moving = drawn("line"), drawn(frame_id(0))
    assert pausable(still) == still
    assert pausable(moving) == moving + CONTROL
    assert CONTROL == '<label class="gallery-pause" hidden><input type="checkbox" /> Pause the animation</label>'


def test_stylesheet_knows_the_names_in_the_markup() -> None:
    css = CSS.read_text("utf-8")
    for name in (".frame", "--frame", "--last", ".gallery-pause", ".gallery-figure"):
        assert re.search(rf"{name}\b", css)
