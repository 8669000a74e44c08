"""Random shapes and chains of tensor operations, and what torch makes of them. Not a test.

A chain is text as a reader would type it: mostly operations that fit the tensor at that point, and one in eight
that does not. `by_torch` evaluates the same text.
"""

from __future__ import annotations

import math
import random
import re
from typing import TYPE_CHECKING, NamedTuple

import torch

from tutorial_utils.memory.layout import MAX_CELLS, cells_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Chain", "by_torch", "evaluate", "random_chains", "random_views"]

SMALL = ("()", "0", "1", "(6,)", "1, 1", "0, 3", "2, 0", "(3, 1)")
LARGE = ("2, 3", "[4, 4]", "2, 1, 3", "2, 3, 4", "3, 2, 1, 2", "(2, 2, 2, 2)")
ERRORS = (RuntimeError, IndexError, ValueError, TypeError)


class Chain(NamedTuple):
    """What a reader types: the shape of `x`, and operations behind it."""

    shape: str
    text: str


def random_chains(seed: int, number: int) -> list[Chain]:
    """Return chains of up to five operations of every kind; equal seeds give equal chains."""
    source = random.Random(seed)  # noqa: S311 -- examples, not secrets
    return [_chain(source, SMALL + 3 * LARGE, [OPERATIONS] * source.randint(1, 5)) for _ in range(number)]


def random_views(seed: int, number: int) -> list[Chain]:
    """Return chains that end in a view of something rearranged."""
    source = random.Random(seed)  # noqa: S311 -- examples, not secrets
    return [_chain(source, LARGE, [REARRANGING] * source.randint(1, 2) + [(_Writer.view,)]) for _ in range(number)]


def start_of(chain: Chain) -> torch.Tensor:
    """Return the tensor a chain begins with."""
    shape = tuple(map(int, re.findall(r"\d+", chain.shape)))
    return torch.arange(math.prod(shape)).view(shape)


def evaluate(chain: Chain) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the start and the result of a chain; the text is our own."""
    x = start_of(chain)
    return x, eval(f"x{chain.text}", {"x": x})  # noqa: S307


def by_torch(chain: Chain) -> dict[str, object]:
    """Return what the page's script must say of a chain: the facts of its result, or the error."""
    try:
        x, result = evaluate(chain)
    except ERRORS as error:
        return {"type": type(error).__name__, "words": str(error)}
    elements = result.untyped_storage().nbytes() // result.element_size()
    return {
        "shape": list(result.shape),
        "strides": list(result.stride()),
        "offset": result.storage_offset(),
        "contiguous": result.is_contiguous(),
        "cells": list(cells_of(result.shape, result.stride(), int(result.storage_offset()))),
        "numbers": result.flatten().tolist() if elements <= MAX_CELLS else None,
        "elements": elements,
        "shares": result.untyped_storage().data_ptr() == x.untyped_storage().data_ptr(),
    }


def _chain(source: random.Random, shapes: Sequence[str], steps: Sequence[Sequence[Callable[[_Writer], str]]]) -> Chain:
    chain = Chain(source.choice(shapes), "")
    tensor = start_of(chain)
    for operations in steps:
        written = source.choice(operations)(_Writer(source, tensor, wild=source.random() < 0.125))
        chain = Chain(chain.shape, chain.text + written)
        try:
            tensor = eval(f"tensor{written}", {"tensor": tensor})  # noqa: S307 -- written here
        except ERRORS:
            break
        if tensor.numel() > 200:
            break
    return chain


def _numbers(values: Iterable[int]) -> str:
    return ", ".join(map(str, values))


class _Writer:
    """Writes operations for one tensor, with numbers that mostly fit or, if `wild`, mostly do not."""

    def __init__(self, source: random.Random, tensor: torch.Tensor, *, wild: bool) -> None:
        self.source, self.wild = source, wild
        self.shape, self.rank, self.offset = list(tensor.shape), tensor.dim(), tensor.storage_offset()
        self.at = source.randrange(max(self.rank, 1))
        self.length = self.shape[self.at] if self.shape else 1

    def signed(self, dim: int) -> int:
        """Count a dimension from either side, or leave the range."""
        if self.wild and self.source.random() < 0.4:
            return dim + 3 * self.source.choice([-1, 1])
        return dim - self.source.randint(0, 1) * max(self.rank, 1)

    def other(self) -> int:
        others = [dim for dim in range(self.rank) if dim != self.at and not self.wild]
        return self.signed(self.source.choice(others or [self.at]))

    def index(self, length: int) -> int:
        return self.source.randint(-length - 2 * self.wild, max(length, 1) - 1 + 2 * self.wild)

    def transpose(self) -> str:
        return f".transpose({self.signed(self.at)}, {self.other()})"

    def permute(self) -> str:
        order = self.source.sample(range(self.rank), self.rank) + [0] * (self.wild or not self.rank)
        return f".permute({_numbers(map(self.signed, order[self.wild * self.source.randint(0, 1) :] or [0]))})"

    def narrow(self) -> str:
        start = self.index(self.length)
        length = self.source.randint(0, max(self.length - start % max(self.length, 1), 1))
        return f".narrow({self.signed(self.at)}, {start}, {length - 5 * (self.wild and self.source.randint(0, 1))})"

    def select(self) -> str:
        return f".select(dim={self.signed(self.at)}, index={self.index(self.length)})"

    def unsqueeze(self) -> str:
        return f".unsqueeze({self.source.randint(-self.rank - 1 - self.wild, self.rank + self.wild)})"

    def squeeze(self) -> str:
        at = self.signed(self.at)
        return self.source.choice([".squeeze()", f".squeeze({at})", f".squeeze(({at}, {self.other()}))"])

    def unfold(self) -> str:
        size = self.source.randint(-self.wild, self.length + self.wild)
        return f".unfold({self.signed(self.at)}, {size}, {self.source.randint(1 - 2 * self.wild, 3)})"

    def diagonal(self) -> str:
        return f".diagonal({self.source.randint(-2, 2)}, {self.signed(self.at)}, {self.other()})"

    def flatten(self) -> str:
        start = self.at if self.wild else self.source.randint(0, self.at)
        return f".flatten({self.signed(start)}, end_dim={self.signed(0 if self.wild else self.at)})"

    def flip(self) -> str:
        dims = self.source.sample(range(self.rank), self.source.randint(0, self.rank)) or [self.at]
        return f".flip({_numbers(map(self.signed, dims * (1 + self.wild)))})"

    def plain(self) -> str:
        return self.source.choice([".t()", ".t()", ".contiguous()", ".clone()", ".diagonal()", ".flatten()"])

    def expand(self) -> str:
        sizes = [self.source.choice([3, 2, 2, 0, -1] if n == 1 else [n, -1]) for n in self.shape]
        sizes = [self.source.choice([1, 2, 2, 3]) for _ in range(self.source.randint(0, 2))] + sizes
        if self.wild and sizes:
            sizes[self.source.randrange(len(sizes))] = self.source.choice([-1, 4, 5])
            sizes = sizes[self.source.randint(0, 1) :]
        return f".expand({_numbers(sizes or [2])})"

    def view(self) -> str:
        """Split and merge neighbors of the shape, sometimes with -1 for one length."""
        shape = self.shape or [1]
        for _ in range(self.source.randint(0, 3)):
            at = self.source.randrange(len(shape))
            divisor = self.source.choice([n for n in range(1, shape[at] + 1) if shape[at] % n == 0] or [1])
            split, merged = [divisor, shape[at] // divisor], [math.prod(shape[at : at + 2])]
            shape = shape[:at] + self.source.choice([split + shape[at + 1 :], merged + shape[at + 2 :]])
        if self.source.random() < 0.3:
            shape = self.source.sample(shape, len(shape))
        for _ in range(self.wild + (self.source.random() < 0.3)):
            shape[self.source.randrange(len(shape))] = self.source.choice([-2, 0, 5]) if self.wild else -1
        name = self.source.choice(["view", "view", "view", "reshape"])
        return f".{name}({self.source.choice([_numbers(shape), f'({_numbers(shape)},)'])})"

    def as_strided(self) -> str:
        rank = self.source.randint(0, 3)
        size = [self.source.randint(0, 3) for _ in range(rank)]
        stride = [self.source.randint(-self.wild, 3) for _ in range(rank + self.wild * self.source.randint(0, 1))]
        offset = self.source.choice(["", f", {self.offset}", ", storage_offset=1", ", -1" if self.wild else ", 0"])
        return f".as_strided(({_numbers(size)}{',' * (rank == 1)}), [{_numbers(stride)}]{offset})"

    def brackets(self) -> str:
        """Write up to as many integers and slices as there are dimensions, with None and `...` between."""
        entries = [self.entry(length) for length in self.shape[: self.source.randint(0, self.rank)]]
        entries += ["0", ":"][: self.wild * self.source.randint(0, 2)]
        for word, chance in (("None", 0.4), ("...", 0.3)):
            if self.source.random() < chance:
                entries.insert(self.source.randint(0, len(entries)), word)
        if not entries:
            return self.source.choice(["[()]", "[:]", "[0]", "[...]"])
        return f"[{', '.join(entries)}{',' * self.source.randint(0, 1)}]"

    def entry(self, length: int) -> str:
        if self.source.random() < 0.4:
            return str(self.index(length))
        start, stop = (self.source.choice(["", str(self.source.randint(-length - 2, length + 2))]) for _ in range(2))
        return f"{start}:{stop}{self.source.choice(['', '', ':', ':2', ':3', *[':0', ':-1'] * self.wild])}"


OPERATIONS = (
    *[_Writer.view] * 5,
    *[_Writer.brackets] * 4,
    *[_Writer.transpose, _Writer.permute, _Writer.expand] * 2,
    *[_Writer.narrow, _Writer.select, _Writer.unsqueeze, _Writer.squeeze, _Writer.unfold, _Writer.diagonal],
    *[_Writer.flatten, _Writer.flip, _Writer.plain, _Writer.as_strided],
)
REARRANGING = (
    *[_Writer.transpose, _Writer.permute, _Writer.brackets] * 2,
    *[_Writer.expand, _Writer.unfold, _Writer.narrow, _Writer.unsqueeze],
)
