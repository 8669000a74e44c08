"""The forward graph figure: tensors and operations in the direction of the computation, and its alt text.

It shows the same `Graph` facts as the neighbor ``graph.py``, read the other way round, with each operation under the
name that its node gives away. An input that needs no gradient was not recorded: only its place is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.figures.canvas import Canvas
from tutorial_utils.figures.graph import NAME, check_size
from tutorial_utils.figures.layers import Arrow, Box, Line, draw_layers
from tutorial_utils.graph import symbol_of
from tutorial_utils.graph.text import output_text

if TYPE_CHECKING:
    from tutorial_utils.graph import Edge, Graph, Node

__all__ = ["describe_forward_graph", "draw_forward_graph"]

UNRECORDED = "no gradient"


def draw_forward_graph(graph: Graph) -> str:
    """Draw a graph from the leaves down to the result: operations as boxes, tensors with round ends.

    Between two operations a tensor is drawn only if it has a name.

    Returns:
        One ``<svg>`` element; equal facts give equal bytes.

    Raises:
        FigureError: If it has more than 40 nodes.

    >>> import torch
    >>> from tutorial_utils.figures.forward_graph import draw_forward_graph
    >>> from tutorial_utils.graph import graph_of
    >>> w = torch.ones(2, requires_grad=True)
    >>> svg = draw_forward_graph(graph_of(w.exp(), {"w": w}))
    >>> [text in svg for text in (">w (2,)<", ">exp<", ">(2,)<")]
    [True, True, True]
    """
    check_size(graph)
    boxes = [_box(node) for node in graph.nodes]
    tensors = {output: len(boxes) + place for place, output in enumerate(_shown(graph))}
    boxes += [_pill(graph, *output) for output in tensors]
    arrows = [Arrow(place, node) for (node, _), place in tensors.items()]
    for edge in graph.edges:
        if edge.target is None:
            arrows.append(Arrow(edge.node, len(boxes), dashed=True))
            boxes.append(Box((Line(UNRECORDED, color="muted"),), "grid", rounded=True, dashed=True))
        elif (edge.target, edge.output) in tensors:
            arrows.append(Arrow(edge.node, tensors[edge.target, edge.output]))
        else:
            arrows.append(Arrow(edge.node, edge.target, at_child=_number(graph, edge.target, edge.output)))
    canvas = Canvas()
    draw_layers(canvas, boxes, arrows, upward=True)
    return canvas.svg()


def describe_forward_graph(graph: Graph) -> str:
    """Say in sentences what `draw_forward_graph` shows, operation by operation in the order of the computation.

    >>> import torch
    >>> from tutorial_utils.figures.forward_graph import describe_forward_graph
    >>> from tutorial_utils.graph import graph_of
    >>> w = torch.ones(2, requires_grad=True)
    >>> y = w * 3
    >>> print(describe_forward_graph(graph_of(y + w, {"w": w, "y": y})))
    Computation, from the leaves to the result. Leaf: w (2,). w and an input that needs no gradient enter mul, \
which makes y (2,). y and w enter add, which makes (2,).
    """
    check_size(graph)
    leaves = ", ".join(output_text(node.outputs[0]) for node in graph.nodes if node.is_leaf)
    plural = "Leaves" if sum(node.is_leaf for node in graph.nodes) > 1 else "Leaf"
    start = f"Computation, from the leaves to the result. {plural}: {leaves}."
    return " ".join([start, *(_told(graph, node) for node in _in_order(graph) if not node.is_leaf)])


def _shown(graph: Graph) -> list[tuple[int, int]]:
    """List the outputs that are drawn as tensors: the results, and others that have a name and are used."""
    used = [(edge.target, edge.output) for edge in graph.edges if edge.target is not None]
    return [
        (node, output)
        for node, output in dict.fromkeys([*graph.roots, *used])
        if not graph.nodes[node].is_leaf and ((node, output) in graph.roots or graph.nodes[node].outputs[output].tensor)
    ]


def _box(node: Node) -> Box:
    if node.is_leaf:
        return Box((Line(output_text(node.outputs[0]) or "leaf", NAME),), "green", rounded=True)
    return Box((Line(symbol_of(node), NAME, bold=True),), "blue")


def _pill(graph: Graph, node: int, output: int) -> Box:
    text = output_text(graph.nodes[node].outputs[output]) or "result"
    return Box((Line(text, NAME),), "orange" if (node, output) in graph.roots else "purple", rounded=True)


def _number(graph: Graph, node: int, output: int) -> str:
    """Number an output where its node has several."""
    return str(output) if len(graph.nodes[node].outputs) > 1 else ""


def _in_order(graph: Graph) -> list[Node]:
    """Sort the nodes so that each comes after those that made its inputs."""
    from graphlib import TopologicalSorter

    sorter: TopologicalSorter[int] = TopologicalSorter()
    for node in reversed(graph.nodes):
        sorter.add(node.number, *(e.target for e in graph.edges_of(node) if e.target is not None))
    return [graph.nodes[number] for number in sorter.static_order()]


def _told(graph: Graph, node: Node) -> str:
    """Say in a sentence what an operation takes and makes."""
    inputs = [_input(graph, edge) for edge in graph.edges_of(node)]
    *head, last = inputs
    taken = f"{', '.join(head)} and {last}" if head else last
    made = ", ".join(output_text(output) or "a result" for output in node.outputs)
    told = f"{taken} {'enter' if head else 'enters'} {symbol_of(node)}, which makes {made}."
    return told[0].upper() + told[1:] if told.startswith(("the ", "an ", "output ")) else told


def _input(graph: Graph, edge: Edge) -> str:
    """Call an input by its name, or by what made it."""
    if edge.target is None:
        return "an input that needs no gradient"
    node = graph.nodes[edge.target]
    number = _number(graph, edge.target, edge.output)
    if node.outputs[edge.output].tensor:
        return node.outputs[edge.output].tensor
    if node.is_leaf:
        return f"the leaf {output_text(node.outputs[0])}"
    return f"{f'output {number}' if number else 'the result'} of {symbol_of(node)}"
