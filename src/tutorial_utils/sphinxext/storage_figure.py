"""The directive ``{storage-figure} EXPRESSION, ...``: tensors of the page over their storage.

When and where the expressions are evaluated is the neighbor ``live_figure.py``; reading and drawing are the rooms
``tutorial_utils.memory`` and ``tutorial_utils.figures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.storage import describe_storage, draw_storage
from tutorial_utils.memory import layout_of
from tutorial_utils.sphinxext.live_figure import Drawing, LiveFigure, live_figure, register
from tutorial_utils.sphinxext.live_figure import code_digest as _code_digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.memory import Layout

__all__ = ["StorageFigure", "setup", "storage_figure"]


class storage_figure(live_figure):  # noqa: N801 -- docutils names nodes in lower case
    """Tensors above the storage they read."""

    read = staticmethod(layout_of)

    @staticmethod
    def draw(facts: list[Layout]) -> Drawing:
        """Draw the tensors, those over one storage together."""
        return Drawing(draw_storage(facts), describe_storage(facts))


class StorageFigure(LiveFigure):
    """Tensors of the page above the storage they read; ``:caption:`` is the sentence below."""

    node_class = storage_figure


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its drawing."""
    return register(app, StorageFigure, _code_digest())
