import pytest

from tutorial_utils.facts.in_place_form import form_of, measured

GIVEN = {"x": "torch.tensor([0.1, 0.2])", "y": "torch.tensor([0.3, 0.4])"}


@pytest.mark.parametrize(
    ("call", "form"),
    [
        ("torch.exp(x)", (".exp_", "x.exp_()")),
        ("torch.lerp(x, y, 0.5)", (".lerp_", "x.lerp_(y, 0.5)")),
        ("x.squeeze()", (".squeeze_", "x.squeeze_()")),
        ("F.elu(x)", ("inplace=True", "F.elu(x, inplace=True)")),
        ("F.dropout(x, training=False)", ("inplace=True", "F.dropout(x, training=False, inplace=True)")),
        ("F.sigmoid(x)", (".sigmoid_", "x.sigmoid_()")),
        ("torch.pow(2, x)", None),  # a number cannot be written to
        ("torch.sum(x)", None),
        ("F.gelu(x)", None),  # a builtin, without a signature
        ("x[0]", None),
        ("x.T", None),
    ],
)
def test_form_is_found_where_there_is_one(call, form):
    assert form_of(call) == form


@pytest.mark.parametrize(
    ("call", "cell"),
    [
        ("torch.exp(x)", "`.exp_`"),
        ("F.relu(x)", "`inplace=True`"),
        ("torch.sum(x)", ""),
        ("torch.atanh(x)", "`.atanh_` (has no derivative)"),
        ("torch.addcmul(x, x, y)", "`.addcmul_` (raises in backward)"),
        ("torch.pow(x, 0)", "`.pow_`"),
    ],
)
def test_gradient_of_the_form_is_compared(call, cell):
    assert measured(call, GIVEN) == cell
