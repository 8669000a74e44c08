"""The rows of the table ``view-or-copy-parts``: indexing, slices, splits, and what is picked by index or mask."""

from __future__ import annotations

from tutorial_utils.facts.official_views import PAGE
from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {
    "x": "torch.arange(12.0).view(4, 3)",
    "b": "torch.ones(2, 2, 2)",
    "i": "torch.tensor([0, 2])",
    "j": "torch.zeros(1, 3, dtype=torch.int64)",
    "k": "torch.tensor(0)",
}


def basic(index: str) -> Sharing:
    """Indexing that the official page lists in words and the schemas know as select, slice and unsqueeze."""
    return Sharing(index, (index,), schema="slice", official="select", page=PAGE)


def advanced(index: str) -> Sharing:
    """Indexing with tensors, lists and masks; the operator is called index."""
    return Sharing(index, (index,), schema="index", page=PAGE)


ROWS = (
    basic("x[0]"),
    basic("x[1:3]"),
    basic("x[::2, 1]"),
    basic("x[:]"),
    basic("x[...]"),
    basic("x[None]"),
    basic("x[k]"),
    advanced("x[[0]]"),
    advanced("x[i]"),
    advanced("x[:, i]"),
    advanced("x[0, i]"),
    advanced("x[x > 2]"),
    advanced("x[True]"),
    Sharing("select", ("x.select(0, 1)",)),
    Sharing("narrow", ("x.narrow(0, 1, 2)",)),
    Sharing("split", ("x.split(2)", "x.split([1, 3])")),
    Sharing("split_with_sizes", ("x.split_with_sizes((1, 3))",), page=PAGE),
    Sharing("chunk", ("x.chunk(2)", "x.chunk(1)")),
    Sharing("tensor_split", ("x.tensor_split(3)", "x.tensor_split((1, 3))")),
    Sharing("hsplit", ("x.hsplit(3)",)),
    Sharing("vsplit", ("x.vsplit(2)",)),
    Sharing("dsplit", ("b.dsplit(2)",)),
    Sharing("unsafe_split", ("x.unsafe_split(2)",)),
    Sharing("unsafe_split_with_sizes", ("x.unsafe_split_with_sizes((1, 3))",), page=PAGE),
    Sharing("unsafe_chunk", ("x.unsafe_chunk(2)",)),
    Sharing("unbind", ("x.unbind()",)),
    Sharing("Tensor.unfold", ("x.unfold(0, 2, 1)",)),
    Sharing("diagonal", ("x.diagonal()",)),
    Sharing("slice_inverse", ("x.slice_inverse(x)",), page=PAGE),
    Sharing("narrow_copy", ("x.narrow_copy(0, 1, 2)",)),
    Sharing("diag", ("x.diag()",)),
    Sharing("diag_embed", ("x.diag_embed()",)),
    Sharing("tril", ("x.tril()", "x.tril(4)")),
    Sharing("triu", ("x.triu()", "x.triu(-4)")),
    Sharing("index_select", ("x.index_select(0, i)",)),
    Sharing("gather", ("x.gather(0, j)",)),
    Sharing("take", ("x.take(i)",)),
    Sharing("take_along_dim", ("x.take_along_dim(j, 0)",)),
    Sharing("masked_select", ("x.masked_select(x > 2)",)),
    Sharing("where", ("torch.where(x >= 0, x, 0)",)),
    Sharing("masked_fill", ("x.masked_fill(x < 0, 0)",)),
    Sharing("index_fill", ("x.index_fill(0, i, 0)",)),
    Sharing("scatter", ("x.scatter(0, j, 1.0)",)),
    Sharing("select_scatter", ("x.select_scatter(x[0], 0, 0)",)),
    Sharing("slice_scatter", ("x.slice_scatter(x[:1], 0, 0, 1)",)),
    Sharing("sort", ("x.sort()",)),
    Sharing("topk", ("x.topk(1)", "x.topk(3)")),
    Sharing("unique", ("x.unique()",)),
    Sharing("max", ("x.max(0)", "b[:1].max(0)")),
    Sharing(
        "nn.functional.unfold",
        ("F.unfold(x[None, None], 2)", "F.unfold(x[None, None], 1)"),
        schema="im2col",
        official="",
    ),
)

ENTRY = sharing_entry("view-or-copy-parts", ROWS, GIVEN)
