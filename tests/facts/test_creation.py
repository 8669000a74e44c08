import pytest
import torch

from tutorial_utils.errors import OperationError
from tutorial_utils.facts import creation
from tutorial_utils.facts.creation import Creation, measure_creations, moves_generator


def row_of(call, floats="", extra=()):
    return measure_creations("mine", [Creation("it", call, floats)], extra).row("it")


@pytest.mark.parametrize(
    ("call", "dtype"),
    [
        ("torch.zeros(2)", "default"),
        ("torch.zeros(2, dtype=torch.float64)", "float64"),
        ("torch.zeros(2, dtype=torch.complex64)", "complex64"),
        ("torch.tensor([1j])", "default, complex"),
        ("torch.zeros_like(f)", "input's"),
        ("torch.polar(f, f)", "input's, complex"),
        ("torch.polar(i, i)", "raises"),
        ("torch.zeros(2, dtype=f.dtype if torch.get_default_dtype().itemsize == 4 else None)", "depends"),
    ],
)
def test_dtype_is_the_rule_that_holds_in_every_setting(call, dtype):
    assert row_of(call, "torch.zeros(2)")["dtype"] == dtype


@pytest.mark.parametrize(
    ("call", "device"),
    [
        ("torch.zeros(2)", "default"),
        ("torch.from_numpy(g)", "CPU"),
        ("torch.zeros_like(f)", "input's"),
        ("torch.from_dlpack(f)", ""),
        ("torch.tensor(f.tolist())", "default"),
        ("torch.zeros(int(torch.ones(1)))", "raises"),
        ("torch.zeros(len(f), device='cpu')", "CPU"),
    ],
)
def test_device_is_asked_with_meta(call, device):
    assert row_of(call)["device"] == device


@pytest.mark.parametrize(
    ("call", "takes"),
    [
        ("torch.rand(2)", "`dtype` `device` `requires_grad` `out` `generator`"),
        ("torch.arange(3)", "`dtype` `device` `requires_grad` `out`"),  # requires_grad with a floating dtype
        ("torch.Tensor(2)", "`device` (not meta)"),
        ("torch.tril_indices(2, 2)", "`dtype` `device`"),
        ("torch.from_numpy(g)", ""),
        ("dict(dtype=0).keys and torch.zeros(2)", None),
    ],
)
def test_keywords_count_when_they_have_an_effect(call, takes):
    if takes is None:
        with pytest.raises(TypeError, match="expected a call, got 'dict"):
            row_of(call)
        return
    assert row_of(call)["takes"] == takes


@pytest.mark.parametrize(
    ("call", "memory"),
    [
        ("torch.as_tensor(f)", "itself"),
        ("torch.from_numpy(g)", "view"),
        ("torch.frombuffer(b, dtype=torch.int8)", "view"),
        ("torch.sparse_coo_tensor(at, f, (2,))", "view"),
        ("torch.sparse_csr_tensor([0, 2], [0, 1], f, (1, 2))", "view"),
        ("torch.nested.nested_tensor([f, f])", "copy"),
        ("torch.tensor(f)", "copy"),
        ("torch.tensor([1])", "new"),
    ],
)
def test_memory(call, memory):
    assert row_of(call, extra=("memory",))["memory"] == memory


def test_generator_moves_and_repeats():
    assert moves_generator(Creation("randn", "torch.randn(2)"))
    assert not moves_generator(Creation("ones", "torch.ones(2)"))
    assert not moves_generator(Creation("own", "torch.randn(2, generator=torch.Generator())"))


def test_call_that_does_not_run_is_refused():
    with pytest.raises(OperationError) as caught:
        measure_creations("creation-mine", [Creation("eye", "torch.eye((2, 3))")])
    assert str(caught.value) == (
        "table creation-mine, row eye: expected torch.eye((2, 3)) to run, "
        "got TypeError: eye(): argument 'n' (position 1) must be int, not tuple; "
        "change it in tutorial_utils.facts.tables.creation_mine"
    )


def test_state_is_left_as_it_was():
    torch.manual_seed(3)
    before = torch.get_rng_state()
    row_of("torch.rand(2)", extra=("global generator",))
    assert torch.get_rng_state().equal(before)
    assert torch.get_default_dtype() is torch.float32
    assert torch.zeros(1).device.type == "cpu"


def test_functions_without_an_official_page_link_to_their_section():
    page_of = creation.creation_entry("mine", []).page_of
    assert page_of is not None
    assert page_of("scalar_tensor") == "https://docs.pytorch.org/docs/2.13/torch.html#creation-ops"
    assert page_of("nested.nested_tensor of lists") == "https://docs.pytorch.org/docs/2.13/nested.html"
    assert page_of("Tensor of a size") == "https://docs.pytorch.org/docs/2.13/tensors.html"
    assert page_of("tensor of a list") == "https://docs.pytorch.org/docs/2.13/generated/torch.tensor.html"
