"""What a run stands on: devices, what a block may require of the machine, the state a page starts from.

``devices`` says where to run, ``requirements`` why a block cannot run here, ``state`` sets torch back before
each page.
"""

from __future__ import annotations

from tutorial_utils.runtime.devices import available_devices, synchronize
from tutorial_utils.runtime.requirements import REQUIREMENTS, Machine, machine, unmet

__all__ = ["REQUIREMENTS", "Machine", "available_devices", "machine", "synchronize", "unmet"]
