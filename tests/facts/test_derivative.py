import pytest

from tutorial_utils.errors import OperationError
from tutorial_utils.facts.derivative import COLUMNS, Derivative, gradient_of, measure_derivatives

GIVEN = {"x": "[-2.0, 3.0]", "w": "[0.5, 4.0]"}


def measured(*rows):
    return measure_derivatives("few", rows, GIVEN)


def test_row_of_two_inputs_in_full():
    table = measured(Derivative("mul", "x * w", ("g * w", "g * x"), kinks=()))
    assert table.columns == COLUMNS
    assert table.rows == (("mul", "`y = x * w`", "`x`: `g * w`; `w`: `g * x`", "", "yes", "yes"),)


@pytest.mark.parametrize("formula", ["2 * g", "g + 1e-6", "-g", "g[:1]"])
def test_formula_that_does_not_agree_is_refused(formula):
    with pytest.raises(OperationError) as caught:
        measured(Derivative("neg", "x.clone()", (formula,)))
    message = str(caught.value)
    assert message.startswith("table few, row neg: expected the gradient [0.25, 0.5] of x, got [")
    assert message.endswith(f"] from {formula!r}; change it in tutorial_utils.facts.tables.few")


def test_autograd_that_finite_differences_contradict_is_refused():
    """Detaching one factor gives autograd half of the derivative, and the formula agrees with that half."""
    with pytest.raises(OperationError, match="Jacobian mismatch"):
        measured(Derivative("half", "x * x.detach()", ("g * x",)))


def test_second_order_is_zero_where_the_gradient_is_constant():
    assert measured(Derivative("neg", "-x", ("-g",))).row("neg")["second order"] == "zero"


def test_kinks_are_measured():
    table = measured(Derivative("abs", "x.abs()", ("g * x.sign()",), kinks=("[0.0]", "[0.0, -1.0]")))
    assert table.row("abs")["at kinks and ties"] == "`[0.0]`: `[0.0]`; `[0.0, -1.0]`: `[0.0, -1.0]`"


def test_gradient_of_a_number_and_of_a_matrix():
    assert gradient_of("x.square()", "3.0") == 6.0
    assert gradient_of("x.trace()", "[[1.0, 2.0], [3.0, 4.0]]") == [[1.0, 0.0], [0.0, 1.0]]
