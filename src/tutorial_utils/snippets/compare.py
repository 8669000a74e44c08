"""Whether an output is what the page shows, by the rules of how torch, NumPy and Python print numbers.

Everything but floating-point digits must agree to the letter: structure, shape, dtype, device, ``requires_grad``,
``grad_fn`` names, integers, messages. A float may differ

* inside ``tensor(...)`` and ``array(...)``, whose prints are cut at a number of decimals: by one unit of the last
  printed digit;
* elsewhere, where Python prints the shortest text that reads back as the same number (``float.__repr__``): by four
  units in the last place of float32 if both numbers are float32 numbers, else of float64;
* where the two are printed with different numbers of decimals: only if the shorter is the longer one, rounded.
"""

from __future__ import annotations

import math
import re
import struct
from typing import TYPE_CHECKING

from tutorial_utils.snippets.tokens import tokens_of

if TYPE_CHECKING:
    from tutorial_utils.snippets.tokens import Token

__all__ = ["difference", "normalized", "says_the_same", "without_device"]

DECIMALS = {"tensor": 4, "array": 8}  # torch.set_printoptions and numpy.set_printoptions, their defaults
ULPS = 4

_ADDRESS = re.compile(r"\bat 0x(?:[0-9a-fA-F]+|\.\.\.)")
_TRIGGERED = re.compile(r"\s*\(Triggered internally at .*?\)")
_TRACEBACK = "Traceback (most recent call last):"
_STACK = re.compile(r"^(Traceback \(most recent call last\):\n)(?:[ \t]+.*\n|\n)*", re.MULTILINE)
_DEVICE_ARGUMENT = re.compile(r",\s*device='(\w+)(?::\d+)?'")
_DEVICE_OBJECT = re.compile(r"device\(type='(\w+)'(?:, index=\d+)?\)")


def difference(want: str, got: str, *, ellipsis: bool = False) -> str:
    r"""Return the first thing in which ``got`` is not what ``want`` promises, or an empty string.

    Args:
        want: The output written on the page.
        got: The output of the run.
        ellipsis: Whether ``...`` in ``want`` stands for any text.

    >>> from tutorial_utils.snippets.compare import difference
    >>> difference("tensor([0.3333, 1.0000])\n", "tensor([0.3334, 1.0000])\n")
    ''
    >>> difference("tensor([0.])\n", "tensor([0.9000])\n")
    "element [0]: expected '0.', got '0.9000'"
    """
    want, got = normalized(want), normalized(got)
    if want == got:
        return ""
    if ellipsis and _elided(want).fullmatch(got):
        return ""
    wanted, found = tokens_of(want), tokens_of(got)
    changed = False
    for w, g in zip(wanted, found, strict=False):
        if w.text == g.text:
            continue
        if not _close(w, g):
            where = f"element {list(w.index)}: " if w.index and w.kind in {"float", "int"} else ""
            return f"{where}expected {w.text!r}, got {g.text!r}"
        changed = True
    if len(wanted) > len(found):
        return f"expected {wanted[len(found)].text!r}, got the end of the output"
    if len(found) > len(wanted):
        return f"expected the end of the output, got {found[len(wanted)].text!r}"
    return "" if changed else _first_line(want, got)


def says_the_same(want: str, got: str) -> bool:
    """Return whether two prints differ in nothing but what ``difference`` allows."""
    return not difference(want, got)


def normalized(text: str) -> str:
    """Return the text without what no two runs share: addresses, stack frames, C++ source lines, trailing blanks."""
    text = "\n".join(row.rstrip() for row in text.splitlines()).rstrip("\n")
    text = _TRIGGERED.sub("", _ADDRESS.sub("at 0x...", text))
    return _STACK.sub(r"\1", f"{text}\n").rstrip("\n")


def without_device(want: str, got: str, device: str) -> str:
    """Return ``got`` with the marks of ``device`` removed where ``want`` has none.

    The pages are written for the CPU; run with ``--device cuda``, the same tensors print one argument more.

    >>> from tutorial_utils.snippets.compare import without_device
    >>> without_device("tensor([1.])", "tensor([1.], device='cuda:0')", "cuda")
    'tensor([1.])'
    """
    kind = device.partition(":")[0]
    if not any(kind == match[1] for match in _DEVICE_ARGUMENT.finditer(want)):
        got = _DEVICE_ARGUMENT.sub(lambda m: "" if m[1] == kind else m[0], got)
    if not any(kind == match[1] for match in _DEVICE_OBJECT.finditer(want)):
        got = _DEVICE_OBJECT.sub(lambda m: "device(type='cpu')" if m[1] == kind else m[0], got)
    return got


def _elided(want: str) -> re.Pattern[str]:
    """Return a pattern in which ``...`` stands for text of one line, so that it swallows no value below a message.

    Below a traceback, where nothing follows, it stands for any text; so does a line of nothing else that has a line
    above and below.
    """
    before, traceback, message = want.partition(_TRACEBACK)
    rows = before.split("\n")
    lone = {number for number, row in enumerate(rows) if row.strip() == "..." and 0 < number < len(rows) - 1}
    patterns = [r"[\s\S]*" if n in lone else _with_gaps(row, r"[^\n]*") for n, row in enumerate(rows)]
    return re.compile("\n".join(patterns) + re.escape(traceback) + _with_gaps(message, r"[\s\S]*"))


def _with_gaps(text: str, gap: str) -> str:
    return gap.join(re.escape(part) for part in text.split("..."))


def _close(want: Token, got: Token) -> bool:
    if want.kind != "float" or got.kind != "float" or want.printer != got.printer:
        return False
    if want.text.endswith("j") != got.text.endswith("j"):
        return False
    texts = want.text.rstrip("j").lstrip("+"), got.text.rstrip("j").lstrip("+")
    w, g = map(float, texts)
    if any(float(text) == 0 and _shape(text)[1] for text in texts):
        return False  # nothing prints zero with an exponent
    cut = DECIMALS.get(want.printer)
    if cut is None:
        return all(repr(float(text)) == text for text in texts) and abs(w - g) <= ULPS * _ulp(w, g, want.printer)
    shapes = [_shape(text) for text in texts]
    units = [10.0 ** (exponent - places) for places, exponent in shapes if places >= cut]
    if shapes[0] != shapes[1]:
        return bool(units) and abs(w - g) <= 0.5001 * max(units)
    return bool(units) and abs(w - g) <= 1.0001 * units[0]


def _shape(text: str) -> tuple[int, int]:
    """Return the number of decimals and the exponent of a printed float."""
    mantissa, _, exponent = text.lower().partition("e")
    return len(mantissa.partition(".")[2]), int(exponent or 0)


def _ulp(w: float, g: float, printer: str) -> float:
    if printer == "np.float32" or (_is_float32(w) and _is_float32(g)):
        return 2.0 ** (max(math.frexp(w)[1], -125) - 24)
    return math.ulp(w)


def _is_float32(x: float) -> bool:
    try:
        return bool(struct.unpack("f", struct.pack("f", x))[0] == x)
    except OverflowError:
        return False


def _first_line(want: str, got: str) -> str:
    """Return the first line in which two texts of the same words differ: the spacing."""
    for number, (w, g) in enumerate(zip(want.split("\n"), got.split("\n"), strict=False), 1):
        if w != g:
            return f"spacing of line {number}: expected {w!r}, got {g!r}"
    return "number of lines"
