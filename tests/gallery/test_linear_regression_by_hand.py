"""The script reaches the closed form by its own data, and fails when its gradient is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = Path(__file__).parents[2] / "gallery/plot_linear_regression_by_hand.py"


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt

    plt.close("all")


def run(text: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text, str(SCRIPT), "exec"), namespace)  # noqa: S102 -- the script of this repository
    return namespace


def changed(old: str, new: str) -> str:
    text = SCRIPT.read_text()
    assert text.count(old) == 1
    return text.replace(old, new)


def test_script_reaches_the_closed_form(capsys: pytest.CaptureFixture[str]) -> None:
    names = run(SCRIPT.read_text())
    x, y = (names[name].double().flatten().numpy() for name in ("x", "y"))
    w, b = np.polyfit(x, y, 1)
    assert (names["exact_w"], names["exact_b"]) == pytest.approx((w, b), abs=1e-9)
    fit = names["descend"](names["x"], names["y"], names["RATE"])
    assert fit[:2] == pytest.approx((w, b), abs=names["TOLERANCE"])
    assert fit[2][-1] == pytest.approx(names["floor"], abs=1e-5)
    printed = capsys.readouterr().out
    assert "torch.Size([64, 1]) (0, 1)\nTrue" in printed
    assert "cpu         1.9382    3.0032      0.4801" in printed
    assert "along the valley 0.2392, across 8.6772, ratio 36" in printed
    assert "broken / autograd = 4.0\nmended / autograd = 1.0" in printed
    assert " 4 points: w 1.60, b 3.48\n16 points: w 2.00, b 2.68\n64 points: w nan, b nan" in printed
    assert "limit: mean 0.2305, sum 0.0036" in printed
    assert "mean  rate 0.2        w 1.938       b 3.003\n" in printed
    assert "mean  rate 0.24       w -4" in printed
    assert "sum   rate 0.02       w nan         b nan" in printed
    error = "RuntimeError: expected m1 and m2 to have the same dtype, but got: long int != float"
    assert f"{error}\ntorch.float32\n" in printed


@pytest.mark.parametrize("name", ["w", "b"])
def test_each_gradient_by_hand_is_compared_with_autograd(name: str) -> None:
    right = {"w": "x.t().mm(error)", "b": "error.mean()"}[name]
    with pytest.raises(AssertionError, match="Tensor-likes are not close!"):
        run(changed(right, f"2 * {right}"))


def test_script_prints_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        run(changed('{seconds:>10.3f}")', '")'))
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize(("parameter", "end"), [("w", "nan"), ("b", r"\d{7,}\.0")])
def test_flipped_sign_in_the_gradient_fails(parameter: str, end: str) -> None:
    with pytest.raises(AssertionError, match=rf"^w {end}, exact 1\.93"):
        run(changed(f"{parameter}.sub_(rate", f"{parameter}.add_(rate"))


def test_gradient_of_the_summed_loss_fails() -> None:
    with pytest.raises(AssertionError, match=r"^w nan, exact 1\.93"):
        run(changed("x.t().mm(residual) / n)", "x.t().mm(residual))"))
