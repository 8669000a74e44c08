"""Frames of a figure: artists that a page shows one after the other, and that stand together as a still.

An artist whose gid is `frame_id` of a number belongs to that frame. `mark_frames` writes the numbers into the
SVG, where ``docs/_static/figures.css`` animates them; `pausable` adds the control that holds the animation.
Without that stylesheet, on paper, and for readers who asked for less motion, the SVG is the still.

Which figures have frames is in ``descent.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

__all__ = ["frame_id", "mark_frames", "pausable"]

FRAME_ID = re.compile(r"frame-(\d+)")
CONTROL = '<label class="gallery-pause" hidden><input type="checkbox" /> Pause the animation</label>'


def frame_id(number: int) -> str:
    """Return the gid that puts an artist into a frame; the first has number 0.

    >>> from tutorial_utils.figures.frames import frame_id
    >>> frame_id(3)
    'frame-3'
    """
    return f"frame-{number}"


def mark_frames(root: ET.Element) -> None:
    """Replace the id of each frame's group by what the stylesheet reads: a class and the number.

    The root gets the number of the last frame; a figure without frames is left as it is.
    """
    last = -1
    for element in root.iter():
        if found := FRAME_ID.fullmatch(element.get("id", "")):
            del element.attrib["id"]
            element.attrib.update({"class": "frame", "style": f"--frame: {found[1]}"})
            last = max(last, int(found[1]))
    if last >= 0:
        root.set("style", f"--last: {last}")


def pausable(svg: str) -> str:
    """Put the control that pauses an animation below an SVG with frames; return any other SVG as it is.

    It is a checkbox and needs no script. It is hidden until the stylesheet shows it beside a moving figure.

    >>> from tutorial_utils.figures.frames import pausable
    >>> pausable("<svg></svg>")
    '<svg></svg>'
    """
    return svg + CONTROL if ' class="frame"' in svg else svg
