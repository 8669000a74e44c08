import re

import pytest
import torch

from tutorial_utils.facts.tables import promotion_refused

pytestmark = pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")


@pytest.fixture(scope="module")
def table():
    return promotion_refused.measure()


def test_rows_in_full(table):
    assert table.rows == (
        (
            "no 1",
            "RuntimeError",
            "`Promotion for uint16, uint32, uint64 types is not supported, attempted to promote ... and ...`",
            "63",
            "63",
            "bool + uint16",
        ),
        (
            "no 2",
            "RuntimeError",
            "`Promotion for Float8 Types is not supported, attempted to promote ... and ...`",
            "225",
            "225",
            "bool + float8_e5m2",
        ),
        ("no 3", "RuntimeError", "`Unknown Complex ScalarType for ...`", "20", "20", "float8_e5m2 + 0-d complex32"),
        ("no 4", "NotImplementedError", "`\"...\" not implemented for '...'`", "146", "163", "bool / complex32"),
    )


def test_first_pairs_raise_what_their_rows_say(table):
    for row in table.rows:
        (found,) = re.findall(r"^(\w+) (.) (0-d )?(\w+)$", row[-1])
        left, operation, zero_dim, right = found
        x, y = torch.ones(2).to(getattr(torch, left)), torch.ones(2).to(getattr(torch, right))
        y = y[0] if zero_dim else y
        message = re.escape(row[2].strip("`")).replace(r"\.\.\.", r"\w+")
        with pytest.raises(RuntimeError, match=message) as caught:
            x + y if operation == "+" else x / y
        assert caught.type.__name__ == row[1]
