"""The rows of the table ``numpy-joining``: arrays put together, cut apart, repeated and padded.

What is measured of a row is in ``numpy_lines``.
"""

from __future__ import annotations

from tutorial_utils.facts.numpy_lines import Line, lines_entry

__all__ = ["ENTRY", "GIVEN", "LINES"]

GIVEN = {
    "x": "np.array([[1.0, 2.0, 6.0], [4.0, 5.0, 3.0]])",
    "v": "np.array([1.0, 2.0, 3.0])",
    "k": "np.array([7, 8, 9])",
}

LINES = (
    Line("np.concatenate((v, v))", "torch.cat((v, v))"),
    Line("np.concatenate((x, x), axis=1)", "torch.cat((x, x), dim=1)"),
    Line("np.concatenate((x, x), axis=None)", "torch.cat((x.flatten(), x.flatten()))"),
    Line("np.concatenate((v, k))", "torch.cat((v, k))"),
    Line("np.concat((v, v))", "torch.cat((v, v))"),
    Line("np.append(x, x)", "torch.cat((x.flatten(), x.flatten()))"),
    Line("np.stack((v, v), axis=1)", "torch.stack((v, v), dim=1)"),
    Line("np.vstack((v, v))"),
    Line("np.hstack((x, x))"),
    Line("np.dstack((v, v))"),
    Line("np.column_stack((v, v))"),
    Line("np.split(x, 3, axis=1)", "torch.tensor_split(x, 3, dim=1)", "torch's `split` takes a length"),
    Line("np.split(v, 1)", "torch.tensor_split(v, 1)"),
    Line("np.split(v, [1, 2])", "torch.tensor_split(v, [1, 2])", "places there, lengths here"),
    Line("np.split(v, 2)", "torch.tensor_split(v, 2)", "NumPy refuses unequal parts"),
    Line("np.array_split(v, 2)", "torch.tensor_split(v, 2)"),
    Line("np.hsplit(x, 3)"),
    Line("np.vsplit(x, 2)"),
    Line("np.unstack(x)", "torch.unbind(x)"),
    Line("np.tile(v, 2)", "torch.tile(v, (2,))"),
    Line("np.tile(x, (2, 1))"),
    Line("np.repeat(v, 2)", "torch.repeat_interleave(v, 2)"),
    Line("np.repeat(x, 2)", "torch.repeat_interleave(x, 2)"),
    Line("np.repeat(x, 2, axis=1)", "torch.repeat_interleave(x, 2, dim=1)"),
    Line("v.repeat(2)", "v.repeat_interleave(2)", "torch's `repeat` is `np.tile`"),
    Line("np.resize(v, 5)", "v.repeat(2)[:5]"),
    Line("np.pad(v, 1)", "torch.nn.functional.pad(v, (1, 1))"),
    Line("np.pad(x, ((1, 0), (0, 2)))", "torch.nn.functional.pad(x, (0, 2, 1, 0))", "last dimension first"),
    Line("np.pad(x, 1, mode='edge')", "torch.nn.functional.pad(x[None], (1, 1, 1, 1), 'replicate')[0]"),
    Line("np.delete(v, 1)", "torch.cat((v[:1], v[2:]))"),
    Line("np.insert(v, 1, 9.0)", "torch.cat((v[:1], v.new_tensor([9.0]), v[1:]))"),
)

ENTRY = lines_entry("numpy-joining", LINES, GIVEN)
