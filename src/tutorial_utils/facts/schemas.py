"""What the operator schemas of torch say about sharing memory: a promise to the compiler, not a measurement.

A schema such as ``view(Tensor(a) self, ...) -> Tensor(a)`` marks what a result MAY share.  The schemas are a private
interface; they are a column of a table, never the answer.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from tutorial_utils.errors import PrivateInterfaceError

__all__ = ["FRESH", "IN_PLACE", "MAY_ALIAS", "public_names_that_may_alias", "read_marks", "schema_says"]

MAY_ALIAS = "may alias"
IN_PLACE = "in place"
FRESH = "fresh"


def schema_says(name: str) -> str:
    """What the schemas of an operator say of its result; nothing where there is none.

    Returns:
        ``may alias`` when one overload says so, ``in place`` when in all of them the result is the input, written to,
        else ``fresh``.

    Example:
        >>> from tutorial_utils.facts.schemas import schema_says
        >>> [schema_says(name) for name in ("view", "add_", "atleast_1d", "from_numpy")]
        ['may alias', 'in place', 'fresh', '']
    """
    found = _marks().get(name, frozenset())
    return next((mark for mark in (MAY_ALIAS, FRESH, IN_PLACE) if mark in found), "")


def public_names_that_may_alias() -> list[str]:
    """Every operator without a leading underscore with a result that may share memory and is not written to."""
    return sorted(name for name, found in _marks().items() if MAY_ALIAS in found and not name.startswith("_"))


def read_marks() -> dict[str, frozenset[str]]:
    """What each overload of each operator says, by the name of the operator.

    Raises:
        PrivateInterfaceError: when torch has moved its list.
    """
    import torch

    try:
        schemas = torch._C._jit_get_all_schemas()  # noqa: SLF001 - there is no public list
    except AttributeError as error:
        msg = (
            "tables view-or-copy-*: expected the operator schemas at torch._C._jit_get_all_schemas, "
            f"got: {error}; change it in {__name__}"
        )
        raise PrivateInterfaceError(msg) from error
    found: dict[str, frozenset[str]] = {}
    for schema in schemas:
        if schema.name.startswith("aten::"):
            name = schema.name.removeprefix("aten::")
            found[name] = found.get(name, frozenset()) | {_mark(schema)}
    return found


_marks = cache(read_marks)


def _mark(schema: Any) -> str:  # noqa: ANN401 - torch has no type for it
    if any(result.alias_info and not result.alias_info.is_write for result in schema.returns):
        return MAY_ALIAS
    written = [argument.name for argument in schema.arguments if argument.alias_info and argument.alias_info.is_write]
    return IN_PLACE if "self" in written else FRESH
