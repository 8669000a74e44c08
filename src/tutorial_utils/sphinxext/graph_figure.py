"""The directives ``{graph-figure} EXPRESSION, ...`` and ``{forward-graph-figure} EXPRESSION, ...``.

The first shows what autograd recorded as the gradient goes through it, the second the same as it was computed. Several
expressions are several results of one graph. What the page calls its tensors is written beside them. When and
where the expressions are evaluated is the neighbor ``live_figure.py``; reading and drawing are the rooms
``tutorial_utils.graph`` and ``tutorial_utils.figures``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.forward_graph import describe_forward_graph, draw_forward_graph
from tutorial_utils.figures.graph import describe_graph, draw_graph
from tutorial_utils.graph import graph_for_figure
from tutorial_utils.sphinxext.live_figure import Drawing, LiveFigure, code_digest, live_figure, register

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from tutorial_utils.graph import Graph

__all__ = ["ForwardGraphFigure", "GraphFigure", "forward_graph_figure", "graph_figure", "setup"]


class graph_figure(live_figure):  # noqa: N801 -- docutils names nodes in lower case
    """A graph from the results to the leaves, as the gradient goes."""

    @classmethod
    def read_from(cls, names: dict[str, object], expression: str) -> Graph:
        """Read the graph behind an expression, with the names of the page."""
        return graph_for_figure(cls.evaluate(names, expression), expression, names)

    @staticmethod
    def draw(facts: list[Graph]) -> Drawing:
        """Draw the one graph."""
        (graph,) = facts
        return Drawing(draw_graph(graph), describe_graph(graph))


class forward_graph_figure(graph_figure):  # noqa: N801 -- as above
    """A graph from the leaves to the results, as the computation goes."""

    @staticmethod
    def draw(facts: list[Graph]) -> Drawing:
        """Draw the one graph."""
        (graph,) = facts
        return Drawing(draw_forward_graph(graph), describe_forward_graph(graph))


class GraphFigure(LiveFigure):
    """What autograd recorded for tensors of the page; ``:caption:`` is the sentence below."""

    node_class = graph_figure

    def run(self) -> list[nodes.Node]:
        """Return a figure whose expressions are one, so that the tensors share their graph."""
        found = super().run()
        for node in found[0].findall(self.node_class):
            expressions = node["expressions"]
            node["expressions"] = [f"({', '.join(expressions)})"] if len(expressions) > 1 else expressions
        return found


class ForwardGraphFigure(GraphFigure):
    """The same, in the direction of the computation."""

    node_class = forward_graph_figure


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both directives and their drawing."""
    register(app, ForwardGraphFigure, code_digest())
    return register(app, GraphFigure, code_digest())
