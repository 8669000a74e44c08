"""Contrast of two colors, as WCAG 2.2 defines it, and which pairs of a page have too little.

What meets on a page is found in the browser, by colors.js.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

__all__ = ["SCRIPT", "contrast", "pairs_of"]

SCRIPT = Path(__file__).with_name("colors.js").read_text("utf-8")


def luminance(color: Sequence[float]) -> float:
    """Return the relative luminance of red, green and blue, 0 to 255 each.

    >>> luminance((255, 255, 255))
    1.0
    """
    parts = [part / 255 for part in color]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the contrast ratio, from 1 to 21.

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs_of(page: Page) -> list[tuple[float, bool, str]]:
    """Return contrast, whether the text is large, and where it stands, for each pair of colors that meet on a page."""
    found: list[Any] = page.evaluate("Colors.pairs()")
    return sorted(
        (contrast(color, background), large, f"{name}: {text!r}, {color} on {background}")
        for color, background, large, name, text in found
    )
