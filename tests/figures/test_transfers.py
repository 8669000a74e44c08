"""The alt text says what the picture shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from tutorial_utils.figures.transfers import draw_transfers, size_text

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = {"copy": [(4096, 2e-6), (2**24, 3e-3)], "to host": [(4096, 1e-5), (2**24, 1e-2)]}


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


def test_transfers_draw_a_curve_for_each_kind() -> None:
    axes = draw_transfers(TIMES).axes[0]
    assert [line.get_label() for line in axes.lines] == ["copy", "to host"]
    assert [text.get_text() for text in axes.get_xticklabels()] == ["4 KiB", "16 MiB"]
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")


def test_transfers_say_their_times() -> None:
    assert draw_transfers(TIMES).get_label() == (
        "Time against size, both on logarithmic scales, from 4 KiB to 16 MiB. "
        "copy: from 2 to 3000 microseconds. to host: from 10 to 10000 microseconds."
    )


@pytest.mark.parametrize(
    ("size", "text"), [(4, "4 B"), (1023, "1023 B"), (1024, "1 KiB"), (2**20, "1 MiB"), (2**31, "2048 MiB")]
)
def test_sizes_are_written_in_a_fitting_unit(size: int, text: str) -> None:
    assert size_text(size) == text


def test_text_is_12_pixels_high_on_a_phone() -> None:
    assert 11 * 358 / (72 * draw_transfers(TIMES).get_figwidth()) >= 12
