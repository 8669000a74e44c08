"""Whether the result of a line shares memory with its inputs, asked of arrays as of tensors.

``examples.memory_of`` asks the same of torch's examples; here arrays may have negative strides or be read-only.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from tutorial_utils.facts.numpy_answers import leaves_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np

__all__ = ["LAYOUTS", "laid_out", "relation_of", "used_by"]

LAYOUTS = ("as made", "columns first", "every second")


def relation_of(run: Callable[[Mapping[str, Any]], object], inputs_in: Callable[[str], Mapping[str, Any]]) -> str:
    """How the memory of a result relates to that of its inputs, over all layouts of them.

    Args:
        run: gives the result for inputs.
        inputs_in: makes the inputs anew in one of ``LAYOUTS``.

    Returns:
        ``view``, ``copy`` or ``itself``; ``depends`` when the layout decides; empty when the result is no array.
    """
    found = set()
    for layout in LAYOUTS:
        inputs = inputs_in(layout)
        try:
            result = run(inputs)
        except RuntimeError:
            if layout == LAYOUTS[0]:
                raise
            continue  # a view that this layout does not allow: raising is no copy
        found.add(_relation(result, list(inputs.values())))
    return found.pop() if len(found) == 1 else "depends"


def laid_out(array: np.ndarray, layout: str) -> np.ndarray:
    """The same numbers with other strides.

    Example:
        >>> import numpy as np
        >>> from tutorial_utils.facts.numpy_memory import LAYOUTS, laid_out
        >>> [laid_out(np.zeros((2, 3), dtype=np.int8), layout).strides for layout in LAYOUTS]
        [(3, 1), (1, 2), (6, 2)]
    """
    import numpy as np

    if layout == "columns first":
        return np.asarray(array, order="F")
    return np.stack((array, array), -1)[..., 0] if layout == "every second" else array


def used_by(line: str, given: Mapping[str, str]) -> dict[str, str]:
    """The inputs that a line reads, by name.

    Example:
        >>> from tutorial_utils.facts.numpy_memory import used_by
        >>> used_by("np.sum(x, axis=1)", {"x": "np.ones((2, 3))", "a": "np.ones(2)"})
        {'x': 'np.ones((2, 3))'}
    """
    names = {node.id for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Name)}
    return {name: expression for name, expression in given.items() if name in names}


def _relation(result: object, inputs: list[Any]) -> str:
    outputs = [leaf for leaf in leaves_of(result) if hasattr(leaf, "shape")]
    if not outputs:
        return ""
    if any(result is value for value in inputs):
        return "itself"
    shared = any(_share(value, output) for value in inputs for output in outputs)
    return "view" if shared else "copy"


def _share(value: Any, output: Any) -> bool:  # noqa: ANN401 - an array or a tensor
    import numpy as np
    import torch

    from tutorial_utils.memory.sharing import shares_memory

    if isinstance(value, torch.Tensor):
        return isinstance(output, torch.Tensor) and shares_memory(value, output)
    return isinstance(output, np.ndarray) and np.shares_memory(value, output)
