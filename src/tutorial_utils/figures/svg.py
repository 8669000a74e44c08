"""SVG text that may stand inside a page: the same bytes each time, ids of its own, colors of the page.

Here: matplotlib figures (`themed_svg`) and the accessible name of any SVG (`labeled`). Not here: the palette
(``theme.py``) and figures drawn without matplotlib (``storage.py``).
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from tutorial_utils.figures.frames import mark_frames
from tutorial_utils.figures.theme import replace_sentinels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

__all__ = ["labeled", "svg_text", "themed_svg"]

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LONG_DECIMAL = re.compile(r"(?<![#\w.])-?\d+\.\d{3,}(?![\w%])")
STOCK_FONTS = re.compile(r"font-family: [^;]*sans-serif(; )?")
NO_ROTATION = re.compile(r"rotate\(-?0 [^)]*\)")
PX_PER_PT = 4 / 3


def themed_svg(figure: Figure, key: str) -> str:
    """Return a matplotlib figure as one inline SVG element for light and dark pages.

    Args:
        figure: Drawn under `theme.rc_params`, with the colors of `theme.COLORS`.
        key: Unique among the figures of a page; every id in the SVG begins with it.

    Returns:
        Text from ``<svg`` to ``</svg>``: no date, no global style, coordinates with 2 decimals, those of paths
        with 1 (what is lost is less than an eye sees), and width and height in CSS pixels. Artists with the gid of
        a frame are marked as in ``frames.py``.
    """
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": key}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    root = ET.fromstring(buffer.getvalue())  # noqa: S314 -- matplotlib's own output
    _drop_globals(root)
    mark_frames(root)
    _own_ids(root, key)
    for element in root.iter():
        short = {name: _short(value, 1 if name == "d" else 2) for name, value in element.attrib.items()}
        element.attrib = {name: value for name, value in short.items() if value}
    root.set("stroke-linejoin", "round")
    for side in ("width", "height"):
        root.set(side, f"{float(root.get(side, '0').removesuffix('pt')) * PX_PER_PT:.0f}")
    return replace_sentinels(svg_text(root))


def svg_text(root: ET.Element) -> str:
    """Write an SVG element tree as text for an HTML page: no prefixes, no white space between elements."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        element.text = element.text if element.text and element.text.strip() else None
        element.tail = None
    root.attrib = {"xmlns": SVG.strip("{}"), **root.attrib}
    return ET.tostring(root, encoding="unicode")


def labeled(svg: str, alt: str) -> str:
    """Give SVG text the role of an image and an accessible name.

    >>> from tutorial_utils.figures.svg import labeled
    >>> labeled("<svg><path /></svg>", "a < b")
    '<svg role="img" aria-label="a &lt; b"><path /></svg>'
    """
    label = alt.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return svg.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)


def _drop_globals(root: ET.Element) -> None:
    """Remove metadata, and matplotlib's ``*{...}`` style, which would restyle the whole page."""
    for parent in list(root.iter()):
        for child in list(parent):
            empty_defs = child.tag == f"{SVG}defs" and all(part.tag == f"{SVG}style" for part in child)
            if child.tag in {f"{SVG}metadata", f"{SVG}style"} or empty_defs:
                parent.remove(child)


def _own_ids(root: ET.Element, key: str) -> None:
    """Keep only ids that something points to, and number them behind the key in order of appearance."""
    used = {name for element in root.iter() for name in _references(element.attrib)}
    names: dict[str, str] = {}
    for element in root.iter():
        if (name := element.attrib.pop("id", None)) in used:
            element.set("id", names.setdefault(str(name), f"{key}-{len(names) + 1}"))
    for element in root.iter():
        if target := element.attrib.pop(HREF, None):
            element.set("href", f"#{names[target.removeprefix('#')]}")
        for attribute, value in element.attrib.items():
            element.set(attribute, REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))


def _references(attributes: Mapping[str, str]) -> list[str]:
    """List the ids that the attributes of one element point to."""
    found = [name for value in attributes.values() for name in REFERENCE.findall(value)]
    return [*found, attributes[HREF].removeprefix("#")] if HREF in attributes else found


def _short(value: str, decimals: int) -> str:
    """Shorten an attribute: few decimals, single spaces, the font of the page, no rotation by nothing."""
    value = LONG_DECIMAL.sub(lambda found: f"{float(found[0]):.{decimals}f}".rstrip("0").rstrip("."), value)
    return " ".join(NO_ROTATION.sub("", STOCK_FONTS.sub("", value)).split())
