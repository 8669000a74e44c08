"""The palette of every figure, and matplotlib settings that use it.

An inline SVG follows the theme of the page when its colors are CSS variables, which matplotlib cannot write.
So matplotlib draws with *sentinels*, hex codes nobody would choose, and `replace_sentinels` turns each into
``var(--fig-NAME, #fallback)``. `stylesheet` is the matching CSS, copied into ``docs/_static/figures.css``.
The cleaning of matplotlib's SVG is the neighbor ``svg.py``.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COLORS", "PALETTE", "Color", "rc_params", "replace_sentinels", "stylesheet", "variable"]


class Color(NamedTuple):
    """One named color: what matplotlib is told, and what a light and a dark page show."""

    sentinel: str
    light: str
    dark: str


PALETTE: dict[str, Color] = {
    "fg": Color("#010203", "#1a1c1e", "#e6e8eb"),
    "muted": Color("#010204", "#565b62", "#a8b0ba"),
    "grid": Color("#010205", "#c9ced5", "#474e57"),
    "surface": Color("#010206", "#f6f8fa", "#1c2026"),
    "blue": Color("#010207", "#0b5fc0", "#7cb7ff"),
    "orange": Color("#010208", "#a84600", "#ffb07c"),
    "green": Color("#010209", "#1a7037", "#7fd79a"),
    "red": Color("#01020a", "#b3261e", "#ff9d94"),
    "purple": Color("#01020b", "#6b3fb5", "#c9a6ff"),
    "highlight": Color("#01020c", "#cfe4ff", "#1f3c61"),
}

COLORS: dict[str, str] = {name: color.sentinel for name, color in PALETTE.items()}


def variable(name: str) -> str:
    """Return the CSS value of a named color, with the light value for viewers without our stylesheet.

    >>> from tutorial_utils.figures.theme import variable
    >>> variable("blue")
    'var(--fig-blue, #0b5fc0)'
    """
    return f"var(--fig-{name}, {PALETTE[name].light})"


def replace_sentinels(text: str) -> str:
    """Replace every sentinel color in SVG text by its CSS variable.

    >>> from tutorial_utils.figures.theme import COLORS, replace_sentinels
    >>> replace_sentinels(f"fill: {COLORS['red']}")
    'fill: var(--fig-red, #b3261e)'
    """
    for name, color in PALETTE.items():
        text = text.replace(color.sentinel, variable(name))
    return text


def stylesheet() -> str:
    """Return the CSS that gives the variables their values on light and on dark pages of furo."""
    light = "\n".join(f"  --fig-{name}: {color.light};" for name, color in PALETTE.items())
    dark = "\n".join(f"  --fig-{name}: {color.dark};" for name, color in PALETTE.items())
    nested = dark.replace("  --", "    --")
    return (
        f"body {{\n{light}\n}}\n\n"
        f'body[data-theme="dark"] {{\n{dark}\n}}\n\n'
        f"@media (prefers-color-scheme: dark) {{\n"
        f'  body:not([data-theme="light"]) {{\n{nested}\n  }}\n}}\n'
    )


def rc_params() -> dict[str, object]:
    """Return matplotlib rcParams for a themed figure: `matplotlib.rc_context(rc_params())`.

    Text stays text (``svg.fonttype: none``), so the browser's font shows it and a reader can select it.
    """
    from cycler import cycler

    text = dict.fromkeys(("text.color", "axes.labelcolor", "axes.titlecolor"), COLORS["fg"])
    marks = dict.fromkeys(("xtick.labelcolor", "ytick.labelcolor", "legend.labelcolor"), COLORS["fg"])
    lines = dict.fromkeys(("axes.edgecolor", "xtick.color", "ytick.color"), COLORS["muted"])
    clear = dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), "none")
    cycle = cycler(color=[COLORS[name] for name in ("blue", "orange", "green", "red", "purple")])
    return {
        **text,
        **marks,
        **lines,
        **clear,
        "axes.prop_cycle": cycle,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "figure.constrained_layout.use": True,
        "figure.figsize": (5.8, 3.6),
        "font.size": 11.0,
        "grid.color": COLORS["grid"],
        "hatch.color": COLORS["muted"],
        "legend.edgecolor": COLORS["grid"],
        "legend.facecolor": COLORS["surface"],
        "legend.framealpha": 1.0,
        "lines.color": COLORS["blue"],
        "lines.linewidth": 2.0,
        "patch.edgecolor": COLORS["fg"],
        "patch.facecolor": COLORS["blue"],
        "svg.fonttype": "none",
    }
