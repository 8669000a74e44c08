"""Every dtype of the installed torch: its names, its kind, and whether the CPU fills a tensor of it.

Found by looking through ``torch``: a dtype that a release adds or drops changes the tables, not this file.
The tables of dtypes are ``tables/dtypes``, ``tables/tensor_classes`` and ``tables/thin_dtypes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

__all__ = ["KINDS", "all_dtypes", "kind_of", "ones_run", "short_name"]

KINDS = ("bool", "unsigned", "signed", "floating", "complex", "quantized", "bits")


def all_dtypes() -> dict[torch.dtype, list[str]]:
    """Every dtype that ``torch`` names, with its names besides the one it prints.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.dtypes import all_dtypes
        >>> all_dtypes()[torch.int64]
        ['long']
    """
    import torch

    found: dict[torch.dtype, list[str]] = {}
    for name in dir(torch):
        value = getattr(torch, name)
        if isinstance(value, torch.dtype):
            aliases = found.setdefault(value, [])
            if f"torch.{name}" != str(value):
                aliases.append(name)
    return found


def short_name(dtype: torch.dtype) -> str:
    """The name a dtype prints, without the module it stands in.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.dtypes import short_name
        >>> short_name(torch.long)
        'int64'
    """
    return str(dtype).removeprefix("torch.")


def kind_of(dtype: torch.dtype) -> str:
    """The kind torch puts a dtype in: one of ``KINDS``.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.dtypes import kind_of
        >>> kind_of(torch.bool), kind_of(torch.uint8), kind_of(torch.bfloat16), kind_of(torch.bits8)
        ('bool', 'unsigned', 'floating', 'bits')
    """
    import torch

    if dtype is torch.bool:
        return "bool"
    if dtype.is_complex:
        return "complex"
    if dtype.is_floating_point:
        return "floating"
    if torch.empty(0, dtype=dtype, device="cpu").is_quantized:
        return "quantized"
    try:
        return "signed" if dtype.is_signed else "unsigned"
    except RuntimeError:  # "Bits types are undefined"
        return "bits"


def ones_run(dtype: torch.dtype) -> bool:
    """Whether ``torch.ones`` fills a tensor of this dtype on the CPU.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.dtypes import ones_run
        >>> ones_run(torch.uint16), ones_run(torch.int4)
        (True, False)
    """
    import torch

    try:
        torch.ones(2, dtype=dtype, device="cpu")
    except RuntimeError:  # NotImplementedError is one
        return False
    return True
