r"""
From raw tensors to nn.Module in five steps
===========================================

You will write one linear regression five times, each time handing over one more piece to torch: the gradient, the
update, the parameters, the model.
All five compute the same numbers, and where a change makes the last bits differ, you will see which rounding does it.
The points are those of :doc:`plot_linear_regression_by_hand`.
"""
# sphinx_gallery_description = "One linear regression in five steps, from raw tensors to nn.Module in PyTorch."
# sphinx_gallery_keywords = "build my first model, nn.Linear example, training loop template"

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss

from tutorial_utils.figures.rounding import draw_drift
from tutorial_utils.runtime.devices import available_devices

# %%
# The data, and two round numbers
# -------------------------------
#
# 64 points and a learning rate of 1/16: to divide by a power of two changes only the exponent of a float, so nothing
# is rounded, and the versions can agree to the last bit.
# Further down the rate is 0.02, and they do not.

RATE, STEPS, TOLERANCE = 1 / 16, 500, 1e-6
generator = torch.Generator().manual_seed(1000)
x = 5 * torch.rand(64, 1, generator=generator)
y = 2 * x + 3 + torch.randn(64, 1, generator=generator)

# %%
# 1. Raw tensors
# --------------
#
# The loss is the mean of the squared residuals; ``slope``, its derivative by each prediction, is worked out on paper,
# and so is what follows for ``w`` and ``b``, which each version hands out after every step.


def by_hand(x: Tensor, y: Tensor, rate: float) -> Iterator:
    """Compute the gradient and take the step with tensor operations."""
    w, b = torch.zeros(1, 1).to(x), torch.zeros(1).to(x)
    for _ in range(STEPS):
        slope = 2 * (x @ w + b - y) / len(x)
        w -= rate * (x.t() @ slope)
        b -= rate * slope.sum(0)
        yield w, b


# %%
# 2. Autograd takes the gradient
# ------------------------------
#
# The program now states the loss, and ``backward`` fills ``w.grad`` and ``b.grad``.
# In return, the parameters must be leaves that require a gradient, the update must not be recorded, and the gradients
# must be cleared, because ``backward`` adds to them.


def with_autograd(x: Tensor, y: Tensor, rate: float) -> Iterator:
    """State the loss and let ``backward`` find the gradient."""
    w = torch.zeros(1, 1, device=x.device, requires_grad=True)
    b = torch.zeros(1, device=x.device, requires_grad=True)
    for _ in range(STEPS):
        loss = (x @ w + b - y).square().mean()
        loss.backward()
        with torch.no_grad():
            w -= rate * w.grad
            b -= rate * b.grad
        w.grad = b.grad = None
        yield w, b


# %%
# 3. An optimizer takes the update
# --------------------------------
#
# `torch.optim.SGD <https://docs.pytorch.org/docs/2.13/generated/torch.optim.SGD.html>`_ knows the parameters, so one
# call steps all of them and another clears their gradients.
# To try momentum or Adam, one line changes.


def with_optimizer(x: Tensor, y: Tensor, rate: float) -> Iterator:
    """Let an optimizer take the step."""
    w = torch.zeros(1, 1, device=x.device, requires_grad=True)
    b = torch.zeros(1, device=x.device, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=rate)
    for _ in range(STEPS):
        loss = (x @ w + b - y).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        yield w, b


# %%
# 4. A layer takes the parameters
# -------------------------------
#
# `nn.Linear <https://docs.pytorch.org/docs/2.13/generated/torch.nn.Linear.html>`_ makes the weight and the bias,
# asks for their gradients and knows how to apply them; ``mse_loss`` is the loss by name.
# Both start at random numbers, so zeros are written over them here for the sake of the comparison.


def train(model: nn.Module, x: Tensor, y: Tensor, rate: float) -> Iterator:
    """Train any model that maps ``x`` to predictions and has two parameters."""
    for parameter in model.to(x.device).parameters():
        nn.init.zeros_(parameter)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    for _ in range(STEPS):
        loss = mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        yield model.parameters()


# %%
# 5. A module of your own
# -----------------------
#
# ``train`` does not change any more, whatever the model becomes.
# A subclass of `nn.Module <https://docs.pytorch.org/docs/2.13/generated/torch.nn.Module.html>`_ says what its parts
# are and how data flows through them; ``nn.Sequential`` does so where the data flows straight through.


class Line(nn.Module):
    """A line, as a module with one named part."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Map each row of x to a prediction."""
        return self.linear(x)


models = {"4 nn.Linear": nn.Linear(1, 1), "5 nn.Module": Line()}
models["5 nn.Sequential"] = nn.Sequential(nn.Linear(1, 1))
for name, model in models.items():
    print(f"{name:<17}", *model.state_dict())

# %%
# Each of the three holds a weight and a bias; what differs is how it names them.
#
# The run
# -------
#
# 4 and 5 run the same operations, so they agree to the last bit; on the CPU, 1 to 3 do as well.
# From 3 to 4 a tolerance is left: a layer multiplies and adds the bias in one call, ``addmm``, and a build that rounds
# only once there differs in the last bit.


def trace(version: Iterator) -> Tensor:
    """Take all steps of a version; return w and b after each, one row a step."""
    rows = [torch.cat([it.detach().flatten() for it in pair]) for pair in version]
    return torch.stack(rows)


def traces_of(x: Tensor, y: Tensor, rate: float) -> dict:
    """Run all versions on the device of x; return their traces by name."""
    found = {
        "1 raw tensors": trace(by_hand(x, y, rate)),
        "2 autograd": trace(with_autograd(x, y, rate)),
        "3 SGD": trace(with_optimizer(x, y, rate)),
    }
    return found | {name: trace(train(it, x, y, rate)) for name, it in models.items()}


design = torch.cat([x, torch.ones_like(x)], dim=1).double()
solution = torch.linalg.lstsq(design, y.double()).solution.flatten()
for device in available_devices():
    traces = traces_of(x.to(device), y.to(device), RATE)
    first = traces["1 raw tensors"]
    print(f"{device:<17}{'w':>11}{'b':>11}{'same bits as 1':>17}")
    for name, rows in traces.items():
        w, b = rows[-1].tolist()
        print(f"{name:<17}{w:>11.7f}{b:>11.7f}{torch.equal(rows, first)!s:>17}")
        torch.testing.assert_close(rows, first, rtol=TOLERANCE, atol=TOLERANCE)
        last = rows[-1].cpu().double()
        torch.testing.assert_close(last, solution, rtol=0, atol=1e-4)
    assert torch.equal(traces["4 nn.Linear"], traces["5 nn.Module"])
    assert torch.equal(traces["4 nn.Linear"], traces["5 nn.Sequential"])
    assert device != "cpu" or torch.equal(first, traces["2 autograd"])
    assert device != "cpu" or torch.equal(first, traces["3 SGD"])

# %%
# ``torch.equal`` compares all 500 steps, not only the last.
#
# Why the last bits may differ
# ----------------------------
#
# With the rate 0.02, which no float holds exactly, 1 and 2 still agree, and the optimizer goes its own way.

traces = traces_of(x, y, 0.02)
first = traces["1 raw tensors"]
print(f"{'':<17}same bits as 1   largest difference")
for name, rows in traces.items():
    largest = (rows - first).abs().max()
    print(f"{name:<17}{torch.equal(rows, first)!s:<17}{largest:.1e}")
    torch.testing.assert_close(rows, first, rtol=TOLERANCE, atol=TOLERANCE)
assert torch.equal(first, traces["2 autograd"])

# %%
# ``w -= rate * w.grad`` rounds twice: the product, then the difference.
# ``SGD`` calls ``w.add_(w.grad, alpha=-rate)``, and a processor that can multiply and add at once rounds once.
# The exact results, taken in double precision and rounded to ``float32``, tell which is which.

old, step = torch.randn(2, 1000, generator=generator)
rate = torch.tensor(0.02)
exact = (old.double() - rate.double() * step.double()).float()
twice, once = old - rate * step, old.add(step, alpha=-0.02)
for name, result in (("product, then difference", twice), ("add with alpha", once)):
    print(f"{name:<25}{(result != exact).sum():>3} of 1000 differ from exact")
    torch.testing.assert_close(result, exact, rtol=0, atol=2**-21)

# %%
# With 1/16 the product is exact, and one rounding is left in both.
# Here are three more roads to one sum: the factor inside it, the factor outside, the points in reverse order.

factor = torch.rand(50, 1, generator=generator)
residual = torch.randn(50, 1, generator=generator)
inside = factor.t() @ (2 * residual / 50)
outside = 2 * (factor.t() @ residual) / 50
reverse = factor.flip(0).t() @ (2 * residual.flip(0) / 50)
for value in (inside, outside, reverse):
    print(f"{value.item():.9f}")
    torch.testing.assert_close(value, inside, rtol=TOLERANCE, atol=TOLERANCE)

# %%
# A sum of floats depends on the order of its terms, and 50 is no power of two.
# So look for a bug when versions differ by a thousandth, not when they differ in the last place.
# No version is the right one: 1 and 5, drawn here, are a few units from the run in double precision, and stay there,
# because descent pulls every run to the same line.

exact = trace(by_hand(x.double(), y.double(), 0.02))
unit = torch.finfo(torch.float32).eps  # the distance of two floats between 1 and 2
drifts = {}
for name in ("1 raw tensors", "5 nn.Module"):
    drifts[name] = ((traces[name] - exact)[:, 0].abs() / unit).tolist()
    assert max(drifts[name]) < 16, max(drifts[name])
figure = draw_drift(drifts)

# %%
# Where to go next
# ----------------
#
# - :doc:`plot_linear_regression_by_hand`: the gradient on paper, and mistakes in it.
# - :doc:`/autograd/leaves`: why a parameter must be a leaf, and what an optimizer does with it.
