"""The graph figure: the nodes that autograd recorded, from the result down to the leaves, and its alt text.

Both are renderings of the same frozen `Graph` facts, which ``graph/walk.py`` reads from tensors. The same graph in the
direction of the computation is the neighbor ``forward_graph.py``; where the boxes go is ``layers.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.errors import FigureError
from tutorial_utils.figures.canvas import Canvas
from tutorial_utils.figures.layers import Arrow, Box, Line, draw_layers
from tutorial_utils.graph import MAX_DRAWN
from tutorial_utils.graph.text import output_text, saved_texts

if TYPE_CHECKING:
    from tutorial_utils.graph import Graph, Node, Saved

__all__ = ["check_size", "describe_graph", "draw_graph"]

NAME = 11.5


def draw_graph(graph: Graph) -> str:
    """Draw a graph as the gradient goes through it: operations as boxes, leaves with round ends.

    Returns:
        One ``<svg>`` element; equal facts give equal bytes.

    Raises:
        FigureError: If it has more than 40 nodes.

    >>> import torch
    >>> from tutorial_utils.figures.graph import draw_graph
    >>> from tutorial_utils.graph import graph_of
    >>> svg = draw_graph(graph_of(torch.ones(2, requires_grad=True).exp()))
    >>> [text in svg for text in ("0 ExpBackward0", "1 AccumulateGrad", "saved result (2,)")]
    [True, True, True]
    """
    check_size(graph)
    boxes = [_box(node) for node in graph.nodes]
    arrows: list[Arrow] = []
    for root, output in graph.roots:
        arrows.append(Arrow(len(boxes), root, at_child=_number(graph, root, output)))
        boxes.append(Box((Line(graph.nodes[root].outputs[output].tensor or "result", NAME, bold=True),)))
    for node in graph.nodes:
        edges = graph.edges_of(node)
        for edge in edges:
            at_parent = str(edge.input) if len(edges) > 1 else ""
            if edge.target is None:
                arrows.append(Arrow(node.number, len(boxes), at_parent, dashed=True))
                boxes.append(Box((Line("None", color="muted"),)))
            else:
                arrows.append(Arrow(node.number, edge.target, at_parent, _number(graph, edge.target, edge.output)))
    canvas = Canvas()
    draw_layers(canvas, boxes, arrows)
    return canvas.svg()


def describe_graph(graph: Graph) -> str:
    """Say in sentences what `draw_graph` shows.

    >>> import torch
    >>> from tutorial_utils.figures.graph import describe_graph
    >>> from tutorial_utils.graph import graph_of
    >>> w = torch.ones(2, requires_grad=True)
    >>> print(describe_graph(graph_of(w.exp(), {"w": w})))
    Recorded graph, from the result to the leaves. The gradient of the result enters node 0. Node 0, \
ExpBackward0, made (2,); saved result (2,), version 0; its input leads to node 1. Node 1, AccumulateGrad, \
is the leaf w (2,).
    """
    check_size(graph)
    roots = [_told_of_root(graph, *root) for root in graph.roots]
    return " ".join(["Recorded graph, from the result to the leaves.", *roots, *(_told(graph, n) for n in graph.nodes)])


def check_size(graph: Graph) -> None:
    """Refuse a graph that a picture cannot hold."""
    if len(graph.nodes) > MAX_DRAWN:
        msg = f"expected at most {MAX_DRAWN} nodes, got {len(graph.nodes)}: show a smaller graph"
        raise FigureError(msg)


def _box(node: Node) -> Box:
    """Write what is known of a node into its box."""
    lines = [Line(f"{node.number} {node.name}", NAME, bold=True)]
    for number, output in enumerate(node.outputs):
        text = output_text(output)
        lines.append(
            Line(f"output {number} = {text}" if len(node.outputs) > 1 else text or "unknown shape", color="muted")
        )
    for saved in node.saved:
        lines += _saved_lines(saved)
    if node.freed:
        lines.append(Line("saved tensors freed", color="orange"))
    return Box(tuple(lines), "green" if node.is_leaf else "blue", rounded=node.is_leaf)


def _saved_lines(saved: Saved) -> list[Line]:
    """Write a saved tensor in two lines: what, and at which version."""
    modified = saved.state == "modified"
    what, version = saved_texts(saved)
    color = "red" if modified else "orange"
    return [Line(what, color=color), Line(version, color=color, bold=modified)]


def _number(graph: Graph, node: int, output: int) -> str:
    """Number an output where its node has several; the box says what each of them is."""
    return str(output) if len(graph.nodes[node].outputs) > 1 else ""


def _end(graph: Graph, node: int, output: int) -> str:
    """Name a node, and its output where it has several."""
    number = _number(graph, node, output)
    return f"output {number} of node {node}" if number else f"node {node}"


def _told_of_root(graph: Graph, node: int, output: int) -> str:
    """Say in a sentence where the gradient begins."""
    tensor = graph.nodes[node].outputs[output].tensor or "the result"
    return f"The gradient of {tensor} enters {_end(graph, node, output)}."


def _told(graph: Graph, node: Node) -> str:
    """Say in a sentence what is known of a node."""
    results = ", ".join(filter(None, map(output_text, node.outputs)))
    if node.is_leaf:
        return f"Node {node.number}, {node.name}, is the leaf {results}."
    parts = [
        f"Node {node.number}, {node.name}, made {results}",
        *(", ".join(saved_texts(saved)) for saved in node.saved),
    ]
    parts += ["saved tensors freed"] * node.freed
    edges = graph.edges_of(node)
    for edge in edges:
        number = f"input {edge.input}" if len(edges) > 1 else "its input"
        target = "None" if edge.target is None else _end(graph, edge.target, edge.output)
        parts.append(f"{number} leads to {target}")
    return "; ".join(parts) + "."
