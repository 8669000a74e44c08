"""The frozen facts of a recorded graph: nodes, edges, saved tensors.

Nothing here refers to a live tensor or node, and nothing depends on an address: two equal programs give equal facts.
Reading them is ``walk.py``; the text form is ``text.py``; the pictures are ``tutorial_utils.figures.graph``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

__all__ = ["LEAF", "Edge", "Graph", "Node", "Output", "Saved", "State"]

LEAF = "AccumulateGrad"

State = Literal["kept", "modified", "packed", "unknown"]


@dataclass(frozen=True, slots=True)
class Saved:
    """One tensor that a node keeps for its backward.

    Attributes:
        name: What the node calls it: ``self`` for the attribute ``_saved_self``; ``tensors[0]`` in a custom Function.
        tensor: What the caller calls a tensor over the same memory; empty if nothing is known by that name.
        shape: Its size; None if it was packed by a hook.
        saved_version: Its version counter when it was saved; None if torch does not tell.
        version: Its version counter now; None if it was packed by a hook.
        state: ``modified`` if backward would raise because the versions differ; ``packed`` if a hook of
            `torch.autograd.graph.saved_tensors_hooks` keeps something in its place; ``unknown`` if torch does not tell.
    """

    name: str
    tensor: str
    shape: tuple[int, ...] | None
    saved_version: int | None
    version: int | None
    state: State


@dataclass(frozen=True, slots=True)
class Output:
    """One result of the operation that a node stands for; for a leaf, the leaf itself.

    Attributes:
        tensor: What the caller calls it; empty if it has no name.
        shape: Its size; None if torch does not tell, as of a nested tensor.
    """

    tensor: str
    shape: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the graph, a ``grad_fn`` or the place where the gradient of a leaf is added up.

    Attributes:
        number: Its place in the order of the walk.
        name: As torch names it, without a namespace: ``MulBackward0``, ``AccumulateGrad``.
        outputs: What the operation made, in order.
        saved: What it keeps for its backward.
        freed: Whether backward has freed what it kept.
    """

    number: int
    name: str
    outputs: tuple[Output, ...]
    saved: tuple[Saved, ...]
    freed: bool

    @property
    def is_leaf(self) -> bool:
        """Whether this is where the gradient of a leaf is added up."""
        return self.name == LEAF


@dataclass(frozen=True, slots=True)
class Edge:
    """One entry of ``next_functions``.

    Attributes:
        node: The node that has the entry.
        input: The number of the entry, which is the number of the operation's differentiable input.
        target: The node that made this input; None if no gradient is wanted there.
        output: Which of the target's outputs the input was; 0 where there is no target.
    """

    node: int
    input: int
    target: int | None
    output: int


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph as it was recorded.

    Attributes:
        roots: Node and output of each tensor that was asked for.
        nodes: In the order of the walk, so that ``nodes[k].number == k``.
        edges: By node, then by input.
    """

    roots: tuple[tuple[int, int], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def edges_of(self, node: Node) -> tuple[Edge, ...]:
        """Return the edges that leave a node, one for each of its inputs.

        Args:
            node: One of the graph's own.
        """
        by_node = attrgetter("node")
        first = bisect_left(self.edges, node.number, key=by_node)
        return self.edges[first : bisect_right(self.edges, node.number, key=by_node)]
