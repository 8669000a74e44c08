"""The rows of the table ``shape-functions``; what is measured of them is in ``operations``."""

from __future__ import annotations

from tutorial_utils.facts.operations import Operation, functions_entry

__all__ = ["ENTRY", "GIVEN", "OPERATIONS"]

GIVEN = {"x": "torch.arange(6).view(2, 3)", "y": "torch.tensor([[7, 8]])"}

OPERATIONS = (
    Operation("Tensor.view", "another shape, never a copy", "x.view(3, 2)"),
    Operation("reshape", "another shape, a view where possible", "torch.reshape(x, (3, 2))"),
    Operation("flatten", "one dimension", "torch.flatten(x)", numpy="ravel"),
    Operation("unflatten", "one dimension becomes several", "x.unflatten(1, (3, 1)).shape"),
    Operation("transpose", "swap two dimensions", "torch.transpose(x, 0, 1)", numpy="swapaxes"),
    Operation("permute", "all dimensions in a new order", "torch.permute(x, (1, 0))", numpy="transpose"),
    Operation("movedim", "one dimension to another place", "torch.movedim(x, 0, 1)", numpy="moveaxis"),
    Operation("t", "swap the dimensions of a matrix", "torch.t(x)", numpy="ndarray.T"),
    Operation("Tensor.mT", "swap the last two dimensions", "x.mT", numpy="ndarray.mT"),
    Operation("squeeze", "drop dimensions of length 1", "torch.squeeze(y)"),
    Operation("unsqueeze", "add a dimension of length 1", "torch.unsqueeze(x, 1).shape", numpy="expand_dims"),
    Operation("cat", "join along an existing dimension", "torch.cat((y, y))", numpy="concatenate"),
    Operation("stack", "join along a new dimension", "torch.stack((y, y)).shape"),
    Operation("split", "parts of a given length", "torch.split(y, 1, dim=1)", numpy=""),
    Operation("chunk", "at most so many parts", "torch.chunk(y, 2, dim=1)"),
    Operation("tensor_split", "exactly so many parts", "torch.tensor_split(y, 2, dim=1)", numpy="array_split"),
    Operation("unbind", "a tuple of slices along a dimension", "torch.unbind(y[0])", numpy="unstack"),
    Operation("select", "one entry of a dimension", "torch.select(x, 1, 2)", numpy="take"),
    Operation("narrow", "so many entries from a start", "torch.narrow(x, 1, 0, 2)"),
    Operation("index_select", "the entries with these positions", "x.index_select(1, y[0] - 6)", numpy="take"),
    Operation("Tensor.expand", "length 1 read again and again", "y.expand(2, 2)", numpy="broadcast_to"),
    Operation("broadcast_to", "the same, as a function", "torch.broadcast_to(y, (2, 2))"),
    Operation("Tensor.repeat", "the whole tensor, so many times", "y.repeat(1, 2)", numpy="tile"),
    Operation("tile", "the same, under NumPy's name", "torch.tile(y, (1, 2))"),
    Operation("repeat_interleave", "each element so many times", "torch.repeat_interleave(y, 2)", numpy="repeat"),
    Operation("flip", "in reverse order along dimensions", "torch.flip(y, (1,))"),
    Operation("roll", "shifted; what falls out comes in again", "torch.roll(x, 1, dims=1)"),
    Operation("rot90", "a quarter turn", "torch.rot90(x)"),
    Operation("Tensor.contiguous", "the same, rows one after another", "y.contiguous()", numpy="ascontiguousarray"),
    Operation("Tensor.resize_", "another size, in place", "x.resize_(1, 3)", numpy="ndarray.resize"),
)

ENTRY = functions_entry("shape-functions", OPERATIONS, GIVEN)
