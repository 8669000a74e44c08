"""The page shows what its sentences say, and one step of SGD is held against the formula."""

from __future__ import annotations

import pytest

from tests.gallery.scripts import changed, run, text_of

SCRIPT = "plot_linear_regression_optimizer"


def test_page_shows_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    run(text_of(SCRIPT))
    printed = capsys.readouterr().out
    assert "cpu         1.9382    3.0031      0.9603" in printed
    assert "MSELoss / half the mean: 2.0\nlimit of the rate: 0.2305 with the half, 0.1152 without\n" in printed
    assert "momentum is behind in 26 steps, the last is step 37\n" in printed
    assert "rate 0.0005  w 2.51, b 1.06, loss 68 at first, 2.05 at step 400, 1.95 at the end" in printed
    assert "rate 0.05    w 1.94, b 3.00, loss 68 at first, 0.96 at step 400, 0.96 at the end" in printed
    assert "ValueError: can't optimize a non-leaf Tensor\n" in printed
    error = "AttributeError: 'NoneType' object has no attribute 'data'"
    assert f"None\n{error}\ntensor([[0.]])\n" in printed
    without, shared, own = printed.splitlines()[-3:]
    assert without.removeprefix("no picture") == own.removeprefix("two generators").replace(" w", "     w", 1)
    assert shared.split()[3:] != own.split()[3:]


def test_step_that_is_not_the_formula_fails() -> None:
    with pytest.raises(AssertionError, match="Tensor-likes are not close!"):
        run(changed(SCRIPT, "w.detach() - 0.05 * w.grad", "w.detach() - 0.06 * w.grad"))
