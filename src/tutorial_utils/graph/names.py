"""What a page calls its tensors, so that a node, a leaf or a saved tensor can be shown under that name."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import torch
    from torch.autograd.graph import Node as LiveNode

__all__ = ["Names", "names_of"]


class Names:
    """Names by edge and by memory; the first name that was defined counts.

    It holds the nodes, so that each keeps the Python object it is known by.
    """

    def __init__(self) -> None:
        self.by_edge: dict[tuple[LiveNode, int], str] = {}
        self.by_memory: dict[Hashable, str] = {}

    def add(self, name: str, tensor: torch.Tensor) -> None:
        """Learn a name."""
        from torch.autograd.graph import get_gradient_edge

        with suppress(RuntimeError):  # no gradient wanted, or a view that may not be looked at any more
            edge = get_gradient_edge(tensor)
            self.by_edge.setdefault((edge.node, edge.output_nr), name)
        if key := _memory(tensor):
            self.by_memory.setdefault(key, name)

    def of_output(self, node: LiveNode, output: int) -> str:
        """Return the name of a node's output; empty if it has none."""
        return self.by_edge.get((node, output), "")

    def of_saved(self, tensor: torch.Tensor) -> str:
        """Return the name of a tensor that reads the same memory in the same way; empty if there is none."""
        return self.by_memory.get(_memory(tensor), "")


def names_of(namespace: Mapping[str, object]) -> Names:
    """Learn the names of tensors, of the members of lists and tuples, and of the parameters of modules."""
    names = Names()
    for name, tensor in _tensors(namespace):
        names.add(name, tensor)
    return names


def _tensors(namespace: Mapping[str, object]) -> Iterator[tuple[str, torch.Tensor]]:
    import torch

    for name, value in namespace.items():
        if name.startswith("_"):
            continue
        if isinstance(value, torch.Tensor):
            yield name, value
        elif isinstance(value, list | tuple):
            members = ((f"{name}[{number}]", member) for number, member in enumerate(value))
            yield from ((called, member) for called, member in members if isinstance(member, torch.Tensor))
        elif isinstance(value, torch.nn.Module):
            yield from ((f"{name}.{called}", parameter) for called, parameter in value.named_parameters())


def _memory(tensor: torch.Tensor) -> Hashable:
    """Return where and how a tensor reads its numbers; None if it has none, or keeps them in another way."""
    import torch

    if tensor.layout is not torch.strided or tensor.is_nested or not tensor.data_ptr():
        return None
    return tensor.data_ptr(), tensor.dtype, tuple(tensor.shape), tensor.stride()
