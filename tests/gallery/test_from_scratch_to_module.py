"""Five versions of one regression agree to the last bit, and a bug in one of them is found."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tests.gallery.scripts import changed, run, text_of

NAME = "plot_from_scratch_to_module"
VERSIONS = ["1 raw tensors", "2 autograd", "3 SGD", "4 nn.Linear", "5 nn.Module", "5 nn.Sequential"]


def test_five_versions_agree_to_the_last_bit(capsys: pytest.CaptureFixture[str]) -> None:
    names = run(text_of(NAME))
    x, y = names["x"], names["y"]
    traces = names["traces_of"](x, y, names["RATE"])
    assert list(traces) == VERSIONS
    for rows in traces.values():
        assert rows.shape == (500, 2)
        assert len({tuple(row) for row in rows.tolist()}) > 100  # a row for each step, not the last one repeated
        assert torch.equal(rows, traces["1 raw tensors"])
    fit = np.polyfit(x.flatten().double().numpy(), y.flatten().double().numpy(), 1)
    assert traces["5 nn.Module"][-1].tolist() == pytest.approx(fit, abs=1e-4)
    printed = capsys.readouterr().out
    for version in VERSIONS:
        assert f"{version:<17}  1.9381855  3.0031533             True\n" in printed
    assert "5 nn.Module       linear.weight linear.bias\n" in printed


def test_other_rates_differ_in_the_last_bits_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    names = run(text_of(NAME))
    printed = capsys.readouterr().out
    assert "2 autograd       True             0.0e+00\n" in printed
    assert "3 SGD            False            7.2e-07\n" in printed
    assert "product, then difference  35 of 1000 differ from exact\nadd with alpha             0 of 1000" in printed
    assert 1 < max(names["drifts"]["1 raw tensors"]) < 8
    assert names["inside"].item() != names["reverse"].item()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slope = 2 * (x @ w + b - y)", "slope = (x @ w + b - y)"),
        ("            b -= rate * b.grad\n", "            b += rate * b.grad\n"),
        ("        w.grad = b.grad = None\n", ""),
        ("torch.optim.SGD([w, b], lr=rate)", "torch.optim.SGD([w], lr=rate)"),
        ("torch.optim.SGD(model.parameters(), lr=rate)", "torch.optim.SGD(model.parameters(), lr=rate, momentum=0.1)"),
        ("return self.linear(x)", "return self.linear(x.flip(0))"),
        ("RATE, STEPS, TOLERANCE = 1 / 16, 500, 1e-6", "RATE, STEPS, TOLERANCE = 1 / 16, 50, 1e-6"),
    ],
)
def test_a_bug_is_found(old: str, new: str) -> None:
    with pytest.raises(AssertionError, match="Tensor-likes are not close!"):
        run(changed(NAME, old, new))


def test_a_difference_in_the_last_bit_is_found() -> None:
    with pytest.raises(AssertionError, match=r"^$"):
        run(changed(NAME, "            w -= rate * w.grad\n", "            w -= (rate + 1e-8) * w.grad\n"))
