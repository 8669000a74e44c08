"""The rows of the table ``creation-size``: functions that make a tensor from a size, a range or a rule."""

from __future__ import annotations

from tutorial_utils.facts.creation import Creation, creation_entry

__all__ = ["CREATIONS", "ENTRY"]

CREATIONS = (
    Creation("zeros", "torch.zeros(2)"),
    Creation("ones", "torch.ones(2)"),
    Creation("full", "torch.full((2,), 7)", "torch.full((2,), 7.0)"),
    Creation("empty", "torch.empty(2)"),
    Creation("empty_strided", "torch.empty_strided((2, 3), (1, 2))"),
    Creation("empty_permuted", "torch.empty_permuted((2, 3), (1, 0))"),
    Creation("Tensor of a size", "torch.Tensor(2)"),
    Creation("eye", "torch.eye(2)"),
    Creation("arange", "torch.arange(3)", "torch.arange(3.0)"),
    Creation("range", "torch.range(1, 3)", "torch.range(1.0, 3.0)"),
    Creation("linspace", "torch.linspace(1, 10, 4)", "torch.linspace(1.0, 10.0, 4)"),
    Creation("logspace", "torch.logspace(0, 2, 3)", "torch.logspace(0.0, 2.0, 3)"),
    Creation("tril_indices", "torch.tril_indices(2, 2)"),
    Creation("triu_indices", "torch.triu_indices(2, 2)"),
    Creation("bartlett_window", "torch.bartlett_window(4)"),
    Creation("blackman_window", "torch.blackman_window(4)"),
    Creation("hamming_window", "torch.hamming_window(4)"),
    Creation("hann_window", "torch.hann_window(4)"),
    Creation("kaiser_window", "torch.kaiser_window(4)"),
    Creation("signal.windows.hann", "torch.signal.windows.hann(4)"),
    Creation("fft.fftfreq", "torch.fft.fftfreq(4)"),
)

ENTRY = creation_entry("creation-size", CREATIONS)
