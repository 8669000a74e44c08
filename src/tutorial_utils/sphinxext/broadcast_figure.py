"""The directive ``{broadcast-figure} EXPRESSION, ...``: how the shapes of tensors of the page broadcast.

When and where the expressions are evaluated is the neighbor ``live_figure.py``; reading and drawing are the rooms
``tutorial_utils.memory`` and ``tutorial_utils.figures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.broadcast import describe_broadcast, draw_broadcast
from tutorial_utils.memory import broadcast_of, operand_of
from tutorial_utils.sphinxext.live_figure import Drawing, LiveFigure, code_digest, live_figure, register

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.memory import Operand

__all__ = ["BroadcastFigure", "broadcast_figure", "setup"]


class broadcast_figure(live_figure):  # noqa: N801 -- docutils names nodes in lower case
    """Shapes that meet, rule by rule, with the result or the conflict."""

    read = staticmethod(operand_of)

    @staticmethod
    def draw(facts: list[Operand]) -> Drawing:
        """Draw the derivation of the result from the shapes."""
        broadcast = broadcast_of(facts)
        return Drawing(draw_broadcast(broadcast), describe_broadcast(broadcast))


class BroadcastFigure(LiveFigure):
    """How the shapes of tensors of the page broadcast; ``:caption:`` is the sentence below."""

    node_class = broadcast_figure


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its drawing."""
    return register(app, BroadcastFigure, code_digest())
