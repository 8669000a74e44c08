from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from tutorial_utils.errors import RequirementError
from tutorial_utils.runtime.requirements import REQUIRE_VARIABLE, REQUIREMENTS, Machine, machine, unmet

CPU_BUILD = Machine(torch="2.13.0+cpu", cuda_built=False, cuda_devices=0, mps=False, accelerator="")
NO_DRIVER = Machine(torch="2.13.0+cu130", cuda_built=True, cuda_devices=0, mps=False, accelerator="cuda")
ONE_GPU = replace(NO_DRIVER, cuda_devices=1)
TWO_GPUS = replace(NO_DRIVER, cuda_devices=2)
MAC = Machine(torch="2.13.0", cuda_built=False, cuda_devices=0, mps=True, accelerator="mps")

REASONS = {
    "CPU_BUILD": {
        "cuda": "needs a machine with a CUDA device; torch 2.13.0+cpu is built without CUDA",
        "mps": "needs a machine with an MPS device; torch 2.13.0+cpu finds no MPS device",
        "two-gpus": "needs a machine with two CUDA devices; torch 2.13.0+cpu is built without CUDA",
        "no-cuda": "",
        "no-accelerator": "",
    },
    "NO_DRIVER": {
        "cuda": "needs a machine with a CUDA device; torch 2.13.0+cu130 finds no CUDA device",
        "mps": "needs a machine with an MPS device; torch 2.13.0+cu130 finds no MPS device",
        "two-gpus": "needs a machine with two CUDA devices; torch 2.13.0+cu130 finds no CUDA device",
        "no-cuda": "needs torch built without CUDA; torch 2.13.0+cu130 is built with CUDA",
        "no-accelerator": "needs torch built without any accelerator; torch 2.13.0+cu130 is built for cuda",
    },
    "ONE_GPU": {
        "cuda": "",
        "mps": "needs a machine with an MPS device; torch 2.13.0+cu130 finds no MPS device",
        "two-gpus": "needs a machine with two CUDA devices; torch 2.13.0+cu130 finds 1 CUDA device",
        "no-cuda": "needs torch built without CUDA; torch 2.13.0+cu130 is built with CUDA",
        "no-accelerator": "needs torch built without any accelerator; torch 2.13.0+cu130 is built for cuda",
    },
    "TWO_GPUS": {
        "cuda": "",
        "mps": "needs a machine with an MPS device; torch 2.13.0+cu130 finds no MPS device",
        "two-gpus": "",
        "no-cuda": "needs torch built without CUDA; torch 2.13.0+cu130 is built with CUDA",
        "no-accelerator": "needs torch built without any accelerator; torch 2.13.0+cu130 is built for cuda",
    },
    "MAC": {
        "cuda": "needs a machine with a CUDA device; torch 2.13.0 is built without CUDA",
        "mps": "",
        "two-gpus": "needs a machine with two CUDA devices; torch 2.13.0 is built without CUDA",
        "no-cuda": "",
        "no-accelerator": "needs torch built without any accelerator; torch 2.13.0 is built for mps",
    },
}


@pytest.mark.parametrize("name", REQUIREMENTS)
@pytest.mark.parametrize("kind", REASONS)
def test_the_reason_says_what_is_needed_and_what_is_there(kind, name):
    assert unmet(name, on=globals()[kind], environ={}) == REASONS[kind][name]


def test_every_requirement_has_a_reason_in_this_test():
    assert all(set(reasons) == set(REQUIREMENTS) for reasons in REASONS.values())


def test_an_unknown_requirement_is_refused():
    with pytest.raises(RequirementError) as error:
        unmet("gpu", on=CPU_BUILD, environ={})
    assert str(error.value) == (
        "expected a requirement from cuda, mps, two-gpus, no-cuda, no-accelerator in '% requires:', "
        "got 'gpu'; correct it there, or add it to REQUIREMENTS in runtime/requirements.py"
    )


def test_a_forbidden_skip_raises():
    with pytest.raises(RequirementError) as error:
        unmet("cuda", on=CPU_BUILD, environ={REQUIRE_VARIABLE: "cuda"})
    assert str(error.value) == (
        "expected a machine with a CUDA device because TUTORIAL_REQUIRE=cuda, "
        "found that torch 2.13.0+cpu is built without CUDA; "
        "run where it is met, or take cuda out of TUTORIAL_REQUIRE to skip it"
    )


def test_a_forbidden_skip_names_the_whole_variable():
    with pytest.raises(RequirementError, match=r"because TUTORIAL_REQUIRE=cuda,two-gpus, found that"):
        unmet("two-gpus", on=ONE_GPU, environ={REQUIRE_VARIABLE: " cuda , two-gpus "})


@pytest.mark.parametrize("value", ["", " ", "mps", "two-gpus"])
def test_a_skip_that_is_not_forbidden_is_a_reason(value):
    assert unmet("cuda", on=CPU_BUILD, environ={REQUIRE_VARIABLE: value}) == REASONS["CPU_BUILD"]["cuda"]


def test_a_forbidden_skip_does_not_matter_where_the_requirement_is_met():
    assert unmet("cuda", on=ONE_GPU, environ={REQUIRE_VARIABLE: "cuda"}) == ""


@pytest.mark.parametrize("value", ["gpu", "cuda,gpu"])
def test_a_misspelled_name_in_the_variable_is_refused_even_where_all_is_met(value):
    with pytest.raises(
        RequirementError,
        match=r"two-gpus, no-cuda, no-accelerator in TUTORIAL_REQUIRE, got 'gpu'; correct it there",
    ):
        unmet("no-cuda", on=CPU_BUILD, environ={REQUIRE_VARIABLE: value})


def test_the_variable_is_read_from_the_process(monkeypatch):
    monkeypatch.setenv(REQUIRE_VARIABLE, "mps")
    with pytest.raises(RequirementError, match=r"^expected a machine with an MPS device because TUTORIAL_REQUIRE=mps"):
        unmet("mps", on=CPU_BUILD)


def test_this_machine_is_what_torch_says():
    here = machine()
    assert here.torch == str(torch.__version__)
    assert here.mps == torch.backends.mps.is_available()
    assert here.cuda_built == torch.backends.cuda.is_built()
    assert (here.cuda_devices > 0) == torch.cuda.is_available()
    assert (here.accelerator == "") == (torch.accelerator.current_accelerator() is None)


def test_this_machine_is_judged_by_default(monkeypatch):
    monkeypatch.delenv(REQUIRE_VARIABLE, raising=False)
    assert (unmet("cuda") == "") == torch.cuda.is_available()
