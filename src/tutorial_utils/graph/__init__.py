"""What autograd recorded: nodes, edges and saved tensors behind a tensor, and its attributes, with no picture."""

from __future__ import annotations

from tutorial_utils.graph.attributes import Attributes, attributes_of
from tutorial_utils.graph.facts import Edge, Graph, Node, Output, Saved
from tutorial_utils.graph.text import symbol_of, text_of
from tutorial_utils.graph.walk import MAX_DRAWN, graph_for_figure, graph_of

__all__ = [
    "MAX_DRAWN",
    "Attributes",
    "Edge",
    "Graph",
    "Node",
    "Output",
    "Saved",
    "attributes_of",
    "graph_for_figure",
    "graph_of",
    "symbol_of",
    "text_of",
]
