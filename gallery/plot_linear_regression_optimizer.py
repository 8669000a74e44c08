r"""
Linear regression with an optimizer
===================================

You will leave the update to an optimizer and the loss to a module, see what momentum changes, and see four
mistakes of old programs.
The steps before this one are :doc:`plot_linear_regression_by_hand` and :doc:`plot_linear_regression_autograd`.
"""
# sphinx_gallery_description = "Fit a line with an optimizer and a loss module, and see what momentum changes."
# sphinx_gallery_keywords = "sgd with momentum, adam, optimizer step example, mse loss"

import torch
from torch import Generator, Tensor, nn

from tutorial_utils.figures.descent import Surface, draw_surface
from tutorial_utils.figures.regression import draw_losses
from tutorial_utils.runtime.devices import available_devices

# %%
# The data
# --------
#
# The same 64 points as before, from the same generator, and their exact solution.

generator = Generator().manual_seed(1000)
x = 5 * torch.rand(64, 1, generator=generator)
y = 2 * x + 3 + torch.randn(64, 1, generator=generator)

design = torch.cat([x, torch.ones_like(x)], dim=1).double()
solution = torch.linalg.lstsq(design, y.double()).solution
exact_w, exact_b = solution.flatten().tolist()
floor = nn.functional.mse_loss(design @ solution, y.double()).item()
print(f"w {exact_w:.4f}, b {exact_b:.4f}, loss {floor:.4f}")

# %%
# The loop
# --------
#
# `SGD <https://docs.pytorch.org/docs/2.13/generated/torch.optim.SGD.html>`__ is given the parameters once.
# In each step ``zero_grad`` takes the old gradients away, ``backward`` writes new ones, and ``step`` changes
# the parameters in place.


def descend(x: Tensor, y: Tensor, rate: float, momentum: float = 0.0) -> tuple:
    """Take 500 steps; return w and b from first to last, and each loss."""
    w = torch.zeros(1, 1, device=x.device, requires_grad=True)
    b = torch.zeros(1, 1, device=x.device, requires_grad=True)
    loss_function = nn.MSELoss()
    optimizer = torch.optim.SGD([w, b], lr=rate, momentum=momentum)
    path, losses = [torch.hstack([w, b]).detach()], []
    for _ in range(500):
        loss = loss_function(x @ w + b, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        path.append(torch.hstack([w, b]).detach())
        losses.append(loss.detach())
    return torch.cat(path).tolist(), torch.stack(losses).tolist()


# %%
# Each step uses all 64 points.
# An old program drew a fresh batch for each of its 500 steps and called them epochs; an epoch is one pass over
# a fixed set of points.
#
# Without momentum, ``step`` subtracts the rate times the gradient.
# `MSELoss <https://docs.pytorch.org/docs/2.13/generated/torch.nn.MSELoss.html>`__ is the mean of the squares,
# without the half that the scripts before had.

w = torch.zeros(1, 1, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.05)
loss = nn.MSELoss()(x @ w, y)
loss.backward()
by_hand = w.detach() - 0.05 * w.grad
optimizer.step()
torch.testing.assert_close(w.detach(), by_hand)
print(f"MSELoss / half the mean: {loss.item() / (0.5 * y**2).mean().item():.1f}")

steep = torch.linalg.eigvalsh(design.t() @ design / len(x))[-1].item()
print(f"limit of the rate: {2 / steep:.4f} with the half, {1 / steep:.4f} without")

# %%
# Twice the loss is twice as curved, so the limit of the rate is half as large.
#
# The run
# -------
#
# One fit on each device of this machine, and all must agree with the exact solution to 0.001.

TOLERANCE = 1e-3
RATE = 0.05
print(f"{'device':<8}{'w':>10}{'b':>10}{'final loss':>12}")
for device in available_devices():
    path, losses = descend(x.to(device), y.to(device), RATE)
    w_fit, b_fit = path[-1]
    print(f"{device:<8}{w_fit:>10.4f}{b_fit:>10.4f}{losses[-1]:>12.4f}")
    assert abs(w_fit - exact_w) < TOLERANCE, f"w {w_fit}, exact {exact_w}"
    assert abs(b_fit - exact_b) < TOLERANCE, f"b {b_fit}, exact {exact_b}"

# %%
# What momentum changes
# ---------------------
#
# With ``momentum=0.9``, a step goes along the gradient plus 0.9 of the direction of the step before.
# Along the valley of the loss the gradients agree and add up; across it the run shoots past the bottom, and
# they change sign and cancel in part.
# Both runs have the rate 0.01.

paths, curves = {}, {}
for name, momentum in ("plain", 0.0), ("momentum", 0.9):
    paths[name], losses = descend(x, y, 0.01, momentum)
    curves[name] = losses
    print(f"{name:<9}", *(f" step {n}: {losses[n]:.4f}" for n in (10, 100, 499)))
pairs = zip(curves["plain"], curves["momentum"], strict=True)
behind = [step for step, (plain, momentum) in enumerate(pairs) if momentum > plain]
print(f"momentum is behind in {len(behind)} steps, the last is step {behind[-1]}")

# %%

w_axis, b_axis = torch.linspace(-1, 5, 61), torch.linspace(-1, 7, 61)
lines = w_axis.view(1, -1, 1) * x.flatten() + b_axis.view(-1, 1, 1)
grid = ((lines - y.flatten()) ** 2).mean(dim=-1)
surface = Surface(w_axis.tolist(), b_axis.tolist(), grid.tolist())
best = exact_w, exact_b
figure = draw_surface(surface, paths, best=best, frames=range(0, 101, 4))

# %%
# Momentum swings wide at first, now behind the plain run and now ahead of it; then it is done while the other is
# still on its way.
# The program changed in one argument of the optimizer.
#
# Mistake 1: a rate 100 times too small
# -------------------------------------
#
# "The rate must not be too large", said an old program, and took 0.0005.
# The loss falls from 68 to 2, and what is printed looks like a result.

curves = {}
for rate in 0.0005, 0.05:
    path, losses = descend(x, y, rate)
    w_fit, b_fit = path[-1]
    curves[f"rate {rate}"] = losses
    late = f"loss {losses[0]:.0f} at first, {losses[400]:.2f} at step 400, {losses[499]:.2f} at the end"
    print(f"rate {rate:<7} w {w_fit:.2f}, b {b_fit:.2f}, {late}")

# %%

figure = draw_losses(curves, floor=floor)

# %%
# Two signs show it without the exact solution: in the last 100 steps the loss still falls, and a larger rate ends
# lower.
# Draw the loss on a logarithmic axis; on a linear one the fall from 68 hides the difference at the end.
#
# Mistake 2: parameters that are not leaves
# -----------------------------------------
#
# The old program created its parameters and then moved them with ``.to(device)``.
# What comes out of a real move is not a leaf, and the optimizer refuses it; ``copy=True`` does on the CPU what
# ``.to("cuda")`` does.

moved = torch.zeros(1, 1, requires_grad=True).to("cpu", copy=True)
try:
    torch.optim.SGD([moved], lr=0.05)
except ValueError as error:
    print(f"{type(error).__name__}: {error}")

# %%
# ``.to("cpu")`` returns the leaf itself, so this program ran where it was written.
# The cause and the remedy are the last mistake of :doc:`plot_linear_regression_autograd`.
#
# Mistake 3: two ways to take gradients away
# ------------------------------------------
#
# `zero_grad <https://docs.pytorch.org/docs/2.13/generated/torch.optim.Optimizer.zero_grad.html>`__ once filled
# the gradients with zeros; now it sets them to ``None``.
# Old code that goes on to write into them fails.

w = torch.zeros(1, 1, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.05)
for settings in {}, {"set_to_none": False}:
    nn.MSELoss()(x @ w, y).backward()
    optimizer.zero_grad(**settings)
    print(w.grad)
    try:
        w.grad.data.zero_()
    except AttributeError as error:
        print(f"{type(error).__name__}: {error}")

# %%
# Leave the second call out: one way is enough.
# ``set_to_none=False`` brings the zeros back for old code that needs them.
#
# Mistake 4: a picture that changes the result
# --------------------------------------------
#
# Every 50 steps the old program drew random points for a picture, from the generator of its batches.
# Take the picture away, and the fit is another one.


def fit(batches: Generator, pictures: Generator | None) -> list:
    """Fit fresh batches of 4 points; return w and b."""
    w, b = torch.zeros(2, 1, 1)
    for step in range(500):
        x = 5 * torch.rand(4, 1, generator=batches)
        residual = x * w + b - (2 * x + 3 + torch.randn(4, 1, generator=batches))
        w, b = w - 0.05 * (x * residual).mean(), b - 0.05 * residual.mean()
        if pictures and step % 50 == 0:
            torch.rand(32, 1, generator=pictures)  # the points to draw
    return [w.item(), b.item()]


for name in "no picture", "one generator", "two generators":
    batches = Generator().manual_seed(1000)
    pictures = {"one generator": batches, "two generators": Generator()}.get(name)
    w_fit, b_fit = fit(batches, pictures)
    print(f"{name:<15} w {w_fit:.4f}, b {b_fit:.4f}")

# %%
# Give each purpose a generator of its own.
# Here the points were drawn once, before any of this ran, and the pictures draw no random numbers.
#
# Where to go next
# ----------------
#
# - :doc:`/autograd/leaves`: which tensors an optimizer takes.
# - :doc:`/autograd/backward`: why gradients add up.
# - :doc:`/tensors/device`: one program for every device.
