"""The directive ``{autograd-figure} EXPRESSION, ...``: data, grad and grad_fn of tensors of the page.

When and where the expressions are evaluated is the neighbor ``live_figure.py``; the graph behind ``grad_fn`` is
``graph_figure.py``; reading and drawing are the rooms ``tutorial_utils.graph`` and ``tutorial_utils.figures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.attributes import describe_attributes, draw_attributes
from tutorial_utils.graph import attributes_of
from tutorial_utils.sphinxext.live_figure import Drawing, LiveFigure, code_digest, live_figure, register

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.graph import Attributes

__all__ = ["AutogradFigure", "autograd_figure", "setup"]


class autograd_figure(live_figure):  # noqa: N801 -- docutils names nodes in lower case
    """Tensors, each above the attributes that autograd sets or reads."""

    read = staticmethod(attributes_of)

    @staticmethod
    def draw(facts: list[Attributes]) -> Drawing:
        """Draw the tensors one below another."""
        return Drawing(draw_attributes(facts), describe_attributes(facts))


class AutogradFigure(LiveFigure):
    """What tensors of the page tell of autograd; ``:caption:`` is the sentence below."""

    node_class = autograd_figure


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its drawing."""
    return register(app, AutogradFigure, code_digest())
