"""What a block may require of the machine, and the reason where the machine does not have it.

The names stand in ``% requires:`` above a block. Devices to run on are in the neighbor ``devices``.
A requirement that ``TUTORIAL_REQUIRE`` names may not be skipped: the run fails instead, so that a machine
rented for its GPU cannot report success with every GPU block skipped.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tutorial_utils.errors import RequirementError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["REQUIREMENTS", "REQUIRE_VARIABLE", "Machine", "machine", "unmet"]

REQUIRE_VARIABLE = "TUTORIAL_REQUIRE"


@dataclass(frozen=True, slots=True)
class Machine:
    """What torch says of this machine.

    Attributes:
        torch: Version of torch, with its build, such as ``2.13.0+cpu``.
        cuda_built: Whether this build of torch knows CUDA (or ROCm), with or without a device.
        cuda_devices: Number of CUDA devices torch can use.
        mps: Whether torch can use an MPS device.
        accelerator: Device type this build of torch is made for besides the CPU; empty if none.
    """

    torch: str
    cuda_built: bool
    cuda_devices: int
    mps: bool
    accelerator: str


REQUIREMENTS = {
    "cuda": "a machine with a CUDA device",
    "mps": "a machine with an MPS device",
    "two-gpus": "a machine with two CUDA devices",
    "no-cuda": "torch built without CUDA",
    "no-accelerator": "torch built without any accelerator",
}


def unmet(name: str, *, on: Machine | None = None, environ: Mapping[str, str] | None = None) -> str:
    """Return why this machine does not meet a requirement; empty if it does.

    Args:
        name: A key of ``REQUIREMENTS``.
        on: Machine to judge; this one by default.
        environ: Environment with ``TUTORIAL_REQUIRE``, comma-separated names; the process's own by default.

    Returns:
        The reason in words, for the report of a skip, or the empty string.

    Raises:
        RequirementError: If the name, or one in ``TUTORIAL_REQUIRE``, is unknown; or if the requirement is
            not met although ``TUTORIAL_REQUIRE`` names it.

    >>> from tutorial_utils.runtime.requirements import Machine, unmet
    >>> laptop = Machine(torch="2.13.0+cpu", cuda_built=False, cuda_devices=0, mps=False, accelerator="")
    >>> unmet("no-cuda", on=laptop, environ={})
    ''
    >>> unmet("cuda", on=laptop, environ={})
    'needs a machine with a CUDA device; torch 2.13.0+cpu is built without CUDA'
    """
    _check_known(name, "in '% requires:'")
    forbidden = _names_of(environ)
    finding = _finding(name, on or machine())
    if finding and name in forbidden:
        msg = (
            f"expected {REQUIREMENTS[name]} because {REQUIRE_VARIABLE}={','.join(forbidden)}, "
            f"found that {finding}; run where it is met, or take {name} out of {REQUIRE_VARIABLE} to skip it"
        )
        raise RequirementError(msg)
    return f"needs {REQUIREMENTS[name]}; {finding}" if finding else ""


@cache
def machine() -> Machine:
    """Return what torch says of this machine, asked once."""
    import torch

    accelerator = torch.accelerator.current_accelerator()
    return Machine(
        torch=str(torch.__version__),
        cuda_built=torch.backends.cuda.is_built(),  # type: ignore[no-untyped-call]  # torch leaves it untyped
        cuda_devices=torch.cuda.device_count() if torch.cuda.is_available() else 0,
        mps=torch.backends.mps.is_available(),
        accelerator=accelerator.type if accelerator else "",
    )


def _finding(name: str, on: Machine) -> str:
    """Return what speaks against a requirement on a machine; empty if nothing does."""
    torch = f"torch {on.torch}"
    if name in {"cuda", "two-gpus"} and not on.cuda_built:
        return f"{torch} is built without CUDA"
    against = {
        "cuda": on.cuda_devices < 1 and f"{torch} finds no CUDA device",
        "two-gpus": on.cuda_devices < 2 and f"{torch} finds {on.cuda_devices or 'no'} CUDA device",
        "mps": not on.mps and f"{torch} finds no MPS device",
        "no-cuda": on.cuda_built and f"{torch} is built with CUDA",
        "no-accelerator": on.accelerator and f"{torch} is built for {on.accelerator}",
    }
    return against[name] or ""


def _names_of(environ: Mapping[str, str] | None) -> tuple[str, ...]:
    """Return the names in ``TUTORIAL_REQUIRE``; a misspelled one must not allow the skip it was to forbid."""
    value = (os.environ if environ is None else environ).get(REQUIRE_VARIABLE, "").strip()
    names = tuple(name.strip() for name in value.split(",")) if value else ()
    for name in names:
        _check_known(name, f"in {REQUIRE_VARIABLE}")
    return names


def _check_known(name: str, where: str) -> None:
    if name not in REQUIREMENTS:
        msg = (
            f"expected a requirement from {', '.join(REQUIREMENTS)} {where}, got {name!r}; "
            "correct it there, or add it to REQUIREMENTS in runtime/requirements.py"
        )
        raise RequirementError(msg)
