r"""
Linear regression with autograd
===============================

You will fit the line of :doc:`plot_linear_regression_by_hand` with gradients from autograd, watch the way of
the parameters over the loss surface, and see six mistakes of old programs, some of which raise no error.
"""
# sphinx_gallery_description = "Fit a line in PyTorch with autograd, and see six mistakes of old programs."
# sphinx_gallery_keywords = "train without an optimizer, forgot to zero the gradients, beginner mistakes"

import math
import warnings

import torch
from torch import Tensor

from tutorial_utils.figures.descent import Surface, draw_surface
from tutorial_utils.runtime.devices import available_devices

# %%
# The data
# --------
#
# The same 64 points as before, from the same generator, and their exact solution.

generator = torch.Generator().manual_seed(1000)
x = 5 * torch.rand(64, 1, generator=generator)
y = 2 * x + 3 + torch.randn(64, 1, generator=generator)

design = torch.cat([x, torch.ones_like(x)], dim=1).double()
solution = torch.linalg.lstsq(design, y.double()).solution
exact_w, exact_b = solution.flatten().tolist()
print(f"w {exact_w:.4f}, b {exact_b:.4f}")

# %%
# The loop
# --------
#
# This is what differs from the program by hand:
#
# - ``requires_grad=True`` makes ``w`` and ``b`` leaves whose gradient autograd collects.
#   They are created on the device, not moved there; the last mistake says why.
# - `backward <https://docs.pytorch.org/docs/2.13/generated/torch.Tensor.backward.html>`__ takes the place of
#   the derivatives on paper: it writes ``w.grad`` and ``b.grad``.
# - The update stands under `no_grad <https://docs.pytorch.org/docs/2.13/generated/torch.no_grad.html>`__,
#   because it is not part of the function to differentiate.
# - At the end of a step the gradients are taken away, because ``backward`` adds to what is there.
#
# ``broken`` asks for one of two mistakes that come below.


def descend(x: Tensor, y: Tensor, rate: float, broken: str = "") -> tuple:
    """Take 500 steps; return w and b from first to last, and each loss."""
    w = torch.zeros(1, 1, device=x.device, requires_grad=True)
    b = torch.zeros(1, 1, device=x.device, requires_grad=True)
    path, losses = [torch.hstack([w, b]).detach()], []
    for _ in range(500):
        squares = 0.5 * (x @ w + b - y) ** 2
        loss = squares.sum() if broken == "sum" else squares.mean()
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            b -= rate * b.grad
        if broken != "piled up":
            w.grad = b.grad = None
        path.append(torch.hstack([w, b]).detach())
        losses.append(loss.detach())
    return torch.cat(path).tolist(), torch.stack(losses).tolist()


# %%
# The run
# -------
#
# One fit on each device of this machine, and all must agree with the exact solution to 0.001.

TOLERANCE = 1e-3
RATE = 0.2
print(f"{'device':<8}{'w':>10}{'b':>10}{'final loss':>12}")
for device in available_devices():
    path, losses = descend(x.to(device), y.to(device), RATE)
    w_fit, b_fit = path[-1]
    print(f"{device:<8}{w_fit:>10.4f}{b_fit:>10.4f}{losses[-1]:>12.4f}")
    assert abs(w_fit - exact_w) < TOLERANCE, f"w {w_fit}, exact {exact_w}"
    assert abs(b_fit - exact_b) < TOLERANCE, f"b {b_fit}, exact {exact_b}"

# %%
# The loss surface
# ----------------
#
# A point of this plane is a line: its slope ``w`` and its intercept ``b``.
# Broadcasting gives the loss of 61 times 61 lines at once.

w_axis, b_axis = torch.linspace(-1, 5, 61), torch.linspace(-1, 7, 61)
lines = w_axis.view(1, -1, 1) * x.flatten() + b_axis.view(-1, 1, 1)
grid = (0.5 * (lines - y.flatten()) ** 2).mean(dim=-1)
surface = Surface(w_axis.tolist(), b_axis.tolist(), grid.tolist())
frames = [*range(16), *range(16, 101, 12)]
best = exact_w, exact_b
figure = draw_surface(surface, {"w and b": path}, best=best, frames=frames)

# %%
# A rate of 0.2 is near the limit of 0.23 that :doc:`plot_linear_regression_by_hand` computes: the first steps
# cross the valley from side to side.
# What is left goes along the valley, where the loss is flat.
#
# Mistake 1: no requires_grad
# ---------------------------
#
# Without ``requires_grad=True`` nothing is recorded, and the loss is a number with no history.

w = torch.zeros(1, 1)
loss = (0.5 * (x @ w - y) ** 2).mean()
print(loss.requires_grad, loss.grad_fn)
try:
    loss.backward()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")

# %%
# "Element 0" is the first tensor that ``backward`` starts from, here the loss; what lacks the flag is ``w``.
# :doc:`/autograd/recording` says what is recorded.
#
# Mistake 2: an update that autograd sees, and one that nobody sees
# -----------------------------------------------------------------
#
# Outside ``no_grad`` a leaf that requires grad refuses to be changed in place.
# ``w = w - ...`` raises nothing: it binds the name to a new tensor that is no leaf, and the next ``w.grad`` is
# ``None``.

w = torch.tensor(3.0, requires_grad=True)
try:
    w -= 1
except RuntimeError as error:
    print(error)
print((w - 1).is_leaf)

# %%
# Old programs write ``w.data.sub_(...)``.
# That is right where it stands after ``backward``, and it hides the mistake where it stands before.
# The loss here is :math:`w^2` at 3, so its gradient is 6.

for hidden in True, False:
    w = torch.tensor(3.0, requires_grad=True)
    loss = w**2
    with torch.no_grad():
        (w.data if hidden else w).sub_(1)
    try:
        loss.backward()
        print(w.grad)
    except RuntimeError as error:
        print(str(error).partition(":")[0])

# %%
# ``.data`` shares the memory but not the count of changes, so ``backward`` reads the new ``w`` and answers 4.
# Under ``no_grad`` the change is counted, and ``backward`` refuses: :doc:`/autograd/graph` says how.
#
# Mistake 3: gradients that pile up
# ---------------------------------
#
# ``backward`` adds, so that a large batch may be worked off in parts.

w = torch.zeros(1, 1, requires_grad=True)
for part in slice(0, 32), slice(32, 64):
    (0.5 * (x[part] @ w - y[part]) ** 2).sum().backward()
(whole,) = torch.autograd.grad((0.5 * (x @ w - y) ** 2).sum(), w)
torch.testing.assert_close(w.grad, whole)

# %%
# The price: who wants the gradient of this step alone must take the old one away.
# Without that, each step goes along the sum of all gradients so far, and the fit swings around the solution.

for broken in "set back", "piled up":
    _, losses = descend(x, y, 0.02, broken)
    print(f"{broken:<10}", *(f"{loss:>5.1f}" for loss in losses[100::50]))

# %%
# Mistake 4: a name that only the notebook knows
# ----------------------------------------------
#
# An old program wrote to ``losses``, which it did not define.
# It ran for its author: the cells of a notebook share one namespace, and a cell keeps its names there after it
# was changed or deleted.

notebook = {}
exec("losses = {}", notebook)  # a cell, deleted since
exec("losses[0] = 1.5", notebook)  # the cell that was published
for line in "losses[0] = 1.5", "%matplotlib inline":
    try:
        exec(line, {})  # a fresh session
    except (NameError, SyntaxError) as error:
        print(f"{type(error).__name__}: {error}")

# %%
# To restart the notebook and run all its cells is the test.
# The second line is a command to the notebook, not Python, so a script cannot contain it.
#
# Mistake 5: nan without an exception
# -----------------------------------
#
# The old program summed the loss and took a rate that suits the mean, 0.02.

path, losses = descend(x, y, 0.02, broken="sum")
first = next(step for step, loss in enumerate(losses) if not math.isfinite(loss))
last = next(step for step, (w, _) in enumerate(path) if math.isnan(w))
for step in 0, first - 1, first, last - 1, last:
    print(f"step {step:>2}: loss {losses[step]:<11.4g} w {path[step][0]:.4g}")
distance = abs(path[-1][0] - exact_w)
print(distance < TOLERANCE, distance > TOLERANCE)

# %%
# The loss overflows to ``inf`` while ``w`` is still finite; later ``inf - inf`` makes ``nan``, and the loop goes
# on to its end.
# A check must be written so that ``nan`` fails it, as ``distance < TOLERANCE`` does; ``distance > TOLERANCE``
# finds nothing wrong.
# How the rate depends on the sum is in :doc:`plot_linear_regression_by_hand`.
#
# Mistake 6: a parameter that was moved
# -------------------------------------
#
# "No idea why with cuda the gradient does not exist", said the old program.
# ``.to("cuda")`` is an operation like any other: its result has a history and is no leaf, and ``backward``
# gives the gradient to the leaf behind it.
# On the CPU ``.to("cpu")`` returns the same tensor, so the mistake does not show; ``copy=True`` shows it.

leaf = torch.zeros(1, 1, requires_grad=True)
print(leaf.to("cpu") is leaf)
w = leaf.to("cpu", copy=True)
print(w.is_leaf, w.grad_fn.name())
(x @ w - y).sum().backward()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(w.grad, leaf.grad is not None)
print(str(caught[0].message).partition(" Its")[0])

w = torch.zeros(1, 1).to("cpu", copy=True).requires_grad_()
(x @ w - y).sum().backward()
print(w.is_leaf, w.grad.shape)

# %%
# Create a parameter on its device, or move a plain tensor and then call ``requires_grad_()``, as in the last lines.
#
# Where to go next
# ----------------
#
# - :doc:`plot_linear_regression_optimizer`: an optimizer takes over the update.
# - :doc:`/autograd/leaves`: which tensors are leaves, and which get a ``.grad``.
# - :doc:`/autograd/backward`: what ``backward`` adds, and when it may be called again.
