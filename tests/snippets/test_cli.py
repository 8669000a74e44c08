"""``python -m tutorial_utils.snippets`` as a writer uses it: selection, reports, accepting, the record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.snippets.__main__ import arguments

if TYPE_CHECKING:
    from tests.snippets.conftest import Site

GOOD = "## One\n\n```python\n>>> x = 2\n```\n\n## Two\n\n```python\n>>> x + 1\n3\n```\n"
WRONG = "```python\n>>> [1,\n...  2]\n[1, 3]\n```\n\n> ```python\n> >>> 'a'\n> 'b'\n> ```\n"


def test_a_page_that_holds_passes_and_is_counted(site: Site) -> None:
    site.write(GOOD)
    done = site.verify()
    assert done.returncode == 0
    assert "snippets: 1 file, 2 blocks, 2 examples" in done.stdout
    assert "snippets: 2 blocks: 2 passed" in done.stdout


def test_one_block_alone_runs_the_earlier_blocks_of_its_page(site: Site) -> None:
    site.write(GOOD)
    done = site.verify("-k", "two-1")
    assert "1 passed, 1 deselected" in done.stdout


def test_a_failure_shows_page_line_want_got_and_the_first_difference(site: Site) -> None:
    site.write(WRONG)
    done = site.verify()
    assert done.returncode == 1
    assert (
        "docs/index.md:4: the output is not what the page shows\n"
        "    >>> [1,\n    ...  2]\nExpected:\n    [1, 3]\nGot:\n    [1, 2]\n"
        "First difference: element [1]: expected '3', got '2'\n"
    ) in done.stdout


def test_last_failed_parallel_and_junit_work(site: Site) -> None:
    site.write(GOOD)
    site.write(WRONG, "docs/other.md")
    first = site.verify("-n", "2", "--junitxml=build/report.xml")
    assert "2 failed, 2 passed" in first.stdout
    cases = ET.parse(site.root / "build/report.xml").getroot().findall(".//testcase")  # noqa: S314  # our own file
    assert sorted((case.get("name"), case.find("failure") is not None) for case in cases) == [
        ("one-1", False), ("page-1", True), ("page-2", True), ("two-1", False),
    ]  # fmt: skip
    again = site.verify("--lf")
    assert "2 failed" in again.stdout
    assert "passed" not in again.stdout.splitlines()[-1]


def test_accept_rewrites_outputs_in_place_and_nothing_else(site: Site) -> None:
    page = site.write(WRONG + "\n```python\n>>> 1 / 0\n0\n```\n\n```python\n>>> 5\n```\n")
    before = page.read_text("utf-8")
    done = site.verify("--accept")
    assert page.read_text("utf-8") == before.replace("[1, 3]", "[1, 2]").replace("'b'", "'a'").replace(
        ">>> 5\n", ">>> 5\n5\n"
    )
    assert "accepted 3 outputs in docs/index.md; run again to verify the page" in done.stdout
    assert "--accept does not turn an output into an error" in done.stdout
    assert done.returncode == 1


def test_accept_keeps_a_docstring_a_docstring(site: Site) -> None:
    text = 'def f():\n    """Do.\n\n    >>> [[[1.]],\n    ...  2]\n    {output}\n    """\n'
    page = site.write(text.format(output="3"), "src/m.py")
    site.verify("--accept")
    assert page.read_text("utf-8") == text.format(output="[[[1.0]], 2]")
    assert site.verify().returncode == 0


def test_the_record_holds_pages_that_were_run_whole_and_have_not_changed(site: Site) -> None:
    site.write(GOOD)
    site.write("% requires: two-gpus\n```python\n>>> 1 / 0\n```\n", "docs/other.md")
    site.verify(SOURCE_DATE_EPOCH="0")
    record = json.loads((site.root / "build/verification.json").read_text())
    assert {path: [block["outcome"] for block in page["blocks"]] for path, page in record.items()} == {
        "docs/index.md": ["passed", "passed"],
        "docs/other.md": ["skipped"],
    }
    assert record["docs/index.md"]["run"]["date"] == "1970-01-01"
    site.write(GOOD.replace("3", "4"))
    site.verify("-k", "other")
    assert list(json.loads((site.root / "build/verification.json").read_text())) == ["docs/other.md"]
    site.verify("-k", "one-1")
    assert list(json.loads((site.root / "build/verification.json").read_text())) == ["docs/other.md"]


def test_one_of_a_kind_is_named_in_the_singular(site: Site) -> None:
    site.write("```python\n>>> 1\n2\n```\n")
    done = site.verify("--accept")
    assert "accepted 1 output in docs/index.md; run again to verify the page" in done.stdout
    done = site.verify()
    assert "snippets: 1 block: 1 passed" in done.stdout
    assert "snippets: 1 file, 1 block, 1 example\n" in done.stdout


def test_a_machine_that_must_have_a_gpu_fails_instead_of_skipping(site: Site) -> None:
    site.write("% requires: two-gpus\n```python\n>>> 1\n1\n```\n")
    done = site.verify(TUTORIAL_REQUIRE="two-gpus")
    assert done.returncode == 1
    assert "expected a machine with two CUDA devices because TUTORIAL_REQUIRE=two-gpus, found that" in done.stdout


def test_no_block_at_all_is_an_error(site: Site) -> None:
    assert site.verify().returncode == 5


def test_a_problem_of_a_page_is_an_item_of_its_own(site: Site) -> None:
    site.write(GOOD + "\n[nowhere](gone.md)\n\n:::{note}\n")
    done = site.verify()
    assert "docs/index.md::page" in done.stdout
    assert "never closed" in done.stdout


def test_a_device_the_machine_lacks_is_named(site: Site) -> None:
    site.write(GOOD)
    done = site.verify("--device", "xpu:9")
    assert done.returncode == 4
    assert "expected a device this machine can use" in done.stdout + done.stderr


@pytest.mark.parametrize("given", [["-n", "2"], ["-n2"], ["--numprocesses=2"]])
def test_a_page_stays_on_one_process(given: list[str]) -> None:
    assert arguments(given)[-3 - len(given) : -len(given)] == ["xdist.plugin", "--dist", "loadfile"]


def test_pytest_itself_imports_no_torch(site: Site) -> None:
    site.write(GOOD)
    code = (
        "import sys, pytest\nfrom tutorial_utils.snippets.__main__ import arguments\n"
        "status = pytest.main(arguments([]))\nsys.exit(int(status) or 7 * ('torch' in sys.modules))"
    )
    site.write(code, "run.py")
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    assert subprocess.run([sys.executable, "run.py"], cwd=site.root, env=env, check=False).returncode == 0
