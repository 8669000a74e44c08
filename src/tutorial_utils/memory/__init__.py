"""Where a tensor's numbers lie: facts read from live tensors, with no picture of them."""

from __future__ import annotations

from tutorial_utils.memory.broadcast import Broadcast, Operand, broadcast_of, operand_of
from tutorial_utils.memory.layout import Layout, cells_of, layout_of
from tutorial_utils.memory.sharing import byte_range, shares_memory

__all__ = [
    "Broadcast",
    "Layout",
    "Operand",
    "broadcast_of",
    "byte_range",
    "cells_of",
    "layout_of",
    "operand_of",
    "shares_memory",
]
