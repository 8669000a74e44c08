from types import SimpleNamespace

import pytest
import torch

from tutorial_utils.errors import PrivateInterfaceError
from tutorial_utils.facts import schemas


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("view", "may alias"),
        ("reshape", "may alias"),
        ("split", "may alias"),
        ("add_", "in place"),
        ("t_", "in place"),
        ("add", "fresh"),  # although one overload writes to out
        ("atleast_1d", "fresh"),
        ("no_such_operator", ""),
    ],
)
def test_each_kind_of_schema(name, says):
    assert schemas.schema_says(name) == says


def test_names_that_may_alias_are_public_and_sorted():
    names = schemas.public_names_that_may_alias()
    assert names == sorted(names)
    assert {"view", "chunk", "numpy_T"} < set(names)
    assert not {name for name in names if name.startswith("_")} | {"add", "add_"} & set(names)


def test_moved_list_is_named_with_the_tables_that_need_it(monkeypatch):
    monkeypatch.setattr(torch, "_C", SimpleNamespace())
    with pytest.raises(PrivateInterfaceError) as caught:
        schemas.read_marks()
    assert str(caught.value) == (
        "tables view-or-copy-*: expected the operator schemas at torch._C._jit_get_all_schemas, got: "
        "'types.SimpleNamespace' object has no attribute '_jit_get_all_schemas'; "
        "change it in tutorial_utils.facts.schemas"
    )
