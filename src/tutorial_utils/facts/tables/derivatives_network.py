"""The rows of the table ``derivatives-network``: activations and losses of ``torch.nn.functional``."""

from __future__ import annotations

from tutorial_utils.facts.derivative import Derivative, derivatives_entry

__all__ = ["ENTRY", "GIVEN", "ROWS"]

GIVEN = {"x": "[-4.0, -1.5, -0.25, 0.75, 4.0]", "w": "[0.5, -1.25, 1.0, -0.5, 2.0]"}
NORMAL = "(-(x**2) / 2).exp() / (2 * torch.pi) ** 0.5"

ROWS = (
    Derivative("nn.functional.relu", "F.relu(x)", ("g * (x > 0)",), kinks=("[0.0]",)),
    Derivative("nn.functional.leaky_relu", "F.leaky_relu(x)", ("torch.where(x > 0, g, 0.01 * g)",), kinks=("[0.0]",)),
    Derivative("nn.functional.elu", "F.elu(x)", ("torch.where(x > 0, g, g * (y + 1))",), kinks=("[0.0]",)),
    Derivative("nn.functional.gelu", "F.gelu(x)", (f"g * ((1 + torch.erf(x / 2**0.5)) / 2 + x * {NORMAL})",)),
    Derivative("nn.functional.silu", "F.silu(x)", ("g * (x.sigmoid() + y * (1 - x.sigmoid()))",)),
    Derivative("nn.functional.softplus", "F.softplus(x)", ("g * x.sigmoid()",)),
    Derivative("nn.functional.logsigmoid", "F.logsigmoid(x)", ("g * (-x).sigmoid()",)),
    Derivative("nn.functional.softsign", "F.softsign(x)", ("g / (1 + x.abs()) ** 2",), kinks=("[0.0]",)),
    Derivative("nn.functional.hardtanh", "F.hardtanh(x)", ("g * (x.abs() < 1)",), kinks=("[-1.0, 1.0]",)),
    Derivative("nn.functional.relu6", "F.relu6(x)", ("g * (x > 0) * (x < 6)",), kinks=("[0.0, 6.0]",)),
    Derivative(
        "nn.functional.hardsigmoid",
        "F.hardsigmoid(x)",
        ("g * (x.abs() < 3) * torch.tensor(1 / 6).double()",),
        kinks=("[-3.0, 3.0]",),
    ),
    Derivative("nn.functional.softmax", "F.softmax(x, 0)", ("y * (g - (g * y).sum())",)),
    Derivative("nn.functional.log_softmax", "F.log_softmax(x, 0)", ("g - y.exp() * g.sum()",)),
    Derivative("nn.functional.mse_loss", "F.mse_loss(x, w)", ("2 * g * (x - w) / 5", "2 * g * (w - x) / 5")),
    Derivative("nn.functional.l1_loss", "F.l1_loss(x, w)", ("g * (x - w).sign() / 5", "g * (w - x).sign() / 5")),
    Derivative(
        "nn.functional.smooth_l1_loss",
        "F.smooth_l1_loss(x, w)",
        ("g * (x - w).clamp(-1, 1) / 5", "g * (w - x).clamp(-1, 1) / 5"),
    ),
    Derivative(
        "nn.functional.cross_entropy",
        "F.cross_entropy(x, torch.tensor(2))",
        ("g * (x.softmax(0) - torch.eye(5)[2])",),
    ),
    Derivative(
        "nn.functional.binary_cross_entropy_with_logits",
        "F.binary_cross_entropy_with_logits(x, torch.ones(5).double())",
        ("g * (x.sigmoid() - 1) / 5",),
    ),
)

ENTRY = derivatives_entry("derivatives-network", ROWS, GIVEN)
