import pytest
import torch

from tutorial_utils.facts.official_views import LISTED, NOTED, list_says


def test_forty_names_each_in_one_place():
    assert (len(LISTED), len(NOTED)) == (36, 4)
    assert not LISTED & NOTED


def test_every_name_is_a_name_in_torch_and_all_but_one_a_method():
    not_methods = {name for name in LISTED | NOTED if not hasattr(torch.Tensor, name)}
    assert not_methods == {"view_as_real"}
    assert hasattr(torch, "view_as_real")


@pytest.mark.parametrize(("name", "says"), [("t", "listed"), ("flatten", "noted"), ("ravel", "no"), ("", "no")])
def test_where_a_name_stands(name, says):
    assert list_says(name) == says
