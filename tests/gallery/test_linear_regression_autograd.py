"""The page shows what its sentences say: each mistake fails, or is wrong, in the way that is told."""

from __future__ import annotations

import pytest

from tests.gallery.scripts import changed, run, text_of

SCRIPT = "plot_linear_regression_autograd"


def test_page_shows_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    run(text_of(SCRIPT))
    printed = capsys.readouterr().out
    assert "cpu         1.9382    3.0032      0.4801" in printed
    assert "False None\nRuntimeError: element 0 of tensors does not require grad and does not have a grad_fn" in printed
    assert "a leaf Variable that requires grad is being used in an in-place operation.\nFalse\n" in printed
    refusal = "one of the variables needed for gradient computation has been modified by an inplace operation"
    assert f"tensor(4.)\n{refusal}\n" in printed
    assert "NameError: name 'losses' is not defined\nSyntaxError: invalid syntax" in printed
    assert "step 18: loss inf         w -3.177e+18\nstep 37: loss inf         w inf\n" in printed
    assert "step 38: loss nan         w nan\nFalse False\n" in printed
    warning = "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed."
    assert f"True\nFalse ToCopyBackward0\nNone True\n{warning}\nTrue torch.Size([1, 1])\n" in printed


def test_losses_settle_only_when_the_gradients_are_set_back(capsys: pytest.CaptureFixture[str]) -> None:
    names = run(text_of(SCRIPT))
    capsys.readouterr()
    x, y = names["x"], names["y"]
    set_back, piled_up = (names["descend"](x, y, 0.02, broken)[1][-50:] for broken in ("set back", "piled up"))
    assert max(set_back) - min(set_back) < 0.01
    assert max(piled_up) - min(piled_up) > 20


def test_gradient_that_does_not_add_up_fails() -> None:
    with pytest.raises(AssertionError, match="Tensor-likes are not close!"):
        run(changed(SCRIPT, "slice(0, 32), slice(32, 64)", "slice(0, 32), slice(33, 64)"))
