"""The script finds the limit of the learning rate by the Hessian, and fails when the limit or the step is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from tests.gallery.scripts import changed, run, text_of

NAME = "plot_learning_rates"

# torch's own forward-mode rules are still scripted, on the first use of torch.func.hessian
pytestmark = pytest.mark.filterwarnings("ignore:`torch.jit.script` is deprecated:DeprecationWarning")


def test_script_finds_the_limit_by_the_hessian(capsys: pytest.CaptureFixture[str]) -> None:
    names = run(text_of(NAME))
    design, target = names["design"].numpy(), names["target"].numpy()
    second = design.T @ design / len(design)
    assert np.allclose(names["curvature"].numpy(), second, atol=1e-12)
    assert (names["flat"], names["steep"]) == pytest.approx((0.239250, 8.677220), abs=1e-5)
    assert names["limit"] == pytest.approx(2 / np.linalg.eigvalsh(second)[1], abs=1e-12)
    assert names["best"].numpy() == pytest.approx(np.linalg.lstsq(design, target)[0], abs=1e-9)
    assert names["fastest"] == pytest.approx(0.224307, abs=1e-5)
    printed = capsys.readouterr().out
    assert "rate 0.24  flat 0.9426, steep -1.0825\nlimit 0.2305\n" in printed
    rows = [line.split() for line in printed.splitlines()]
    assert [row[-1] for row in rows if row and row[-1] in {"crawls", "converges", "diverges"}] == (
        3 * ["crawls"] + 3 * ["converges"] + 3 * ["diverges"]
    )
    assert "0.999 of the limit: the steep error times 0.3675\n" in printed
    assert "1.0   of the limit: the steep error times 1.0000\n" in printed
    assert "1.001 of the limit: the steep error times 2.7156\n" in printed
    assert [row[-2] for row in rows if row[-1] == "steps"] == ["1250", "248", "126"]
    assert "limit with MSELoss: 0.1152" in printed
    four, sixteen, whole = (next(row for row in rows if row[0] == size) for size in ("4", "16", "64"))
    assert [float(row[1].rstrip("%")) for row in (four, sixteen, whole)] == pytest.approx([36.0, 21.0, 0.0], abs=3)
    assert float(four[3]) > float(sixteen[3]) > float(whole[3])


def test_script_prints_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        run(text_of(NAME))
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("limit = 2 / steep", "limit = 2.1 / steep", "crawls"),
        ("limit = 2 / steep", "limit = 1 / steep", "converges"),
        ("limit = 2 / steep", "limit = 2 / flat", "diverges"),
        ("return 0.5 * (design @ line", "return (design @ line", "Tensor-likes are not close!"),
        ("((lines @ a.t() - t) @ a) / len(a)", "((lines @ a.t() - t) @ a)", "diverges"),
        ("(2 * share - 1) ** 500", "(2 * share - 1) ** 499", r"0\.36"),
        ("fastest = 2 / (flat + steep)", "fastest = 1.9 / (flat + steep)", r"0\.94"),
        ("line = line - rate * rows.t()", "line = line - 0.1 * rate * rows.t()", r"\d"),
        ("(start,), (vector,))", "(start + 1,), (2 * vector,))", r"17\.35"),
    ],
)
def test_a_bug_is_found(old: str, new: str, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        run(changed(NAME, old, new))
