"""The card is a PNG of the size that link cards have, with the same bytes each time, whatever was drawn before."""

from __future__ import annotations

import io
from typing import Any, cast

import matplotlib as mpl
import pytest
import torch
from PIL import Image

from tutorial_utils.figures.card import CARD_SIZE, card_alt, card_png
from tutorial_utils.figures.theme import rc_params
from tutorial_utils.memory import Layout, layout_of


@pytest.fixture
def facts() -> tuple[Layout, Layout]:
    x = torch.arange(6).view(2, 3)
    return layout_of(x, "x"), layout_of(x.t(), "x.t()")


def test_size_and_words_inside_the_file(facts: tuple[Layout, Layout]) -> None:
    png = card_png("Title", "Claim", *facts, {"Description": "words"})
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == CARD_SIZE == (1200, 630)
        assert image.info["Description"] == "words"
        assert "Software" not in image.info


def test_bytes_depend_on_the_facts_and_on_nothing_else(facts: tuple[Layout, Layout]) -> None:
    first = card_png("Title", "Claim", *facts, {})
    with mpl.rc_context(cast("dict[Any, Any]", rc_params())):  # what a gallery script leaves behind
        assert card_png("Title", "Claim", *facts, {}) == first
    y = torch.arange(1, 7).view(2, 3)
    assert card_png("Title", "Claim", layout_of(y, "x"), layout_of(y.t(), "x.t()"), {}) != first


def test_alt_text_has_the_strides_of_both(facts: tuple[Layout, Layout]) -> None:
    assert card_alt("Title", *facts) == (
        "Title: x has size (2, 3) and stride (3, 1), x.t() has size (3, 2) and stride (1, 3), "
        "over one storage: 0, 1, 2, 3, 4, 5."
    )
