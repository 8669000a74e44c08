"""The inputs that calls of creation functions start from, in a setting of defaults, and what shares their memory.

What is asked of a call is ``creation``.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import torch

__all__ = ["GIVEN", "Setting", "relation", "run", "uses_tensors", "with_keyword"]

GIVEN = {
    "i": "torch.ones(2, dtype=torch.int32)",
    "f": "torch.ones(2, dtype=torch.float64)",
    "a": "np.ones(2, dtype=np.int32)",
    "g": "np.ones(2)",
    "b": "bytearray(8)",
    "at": "torch.tensor([[0, 1]])",
}
_OTHER = {
    "torch.int32": "torch.int16",
    "np.int32": "np.int16",
    "torch.float64": "torch.float32",
    "np.ones(2)": "np.ones(2, dtype=np.float32)",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set while a call runs.

    Attributes:
        default: the default dtype, float32 if not given.
        default_device: the default device.
        input_device: where the tensors among the inputs are.
        wide: the dtypes of ``GIVEN``; half as many bytes otherwise.
    """

    default: torch.dtype | None = None
    default_device: str = "cpu"
    input_device: str = "cpu"
    wide: bool = True

    def inputs(self) -> dict[str, Any]:
        """New inputs by name."""
        import torch

        made = {}
        with torch.device(self.input_device):
            for name, expression in GIVEN.items():
                text = expression
                if not self.wide:
                    for wide, narrow in _OTHER.items():
                        text = text.replace(wide, narrow)
                made[name] = _evaluate(text, {})
        return made

    def input_dtype(self, call: str) -> torch.dtype | None:
        """The dtype of the numbers that go in, if a tensor or an array does."""
        import torch

        inputs = self.inputs()
        for name in ("f", "g", "i", "a"):
            if name in _names(call):
                return torch.as_tensor(inputs[name]).dtype
        return None


def run(call: str, setting: Setting | None = None, inputs: dict[str, Any] | None = None) -> Any:  # noqa: ANN401
    """What a call returns, on new inputs.

    Example:
        >>> from tutorial_utils.facts.creation_inputs import Setting, run
        >>> run("torch.zeros(2)", Setting(default_device="meta")).device
        device(type='meta')
    """
    import torch

    setting = setting or Setting()
    given = setting.inputs() if inputs is None else inputs
    before = torch.get_default_dtype()
    torch.set_default_dtype(setting.default or before)
    try:
        with torch.device(setting.default_device):
            return _evaluate(call, given)
    finally:
        torch.set_default_dtype(before)


def uses_tensors(call: str) -> bool:
    """Whether a tensor is among the inputs.

    Example:
        >>> from tutorial_utils.facts.creation_inputs import uses_tensors
        >>> uses_tensors("torch.zeros_like(f)"), uses_tensors("torch.tensor(g)"), uses_tensors("torch.zeros(2)")
        (True, False, False)
    """
    return not _names(call).isdisjoint({"i", "f", "at"})


def with_keyword(call: str, keyword: str, value: str) -> str:
    """The same call with one more keyword.

    Example:
        >>> from tutorial_utils.facts.creation_inputs import with_keyword
        >>> with_keyword("torch.zeros(2)", "dtype", "torch.int8")
        'torch.zeros(2, dtype=torch.int8)'
    """
    node = ast.parse(call, mode="eval").body
    if not isinstance(node, ast.Call):
        msg = f"expected a call, got {call!r}"
        raise TypeError(msg)
    kept = [given for given in node.keywords if given.arg != keyword]
    node.keywords = [*kept, ast.keyword(keyword, ast.parse(value, mode="eval").body)]
    return ast.unparse(node)


def relation(call: str) -> str:
    """How the memory of the result relates to that of the inputs.

    Returns:
        ``itself``, ``view`` or ``copy``; ``new`` when neither a tensor nor an array nor a buffer goes in.

    Example:
        >>> from tutorial_utils.facts.creation_inputs import relation
        >>> relation("torch.as_tensor(g)"), relation("torch.tensor(g)"), relation("torch.tensor([1])")
        ('view', 'copy', 'new')
    """
    from tutorial_utils.memory.sharing import shares_memory

    inputs = Setting().inputs()
    used = [inputs[name] for name in inputs if name in _names(call)]
    if not used:
        return "new"
    result = run(call, inputs=inputs)
    if any(result is value for value in used):
        return "itself"
    shared = any(shares_memory(source, part) for source in map(_as_strided, used) for part in _parts(result))
    return "view" if shared else "copy"


def _parts(result: torch.Tensor) -> Iterator[torch.Tensor]:
    """The strided tensors that hold what a result holds."""
    import torch

    if result.layout is torch.sparse_coo:
        yield from (result._indices(), result._values())  # noqa: SLF001 - the public forms want it coalesced
    elif result.layout is torch.sparse_csr:
        yield from (result.crow_indices(), result.col_indices(), result.values())
    elif result.is_nested:
        yield result.values()
    else:
        yield result


def _as_strided(value: Any) -> torch.Tensor:  # noqa: ANN401 - a tensor, an array or a buffer
    import numpy as np
    import torch

    if isinstance(value, bytearray):
        value = np.frombuffer(value, dtype=np.uint8)
    return torch.from_numpy(value) if isinstance(value, np.ndarray) else value


def _evaluate(expression: str, inputs: dict[str, Any]) -> Any:  # noqa: ANN401 - our own rows return anything
    import numpy as np
    import torch

    return eval(expression, {"torch": torch, "np": np, **inputs})  # noqa: S307 - the rows are our own code


def _names(expression: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}
