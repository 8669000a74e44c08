"""How shapes broadcast: each operand padded with ones, and what happens in every dimension of the result.

A conflict is a fact like any other, so that a figure can show where two shapes do not meet.
``figures/broadcast.py`` draws the facts; which cells a stretched tensor reads is the neighbor ``layout.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tutorial_utils.errors import BroadcastError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

__all__ = ["MAX_DIMENSIONS", "MAX_LENGTH", "Broadcast", "Operand", "Outcome", "broadcast_of", "operand_of"]

MAX_DIMENSIONS = 6
MAX_LENGTH = 9999

Outcome = Literal["equal", "stretched", "conflict"]


@dataclass(frozen=True, slots=True)
class Operand:
    """The shape that one tensor brings.

    Attributes:
        name: The expression the tensor came from.
        shape: Its size.
    """

    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What the rules of broadcasting make of the shapes of some operands.

    Attributes:
        operands: In the order given.
        padded: The shape of each operand, with ones on the left up to the longest.
        outcomes: For each dimension of the result, whether the lengths are equal, ones are stretched, or they conflict.
        lengths: The length of each dimension of the result; None where the operands conflict.
    """

    operands: tuple[Operand, ...]
    padded: tuple[tuple[int, ...], ...]
    outcomes: tuple[Outcome, ...]
    lengths: tuple[int | None, ...]

    @property
    def result(self) -> tuple[int, ...] | None:
        """The shape of the result; None if the operands conflict in some dimension."""
        known = tuple(length for length in self.lengths if length is not None)
        return known if len(known) == len(self.lengths) else None


def operand_of(tensor: torch.Tensor, name: str) -> Operand:
    """Read the shape of a tensor that is small enough for a figure.

    Args:
        tensor: Any dtype, device and layout; at most 6 dimensions, none longer than 9999.
        name: How the figure and its alt text call the tensor.

    Returns:
        Host facts; nothing in them refers to the tensor.

    Raises:
        BroadcastError: If it is no tensor, or has no regular shape, or too large a one.
    """
    import torch

    if not isinstance(tensor, torch.Tensor):
        msg = f"expected a tensor, got {name} of type {type(tensor).__name__}: name tensors in the figure"
        raise BroadcastError(msg)
    if tensor.is_nested:
        msg = f"expected a tensor with one length in each dimension, got the nested {name}: show its values"
        raise BroadcastError(msg)
    shape = tuple(tensor.shape)
    if len(shape) > MAX_DIMENSIONS or max(shape, default=0) > MAX_LENGTH:
        limits = f"at most {MAX_DIMENSIONS} dimensions of at most {MAX_LENGTH}"
        msg = f"expected {limits}, got {name} of shape {shape}: show a smaller tensor"
        raise BroadcastError(msg)
    return Operand(name, shape)


def broadcast_of(operands: Sequence[Operand]) -> Broadcast:
    """Apply the rules of broadcasting to shapes.

    The rules are those of https://docs.pytorch.org/docs/2.13/notes/broadcasting.html.

    Args:
        operands: One or more, as `operand_of` reads them.

    Raises:
        BroadcastError: If there is no operand.

    >>> import torch
    >>> from tutorial_utils.memory import broadcast_of, operand_of
    >>> facts = broadcast_of([operand_of(torch.ones(3, 2), "a"), operand_of(torch.ones(2, 3, 1), "b")])
    >>> facts.padded, facts.outcomes
    (((1, 3, 2), (2, 3, 1)), ('stretched', 'equal', 'stretched'))
    >>> facts.result
    (2, 3, 2)
    """
    if not operands:
        msg = "expected at least one operand, got none: name a tensor in the figure"
        raise BroadcastError(msg)
    longest = max(len(operand.shape) for operand in operands)
    padded = tuple((1,) * (longest - len(operand.shape)) + operand.shape for operand in operands)
    meetings = [_meet(lengths) for lengths in zip(*padded, strict=True)]
    outcomes, lengths = (tuple(outcome for outcome, _ in meetings), tuple(length for _, length in meetings))
    return Broadcast(tuple(operands), padded, outcomes, lengths)


def _meet(lengths: tuple[int, ...]) -> tuple[Outcome, int | None]:
    """Return what happens where operands of these lengths meet, and the length of the result there."""
    longer = set(lengths) - {1}
    if len(longer) > 1:
        return "conflict", None
    if len(set(lengths)) == 1:
        return "equal", lengths[0]
    return "stretched", longer.pop()
