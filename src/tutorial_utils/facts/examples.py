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
from tutorial_utils.facts.layouts import contiguous, laid_out, stepped, tensors_in, transposed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["LONGEST_EXAMPLE", "LONGEST_RESULT", "inputs_of", "memory_of", "names_in", "plain_state", "printed", "run"]

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
            shown = repr(run(example, inputs_of(given)))
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
    used = names_in(operation) & set(given)
    if not used:
        return "new"
    found = set()
    for layout in (contiguous, stepped, transposed):
        inputs = {name: laid_out(value, layout) for name, value in inputs_of(given).items()}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that another layout is slow
                result = run(operation, inputs)
        except RuntimeError:
            if layout is contiguous:
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


def inputs_of(given: Mapping[str, str]) -> dict[str, Any]:
    """The inputs of an example, made anew."""
    return {name: run(expression, {}) for name, expression in given.items()}


def run(expression: str, inputs: Mapping[str, Any]) -> Any:  # noqa: ANN401 - examples return anything
    """The value of an expression that sees ``torch``, ``np``, ``F`` and the inputs."""
    import numpy as np
    import torch

    names = {"torch": torch, "np": np, "F": torch.nn.functional, **inputs}
    return eval(expression, names)  # noqa: S307 - the rows are our own code


def names_in(expression: str) -> set[str]:
    """The names an expression uses."""
    return {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}


def _operation_in(example: str) -> str:
    node = ast.parse(example, mode="eval").body
    if isinstance(node, ast.Compare):
        node = node.left
    while isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.value, ast.Name):
        node = node.value
    return ast.unparse(node)


def _relation(result: object, inputs: list[Any]) -> str:
    from tutorial_utils.memory.sharing import shares_memory

    outputs = list(tensors_in(result))
    if not outputs:
        return ""
    if any(result is value for value in inputs):
        return "itself"
    sources = [tensor for value in inputs for tensor in tensors_in(value)]
    return "view" if any(shares_memory(source, output) for source in sources for output in outputs) else "copy"
