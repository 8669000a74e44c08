r"""
Linear regression with the gradient by hand
===========================================

You will fit a line to noisy points with nothing but tensor operations, check the result against the exact
solution, and see three mistakes that old tutorials contain. Two of them raise no error.

The model is :math:`\hat{y} = x w + b`.
Gradient descent starts from a guess and takes small steps against the gradient of the loss.
That gradient is worked out on paper here, so that nothing is hidden.
"""
# sphinx_gallery_description = "Fit a line to noisy points in PyTorch with the gradient worked out by hand."
# sphinx_gallery_keywords = "first training loop, gradient descent from scratch, fit a straight line"

import torch
from torch import Tensor

from tutorial_utils.figures.descent import draw_descent
from tutorial_utils.figures.regression import draw_fit
from tutorial_utils.runtime.devices import available_devices

# %%
# The data
# --------
#
# 64 points on the line :math:`y = 2x + 3`, moved up or down by noise.
# One generator with a fixed seed draws them once, on the CPU.
# Every device below gets a copy of the same numbers, and no other random call changes them.

TRUE_W, TRUE_B = 2.0, 3.0
generator = torch.Generator().manual_seed(1000)
x = 5 * torch.rand(64, 1, generator=generator)
y = TRUE_W * x + TRUE_B + torch.randn(64, 1, generator=generator)
print(x.shape, y.shape, x.dtype)

# %%
# The model
# ---------
#
# ``x`` has 64 rows and one column, ``w`` has one row and one column, so ``x.mm(w)`` has the shape of ``y``.
# The operator ``@`` calls the same product.
# ``b.expand_as(...)`` repeats the one intercept for all rows without copying it: from row to row its stride
# is 0.
# Broadcasting does so by itself.

w, b = torch.ones(1, 1), torch.zeros(1, 1)
product = x.mm(w)
print(torch.equal(product, x @ w))
print(b.expand_as(product).shape, b.expand_as(product).stride())
print(torch.equal(product + b.expand_as(product), product + b))

# %%
# The gradient, on paper
# ----------------------
#
# The loss is half the mean of the squared residuals:
#
# .. math::
#
#    L = \frac{1}{2n} \sum_{i=1}^{n} (x_i w + b - y_i)^2
#
# Its derivatives are means as well, because the factor :math:`\frac{1}{n}` stays in front of the sum:
#
# .. math::
#
#    \begin{aligned}
#    \frac{\partial L}{\partial w} &= \frac{1}{n} \sum_{i=1}^{n} x_i \, (x_i w + b - y_i) \\
#    \frac{\partial L}{\partial b} &= \frac{1}{n} \sum_{i=1}^{n} (x_i w + b - y_i)
#    \end{aligned}
#
# The first sum is a matrix product, ``x.t().mm(residual)``.
# ``sub_`` changes ``w`` and ``b`` in place, and ``hstack`` copies them before it does.
# The loop needs no ``torch.no_grad``, because ``w`` and ``b`` do not require a gradient, and no ``zero_grad``,
# because nothing accumulates.


def descend(x: Tensor, y: Tensor, rate: float, *, mean: bool = True) -> tuple:
    """Take 500 steps; return w and b from first to last, and each loss."""
    w, b = torch.zeros(1, 1, device=x.device), torch.zeros(1, 1, device=x.device)
    n = len(x) if mean else 1
    path, losses = [torch.hstack([w, b])], []
    for _ in range(500):
        prediction = x.mm(w)
        residual = prediction + b.expand_as(prediction) - y
        losses.append((0.5 * residual**2).sum() / n)
        w.sub_(rate * x.t().mm(residual) / n)
        b.sub_(rate * residual.sum() / n)
        path.append(torch.hstack([w, b]))
    return torch.cat(path).tolist(), torch.stack(losses).tolist()


# %%
# Check the gradient before you use it.
# Autograd differentiates the loss that the program computes, so the gradient by hand must equal autograd's.

guess_w = torch.ones(1, 1, requires_grad=True)
guess_b = torch.zeros(1, 1, requires_grad=True)
residual = x.mm(guess_w) + guess_b - y
(0.5 * residual**2).mean().backward()
error = residual.detach()
by_hand = x.t().mm(error) / len(x), error.mean().view(1, 1)
by_autograd = guess_w.grad, guess_b.grad
for name, mine, grad in zip("wb", by_hand, by_autograd, strict=True):
    torch.testing.assert_close(mine, grad)
    print(f"{name}: {mine.item():.4f} by hand, {grad.item():.4f} by autograd")

# %%
# The exact solution
# ------------------
#
# A line has a closed form: the least-squares solution of :math:`x w + b = y`.
# It is computed in double precision, from the same points.

design = torch.cat([x, torch.ones_like(x)], dim=1).double()
solution = torch.linalg.lstsq(design, y.double()).solution
exact_w, exact_b = solution.flatten().tolist()
floor = (0.5 * (design @ solution - y) ** 2).mean().item()
print(f"w {exact_w:.4f}, b {exact_b:.4f}, loss {floor:.4f}")

# %%
# It is near 2 and 3 and not equal to them: the noise moves the best line.
# The fit has to reach the exact solution of these points, not the line behind them.
#
# The run
# -------
#
# One fit on each device of this machine.
# All must agree with the exact solution to 0.001.
# A device that the table does not name was not there, and nothing ran on it.

TOLERANCE = 1e-3
RATE = 0.15
print(f"{'device':<8}{'w':>10}{'b':>10}{'final loss':>12}")
for device in available_devices():
    path, losses = descend(x.to(device), y.to(device), RATE)
    w_fit, b_fit = path[-1]
    print(f"{device:<8}{w_fit:>10.4f}{b_fit:>10.4f}{losses[-1]:>12.4f}")
    assert abs(w_fit - exact_w) < TOLERANCE, f"w {w_fit}, exact {exact_w}"
    assert abs(b_fit - exact_b) < TOLERANCE, f"b {b_fit}, exact {exact_b}"

# %%

points = torch.cat([x, y], dim=1).tolist()
figure = draw_fit(points, fit=(w_fit, b_fit), true=(TRUE_W, TRUE_B))

# %%

figure = draw_descent(points, path, losses, frames=[*range(10), *range(10, 101, 6)])

# %%
# Before each step there is a line, above, and its loss, below; these are some of the first 100 of the 500 steps.
# The first step goes too far and the next ones come back; the loss drops steeply, then slowly.
# Slope and intercept are not independent: with all ``x`` positive, a slope that is too large and an
# intercept that is too small nearly cancel, and along that valley the gradient is small.
# How strongly the loss is curved, the eigenvalues of its second derivatives tell.

flat, steep = torch.linalg.eigvalsh(design.t() @ design / len(x)).tolist()
print(f"along the valley {flat:.4f}, across {steep:.4f}, ratio {steep / flat:.0f}")

# %%
# The loss is 36 times flatter along the valley than across it.
#
# Mistake 1: the gradient of another loss
# ---------------------------------------
#
# An old program computed the mean loss of a batch of four, then stepped along a gradient without the factor
# :math:`\frac{1}{n}`.
# That is the gradient of the *summed* loss.

batch_x, batch_y = x[:4], y[:4]
w = torch.ones(1, 1, requires_grad=True)
residual = batch_x.mm(w) - batch_y
(0.5 * residual**2).mean().backward()
broken = batch_x.t().mm(residual.detach())
mended = broken / len(batch_x)
print(f"broken / autograd = {(broken / w.grad).item():.1f}")
print(f"mended / autograd = {(mended / w.grad).item():.1f}")

# %%
# No error, and with four points the program still converges: a gradient four times too long is a learning
# rate four times too large.
# It shows when someone changes the batch size.

for size in (4, 16, 64):
    path, _ = descend(x[:size], y[:size], 0.01, mean=False)
    w_fit, b_fit = path[-1]
    print(f"{size:>2} points: w {w_fit:.2f}, b {b_fit:.2f}")

# %%
# At the same rate, 4 points are on their way to the line of these 4, 16 have reached theirs, and 64 end in
# ``nan``.
#
# Mistake 2: the rate of one loss with the other
# ----------------------------------------------
#
# Rates below :math:`2 / \lambda` converge, slowly near it; above it they diverge.
# :math:`\lambda` is the largest eigenvalue of the loss's second derivatives, ``steep`` above.
# A sum over 64 points is 64 times as curved as their mean.

limit = 2 / steep
print(f"limit: mean {limit:.4f}, sum {limit / len(x):.4f}")
runs = [(True, 0.02), (True, 0.2), (True, 0.24), (False, 0.02)]
for mean, rate in [*runs, (False, 0.02 / len(x))]:
    path, _ = descend(x, y, rate, mean=mean)
    w_fit, b_fit = path[-1]
    name = "mean" if mean else "sum"
    print(f"{name:<6}rate {rate:<11.4g}w {w_fit:<#12.4g}b {b_fit:#.4g}")

# %%
# 0.2 lies below the limit and converges, 0.24 lies above it, and w and b grow without end.
# With the summed loss, 0.02 ends in ``nan`` and raises nothing.
# Divided by 64 it takes the very steps of the mean loss at 0.02; both are still on their way after 500 steps.
#
# Mistake 3: an axis of integers
# ------------------------------
#
# To draw the line one needs points along the axis.
# ``torch.arange(0, 6)`` counts in ``int64``, and a matrix product takes one dtype.

axis = torch.arange(0, 6).view(-1, 1)
weight = torch.full((1, 1), exact_w)
try:
    axis.mm(weight)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
print((axis * weight).dtype)

axis = torch.arange(0.0, 6).view(-1, 1)
print(axis.dtype, axis.mm(weight).flatten())

# %%
# Multiplication with ``*`` promotes the integers; ``mm`` and ``@`` never do.
# A float among the arguments makes ``arange`` count in floats.
#
# Where to go next
# ----------------
#
# - :doc:`plot_linear_regression_autograd`: the same fit, with the gradient from autograd.
# - :doc:`/tensors/dtype`: which dtype a result has, and what never promotes.
# - :doc:`/tensors/device`: one program for every device.
