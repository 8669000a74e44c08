"""On what machine something was measured.

Which devices torch finds is ``runtime.devices``; times are measured in ``timings``.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

__all__ = ["Machine", "processor_name", "this_machine"]

_CPUINFO = Path("/proc/cpuinfo")
_SYSCTL = ("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string")


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides how fast this machine is, as far as it has a name.

    Attributes:
        processor: The name its maker gives it, or that of its kind.
        processors: How many there are, as the operating system counts.
        system: Operating system and instruction set.
        torch: Release of torch.
    """

    processor: str
    processors: int
    system: str
    torch: str


def this_machine() -> Machine:
    """This machine and its torch, which is not imported for it."""
    system = f"{platform.system()} {platform.machine()}"
    return Machine(processor_name(), os.cpu_count() or 1, system, version("torch"))


def processor_name(cpuinfo: Path = _CPUINFO, command: tuple[str, ...] = _SYSCTL) -> str:
    """The processor's own name where the system tells it, else that of its instruction set.

    Args:
        cpuinfo: The file in which Linux tells it.
        command: The command that prints it on a Mac.
    """
    if cpuinfo.is_file():
        found = re.search(r"^model name\s*:\s*(.+?)\s*$", cpuinfo.read_text("utf-8", "replace"), re.MULTILINE)
        if found:
            return " ".join(found[1].split())
    if Path(command[0]).is_file():
        told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command
        if told.returncode == 0 and told.stdout.strip():
            return told.stdout.strip()
    return platform.processor() or platform.machine()
