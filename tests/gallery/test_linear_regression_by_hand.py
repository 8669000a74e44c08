"""The gradient by hand is checked against autograd, and the page shows what its sentences say."""

from __future__ import annotations

import pytest

from tests.gallery.scripts import changed, run, text_of

SCRIPT = "plot_linear_regression_by_hand"


def test_page_shows_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    run(text_of(SCRIPT))
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
        run(changed(SCRIPT, right, f"2 * {right}"))


def test_path_is_a_copy_of_each_step() -> None:
    names = run(text_of(SCRIPT))
    path, _ = names["descend"](names["x"], names["y"], names["RATE"])
    assert path[0] == [0, 0]
    assert path[1] == pytest.approx([3.390, 1.153], abs=1e-3)
    assert len(path) == 501
