"""Calls of differentiable functions, one a line: shape, parts, copies.  ``in_place`` tries them."""

from __future__ import annotations

__all__ = ["SHAPE_CALLS"]

SHAPE_CALLS = """
x.view(6)
torch.reshape(x, (6,))
torch.flatten(x)
torch.ravel(x)
torch.unflatten(x, 1, (3, 1))
torch.squeeze(x)
torch.unsqueeze(x, 0)
torch.transpose(x, 0, 1)
torch.t(x)
torch.permute(x, (1, 0))
torch.movedim(x, 0, 1)
x.T
x.mT
x.expand(2, 2, 3)
torch.broadcast_to(v, (2, 3))
x.contiguous()
torch.clone(x)
x.to(torch.float32)
x.float()
torch.cat((x, y))
torch.stack((x, y))
torch.hstack((x, y))
torch.vstack((x, y))
torch.split(x, 1)
torch.chunk(x, 2)
torch.tensor_split(x, 2)
torch.unbind(x)
torch.select(x, 0, 1)
torch.narrow(x, 1, 0, 2)
x[0]
x[:, 1:]
x[i]
x[m]
x.unfold(1, 2, 1)
torch.diagonal(x)
torch.diag(x)
torch.diag_embed(x)
torch.tril(x)
torch.triu(x)
torch.trace(x)
torch.flip(x, (0,))
torch.roll(x, 1)
torch.rot90(x)
x.repeat(2, 1)
torch.tile(x, (2, 1))
torch.repeat_interleave(x, 2)
torch.meshgrid(v, v, indexing='ij')
torch.index_select(x, 0, i)
torch.gather(x, 0, j)
torch.take(x, i)
torch.take_along_dim(x, j, 0)
torch.masked_select(x, m)
torch.masked_fill(x, m, 0)
torch.masked_scatter(x, m, y)
torch.scatter(x, 0, j, r)
torch.scatter_add(x, 0, j, r)
torch.index_add(x, 0, i, y)
torch.index_copy(x, 0, i, y)
torch.index_fill(x, 0, i, 0)
torch.index_put(x, (i,), y)
torch.as_strided(x, (2,), (1,))
torch.complex(x, y)
torch.renorm(x, 2, 0, 1)
"""
