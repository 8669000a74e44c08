"""Which devices this machine offers, and waiting until one has finished its work.

What a single block needs is in the neighbor ``requirements``; the torch state a page starts from is in
``state``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tutorial_utils.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import torch

__all__ = ["DEVICES_VARIABLE", "available_devices", "synchronize"]

DEVICES_VARIABLE = "TUTORIAL_DEVICES"


def available_devices(
    *,
    probes: Mapping[str, Callable[[], bool]] | None = None,
    environ: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Return the device types to run on, in the order cpu, cuda, mps.

    Args:
        probes: For each device type, in order, a function that says whether the machine has it; asks torch
            by default.
        environ: Environment with ``TUTORIAL_DEVICES``, a comma-separated choice; the process's by default.

    Returns:
        Device types, at least one.

    Raises:
        DeviceError: If ``TUTORIAL_DEVICES`` names a device that is unknown or not available.

    >>> from tutorial_utils.runtime.devices import available_devices
    >>> probes = {"cpu": lambda: True, "cuda": lambda: True, "mps": lambda: False}
    >>> available_devices(probes=probes, environ={})
    ('cpu', 'cuda')
    >>> available_devices(probes=probes, environ={"TUTORIAL_DEVICES": "cuda"})
    ('cuda',)
    """
    probes = _PROBES if probes is None else probes
    choice = (os.environ if environ is None else environ).get(DEVICES_VARIABLE, "").strip()
    found = tuple(name for name, probe in probes.items() if probe())
    if not choice:
        return found
    chosen = [name.strip() for name in choice.split(",")]
    for name in chosen:
        _check(name, known=tuple(probes), found=found)
    return tuple(name for name in found if name in chosen)


def synchronize(device: torch.device | str) -> None:
    """Wait until all work queued on a device is done; on the CPU and on meta nothing is ever queued.

    Args:
        device: Device, or its name; without an index the current one of its type.

    Raises:
        DeviceError: If the type of the device is none of cpu, meta, cuda and mps.

    >>> from tutorial_utils.runtime.devices import synchronize
    >>> synchronize("cpu")
    >>> synchronize("xpu")
    Traceback (most recent call last):
      ...
    tutorial_utils.errors.DeviceError: expected a device of type cpu, meta, cuda or mps to wait for, got 'xpu'; teach it to synchronize() in runtime/devices.py
    """  # noqa: E501  # the message is one line
    import torch

    device = torch.device(device)
    match device.type:
        case "cpu" | "meta":
            return
        case "cuda":
            torch.cuda.synchronize(device)
        case "mps":
            torch.mps.synchronize()
        case _:
            msg = (
                f"expected a device of type cpu, meta, cuda or mps to wait for, got {str(device)!r}; "
                "teach it to synchronize() in runtime/devices.py"
            )
            raise DeviceError(msg)


def _check(name: str, *, known: tuple[str, ...], found: tuple[str, ...]) -> None:
    if name not in known:
        msg = (
            f"expected names from {', '.join(known)} in {DEVICES_VARIABLE}, got {name!r}; "
            "correct the variable, or unset it to use every device there is"
        )
        raise DeviceError(msg)
    if name not in found:
        msg = (
            f"expected one of the devices of this machine ({', '.join(found)}) in {DEVICES_VARIABLE}, "
            f"got {name!r}; take it out of the variable, or run where torch finds {name}"
        )
        raise DeviceError(msg)


def _has_cpu() -> bool:
    return True


def _has_cuda() -> bool:
    import torch

    return torch.cuda.is_available()


def _has_mps() -> bool:
    import torch

    return torch.backends.mps.is_available()


_PROBES: Mapping[str, Callable[[], bool]] = {"cpu": _has_cpu, "cuda": _has_cuda, "mps": _has_mps}
