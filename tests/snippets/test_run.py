"""What a block does when it runs: output, warnings, errors, state, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tutorial_utils.snippets.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.snippets.conftest import Site

    Run = Callable[[str], list[dict[str, Any]]]


def _block(code: str) -> str:
    return f"```python\n{code}\n```\n\n"


def test_blocks_of_a_page_share_a_namespace_and_pages_do_not(results: Run) -> None:
    assert [r["outcome"] for r in results(_block(">>> x = 1") + _block(">>> x\n1"))] == ["passed", "passed"]
    (other,) = results(_block(">>> x\n1"))
    assert other["failures"][0]["got"].endswith("NameError: name 'x' is not defined\n")


def test_a_wrong_output_names_line_both_outputs_and_the_difference(results: Run) -> None:
    (result,) = results(_block(">>> import torch\n>>> torch.ones(2)\ntensor([1., 2.])"))
    assert result["outcome"] == "failed"
    assert result["failures"] == [
        {
            "line": 5,
            "source": "torch.ones(2)\n",
            "want": "tensor([1., 2.])\n",
            "got": "tensor([1., 1.])\n",
            "difference": "element [1]: expected '2.', got '1.'",
        }
    ]


def test_an_error_that_is_shown_is_reported_as_raised(results: Run) -> None:
    shown = "Traceback (most recent call last):\n  ...\nZeroDivisionError: division by zero"
    (result,) = results(_block(f">>> 1 / 0\n{shown}"))
    assert (result["outcome"], result["failures"]) == ("raised", [])


@pytest.mark.parametrize(
    ("code", "got"),
    [
        (">>> import warnings\n>>> warnings.warn('old')\n>>> 1\n1", "UserWarning: old\n"),
        (">>> import torch\n>>> torch.tensor(torch.ones(1)).item()\n1.0", "UserWarning: To copy construct"),
        (">>> import sys\n>>> sys.exit(3)", "Traceback (most recent call last):\nSystemExit: 3\n"),
    ],
)
def test_a_warning_or_an_exit_that_is_not_shown_fails_the_block(results: Run, code: str, got: str) -> None:
    (result,) = results(_block(code))
    assert result["failures"][0]["got"].startswith(got)


def test_a_warning_that_torch_gives_once_is_shown_each_time(results: Run) -> None:
    code = ">>> import torch\n>>> _ = torch.ones(2, 3, 4).T"
    for _ in range(2):
        (result,) = results(_block(code))
        assert result["failures"][0]["got"].startswith("UserWarning: The use of `x.T` on tensors of dimension")


LEAKS = {
    "default dtype": (
        ">>> import torch\n>>> torch.set_default_dtype(torch.float64)",
        (
            "leaves default dtype as torch.float64 (the page began with torch.float32); "
            "undo it with torch.set_default_dtype(torch.float32)"
        ),
    ),
    "grad mode": (
        ">>> import torch\n>>> _ = torch.set_grad_enabled(False)",
        (
            "leaves grad mode as False (the page began with True); "
            "undo it with torch.set_grad_enabled(True), or better a `with torch.no_grad():` block"
        ),
    ),
    "threads": (
        ">>> import torch\n>>> torch.set_num_threads(2)",
        "leaves threads as 2 (the page began with 1); undo it with torch.set_num_threads(1)",
    ),
    "default device": (
        ">>> import torch\n>>> torch.set_default_device('meta')",
        "leaves default device as meta (the page began with cpu); undo it with torch.set_default_device(None)",
    ),
    "warning filters": (
        ">>> import warnings\n>>> warnings.simplefilter('ignore')",
        (
            "leaves warning filters as [('ignore', None, <class 'Warning'>, None, 0), ('always', None, "
            "<class 'Warni... (the page began with [('always', None, <class 'Warning'>, None, 0)]); "
            "undo it with a `with warnings.catch_warnings():` block"
        ),
    ),
    "environment": (">>> import os\n>>> os.environ['NEW'] = '1'", "leaves environment as "),
    "working directory": (">>> import os\n>>> os.chdir('/')", "leaves working directory as / (the page began with "),
    "own output": (
        ">>> import os\n>>> _ = os.system('echo hidden')",
        "writes to the process's own standard output or error, which nothing compares",
    ),
}


@pytest.mark.parametrize(("code", "message"), LEAKS.values(), ids=LEAKS.keys())
def test_a_page_that_leaks_state_is_named_and_the_next_starts_clean(results: Run, code: str, message: str) -> None:
    (result,) = results(_block(code))
    assert len(result["leaks"]) == 1
    assert result["leaks"][0].startswith(message)
    (after,) = results(_block(">>> import torch, os\n>>> torch.ones(1).requires_grad_() * 2\n" + CLEAN))
    assert (after["failures"], after["leaks"]) == ([], [])


CLEAN = "tensor([2.], grad_fn=<MulBackward0>)\n>>> torch.get_num_threads(), os.environ.get('NEW')\n(1, None)"


def test_files_of_a_page_go_to_a_directory_of_its_own(results: Run) -> None:
    (result,) = results(_block(">>> import torch\n>>> torch.save(1, 'a.pt')"))
    assert (result["failures"], result["leaks"]) == ([], [])
    (after,) = results(_block(">>> import os\n>>> os.listdir()\n[]"))
    assert after["failures"] == []


def test_a_file_left_in_the_project_is_named(site: Site) -> None:
    page = site.page(_block(f">>> open({str(site.root / 'docs/left.txt')!r}, 'w').close()"))
    client = Client()
    client.configure(site.root, device=None, seconds=30, accept=False)
    client.submit(page, 0)
    assert client.result(page, 0)["leaks"] == [
        "writes to docs/left.txt; write to a relative path, which is the page's own"
    ]
    client.close()


def test_classes_of_a_page_can_be_pickled_and_their_source_read(results: Run) -> None:
    code = (
        ">>> import inspect, pickle\n>>> class A:\n...     pass\n>>> type(pickle.loads(pickle.dumps(A()))) is A\nTrue\n"
        ">>> def f(x):\n...     return x\n>>> print(inspect.getsource(f), end='')\ndef f(x):\n    return x"
    )
    (result,) = results(_block(code))
    assert result["failures"] == []


def test_a_block_for_other_hardware_is_skipped_with_its_reason(results: Run) -> None:
    (result,) = results("% requires: two-gpus\n" + _block(">>> 1 / 0"))
    assert result["outcome"] == "skipped"
    assert result["reason"].startswith("needs a machine with two CUDA devices; torch ")


def test_a_figure_whose_expression_fails_is_a_failure(results: Run) -> None:
    _, result = results(_block(">>> import torch") + "```{storage-figure} torch.nothing\n```\n")
    assert result["failures"][0]["got"] == "AttributeError: module 'torch' has no attribute 'nothing'\n"


HANG = _block(">>> import time\n>>> time.sleep(60)")
CRASH = _block(">>> import ctypes\n>>> ctypes.string_at(0)")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (HANG, "the block took longer than 15 s and was stopped (--block-seconds sets the limit)"),
        (CRASH, "the block ended the Python process (signal SIGSEGV)\nFatal Python error: Segmentation fault"),
    ],
    ids=["hang", "crash"],
)
def test_a_page_that_hangs_or_crashes_is_named_and_the_others_still_run(site: Site, bad: str, reason: str) -> None:
    first = site.page(_block(">>> 1\n1") + bad + _block(">>> 2\n2"), "docs/a.md")
    second = site.page(_block(">>> 3\n3"), "docs/b.md")
    client = Client()
    client.ready()
    client.configure(site.root, device=None, seconds=15, accept=False)
    client.submit(first, 2)
    client.submit(second, 0)
    assert client.result(first, 0)["outcome"] == "passed"
    broken = client.result(first, 1)
    assert broken["outcome"] == "failed"
    assert broken["reason"].startswith(reason)
    assert client.result(first, 2)["reason"].startswith("not run: the block at line 9 ")
    assert client.result(second, 0)["outcome"] == "passed"
    client.close()


def test_on_another_default_device_the_same_page_passes(site: Site) -> None:
    code = ">>> import torch\n>>> torch.ones(2).device\ndevice(type='cpu')\n>>> torch.ones(2).shape\ntorch.Size([2])"
    page = site.page(_block(code))
    client = Client()
    client.configure(site.root, device="meta", seconds=30, accept=False)
    client.submit(page, 0)
    assert client.result(page, 0)["failures"] == []
    client.close()


SHAPES = _block(">>> import torch\n>>> a, b = torch.ones(3, 2), torch.ones(3)")


def test_a_broadcast_figure_is_a_verified_block_also_where_shapes_conflict(results: Run) -> None:
    _, result = results(SHAPES + "```{broadcast-figure} a, b\n```\n")
    assert (result["outcome"], result["failures"]) == ("passed", [])


def test_a_promotion_figure_is_verified_like_the_others(results: Run) -> None:
    dtypes = _block(">>> import torch\n>>> dtypes = [torch.int8, torch.uint8]")
    _, result = results(dtypes + "```{promotion-figure} dtypes + [torch.int16]\n```\n")
    assert (result["outcome"], result["failures"]) == ("passed", [])
    _, result = results(dtypes + "```{promotion-figure} dtypes\n```\n")
    assert [failure["got"] for failure in result["failures"]] == [
        (
            "FigureError: expected torch.int8 with torch.uint8 to give the first dtype of dtypes above both, "
            "got torch.int16: draw others\n"
        )
    ]


def test_a_broadcast_figure_whose_expression_is_no_tensor_is_a_failure(results: Run) -> None:
    _, result = results(SHAPES + "```{broadcast-figure} a, b.shape\n```\n")
    (failure,) = result["failures"]
    assert (failure["source"], failure["line"]) == ("b.shape\n", 8)
    assert failure["got"] == (
        "BroadcastError: expected a tensor, got b.shape of type Size: name tensors in the figure\n"
    )


def test_each_kind_of_figure_is_read_in_its_own_way(results: Run) -> None:
    large = _block(">>> import torch\n>>> x = torch.ones(9, 9)")
    _, shapes, storage = results(large + "```{broadcast-figure} x\n```\n\n```{storage-figure} x\n```\n")
    assert shapes["outcome"] == "passed"
    assert storage["failures"][0]["got"] == (
        "LayoutError: expected at most 64 elements, got x with 81 elements over a storage of 81: "
        "show a smaller tensor\n"
    )


GRAPH = _block(">>> import torch\n>>> w = torch.ones(2, requires_grad=True)\n>>> y = w.exp()")


def test_a_graph_figure_is_a_verified_block_in_both_directions(results: Run) -> None:
    _, *found = results(GRAPH + "```{graph-figure} y, w\n```\n\n```{forward-graph-figure} y.sin()\n```\n")
    assert [(result["outcome"], result["failures"]) for result in found] == [("passed", [])] * 2


@pytest.mark.parametrize("kind", ["graph-figure", "forward-graph-figure"])
def test_a_graph_figure_that_cannot_be_drawn_is_a_failure(results: Run, kind: str) -> None:
    _, *found = results(GRAPH + f"```{{{kind}}} y.detach()\n```\n\n```{{{kind}}} sum([y] * 50)\n```\n")
    assert [result["failures"][0]["got"] for result in found] == [
        (
            "GraphError: expected a tensor that requires grad, got one of shape (2,) that does not: "
            "nothing was recorded for it\n"
        ),
        "GraphError: expected at most 40 nodes, got a graph of more: show a smaller one\n",
    ]


def test_an_autograd_figure_is_a_verified_block(results: Run) -> None:
    _, good, bad = results(GRAPH + "```{autograd-figure} w, y\n```\n\n```{autograd-figure} w.shape\n```\n")
    assert (good["outcome"], good["failures"]) == ("passed", [])
    assert bad["failures"][0]["got"] == (
        "GraphError: expected a tensor, got w.shape of type Size: name tensors in the figure\n"
    )
