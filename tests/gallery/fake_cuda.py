"""A stand-in for CUDA on a machine without one: work is queued, and is done when somebody waits.

Tensors of the "device" live on the CPU. A copy between pinned memory and the device is put off until
``synchronize``, or until the device itself reads its target, as on one stream. The worst that real hardware may do
is what this one always does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch.overrides import TorchFunctionMode

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

__all__ = ["FakeCuda"]


class FakeCuda(TorchFunctionMode):
    """While it is entered, ``"cuda"`` is a device that works on its own."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[str] = []
        self._pinned: list[Tensor] = []
        self._there: list[Tensor] = []
        self._queue: list[tuple[Tensor, Tensor]] = []

    def synchronize(self, *_device: object) -> None:
        """Do the work that is queued."""
        self.log.append("synchronize")
        self._work()

    def _work(self) -> None:
        for target, source in self._queue:
            with torch._C.DisableTorchFunction():  # noqa: SLF001 -- as torch.overrides does
                target.copy_(source)
        self._queue.clear()

    def __torch_function__(
        self,
        func: Callable[..., Any],
        _types: object,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        if name == "to" and "cuda" in args:
            return self._upload(args[0], non_blocking=kwargs.get("non_blocking", False))
        if name == "copy_" and _in(args[1], self._there) and kwargs.pop("non_blocking", False):
            self.log.append("to pinned host" if _in(args[0], self._pinned) else "to host")
            self._queue.append((args[0], args[1]))
            return args[0]
        if any(_in(it, self._there) for it in args if isinstance(it, torch.Tensor)):
            self._work()  # one stream: the device reads what was written before
        pinned = kwargs.pop("pin_memory", False) or name == "pin_memory"
        there = kwargs.get("device") == "cuda"
        if there:
            kwargs["device"] = "cpu"
        result = args[0].clone() if name == "pin_memory" else func(*args, **kwargs)
        if pinned:
            self.log.append("pin")
            self._pinned.append(result)
        if there:
            self._there.append(result)
        return result

    def _upload(self, source: Tensor, *, non_blocking: bool) -> Tensor:
        self.log.append(f"{'pinned ' if _in(source, self._pinned) else ''}to device")
        target = torch.full_like(source, torch.nan)
        self._there.append(target)
        self._queue.append((target, source if _in(source, self._pinned) else source.clone()))
        if not non_blocking:
            self._work()
        return target


def _in(tensor: Tensor, tensors: list[Tensor]) -> bool:
    return any(tensor is other for other in tensors)
