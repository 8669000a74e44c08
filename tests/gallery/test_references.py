"""Each regression computes the stored numbers on each device, and a deliberate bug makes it miss them.

On a machine without CUDA or MPS only the CPU is compared; ``TUTORIAL_DEVICES`` narrows the devices.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.gallery.scripts import GALLERY, Result, changed, compute, references, run, text_of
from tutorial_utils.runtime.devices import available_devices

BY_HAND, AUTOGRAD, OPTIMIZER = (f"plot_linear_regression_{name}" for name in ("by_hand", "autograd", "optimizer"))
BUGS = [
    (BY_HAND, "w.sub_(rate", "w.add_(rate"),
    (BY_HAND, "b.sub_(rate", "b.add_(rate"),
    (BY_HAND, "x.t().mm(residual) / n)", "x.t().mm(residual))"),
    (BY_HAND, "range(500)", "range(50)"),
    (AUTOGRAD, "w -= rate", "w += rate"),
    (AUTOGRAD, "b -= rate", "b += rate"),
    (AUTOGRAD, "w.grad = b.grad = None", "pass"),
    (AUTOGRAD, "RATE = 0.2", "RATE = 0.002"),
    (OPTIMIZER, "SGD([w, b]", "SGD([w]"),
    (OPTIMIZER, "torch.optim.SGD([w, b], lr=rate", "torch.optim.SGD([w, b], maximize=True, lr=rate"),
    (OPTIMIZER, "        optimizer.zero_grad()\n        loss", "        loss"),
    (OPTIMIZER, "RATE = 0.05", "RATE = 0.0005"),
    (OPTIMIZER, "manual_seed(1000)\nx", "manual_seed(1001)\nx"),
]


def misses(script: str, got: Result) -> dict[str, tuple[float, float]]:
    """Return what differs from the stored results by more than their tolerance: name, got and stored."""
    stored = references()[script]
    pairs = {name: (value, stored[name]) for name, value in got._asdict().items()}
    return {name: pair for name, pair in pairs.items() if not abs(pair[0] - pair[1]) <= stored["tolerance"]}


def test_every_regression_has_a_reference_with_a_reason() -> None:
    assert set(references()) == {path.stem for path in GALLERY.glob("plot_linear_regression_*.py")}
    assert all(stored["reason"] for stored in references().values())


@pytest.mark.parametrize("device", available_devices())
@pytest.mark.parametrize("script", [BY_HAND, AUTOGRAD, OPTIMIZER])
def test_script_computes_the_stored_numbers(script: str, device: str) -> None:
    assert misses(script, compute(text_of(script), device)) == {}


@pytest.mark.parametrize("script", [BY_HAND, AUTOGRAD, OPTIMIZER])
def test_stored_numbers_are_those_of_the_closed_form(script: str) -> None:
    names = run(text_of(script).partition("# The loop\n")[0].partition("# The model\n")[0])
    x, y = (names[name].double().flatten().numpy() for name in ("x", "y"))
    w, b = np.polyfit(x, y, 1)
    loss = np.mean((w * x + b - y) ** 2) * (1.0 if script == OPTIMIZER else 0.5)
    assert misses(script, Result(w, b, loss)) == {}


@pytest.mark.parametrize(("script", "old", "new"), BUGS)
def test_deliberate_bug_misses_the_stored_numbers(script: str, old: str, new: str) -> None:
    assert misses(script, compute(changed(script, old, new), "cpu"))


@pytest.mark.parametrize(("script", "old", "new"), BUGS[:-1])
def test_deliberate_bug_fails_the_assertion_of_the_script(script: str, old: str, new: str) -> None:
    with pytest.raises(AssertionError, match=r"^[wb] \S+, exact (1\.938|3\.003)"):
        run(changed(script, old, new))


def test_number_that_is_not_one_misses() -> None:
    assert set(misses(BY_HAND, Result(float("nan"), float("inf"), -1.0))) == {"w", "b", "loss"}


@pytest.mark.parametrize("script", [BY_HAND, AUTOGRAD, OPTIMIZER])
def test_script_prints_the_same_twice(script: str, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        run(text_of(script))
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] != ""
