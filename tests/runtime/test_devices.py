from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from tutorial_utils.errors import DeviceError
from tutorial_utils.runtime.devices import DEVICES_VARIABLE, available_devices, synchronize


def machine_with(*names: str):
    return {name: (lambda name=name: name in names) for name in ("cpu", "cuda", "mps")}


@pytest.mark.parametrize("names", [("cpu",), ("cpu", "cuda"), ("cpu", "mps"), ("cpu", "cuda", "mps")])
def test_every_device_of_the_machine_is_used_when_nothing_is_chosen(names):
    assert available_devices(probes=machine_with(*names), environ={}) == names


def test_this_machine_has_what_torch_says(monkeypatch):
    monkeypatch.delenv(DEVICES_VARIABLE, raising=False)
    expected = ["cpu"]
    expected += ["cuda"] if torch.cuda.is_available() else []
    expected += ["mps"] if torch.backends.mps.is_available() else []
    assert available_devices() == tuple(expected)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("", ("cpu", "cuda")),
        ("  ", ("cpu", "cuda")),
        ("cuda", ("cuda",)),
        (" cuda , cpu ", ("cpu", "cuda")),
        ("cpu,cpu", ("cpu",)),
    ],
)
def test_the_variable_narrows_and_keeps_the_order(choice, expected):
    assert available_devices(probes=machine_with("cpu", "cuda"), environ={DEVICES_VARIABLE: choice}) == expected


def test_the_variable_is_read_from_the_process(monkeypatch):
    monkeypatch.setenv(DEVICES_VARIABLE, "cuda")
    assert available_devices(probes=machine_with("cpu", "cuda")) == ("cuda",)


@pytest.mark.parametrize(("choice", "name"), [("gpu", "gpu"), ("cpu,", ""), ("CPU", "CPU"), ("cuda:0", "cuda:0")])
def test_an_unknown_name_is_refused(choice, name):
    with pytest.raises(DeviceError) as error:
        available_devices(probes=machine_with("cpu"), environ={DEVICES_VARIABLE: choice})
    assert str(error.value) == (
        f"expected names from cpu, cuda, mps in TUTORIAL_DEVICES, got {name!r}; "
        "correct the variable, or unset it to use every device there is"
    )


def test_a_device_the_machine_lacks_is_refused():
    with pytest.raises(DeviceError) as error:
        available_devices(probes=machine_with("cpu", "mps"), environ={DEVICES_VARIABLE: "cpu,cuda"})
    assert str(error.value) == (
        "expected one of the devices of this machine (cpu, mps) in TUTORIAL_DEVICES, got 'cuda'; "
        "take it out of the variable, or run where torch finds cuda"
    )


@pytest.mark.parametrize(
    ("device", "waits"),
    [
        ("cpu", []),
        ("meta", []),
        ("cuda", [(torch.device("cuda"),)]),
        ("cuda:1", [(torch.device("cuda", 1),)]),
        (torch.device("cuda", 1), [(torch.device("cuda", 1),)]),
        ("mps", [()]),
    ],
)
def test_synchronize_waits_on_the_device_it_is_given(monkeypatch, device, waits):
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(torch.cuda, "synchronize", lambda *args: calls.append(args))
    monkeypatch.setattr(torch.mps, "synchronize", lambda *args: calls.append(args))
    synchronize(device)
    assert calls == waits


def test_synchronize_refuses_a_type_it_does_not_know():
    with pytest.raises(DeviceError) as error:
        synchronize("xpu:1")
    assert str(error.value) == (
        "expected a device of type cpu, meta, cuda or mps to wait for, got 'xpu:1'; "
        "teach it to synchronize() in runtime/devices.py"
    )


@pytest.mark.parametrize(
    "module",
    ["tutorial_utils.runtime", "tutorial_utils.runtime.devices", "tutorial_utils.runtime.requirements"],
)
def test_importing_does_not_import_torch(module):
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # our own code
