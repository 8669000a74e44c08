"""What autograd recorded: the nodes behind a tensor, their edges and saved tensors, with no picture of them."""

from __future__ import annotations

from tutorial_utils.graph.facts import Edge, Graph, Node, Output, Saved
from tutorial_utils.graph.text import symbol_of, text_of
from tutorial_utils.graph.walk import MAX_DRAWN, graph_for_figure, graph_of

__all__ = [
    "MAX_DRAWN",
    "Edge",
    "Graph",
    "Node",
    "Output",
    "Saved",
    "graph_for_figure",
    "graph_of",
    "symbol_of",
    "text_of",
]
