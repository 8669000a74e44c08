"""What a node saved for its backward, read without running any hook.

Torch tells the version of a saved tensor now, through the attribute ``_raw_saved_NAME``, but not the version at which
it was saved. That one is read from what torch itself does with it: looking at ``_saved_NAME`` compares the two, and
either succeeds, so that they are equal, or raises the error that backward would raise, which names both.
What is kept, and what is compared, is ``SavedVariable`` in ``torch/csrc/autograd/saved_variable.h``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tutorial_utils.graph.facts import Saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch.autograd.graph import Node as LiveNode

    from tutorial_utils.graph.names import Names

__all__ = ["saved_of"]

RAW = "_raw_saved_"
CUSTOM = "_raw_saved_tensors"  # what ctx.save_for_backward kept
FREED = "Trying to backward through the graph a second time"
VERSIONS = re.compile(r"is at version (\d+); expected version (\d+) instead")
NOT_COMPARED = "not compared"


def saved_of(node: LiveNode, names: Names) -> tuple[tuple[Saved, ...], bool]:
    """Return what a node keeps, and whether backward has freed it.

    Tensors that a custom Function keeps as attributes of ``ctx`` are not seen.
    """
    found: list[Saved] = []
    freed = False
    for attribute in (name for name in dir(node) if name.startswith(RAW)):
        told = _message(getattr, node, attribute)
        if FREED in told:
            freed = True
            continue
        raw, name = getattr(node, attribute), attribute.removeprefix(RAW)
        raws = list(raw) if isinstance(raw, tuple | list) else [raw]
        if any(map(_is_packed, raws)):  # looking at it would run the hook
            told = NOT_COMPARED
        else:
            looked_at = "saved_tensors" if attribute == CUSTOM else f"_saved_{name}"
            told = _message(getattr, node, looked_at)
        if FREED in told:
            freed = True
        elif isinstance(raw, tuple | list):
            messages = _of_members(raws, told)
            members = enumerate(zip(raws, messages, strict=True))
            found += [saved for k, (one, own) in members if (saved := _saved(one, f"{name}[{k}]", own, names))]
        elif saved := _saved(raw, name, told, names):
            found.append(saved)
    return tuple(found), freed


def _message(look: Callable[..., object], *arguments: object) -> str:
    """Return what looking raises; empty if it succeeds."""
    try:
        look(*arguments)
    except RuntimeError as error:
        return str(error)
    return ""


def _is_packed(raw: Any) -> bool:  # noqa: ANN401 -- torch._C._autograd.SavedTensor, or None
    return raw is not None and raw.unpack_hook is not None


def _of_members(raws: list[Any], told: str) -> list[str]:
    """Return the message of each member of a list, of which `told` is the first.

    A member that is an output of the node cannot be asked alone; the message is about it if no other says the same.
    """
    alone = ["" if raw is None or _is_packed(raw) else _message(raw.unpack) for raw in raws]
    about_output = NOT_COMPARED if told in alone and told else told
    return [about_output if own and not VERSIONS.search(own) else own for own in alone]


def _saved(raw: Any, name: str, told: str, names: Names) -> Saved | None:  # noqa: ANN401 -- as above
    """Read one saved tensor; None if the node had nothing to save in this place."""
    if _is_packed(raw):
        return Saved(name, "", None, None, None, "packed")
    if raw is None or raw.data is None:
        return None
    shape, version = tuple(raw.data.shape), int(raw.data._version)  # noqa: SLF001 -- the counter has no public name
    versions = VERSIONS.search(told)
    if versions:
        return Saved(name, names.of_saved(raw.data), shape, int(versions[2]), version, "modified")
    if told:
        return Saved(name, names.of_saved(raw.data), shape, None, version, "unknown")
    return Saved(name, names.of_saved(raw.data), shape, version, version, "kept")
