"""The rows of the table ``view-or-copy-shape``: another shape, another order, repeated and joined."""

from __future__ import annotations

from tutorial_utils.facts.view_or_copy import Sharing, sharing_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {"x": "torch.ones(2, 3)", "y": "torch.zeros(2, 3)", "v": "torch.ones(3)", "b": "torch.ones(2, 3, 4)"}
STRIDES = "strides: whether some fit the shape"
SIZE = "size: whether anything is to do"

ROWS = (
    Sharing("Tensor.view", ("x.view(6)", "x.view(torch.int32)"), "strides: raises where none fit the shape"),
    Sharing("Tensor.view_as", ("x.view_as(x.new_empty(6))",), "strides: raises where none fit the shape"),
    Sharing("reshape", ("x.reshape(6)",), STRIDES),
    Sharing("Tensor.reshape_as", ("x.reshape_as(x.new_empty(6))",), STRIDES),
    Sharing("flatten", ("x.flatten()", "v.flatten()"), f"{STRIDES}; one dimension already"),
    Sharing("ravel", ("x.ravel()", "v.ravel()"), "strides: whether contiguous already"),
    Sharing("Tensor.contiguous", ("x.contiguous()",), "strides: whether contiguous already"),
    Sharing("unflatten", ("v.unflatten(0, (3, 1))",)),
    Sharing("squeeze", ("x.squeeze()", "x[:, :1].squeeze()")),
    Sharing("unsqueeze", ("x.unsqueeze(0)",)),
    Sharing("atleast_1d", ("torch.atleast_1d(x)", "torch.atleast_1d(x[0, 0])"), "dimensions: enough already"),
    Sharing("atleast_2d", ("torch.atleast_2d(x)", "torch.atleast_2d(v)"), "dimensions: enough already"),
    Sharing("atleast_3d", ("torch.atleast_3d(b)", "torch.atleast_3d(x)"), "dimensions: enough already"),
    Sharing("transpose", ("x.transpose(0, 1)",)),
    Sharing("swapaxes", ("x.swapaxes(0, 1)",)),
    Sharing("swapdims", ("x.swapdims(0, 1)",)),
    Sharing("t", ("x.t()", "v.t()")),
    Sharing("Tensor.T", ("x.T",), schema="numpy_T"),
    Sharing("Tensor.mT", ("b.mT",)),
    Sharing("permute", ("x.permute(1, 0)", "x.permute(0, 1)")),
    Sharing("movedim", ("b.movedim(0, 2)",)),
    Sharing("moveaxis", ("b.moveaxis(0, 2)",)),
    Sharing("as_strided", ("x.as_strided((2,), (1,))",)),
    Sharing("Tensor.expand", ("v.expand(2, 3)",)),
    Sharing("Tensor.expand_as", ("v.expand_as(b[0, :, :3])",)),
    Sharing("broadcast_to", ("v.broadcast_to(2, 3)",)),
    Sharing("broadcast_tensors", ("torch.broadcast_tensors(x, v)",)),
    Sharing("meshgrid", ("torch.meshgrid(v, v, indexing='ij')",)),
    Sharing("cartesian_prod", ("torch.cartesian_prod(v)", "torch.cartesian_prod(v, v)"), "how many: one is given back"),
    Sharing("Tensor.sum_to_size", ("x.sum_to_size(2, 3)", "x.sum_to_size(1, 3)"), SIZE),
    Sharing("Tensor.squeeze_", ("x.squeeze_()",)),
    Sharing("Tensor.unsqueeze_", ("x.unsqueeze_(0)",)),
    Sharing("Tensor.t_", ("x.t_()",)),
    Sharing("Tensor.transpose_", ("x.transpose_(0, 1)",)),
    Sharing("Tensor.resize_", ("x.resize_(3)", "x.resize_(9)"), "size: raises over NumPy's memory where larger"),
    Sharing("Tensor.repeat", ("v.repeat(2)", "v.repeat(1)")),
    Sharing("tile", ("v.tile(2)", "v.tile(1)")),
    Sharing("repeat_interleave", ("v.repeat_interleave(2)", "v.repeat_interleave(1)")),
    Sharing("flip", ("x.flip(0)", "x.flip(())")),
    Sharing("fliplr", ("x.fliplr()",)),
    Sharing("flipud", ("x.flipud()",)),
    Sharing("roll", ("x.roll(1)", "x.roll(0)")),
    Sharing("rot90", ("x.rot90()", "x.rot90(0)")),
    Sharing("cat", ("torch.cat((x, y))", "torch.cat((x,))")),
    Sharing("stack", ("torch.stack((x, y))", "torch.stack((x,))")),
    Sharing("hstack", ("torch.hstack((x, y))", "torch.hstack((x,))")),
    Sharing("vstack", ("torch.vstack((x, y))", "torch.vstack((x,))")),
    Sharing("column_stack", ("torch.column_stack((x, y))", "torch.column_stack((x,))")),
    Sharing("block_diag", ("torch.block_diag(x, y)", "torch.block_diag(x)")),
    Sharing("nn.functional.pad", ("F.pad(x, (1, 1))", "F.pad(x, (0, 0))")),
)

ENTRY = sharing_entry("view-or-copy-shape", ROWS, GIVEN)
