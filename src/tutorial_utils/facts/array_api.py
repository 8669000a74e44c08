"""What the Python array API standard says of type promotion, copied from its page by hand and reviewed.

Source: https://data-apis.org/array-api/latest/API_specification/type_promotion.html, the tables and the notes below
them, and for ``/`` the requirement of a floating dtype in ``array.__truediv__``.  The codes are those of
``promotion.DTYPES``; the page writes i1, i2, f4, c8 and counts bytes.  What it leaves open is empty here.
"""

from __future__ import annotations

from functools import cache

from tutorial_utils.facts.promotion import NUMBERS

__all__ = ["SOURCE", "standard_common", "standard_results"]

SOURCE = "https://data-apis.org/array-api/latest/API_specification/type_promotion.html"

_SIGNED = """
        i8   i16  i32  i64
i8      i8   i16  i32  i64
i16     i16  i16  i32  i64
i32     i32  i32  i32  i64
i64     i64  i64  i64  i64
"""
_UNSIGNED = """
        u8   u16  u32  u64
u8      u8   u16  u32  u64
u16     u16  u16  u32  u64
u32     u32  u32  u32  u64
u64     u64  u64  u64  u64
"""
_MIXED = """
        u8   u16  u32
i8      i16  i32  i64
i16     i16  i32  i64
i32     i32  i32  i64
i64     i64  i64  i64
"""
_FLOATING = """
        f32  f64  c64  c128
f32     f32  f64  c64  c128
f64     f64  f64  c128 c128
c64     c64  c128 c64  c128
c128    c128 c128 c128 c128
"""
# A Python number takes the dtype of the array; only a complex one makes a real floating array complex.
_NUMBERS = """
        True 1    1.0  1j
bool    bool -    -    -
u8      -    u8   -    -
i8      -    i8   -    -
i16     -    i16  -    -
i32     -    i32  -    -
i64     -    i64  -    -
u16     -    u16  -    -
u32     -    u32  -    -
u64     -    u64  -    -
f32     -    f32  f32  c64
f64     -    f64  f64  c128
c64     -    c64  c64  c64
c128    -    c128 c128 c128
"""


@cache
def standard_common() -> dict[tuple[str, str], str]:
    """The result dtype by the codes of two arrays, of any number of dimensions, or of an array and a number.

    Example:
        >>> from tutorial_utils.facts.array_api import standard_common
        >>> standard_common()["i8", "u8"], standard_common()["u8", "i8"], ("i8", "f32") in standard_common()
        ('i16', 'i16', False)
    """
    found: dict[tuple[str, str], str] = {}
    for text in (_SIGNED, _UNSIGNED, _MIXED, _FLOATING, _NUMBERS):
        (_, *heads), *rows = (line.split() for line in f"- {text.strip()}".splitlines())
        for key, *cells in rows:
            for head, cell in zip(heads, cells, strict=True):
                if cell != "-":
                    found[key, head] = cell
                    if head not in NUMBERS:
                        found[head, key] = cell
    return found


def standard_results(common: str) -> tuple[str, str]:
    """What ``x + y`` and ``x / y`` make of a common dtype; empty where the standard leaves it open.

    ``+`` is specified for numbers, not for bools, ``/`` for floating and complex dtypes.

    Example:
        >>> from tutorial_utils.facts.array_api import standard_results
        >>> standard_results("bool"), standard_results("i8"), standard_results("f32")
        (('', ''), ('i8', ''), ('f32', 'f32'))
    """
    numeric = common if common != "bool" else ""
    return numeric, common if common[:1] in {"f", "c"} else ""
