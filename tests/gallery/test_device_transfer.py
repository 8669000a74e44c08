"""What the script proves without an accelerator, and its CUDA parts on a stand-in that queues its work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
import torch

from tests.gallery.fake_cuda import FakeCuda
from tests.gallery.scripts import GALLERY, changed, run, text_of
from tutorial_utils.runtime import devices, kept
from tutorial_utils.sphinxext.gallery_timings import checked_records

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "plot_device_transfer"
SMALL = ("(12, 16, 20, 24)", "(4, 8, 12, 16)")  # the sizes are of no interest here, only their order
PLAIN = ["copy", "copy into old memory", "to float16", "to float64"]


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeCuda]:
    with FakeCuda() as fake:
        monkeypatch.setattr(devices, "available_devices", lambda: ("cpu", "cuda"))
        monkeypatch.setattr(torch.cuda, "synchronize", fake.synchronize)
        monkeypatch.setattr(torch.accelerator, "is_available", lambda: True)
        yield fake


def script(*changes: tuple[str, str]) -> str:
    text = text_of(NAME)
    for old, new in changes:
        assert changed(NAME, old, new)
        text = text.replace(old, new)
    return text


def small(*changes: tuple[str, str]) -> dict[str, Any]:
    """Run the script on little data; then a large tensor need not be slower than a small one."""
    return run(script(SMALL, ("2048, 2048", "8, 8"), ("assert pairs[-1][1] > pairs[0][1]", "assert pairs"), *changes))


def test_without_an_accelerator_the_script_says_what_was_not_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "available_devices", lambda: ("cpu",))
    monkeypatch.setattr(torch.accelerator, "is_available", lambda: True)
    names = small()
    assert list(names["times"]) == PLAIN
    printed = capsys.readouterr().out
    assert "same object: True   copy=True: False\nnon_blocking on the CPU: no difference\n" in printed
    assert "accelerators: none, so their parts are not run here\n" in printed
    assert printed.count("not run here") == 5


def test_every_size_is_measured() -> None:
    """Which takes longer is told by the record below: what a busy machine measures is no reason to fail."""
    names = run(script())
    for pairs in names["times"].values():
        assert [size for size, _ in pairs] == [4096, 65536, 2**20, 2**24]
        assert min(seconds for _, seconds in pairs) > 0
    assert min(names["many"], names["one"]) > 0


def test_record_shows_what_the_page_says() -> None:
    """Small tensors cost the call; time grows with size; new memory is not free; one large tensor, not many small."""
    values = checked_records(GALLERY)[NAME].values
    assert list(values) == ["cpu", "4 MiB"]
    assert list(values["cpu"]) == PLAIN
    for pairs in values["cpu"].values():
        (_, tiny), (_, small), *_, (_, large) = pairs
        assert small < 4 * tiny
        assert large > 16 * small
    assert values["cpu"]["to float64"][-1][1] > 4 * values["cpu"]["copy into old memory"][-1][1]
    many, one = values["4 MiB"]
    assert many > 10 * one


def test_page_shows_its_record_and_a_copy_of_the_script_what_it_measures(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    assert "times below: measured now, on this machine\n" in capsys.readouterr().out
    record = {"where": "once", "cpu": {"copy": [[4096, 1e-6], [8192, 2e-6]]}, "4 MiB": [0.5, 0.25]}
    monkeypatch.setattr(kept, "RECORD", record)
    small()
    printed = capsys.readouterr().out
    assert "times below: measured once\n" in printed
    assert "copy                        1.0       2.0     4.1\n" in printed
    assert "4 MiB as 4096 rows of 1 KiB: 500.00 ms; in one piece: 250.00 ms\n" in printed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('x.to("cpu", torch.float32), x', 'x.to("cpu", torch.float64), x'),
        ('x.to("cpu", copy=True)', 'x.to("cpu")'),
        ("assert pairs[-1][1] > pairs[0][1]", "assert pairs[-1][1] < pairs[0][1]"),
    ],
)
def test_a_wrong_claim_about_the_cpu_is_found(old: str, new: str) -> None:
    with pytest.raises(AssertionError):
        run(changed(NAME, old, new))


def test_on_cuda_every_part_runs(cuda: FakeCuda, capsys: pytest.CaptureFixture[str]) -> None:
    small()
    printed = capsys.readouterr().out
    assert "not run here" not in printed
    assert "accelerators: cuda\n" in printed
    for row in ("to device", "to host", "pinned to device", "to pinned host", "pin, then to device"):
        assert f"\n{row:<21} " in printed
    assert "share_that_arrived: 0.0% at once, 100.0% after a wait\n" in printed
    assert "share_that_came_back: 0.0% at once, 100.0% after a wait\n" in printed
    assert {"to device", "pinned to device", "to pinned host", "pin"} <= set(cuda.log)


def test_the_clock_is_read_only_after_a_wait(cuda: FakeCuda, monkeypatch: pytest.MonkeyPatch) -> None:
    names = small()
    assert looks(names, cuda, monkeypatch) == [["warm-up"], *[["wait", "clock", "work", "wait", "clock"]] * 7]


@pytest.mark.parametrize(
    "line",
    [
        "        action()\n        synchronize(device)\n",
        "        synchronize(device)\n        start = time.perf_counter()\n",
    ],
)
def test_a_clock_without_a_wait_is_found(cuda: FakeCuda, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    names = small((line, line.replace("        synchronize(device)\n", "")))
    assert looks(names, cuda, monkeypatch) != [["warm-up"], *[["wait", "clock", "work", "wait", "clock"]] * 7]


def looks(names: dict[str, Any], cuda: FakeCuda, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return what `seconds` does, split into the warm-up and the repetitions."""
    real, log = time.perf_counter, []

    def clock() -> float:
        log.append("clock")
        return real()

    def wait(*_device: object) -> None:
        log.append("wait")
        cuda.synchronize()

    monkeypatch.setattr(time, "perf_counter", clock)
    monkeypatch.setattr(torch.cuda, "synchronize", wait)
    names["seconds"](lambda: log.append("work"), "cuda")
    monkeypatch.undo()
    size = (len(log) - 1) // 7
    return [["warm-up"], *(log[1 + turn * size : 1 + (turn + 1) * size] for turn in range(7))]


@pytest.mark.parametrize("name", ["share_that_arrived", "share_that_came_back"], ids=["pinned source", "pinned target"])
@pytest.mark.usefixtures("cuda")
def test_pinned_memory_that_is_touched_early_is_wrong(name: str) -> None:
    share = small()[name]
    assert share("cuda", wait=False) == 0
    assert share("cuda", wait=True) == 1


@pytest.mark.usefixtures("cuda")
def test_a_share_that_forgets_to_wait_stops_the_script() -> None:
    with pytest.raises(AssertionError, match=r"^0\.0$"):
        small(("    if wait:\n        synchronize(device)\n    source.fill_(1)\n", "    source.fill_(1)\n"))


@pytest.mark.usefixtures("cuda")
def test_an_unpinned_source_may_be_changed_at_once() -> None:
    source = torch.zeros(3)
    there = source.to("cuda", non_blocking=True)
    source.fill_(1)
    assert (there == 0).all()


def test_the_move_arrives_before_it_is_timed(cuda: FakeCuda) -> None:
    names = small()
    actions = names["device_actions"]("cuda")(torch.arange(4.0))
    assert list(actions) == ["to device", "to host", "pinned to device", "to pinned host", "pin, then to device"]
    for action in actions.values():
        result = action()
        cuda.synchronize()
        assert result.tolist() == [0.0, 1.0, 2.0, 3.0]
