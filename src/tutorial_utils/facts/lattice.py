"""The order of dtypes under promotion, read from ``torch.promote_types``: which dtype leads to which.

The picture of it is ``figures.lattice``.  Tensors without dimensions and Python numbers do not follow this order; the
tables ``promotion_...`` have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from tutorial_utils.errors import FigureError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import torch

__all__ = ["Lattice", "lattice_of"]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Dtypes by name, in layers: an arrow leads to a later layer.

    Attributes:
        layers: the names, a layer below the last of those that lead to it.
        kinds: the kind of each name, as ``dtypes.kind_of`` says it.
        arrows: from a name to each of those that come next; what follows from other arrows is left out.
    """

    layers: tuple[tuple[str, ...], ...]
    kinds: tuple[tuple[str, str], ...]
    arrows: tuple[tuple[str, str], ...]


def lattice_of(dtypes: Sequence[torch.dtype], name: str) -> Lattice:
    """Read the order, and hold every pair against it.

    Args:
        dtypes: The dtypes; in a layer they keep this order.
        name: What messages call the list.

    Raises:
        FigureError: when it is no list of different dtypes, or when two of them are not promoted to the first dtype
            of the list that arrows from both lead to.

    Example:
        >>> import torch
        >>> from tutorial_utils.facts.lattice import lattice_of
        >>> lattice_of([torch.uint8, torch.int8, torch.int16, torch.int32], "integers").arrows
        (('uint8', 'int16'), ('int8', 'int16'), ('int16', 'int32'))
    """
    import torch

    from tutorial_utils.facts.dtypes import kind_of, short_name

    if len(set(dtypes)) != len(dtypes) or not dtypes or not all(isinstance(d, torch.dtype) for d in dtypes):
        msg = f"expected a list of different dtypes, got {name} = {dtypes!r}: name one in the figure"
        raise FigureError(msg)
    above = {one: [two for two in dtypes if two is not one and _common(one, two, name) is two] for one in dtypes}
    for one, two in combinations(dtypes, 2):
        common = _common(one, two, name)
        both = [three for three in dtypes if all(three is four or three in above[four] for four in (one, two))]
        if common not in both or any(three is not common and three not in above[common] for three in both):
            msg = f"expected {one} with {two} to give the first dtype of {name} above both, got {common}: draw others"
            raise FigureError(msg)
    arrows = [(one, two) for one in dtypes for two in above[one] if not any(two in above[mid] for mid in above[one])]
    depth = dict.fromkeys(dtypes, 0)
    for one in sorted(dtypes, key=lambda dtype: -len(above[dtype])):  # whatever leads to one has more above it
        for two in above[one]:
            depth[two] = max(depth[two], depth[one] + 1)
    layers = (tuple(short_name(d) for d in dtypes if depth[d] == layer) for layer in range(max(depth.values()) + 1))
    kinds = tuple((short_name(dtype), kind_of(dtype)) for dtype in dtypes)
    return Lattice(tuple(layers), kinds, tuple((short_name(one), short_name(two)) for one, two in arrows))


def _common(one: torch.dtype, two: torch.dtype, name: str) -> torch.dtype:
    import torch

    try:
        return torch.promote_types(one, two)
    except RuntimeError as error:
        msg = f"expected dtypes that torch promotes, got {one} and {two} in {name}: {error}"
        raise FigureError(msg) from error
