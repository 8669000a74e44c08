r"""
What moving data costs
======================

You will measure what it takes to copy a tensor, to change its dtype, and to move it to an accelerator and back, and
see which moves cost nothing, how to read a clock beside a device that works on its own, and what ``non_blocking`` and
pinned memory ask of you.

The rules of devices are on :doc:`/tensors/device`.
The parts that need an accelerator say so in the output when this machine has none.

The script measures each time it runs.
The times on its page are the record of one run, on the machine that the output names; yours will differ.
"""
# sphinx_gallery_description = "What it costs in PyTorch to copy, cast and move a tensor, and which moves are free."
# sphinx_gallery_keywords = "time gpu code, benchmark cuda, synchronize before reading the clock, slow data loader"

import statistics
import time
from collections.abc import Callable

import torch
from torch import Tensor

from tutorial_utils.figures.transfers import draw_transfers, size_text
from tutorial_utils.runtime.devices import available_devices, synchronize
from tutorial_utils.runtime.kept import kept

accelerators = [device for device in available_devices() if device != "cpu"]
print("accelerators:", *accelerators or ["none, so their parts are not run here"])
print("threads of the CPU:", torch.get_num_threads())
print("times below: measured", kept("where", "now, on this machine"))

# %%
# The move that moves nothing
# ---------------------------
#
# `Tensor.to <https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.to.html>`_ returns the very same object when
# dtype and device are right already, so there is no need to test for it first.
# ``copy=True`` makes a copy in any case.

x = torch.arange(4.0)
same, copy = x.to("cpu", torch.float32), x.to("cpu", copy=True)
print("same object:", same is x, "  copy=True:", copy is x)
assert same is x
assert copy is not x
assert copy.data_ptr() != x.data_ptr()
assert torch.equal(copy, x)

# %%
# ``non_blocking=True`` lets a copy to or from an accelerator go on while the program does.
# Between places of the CPU's own memory it changes nothing: the result is complete when the call returns.

wide = torch.arange(2.0**20)
assert torch.equal(wide.to(torch.float64, non_blocking=True), wide.to(torch.float64))
assert wide.to("cpu", non_blocking=True) is wide
print("non_blocking on the CPU: no difference")

# %%
# How to read the clock
# ---------------------
#
# Three rules.
# Warm up: the first call may load code, start a device or get memory from the system.
# Wait for the device before each look at the clock: most calls return when the work is queued, not when it is done.
# Repeat and take the middle: other programs disturb single runs.


def seconds(action: Callable[[], object], device: str, repeats: int = 7) -> float:
    """Return the median time of an action, all its work on the device included."""
    action()
    times = []
    for _ in range(repeats):
        synchronize(device)
        start = time.perf_counter()
        action()
        synchronize(device)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


# %%
# For your own programs, ``torch.accelerator.synchronize()`` waits for whatever accelerator there is, and
# `torch.utils.benchmark <https://docs.pytorch.org/docs/2.13/benchmark_utils.html>`_ knows all three rules.
#
# In the memory of the host
# -------------------------
#
# Four sizes, and four things that people do.
# ``copy_`` writes into memory that is there already, the others get new memory for their result.


def host_actions(x: Tensor) -> dict[str, Callable[[], Tensor]]:
    """Return what can be done to a tensor on the CPU, by name."""
    there = torch.empty_like(x)
    return {
        "copy": x.clone,
        "copy into old memory": lambda: there.copy_(x),
        "to float16": x.half,
        "to float64": x.double,
    }


def measure(actions_for: Callable[[Tensor], dict], device: str) -> dict[str, list]:
    """Time each action on each size; return for each the pairs of size in bytes and seconds."""
    table: dict[str, list] = {}
    for size in [2**exponent for exponent in (12, 16, 20, 24)]:
        for name, action in actions_for(torch.ones(size // 4)).items():
            table.setdefault(name, []).append((size, seconds(action, device)))
    for name, pairs in table.items():
        assert pairs[-1][1] > pairs[0][1], f"{name}: 16 MiB in less time than 4 KiB"
    return table


def show(table: dict[str, list]) -> None:
    """Print times, and the bytes a second of the largest size."""
    sizes = [size for size, _ in next(iter(table.values()))]
    print(f"{'microseconds':<21}", *(f"{size_text(size):>9}" for size in sizes), "   GB/s")
    for name, pairs in table.items():
        size, slowest = pairs[-1]
        row = [f"{1e6 * elapsed:>9.1f}" for _, elapsed in pairs]
        print(f"{name:<21}", *row, f"{size / slowest / 1e9:>7.1f}")


times = kept("cpu", measure(host_actions, "cpu"))
show(times)
figure = draw_transfers(times)

# %%
# Small tensors cost the call and little else; for large ones, time grows with size.
# The last column counts the bytes of the ``float32`` source, in the largest size.
# New memory is not free: the system hands it over page by page when it is first written to.
# Freed memory is used again where it fits, so this shows most in the largest result, the 32 MiB of the last row.
#
# So move one large tensor, not many small ones.

large = torch.ones(4096, 256)
many = seconds(lambda: [row.clone() for row in large], "cpu")
one = seconds(large.clone, "cpu")
many, one = kept("4 MiB", [many, one])
print(f"4 MiB as 4096 rows of 1 KiB: {1e3 * many:.2f} ms; in one piece: {1e3 * one:.2f} ms")

# %%
# To an accelerator and back
# --------------------------
#
# Pinned memory is memory of the host that the system never moves or swaps out, so that the device can fetch it by
# itself; only from there can a whole copy to CUDA run while the program goes on.
# To pin is a copy too, and a slow one: do it once, to a buffer that you keep, or let a ``DataLoader`` do it.


def device_actions(device: str) -> Callable[[Tensor], dict]:
    """Return a function that lists the moves of a tensor to a device and back."""

    def actions_for(x: Tensor) -> dict[str, Callable[[], Tensor]]:
        there = x.to(device)
        actions = {"to device": lambda: x.to(device), "to host": there.cpu}
        if device == "cuda":
            pinned, buffer = x.pin_memory(), torch.empty_like(x, pin_memory=True)
            actions["pinned to device"] = lambda: pinned.to(device, non_blocking=True)
            actions["to pinned host"] = lambda: buffer.copy_(there, non_blocking=True)
            pin = x.pin_memory
            actions["pin, then to device"] = lambda: pin().to(device, non_blocking=True)
        assert torch.equal(there.cpu(), x)
        return actions

    return actions_for


for device in accelerators:
    print(device)
    times = kept(device, measure(device_actions(device), device))
    show(times)
    figure = draw_transfers(times)
if not accelerators:
    print("not run here: there is no accelerator to move to")

# %%
# Memory cannot be pinned for an accelerator that does not exist.

if not torch.accelerator.is_available():
    try:
        x.pin_memory()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")

# %%
# What the clock says without waiting
# -----------------------------------
#
# The same product, timed with and without ``synchronize``.
# The first number is the time to queue it.


def queued_and_done(device: str) -> tuple[float, float]:
    """Return the seconds until a product is queued, and until it is done."""
    a = torch.ones(2048, 2048, device=device)
    a @ a
    synchronize(device)
    start = time.perf_counter()
    a @ a
    queued = time.perf_counter() - start
    synchronize(device)
    return queued, time.perf_counter() - start


for device in accelerators:
    queued, done = kept(f"product on {device}", queued_and_done(device))
    print(f"{device}: queued after {1e3 * queued:.2f} ms, done after {1e3 * done:.2f} ms")
if not accelerators:
    print("not run here: the CPU queues nothing")

# %%
# Are non_blocking and pinned memory safe?
# ----------------------------------------
#
# With two rules.
# Do not write into a pinned source before its copy is done, and do not read a pinned target before.
# Nothing is raised if you do; a part of the numbers is wrong, or none, from run to run.
# So here only the ways that wait are asserted.


def share_that_arrived(device: str, *, wait: bool) -> float:
    """Overwrite pinned zeros behind their copy; return which share of them arrived."""
    source = torch.zeros(2**24).pin_memory()
    there = source.to(device, non_blocking=True)
    if wait:
        synchronize(device)
    source.fill_(1)
    return (there == 0).double().mean().item()


def share_that_came_back(device: str, *, wait: bool) -> float:
    """Read pinned memory behind a copy into it; return which share has come."""
    there, target = torch.ones(2**24, device=device), torch.zeros(2**24).pin_memory()
    target.copy_(there, non_blocking=True)
    if wait:
        synchronize(device)
    return (target == 1).double().mean().item()


for share in (share_that_arrived, share_that_came_back):
    if "cuda" not in accelerators:
        print(f"{share.__name__}: not run here, it takes CUDA")
        continue
    early, late = kept(share.__name__, share("cuda", wait=False)), share("cuda", wait=True)
    print(f"{share.__name__}: {early:.1%} at once, {late:.1%} after a wait")
    assert late == 1, late

# %%
# ``x.to("cpu", non_blocking=True)`` from CUDA makes a pinned target, so it falls under the second rule.
# An unpinned source may be changed at once: CUDA
# `has read or staged it <https://docs.nvidia.com/cuda/cuda-runtime-api/api-sync-behavior.html>`_ before the call
# returns.
#
# Where to go next
# ----------------
#
# - :doc:`/tensors/device`: naming devices, and one program for all of them.
# - `A guide to pinned memory <https://docs.pytorch.org/tutorials/intermediate/pinmem_nonblock.html>`_, with profiles.
