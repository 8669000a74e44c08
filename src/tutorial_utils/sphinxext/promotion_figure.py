"""The directive ``{promotion-figure} EXPRESSION``: a list of dtypes of the page, and which leads to which.

When and where the expression is evaluated is the neighbor ``live_figure.py``; reading and drawing are
``tutorial_utils.facts.lattice`` and ``tutorial_utils.figures.lattice``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import FigureError
from tutorial_utils.facts import lattice
from tutorial_utils.figures.lattice import describe_lattice, draw_lattice
from tutorial_utils.sphinxext.live_figure import Drawing, LiveFigure, code_digest, live_figure, register

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["PromotionFigure", "promotion_figure", "setup"]


class promotion_figure(live_figure):  # noqa: N801 -- docutils names nodes in lower case
    """The dtypes of a list in layers, with arrows to those they are promoted to."""

    @staticmethod
    def read(tensor: Any, name: str) -> lattice.Lattice:  # noqa: ANN401 -- checked where it is read
        """Read a list of dtypes."""
        return lattice.lattice_of(tensor, name)

    @staticmethod
    def draw(facts: list[lattice.Lattice]) -> Drawing:
        """Draw one list."""
        if len(facts) != 1:
            msg = f"expected one list of dtypes, got {len(facts)} expressions: draw a figure of each"
            raise FigureError(msg)
        return Drawing(draw_lattice(facts[0]), describe_lattice(facts[0]))


class PromotionFigure(LiveFigure):
    """How the dtypes of a list of the page are promoted; ``:caption:`` is the sentence below."""

    node_class = promotion_figure


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its drawing."""
    digest = hashlib.sha256(f"{code_digest()} {Path(lattice.__file__).read_text('utf-8')}".encode())
    return register(app, PromotionFigure, digest.hexdigest())
