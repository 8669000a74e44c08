"""What happens when a tensor is changed in place after a call: the change is made, then ``backward`` is run.

Nothing is concluded from what a node saved: see ``saved`` for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tutorial_utils.facts.recorded import Recorded, gradients, record, same_gradients

if TYPE_CHECKING:
    from collections.abc import Mapping

    import torch

__all__ = ["BACKWARD", "NEXT_USE", "REFUSED", "SAFE", "WRONG", "after_change"]

SAFE: Final = "safe"
BACKWARD: Final = "raises in backward"
REFUSED: Final = "refused at once"
NEXT_USE: Final = "raises at the next use of the result"
WRONG: Final = "wrong gradient without an error"


def after_change(call: str, name: str, given: Mapping[str, str]) -> str:
    """Run a call, double one of its inputs or outputs in place, and compare the gradients with the right ones.

    A mask is inverted and an index set to 0 instead of doubled.

    Args:
        call: an expression.
        name: which tensor to change: the name of an input, or of an output as ``recorded`` names it.
        given: expressions of the inputs, by name.

    Example:
        >>> from tutorial_utils.facts.changed import after_change
        >>> given = {"x": "torch.tensor([1.0, 2.0])"}
        >>> after_change("torch.exp(x)", "x", given), after_change("torch.exp(x)", "result", given)
        ('safe', 'raises in backward')
    """
    recorded = record(call, given)
    factors = _right_factors(recorded, name)
    try:
        _change((recorded.inputs | recorded.outputs)[name])  # type: ignore[operator]
    except RuntimeError:
        return REFUSED
    try:
        found = gradients(recorded)
    except RuntimeError as error:
        if "has been modified by an inplace operation" in str(error):
            return BACKWARD
        if "its base or another view of its base has been modified inplace" in str(error):
            return NEXT_USE
        raise
    return SAFE if same_gradients(found, gradients(record(call, given), factors)) else WRONG


def _change(tensor: torch.Tensor) -> None:
    import torch

    if tensor.dtype == torch.bool:
        tensor.logical_not_()
    elif tensor.is_floating_point() or tensor.is_complex():
        tensor.mul_(2)
    else:
        tensor.zero_()


def _right_factors(recorded: Recorded, name: str) -> dict[str, int]:
    """What doubling a tensor makes of the outputs: those that are it, or read its memory, are doubled with it."""
    from tutorial_utils.memory.sharing import shares_memory

    changed = {**recorded.inputs, **recorded.outputs}[name]
    if not changed.requires_grad:
        return {}
    return {key: 2 for key, output in recorded.outputs.items() if shares_memory(changed, output)}
