"""The graph as text: a numbered list, for the terminal and for pages, and the name of an operation as one calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutorial_utils.graph.facts import Edge, Graph, Node, Output, Saved

__all__ = ["output_text", "saved_texts", "symbol_of", "text_of"]

BACKWARD = re.compile(r"Backward\d*\w*$")
WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def text_of(graph: Graph) -> str:
    """Write a graph as a list: each node with its number, its result, its inputs' nodes, and what it saved.

    Args:
        graph: As `graph_of` returns it.

    >>> import torch
    >>> from tutorial_utils.graph import graph_of, text_of
    >>> w, x, b = (torch.ones(1, requires_grad=flag) for flag in (True, False, True))
    >>> z = w * x + b
    >>> print(text_of(graph_of(z, {"w": w, "x": x, "b": b, "z": z})))
    0 AddBackward0: z (1,) -> 1, 2
    1 MulBackward0: (1,) -> 3, None
      saved other = x (1,), version 0
    2 AccumulateGrad: b (1,)
    3 AccumulateGrad: w (1,)
    """
    return "\n".join(line for node in graph.nodes for line in _lines(graph, node))


def symbol_of(node: Node) -> str:
    """Return the name of the operation that a node stands for, as far as its own name tells.

    Args:
        node: Of any graph; only its name is looked at.

    >>> from tutorial_utils.graph import Node, symbol_of
    >>> [symbol_of(Node(0, name, (), (), False)) for name in ("MulBackward0", "NativeLayerNormBackward0")]
    ['mul', 'native_layer_norm']
    """
    return WORD.sub("_", BACKWARD.sub("", node.name)).lower()


def output_text(output: Output) -> str:
    """Write the name and the shape of a result, as far as they are known."""
    shape = "" if output.shape is None else str(output.shape)
    return " ".join(word for word in (output.tensor, shape) if word)


def saved_texts(saved: Saved) -> tuple[str, str]:
    """Write what a node saved, and what is known of its version."""
    if saved.state == "packed":
        return f"saved {saved.name}", "packed by a hook"
    called = f"{saved.name} = {saved.tensor}" if saved.tensor else saved.name
    versions = {
        "kept": f"version {saved.version}",
        "modified": f"version {saved.saved_version}, now {saved.version}: modified",
        "unknown": f"version now {saved.version}",
    }[saved.state]
    return f"saved {called} {saved.shape}", versions


def _lines(graph: Graph, node: Node) -> list[str]:
    results = ", ".join(text for output in node.outputs if (text := output_text(output)))
    inputs = ", ".join(_input(edge) for edge in graph.edges_of(node))
    lines = [f"{node.number} {node.name}" + (f": {results}" if results else "") + (f" -> {inputs}" if inputs else "")]
    lines += [f"  {', '.join(saved_texts(saved))}" for saved in node.saved]
    return [*lines, "  saved tensors freed"] if node.freed else lines


def _input(edge: Edge) -> str:
    """Write where an edge leads; the output is said where it is not the first."""
    return f"{edge.target} output {edge.output}" if edge.output else str(edge.target)
