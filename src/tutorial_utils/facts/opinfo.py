"""The operator database of torch's own tests: sample inputs for many operators, and never the answer to a question.

It is private, takes seconds to import and may move with any release, so this is the only module that imports it.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

from tutorial_utils.errors import PrivateInterfaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["operators"]

_MODULE = "torch.testing._internal.common_methods_invocations"


def operators(table: str) -> Sequence[Any]:
    """The entries of the database, each with a name, ``sample_inputs`` and itself callable.

    Args:
        table: the table that asks, for the message.

    Raises:
        PrivateInterfaceError: when torch has moved it, or when ``expecttest``, which it imports, is missing.
    """
    path = list(sys.path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own, not about a table
            from torch.testing._internal.common_methods_invocations import op_db
    except ImportError as error:
        msg = f"table {table}: expected sample inputs in {_MODULE}.op_db, got: {error}; change it in {__name__}"
        raise PrivateInterfaceError(msg) from error
    finally:
        sys.path[:] = path  # setuptools, which it imports, adds the packages it carries
    return op_db
