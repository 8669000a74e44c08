"""What the nodes of a recorded call saved for ``backward``, told in the names of the call's own tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import torch
    from torch.autograd.graph import Node

    from tutorial_utils.facts.recorded import Recorded

__all__ = ["nodes_of", "saved_text"]


def saved_text(recorded: Recorded) -> str:
    """The nodes that saved an input or an output, each with the names torch gives to what it saved.

    Where there is none, the last node, which saved nothing or tensors of its own; empty where no node was added.

    Example:
        >>> from tutorial_utils.facts.recorded import record
        >>> from tutorial_utils.facts.saved import saved_text
        >>> given = {"x": "torch.ones(2)", "y": "torch.ones(2)"}
        >>> [saved_text(record(call, given)) for call in ("x * y", "x + y")]
        ['`MulBackward0`: other, self', '`AddBackward0`: nothing']
    """
    own = [*recorded.inputs.values(), *recorded.outputs.values()]
    nodes = nodes_of(recorded)
    texts = []
    for node in nodes:
        names = [name for name, tensors in _saved(node) if any(_is_one_of(tensor, own) for tensor in tensors)]
        if names:
            texts.append(f"`{type(node).__name__}`: {', '.join(names)}")
    if texts or not nodes:
        return "; ".join(dict.fromkeys(texts))
    last = nodes[0]
    return f"`{type(last).__name__}`: {'a tensor of its own' if any(True for _ in _saved(last)) else 'nothing'}"


def nodes_of(recorded: Recorded) -> list[Node]:
    """The nodes a call added to the graph, from the result back to its inputs."""
    before = {tensor.grad_fn for tensor in recorded.inputs.values()}
    waiting = [output.grad_fn for output in recorded.outputs.values()]
    found: dict[Node, None] = {}
    while waiting:
        node = waiting.pop(0)
        if node is not None and node not in before and node not in found:
            found[node] = None
            waiting += [following for following, _ in node.next_functions]
    return list(found)


def _saved(node: Node) -> Iterator[tuple[str, list[torch.Tensor]]]:
    """The tensors a node saved, by torch's name for them; several under one name in a list."""
    import torch

    for attribute in dir(node):
        if attribute.startswith("_saved_"):
            value = getattr(node, attribute)
            values = value if isinstance(value, (tuple, list)) else (value,)
            tensors = [entry for entry in values if isinstance(entry, torch.Tensor)]
            if tensors:
                yield attribute.removeprefix("_saved_"), tensors


def _is_one_of(tensor: torch.Tensor, own: list[torch.Tensor]) -> bool:
    from tutorial_utils.memory.sharing import shares_memory

    return any(shares_memory(tensor, other) for other in own)
