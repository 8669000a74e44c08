"""The rows of the table ``numpy-shape``: other shapes, orders of dimensions, and what an array says of itself.

Joining and splitting are in ``numpy_joining``; what is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "x": "np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])",
    "y": "np.array([[[7.0, 8.0]]])",
    "v": "np.array([1.0, 2.0, 3.0])",
}

LINES = (
    Line("x.shape"),
    Line("x.ndim"),
    Line("len(x)"),
    Line("x.size", "x.numel()", "`size()` gives the shape"),
    Line("x.itemsize"),
    Line("x.nbytes"),
    Line("x.strides", "tuple(s * x.itemsize for s in x.stride())", "`stride()` counts elements"),
    Line("x.flags.c_contiguous", "x.is_contiguous()"),
    Line("x.dtype"),
    Line("x.tolist()"),
    Line("v[0].item()"),
    Line("x.reshape(3, 2)"),
    Line("x.reshape(3, -1)"),
    Line("np.reshape(x, (3, 2))"),
    Line("np.reshape(x, (3, 2), order='F')", "x.T.reshape(2, 3).T"),
    Line("np.ravel(x)"),
    Line("x.flatten()", "x.flatten().clone()", "NumPy copies, torch where it must"),
    Line("x.T"),
    Line("x.mT"),
    Line("np.transpose(x)", "x.T"),
    Line("x.transpose()", "x.T"),
    Line("x.transpose(0, 1)", "x.permute(0, 1)", "an order here, two to swap there"),
    Line("x.transpose(1, 0)", "x.permute(1, 0)"),
    Line("np.transpose(y, (2, 0, 1))", "torch.permute(y, (2, 0, 1))"),
    Line("np.permute_dims(y, (2, 0, 1))", "torch.permute(y, (2, 0, 1))"),
    Line("np.swapaxes(x, 0, 1)"),
    Line("np.moveaxis(y, 0, -1)"),
    Line("np.rollaxis(y, 2)", "torch.movedim(y, 2, 0)"),
    Line("np.expand_dims(x, axis=0)", "torch.unsqueeze(x, dim=0)"),
    Line("x[np.newaxis]"),
    Line("np.squeeze(y)"),
    Line("np.squeeze(y, axis=(0, 1))", "torch.squeeze(y, dim=(0, 1))"),
    Line("np.squeeze(x, axis=0)", "torch.squeeze(x, dim=0)", "a length that is not 1 stays"),
    Line("np.atleast_2d(v)"),
    Line("np.atleast_3d(v)"),
    Line("np.broadcast_to(v, (2, 3))"),
    Line("np.broadcast_arrays(x, v)", "torch.broadcast_tensors(x, v)"),
    Line("np.broadcast_shapes((2, 1), (3,))"),
    Line("np.flip(x)", "torch.flip(x, (0, 1))"),
    Line("np.flip(x, axis=0)", "torch.flip(x, dims=(0,))"),
    Line("np.flip(x, 0)", "torch.flip(x, (0,))"),
    Line("np.fliplr(x)"),
    Line("np.flipud(x)"),
    Line("np.rot90(x)"),
    Line("np.roll(v, 1)"),
    Line("np.roll(x, 1)"),
    Line("np.roll(x, 1, axis=1)", "torch.roll(x, 1, dims=1)"),
)

ENTRY = lines_entry("numpy-shape", LINES, GIVEN)
