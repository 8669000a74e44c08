"""One expression of a table: what it prints, and whether its result shares memory with its inputs.

Inputs are made anew for each run, so that an example may write into them.  The rows are put together in
``operations``; the byte ranges are compared by ``memory.sharing``.
"""

from __future__ import annotations

import ast
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import OperationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import torch

__all__ = ["LONGEST_EXAMPLE", "LONGEST_RESULT", "memory_of", "plain_state", "printed"]

LONGEST_EXAMPLE = 40
LONGEST_RESULT = 40


def printed(example: str, given: Mapping[str, str]) -> str:
    """What the interpreter prints for an example, on one line.

    Raises:
        OperationError: when it raises or warns, or when example or result is longer than a cell of a table.

    Example:
        >>> from tutorial_utils.facts.examples import printed
        >>> printed("torch.stack((x, x))", {"x": "torch.tensor([1, 2])"})
        'tensor([[1, 2], [1, 2]])'
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            shown = repr(_run(example, _inputs(given)))
    except Exception as error:
        first = str(error).partition("\n")[0]
        msg = f"expected {example!r} to run without a warning, got {type(error).__name__}: {first}"
        raise OperationError(msg) from error
    shown = re.sub(r"\s*\n\s*", "", re.sub(r",\s*\n\s*", ", ", shown))
    for what, text, longest in (("an example", example, LONGEST_EXAMPLE), ("a result", shown, LONGEST_RESULT)):
        if len(text) > longest:
            msg = f"expected {what} of at most {longest} characters, got {len(text)}: {text}"
            raise OperationError(msg)
    return shown


def memory_of(example: str, given: Mapping[str, str]) -> str:
    """How the memory of an operation's result relates to that of its inputs, for inputs of several layouts.

    What the example makes of the result, by ``.shape``, ``[0]`` or a comparison, does not count.

    Returns:
        ``view`` when it always shares, ``copy`` when it never does, ``depends`` when the layout decides,
        ``itself`` when it always is the input, ``new`` without inputs; empty when the result is no tensor.

    Example:
        >>> from tutorial_utils.facts.examples import memory_of
        >>> given = {"x": "torch.ones(2, 3)"}
        >>> [memory_of(call, given) for call in ("x.view(6)", "x.reshape(6)", "x.exp()", "x.exp_()")]
        ['view', 'depends', 'copy', 'itself']
    """
    operation = _operation_in(example)
    used = _names(operation) & set(given)
    if not used:
        return "new"
    found = set()
    for layout in (_as_made, _every_second, _dimensions_turned):
        inputs = {name: _laid_out(value, layout) for name, value in _inputs(given).items()}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that another layout is slow
                result = _run(operation, inputs)
        except RuntimeError:
            if layout is _as_made:
                raise
            continue  # a view that this layout does not allow: raising is no copy
        found.add(_relation(result, [inputs[name] for name in used]))
    return found.pop() if len(found) == 1 else "depends"


@contextmanager
def plain_state() -> Iterator[None]:
    """Float32, CPU, and a generator of its own with seed 0, whatever the caller has set."""
    import torch

    dtype = torch.get_default_dtype()
    with torch.random.fork_rng(devices=[]), torch.device("cpu"):
        torch.manual_seed(0)
        torch.set_default_dtype(torch.float32)
        try:
            yield
        finally:
            torch.set_default_dtype(dtype)


def _inputs(given: Mapping[str, str]) -> dict[str, Any]:
    return {name: _run(expression, {}) for name, expression in given.items()}


def _run(expression: str, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - examples return anything
    import numpy as np
    import torch

    return eval(expression, {"torch": torch, "np": np, **inputs})  # noqa: S307 - the rows are our own code


def _operation_in(example: str) -> str:
    node = ast.parse(example, mode="eval").body
    if isinstance(node, ast.Compare):
        node = node.left
    while isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.value, ast.Name):
        node = node.value
    return ast.unparse(node)


def _names(expression: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}


def _relation(result: object, inputs: list[Any]) -> str:
    from tutorial_utils.memory.sharing import shares_memory

    outputs = list(_tensors(result))
    if not outputs:
        return ""
    if any(result is value for value in inputs):
        return "itself"
    sources = [tensor for value in inputs for tensor in _tensors(value)]
    return "view" if any(shares_memory(source, output) for source in sources for output in outputs) else "copy"


def _tensors(value: object) -> Iterator[torch.Tensor]:
    import numpy as np
    import torch

    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, np.ndarray):
        yield torch.from_numpy(value)
    elif isinstance(value, (tuple, list)):
        for entry in value:
            yield from _tensors(entry)


def _laid_out(value: object, layout: Callable[[torch.Tensor], torch.Tensor]) -> object:
    """The same numbers with other strides."""
    import numpy as np
    import torch

    if isinstance(value, np.ndarray):
        return layout(torch.from_numpy(value)).numpy()
    return layout(value) if isinstance(value, torch.Tensor) else value


def _as_made(tensor: torch.Tensor) -> torch.Tensor:
    return tensor


def _every_second(tensor: torch.Tensor) -> torch.Tensor:
    import torch

    return torch.stack((tensor, tensor), -1)[..., 0]


def _dimensions_turned(tensor: torch.Tensor) -> torch.Tensor:
    turned = tuple(reversed(range(tensor.ndim)))
    return tensor.permute(turned).clone().contiguous().permute(turned)
