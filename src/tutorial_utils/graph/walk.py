"""The walk from tensors back to their leaves, along ``grad_fn.next_functions``.

A list of the nodes seen so far takes the place of recursion: a graph may be deeper than Python's stack.
What one node saved is ``saved.py``; names come from ``names.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import GraphError
from tutorial_utils.graph.facts import LEAF, Edge, Graph, Node, Output
from tutorial_utils.graph.names import names_of
from tutorial_utils.graph.saved import saved_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import torch
    from torch.autograd.graph import GradientEdge
    from torch.autograd.graph import Node as LiveNode

    from tutorial_utils.graph.names import Names

__all__ = ["MAX_DRAWN", "graph_for_figure", "graph_of"]

MAX_DRAWN = 40  # nodes that a picture can hold


def graph_of(
    tensors: torch.Tensor | Sequence[torch.Tensor],
    names: Mapping[str, object] | None = None,
    *,
    limit: int | None = None,
) -> Graph:
    """Read the graph behind one tensor or several, breadth first.

    Args:
        tensors: Each requires grad; a leaf has a graph of one node.
        names: What the tensors are called, often ``globals()``; also looked into are lists, tuples and modules.
        limit: The most nodes that are wanted.

    Returns:
        Host facts, the same for equal programs. Nothing in them keeps the graph alive, no hook is run.

    Raises:
        GraphError: If there is nothing recorded to read, or more than `limit` nodes.

    >>> import torch
    >>> from tutorial_utils.graph import graph_of
    >>> w, x = torch.ones(2, requires_grad=True), torch.ones(2)
    >>> graph = graph_of(w * x, {"w": w, "x": x})
    >>> [node.name for node in graph.nodes], [edge.target for edge in graph.edges]
    (['MulBackward0', 'AccumulateGrad'], [1, None])
    >>> [(saved.name, saved.tensor, saved.saved_version) for saved in graph.nodes[0].saved]
    [('other', 'x', 0)]
    """
    found = names_of(names or {})
    starts = [_edge_of(tensor) for tensor in _listed(tensors)]
    numbers: dict[LiveNode, int] = {}
    for start in starts:
        numbers.setdefault(start.node, len(numbers))
    live, edges = list(numbers), []
    for node in live:  # grows below
        for position, (target, output) in enumerate(node.next_functions):
            if target is not None and target not in numbers:
                numbers[target] = len(live)
                live.append(target)
            edges.append(Edge(numbers[node], position, None if target is None else numbers[target], output))
        _check(len(live), limit)
    nodes = tuple(_node(number, node, found) for number, node in enumerate(live))
    return Graph(tuple((numbers[start.node], start.output_nr) for start in starts), nodes, tuple(edges))


def graph_for_figure(
    tensors: torch.Tensor | Sequence[torch.Tensor], expression: str, names: Mapping[str, object]
) -> Graph:
    """Read the graph of an expression of a page, which is its name where it has no other, if a picture can hold it."""
    return graph_of(tensors, {**names, expression: tensors}, limit=MAX_DRAWN)


def _listed(tensors: torch.Tensor | Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Return the tensors as a list of at least one."""
    import torch

    listed = (
        [tensors] if isinstance(tensors, torch.Tensor) else list(tensors) if isinstance(tensors, list | tuple) else []
    )
    wrong = tensors if not listed else next((one for one in listed if not isinstance(one, torch.Tensor)), None)
    if wrong is not None:
        got = f"an empty {type(wrong).__name__}" if wrong in ([], ()) else f"an object of type {type(wrong).__name__}"
        msg = f"expected a tensor or a list of tensors, got {got}: name the results whose graph you want"
        raise GraphError(msg)
    return listed


def _edge_of(tensor: torch.Tensor) -> GradientEdge:
    """Return the node that made a tensor, or that adds up its gradient, and the number of the output."""
    from torch.autograd.graph import get_gradient_edge

    if not tensor.requires_grad:
        got = f"one of shape {tuple(tensor.shape)} that does not"
        msg = f"expected a tensor that requires grad, got {got}: nothing was recorded for it"
        raise GraphError(msg)
    return get_gradient_edge(tensor)


def _check(nodes: int, limit: int | None) -> None:
    """Refuse a graph that is too large before the rest of it is walked."""
    if limit is not None and nodes > limit:
        msg = f"expected at most {limit} nodes, got a graph of more: show a smaller one"
        raise GraphError(msg)


def _node(number: int, node: Any, names: Names) -> Node:  # noqa: ANN401 -- AccumulateGrad has more than a Node
    """Read one node."""
    name = node.name().rpartition("::")[2]
    shapes = [node.variable.shape] if name == LEAF else [each.shape for each in node._input_metadata]  # noqa: SLF001
    outputs = tuple(Output(names.of_output(node, k), _sizes(shape)) for k, shape in enumerate(shapes))
    saved, freed = saved_of(node, names)
    return Node(number, name, outputs, saved, freed)


def _sizes(shape: Sequence[Any]) -> tuple[int, ...] | None:
    """Return a shape as numbers; None where a length is only a symbol, as in a nested tensor."""
    return tuple(map(int, shape)) if all(isinstance(length, int) for length in shape) else None
