"""The names on torch's own page "Tensor Views", kept by hand: the page is not part of the installed torch.

Source: https://docs.pytorch.org/docs/2.13/tensor_view.html, read from ``docs/source/tensor_view.md`` of the
repository at commit 7d5185c9e7584f6464abedf23b7d2781604e9ea0.  A new release of torch means reading it again.
"""

from __future__ import annotations

__all__ = ["LISTED", "NOTED", "PAGE", "list_says"]

PAGE = "https://docs.pytorch.org/docs/2.13/tensor_view.html"

# "a full list of view ops"; besides these 36 names it has basic slicing and indexing.
_LIST = """
adjoint as_strided detach diagonal expand expand_as movedim narrow permute select squeeze transpose t T H mT mH
real imag view_as_real unflatten unfold unsqueeze view view_as unbind split hsplit vsplit tensor_split
split_with_sizes swapaxes swapdims chunk indices values
"""
# "a few ops with special behaviors", below the list: a view or not.
_NOTE = "reshape reshape_as flatten contiguous"

LISTED = frozenset(_LIST.split())
NOTED = frozenset(_NOTE.split())


def list_says(name: str) -> str:
    """Where the page has the name: in its list, in the note below it, or not at all.

    Example:
        >>> from tutorial_utils.facts.official_views import list_says
        >>> list_says("view"), list_says("reshape"), list_says("ravel")
        ('listed', 'noted', 'no')
    """
    if name in LISTED:
        return "listed"
    return "noted" if name in NOTED else "no"
