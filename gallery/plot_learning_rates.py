r"""
Learning rates: crawl, converge, diverge
========================================

You will compute, before the first step, from which learning rate on a run diverges, and see it confirmed by runs
just below and just above that rate.
The same calculation tells which rate is the fastest and why a small one crawls.

The line and its points are those of :doc:`plot_linear_regression_by_hand`, which meets the limit; here it is the
subject.
"""
# sphinx_gallery_description = "From which learning rate on gradient descent diverges, computed and seen in runs."
# sphinx_gallery_keywords = "step size too large, loss goes to infinity, how to choose lr, training diverges"

import math

import torch
from torch import Tensor
from torch.func import grad, hessian, jvp
from torch.nn.functional import mse_loss

from tutorial_utils.figures.learning_rates import draw_paths, draw_sweep
from tutorial_utils.runtime.devices import available_devices

# %%
# The loss of one vector
# ----------------------
#
# Slope and intercept stand in one vector, and a column of ones multiplies the intercept: the loss is a function of one
# tensor, in double precision, which keeps rounding out of the comparisons below.

generator = torch.Generator().manual_seed(1000)
x = 5 * torch.rand(64, 1, generator=generator)
y = 2 * x + 3 + torch.randn(64, 1, generator=generator)
design = torch.cat([x, torch.ones_like(x)], dim=1).double()
target = y.double().flatten()


def loss(line: Tensor) -> Tensor:
    """Return half the mean squared residual."""
    return 0.5 * (design @ line - target).square().mean()


best = torch.linalg.lstsq(design, y.double()).solution.flatten()
print(f"w {best[0]:.4f}, b {best[1]:.4f}, loss {loss(best):.4f}")

# %%
# How strongly the loss is curved
# -------------------------------
#
# `torch.func.hessian <https://docs.pytorch.org/docs/2.13/generated/torch.func.hessian.html>`_ returns the matrix
# of second derivatives; the loss is quadratic, so it is the same everywhere.
# `torch.linalg.eigh <https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigh.html>`_ takes it apart: the
# columns of ``directions`` are the flattest and the steepest way, the eigenvalues how curved the loss is there.

start = torch.zeros(2, dtype=torch.float64)
curvature = hessian(loss)(start)
torch.testing.assert_close(curvature, hessian(loss)(start + 100))
torch.testing.assert_close(curvature, design.t() @ design / len(x))
eigenvalues, directions = torch.linalg.eigh(curvature)
flat, steep = eigenvalues.tolist()
print(f"eigenvalues: flat {flat:.4f}, steep {steep:.4f}")

# %%
# What one step does
# ------------------
#
# Let :math:`e` be the way from the best line to the present one.
# The gradient is :math:`H e`, so a step with the rate :math:`\eta` leaves :math:`(I - \eta H)\, e`.
# Along an eigenvector with the eigenvalue :math:`\lambda` it multiplies the error by :math:`1 - \eta \lambda`, as a
# step with autograd's gradient shows.


def along(line: Tensor) -> Tensor:
    """Return the error of a line along the flat and along the steep direction."""
    return (line - best) @ directions


for rate in (0.01, 0.1, 0.24):
    step = start - rate * grad(loss)(start)
    measured = along(step) / along(start)
    torch.testing.assert_close(measured, 1 - rate * eigenvalues)
    print(f"rate {rate:<6}flat {measured[0]:.4f}, steep {measured[1]:+.4f}")

# %%
# A run converges when both numbers lie between -1 and 1.
# With a positive rate and positive eigenvalues they are below 1 in any case; the steep one is the first to pass
# -1, at the rate :math:`2 / \lambda_{\max}`.

limit = 2 / steep
print(f"limit {limit:.4f}")

# %%
# The sweep
# ---------
#
# Each row of ``lines`` is a run with a rate of its own: one loop for all, in single precision, on each device.


def descend(rates: Tensor, steps: int = 500) -> Tensor:
    """Take steps from zero with all rates at once; return one line for each rate."""
    a, t = design.to(rates), target.to(rates)  # the dtype and device of the rates
    lines = torch.zeros(len(rates), 2).to(rates)
    for _ in range(steps):
        lines -= rates.unsqueeze(1) * ((lines @ a.t() - t) @ a) / len(a)
    return lines


def excess(errors: Tensor) -> Tensor:
    """Return the loss above the minimum from errors along the two directions."""
    return 0.5 * (eigenvalues * errors.square()).sum(-1)


shares = torch.tensor([0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 1.01, 1.1, 2]).double()
rates = shares * limit
first = excess(along(start)).item()
ends = {}
for device in available_devices():
    lines = descend(rates.float().to(device)).cpu().double()
    losses = excess(along(lines)).tolist()
    ends[device] = list(zip(rates.tolist(), losses, strict=True))
    words = []
    print(f"{device:<7}{'rate':>7}{'w':>11}{'b':>11}{'excess loss':>13}")
    for share, (rate, end), (w, b) in zip(shares, ends[device], lines, strict=True):
        words += ["converges" if end < 1e-6 else "crawls" if end < first else "diverges"]
        print(f"{share:<7.3g}{rate:>7.4f}{w:>11.4g}{b:>11.4g}{end:>13.1e}  {words[-1]}")
    assert words == 3 * ["crawls"] + 3 * ["converges"] + 3 * ["diverges"], words

# %%
# The first column is the share of the limit.
# A tenth above it, the numbers have left the range of ``float32``, and ``nan`` remains, with no error.
# A hundredth of it crawls for a plain reason: along the flat direction each step takes away half a thousandth.
# The formula knows the end of each run beforehand: the errors at the start times :math:`(1 - \eta\lambda)^{500}`.
# In double precision it agrees with the runs.


def formula(rates: Tensor) -> Tensor:
    """Return the errors after 500 steps, one row for each rate."""
    return along(start) * (1 - rates.unsqueeze(1) * eigenvalues) ** 500


ran, known = excess(along(descend(rates))), excess(formula(rates))
torch.testing.assert_close(ran, known, rtol=1e-6, atol=1e-9)

ends_of_axis = math.log(rates[0]), math.log(1.03 * limit)
dense = torch.linspace(*ends_of_axis, 300).double().exp()
heights = excess(formula(dense)).clamp(min=1e-14)
curve = torch.stack([dense, heights], dim=1).tolist()
figure = draw_sweep(ends, curve=curve, limit=limit)

# %%
# The dots lie above the curve where ``float32`` comes no closer; the curve itself is cut off at 1e-14.
#
# Just below and just above
# -------------------------
#
# A thousandth decides whether the steep error shrinks or grows.

for share in (0.999, 1.0, 1.001):
    rate = torch.tensor([share * limit], dtype=torch.float64)
    growth = abs(along(descend(rate)[0]) / along(start))[1].item()
    print(f"{share:<5} of the limit: the steep error times {growth:.4f}")
    assert math.isclose(growth, (2 * share - 1) ** 500, rel_tol=1e-6), growth

# %%
# At the limit the line jumps across the valley and back, up to rounding. Here are eight steps with three rates.

names = ["a tenth of the limit", "just below the limit", "just above the limit"]
three = torch.tensor([0.1, 0.97, 1.03]).double() * limit
steps = torch.stack([descend(three, n) for n in range(9)], dim=1).tolist()
entries = curvature[[0, 0, 1], [0, 1, 1]].tolist()
paths = dict(zip(names, steps, strict=True))
figure = draw_paths(paths, center=best.tolist(), hessian=entries)

# %%
# The fastest rate
# ----------------
#
# A larger rate helps the flat direction and, past :math:`1/\lambda_{\max}`, harms the steep one.
# The slower of the two decides, and it is fastest where both are equal in size, at
# :math:`2 / (\lambda_{\min} + \lambda_{\max})`.

fastest = 2 / (flat + steep)
for rate in (0.1 * limit, 0.5 * limit, fastest):
    slower = max(abs(1 - rate * flat), abs(1 - rate * steep))
    steps = math.ceil(math.log(1000) / -math.log(slower))
    error = along(descend(torch.tensor([rate], dtype=torch.float64), steps)[0])
    assert error.norm() < along(start).norm() / 1000, error
    print(f"rate {rate:.4f}: a thousandth of the error after {steps} steps")
slowest = (1 - dense.unsqueeze(1) * eigenvalues).abs().amax(dim=1)
assert slower <= slowest.min(), slower

# %%
# The fastest lies just under the limit, so a little more spoils it; half the limit, the line above, costs twice as
# many steps and forgives a mistake.
#
# The limit belongs to the loss as it is written, factors included: ``MSELoss`` has no half.

doubled = hessian(lambda line: mse_loss(design @ line, target))(start)
torch.testing.assert_close(doubled, 2 * curvature)
print(f"limit with MSELoss: {limit / 2:.4f}")

# %%
# Small batches
# -------------
#
# A step with a batch of four follows the loss of these four, and each batch has a limit of its own.
# The rate below lies under the limit of all points, and above the limit of many batches.

draw = torch.Generator().manual_seed(0)
rate = 0.2
print(f"{'batch':<7}{'above limit':>12}{'middle loss':>13}{'largest loss':>14}")
for size in (4, 16, 64):
    line, seen, above = start, [], 0
    for _ in range(1000):
        chosen = torch.randperm(len(x), generator=draw)[:size]
        rows, values = design[chosen], target[chosen]
        square = rows.t() @ rows / size
        above += (2 / torch.linalg.eigvalsh(square)[-1]).item() < rate
        line = line - rate * rows.t() @ (rows @ line - values) / size
        seen.append(loss(line).item())
    late = sorted(seen[500:])
    print(f"{size:<7}{above / 1000:>12.1%}{late[250]:>13.4f}{late[-1]:>14.4f}")
    assert (late[-1] < loss(best) + 1e-9) == (size == len(x)), late[-1]

# %%
# With all 64 points the run stays at the minimum; with four, single steps throw the line far out.
# So a rate that was found with large batches can fail with small ones.
#
# A model with many parameters
# ----------------------------
#
# The Hessian of a million parameters has a million columns, but its largest eigenvalue needs only products with
# vectors.
# `torch.func.jvp <https://docs.pytorch.org/docs/2.13/generated/torch.func.jvp.html>`_ of the gradient is one, and
# repeated multiplication turns almost any vector to the direction of the eigenvalue that is largest in size.

vector = torch.ones(2, dtype=torch.float64)
for _ in range(6):
    _, product = jvp(grad(loss), (start,), (vector,))
    found, vector = product.norm().item(), product / product.norm()
print(f"{found:.8f} from 6 products, {steep:.8f} from the matrix")
assert math.isclose(found, steep, rel_tol=1e-8), found

# %%
# For a network the Hessian changes on the way: its limit holds where it was computed, and not for the whole run.
#
# Where to go next
# ----------------
#
# - :doc:`plot_linear_regression_by_hand`: the loop itself, and what a wrong gradient does to the rate.
# - :doc:`/autograd/higher-order`: second derivatives.
