import re
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import pytest

from tutorial_utils.figures.theme import COLORS, PALETTE, rc_params, replace_sentinels, stylesheet, variable

CSS = Path(__file__).parents[2] / "docs" / "_static" / "figures.css"
PAGE = {"light": "#ffffff", "dark": "#131416"}  # furo's backgrounds
TEXT = sorted(set(PALETTE) - {"grid", "surface", "highlight"})


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tinted(color, page, tint):
    mixed = (round(tint * int(color[i : i + 2], 16) + (1 - tint) * int(page[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def test_palette_has_the_agreed_names():
    assert set(COLORS) >= {"fg", "muted", "grid", "surface", "blue", "orange", "green", "red", "highlight"}


def test_sentinels_are_distinct_and_none_is_part_of_another():
    sentinels = list(COLORS.values())
    assert len(set(sentinels)) == len(sentinels)
    assert not any(one in other for one, other in combinations(sentinels, 2))


def test_every_sentinel_becomes_its_variable():
    text = " ".join(COLORS.values())
    assert replace_sentinels(text) == " ".join(map(variable, COLORS))
    assert "#0102" not in replace_sentinels(text)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", TEXT)
def test_text_colors_are_readable_on_the_page_and_on_their_own_tint(name, theme):
    color = getattr(PALETTE[name], theme)
    assert contrast(color, PAGE[theme]) >= 4.5
    assert contrast(color, tinted(color, PAGE[theme], 0.13)) >= 4.5


def test_site_stylesheet_holds_the_palette():
    assert stylesheet() in CSS.read_text("utf-8")


def test_stylesheet_gives_each_color_a_light_and_two_dark_values():
    for name, color in PALETTE.items():
        found = re.findall(rf"--fig-{name}: (#\w+);", stylesheet())
        assert found == [color.light, color.dark, color.dark]


def test_rc_params_are_accepted_by_matplotlib():
    with mpl.rc_context(cast("dict[Any, Any]", rc_params())):
        assert mpl.rcParams["text.color"] == COLORS["fg"]
        assert mpl.rcParams["svg.fonttype"] == "none"
