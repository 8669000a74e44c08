"""One call, recorded by autograd: its inputs, its outputs, and the gradients that come out.

Inputs are no leaves, so that they may be changed in place.  Changing them is in ``changed``, looking at what was saved
in ``saved``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.examples import names_in, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    import torch

__all__ = ["Recorded", "gradients", "record", "same_gradients"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a call was given and what it returned.

    Attributes:
        leaves: the floating-point inputs by name, as leaves that gradients are asked of.
        inputs: what the call got, by name: a copy of the leaf, or a mask or index as it is.
        outputs: the tensors of the result by name: ``result``, the fields of a named tuple, or ``result[0]``.
    """

    leaves: Mapping[str, torch.Tensor]
    inputs: Mapping[str, torch.Tensor]
    outputs: Mapping[str, torch.Tensor]


def record(call: str, given: Mapping[str, str]) -> Recorded:
    """Run a call with gradients on, its random numbers always the same.

    Args:
        call: an expression that returns a tensor or tensors.
        given: expressions of its inputs, by name.
    """
    import torch

    torch.manual_seed(0)
    used = names_in(call)
    values = {name: run(expression, {}) for name, expression in given.items() if name in used}
    leaves = {name: value.requires_grad_() for name, value in values.items() if value.is_floating_point()}
    inputs = values | {name: leaf.clone() for name, leaf in leaves.items()}
    return Recorded(leaves, inputs, _by_name(call, run(call, inputs)))


def gradients(recorded: Recorded, factors: Mapping[str, int] | None = None) -> list[torch.Tensor | None]:
    """The gradients of all leaves, for a loss that weighs each element of each output differently.

    Args:
        recorded: the call; it is freed by this.
        factors: what an output counts in the loss, by its name; 1 where it is not named.
    """
    import torch

    losses = []
    for name, output in recorded.outputs.items():
        if output.requires_grad:
            weights = torch.arange(1, output.numel() + 1, dtype=output.real.dtype).view(output.shape)
            losses.append((output.real * weights).sum() * (factors or {}).get(name, 1))
    if not losses:
        msg = "expected a result with a gradient, got none"
        raise OperationError(msg)
    return list(torch.autograd.grad(sum(losses), list(recorded.leaves.values()), allow_unused=True))  # type: ignore[arg-type]


def same_gradients(left: list[torch.Tensor | None], right: list[torch.Tensor | None]) -> bool:
    """Whether two lists of gradients agree, but for rounding; NaN equals NaN."""
    import torch

    for one, other in zip(left, right, strict=True):
        if one is None or other is None:
            if one is not other:
                return False
        elif not torch.allclose(one, other, rtol=1e-6, equal_nan=True):
            return False
    return True


def _by_name(call: str, result: object) -> dict[str, torch.Tensor]:
    import torch

    if isinstance(result, torch.Tensor):
        return {"result": result}
    if not isinstance(result, (tuple, list)):
        msg = f"expected a tensor or several from {call!r}, got {type(result).__name__}"
        raise OperationError(msg)
    fields = getattr(result, "__match_args__", ()) or [f"result[{index}]" for index in range(len(result))]
    return dict(zip(fields, result, strict=True))
