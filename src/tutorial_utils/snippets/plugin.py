"""The pytest plugin: one item for each block the pages render, run by the worker process.

Which blocks there are, ``index`` says; how they are run and compared, ``worker``; what a failure says, ``report``. An
item goes through pytest's reporting but not through its fixtures: a block has none, and there are thousands.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tutorial_utils.errors import TutorialError, WorkerError
from tutorial_utils.snippets.accept import Rewrite, rewrite_refused
from tutorial_utils.snippets.client import Client, started
from tutorial_utils.snippets.index import load_index
from tutorial_utils.snippets.report import failure_text
from tutorial_utils.snippets.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tutorial_utils.snippets.blocks import Block, Page

__all__ = ["PageFile", "Snippet", "Structure"]

_RUN = pytest.StashKey["_Run"]()


class _Run:
    """The pages of this session and the worker that runs them; made once per pytest process."""

    def __init__(self, config: pytest.Config) -> None:
        self.root = config.rootpath
        self.accept = bool(config.getoption("accept"))
        self.device: str | None = config.getoption("device")
        self.seconds = float(config.getoption("block_seconds"))
        self.pages = {page.path: page for page in load_index(self.root)}
        self.parallel = hasattr(config, "workerinput")
        self._client: Client | None = None

    @property
    def client(self) -> Client:
        if self._client is None:
            self._client = started.pop() if started else Client()
            self._client.configure(self.root, device=self.device, seconds=self.seconds, accept=self.accept)
        return self._client

    def close(self) -> None:
        for client in [*started, *([self._client] if self._client else [])]:
            client.close()
        started.clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of `nox -s doctest`."""
    group = parser.getgroup("snippets", "verified snippets")
    group.addoption("--accept", action="store_true", help="rewrite printed outputs and computed tables in place")
    group.addoption("--device", help="run every page with this default device, such as cuda or mps")
    group.addoption("--block-seconds", default=60.0, type=float, help="time limit of one block (default: 60)")


def pytest_configure(config: pytest.Config) -> None:
    """Read the list of pages and register the summary where results come together."""
    try:
        run = config.stash[_RUN] = _Run(config)
    except TutorialError as error:
        raise pytest.UsageError(str(error)) from None
    if not run.parallel:
        config.pluginmanager.register(Summary(config.rootpath, run.pages, run.device), "snippets-summary")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the worker."""
    if run := config.stash.get(_RUN, None):
        run.close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect each file the list of pages knows."""
    run = parent.config.stash[_RUN]
    path = file_path.relative_to(run.root).as_posix() if file_path.is_relative_to(run.root) else ""
    page = run.pages.get(path)
    return PageFile.from_parent(parent, path=file_path, page=page) if page else None


class PageFile(pytest.File):
    """A page and its blocks."""

    def __init__(self, *, page: Page, **kwargs: Any) -> None:  # noqa: ANN401  # pytest's own
        super().__init__(**kwargs)
        self.page = page

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one item a block, and one for what is wrong with the page as a whole."""
        if self.page.problems:
            yield Structure.from_parent(self, name="page")
        for number in range(len(self.page.blocks)):
            yield Snippet.from_parent(self, name=self.page.blocks[number].name, number=number)


class _PageItem(pytest.Item):
    parent: PageFile

    @property
    def page(self) -> Page:
        """The page this item belongs to."""
        return self.parent.page

    def runtest(self) -> None:
        """Never called: ``pytest_runtest_protocol`` reports the item."""


class Structure(_PageItem):
    """What Sphinx warns of, what is never closed, what no block shows: one failing item of a page that has any."""

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the first problem is."""
        return self.path, self.page.problems[0].line - 1, f"{self.page.path}:{self.page.problems[0].line}"


class Snippet(_PageItem):
    """One block of a page."""

    def __init__(self, *, number: int, **kwargs: Any) -> None:  # noqa: ANN401  # pytest's own
        super().__init__(**kwargs)
        self.number = number

    @property
    def block(self) -> Block:
        """The block this item stands for."""
        return self.page.blocks[self.number]

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the block is written."""
        return self.path, self.block.line - 1, f"{self.block.source}:{self.block.line}"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> bool | None:
    """Report a block from the worker's result, without fixtures or capturing."""
    if not isinstance(item, _PageItem):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    if isinstance(item, Snippet):
        report = _snippet_report(item)
    else:
        text = "\n".join(f"{item.page.path}:{problem.line}: {problem.message}" for problem in item.page.problems)
        report = _report(item, "failed", text, 0.0)
    item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _snippet_report(item: Snippet) -> pytest.TestReport:
    run = item.config.stash[_RUN]
    last_of = _last_selected(item)
    run.client.submit(item.page, last_of[item.page.path])
    if not run.parallel and (later := _page_after(item, list(last_of))):
        run.client.submit(run.pages[later], last_of[later])
    try:
        result = run.client.result(item.page, item.number)
    except WorkerError as error:
        pytest.exit(f"snippets: {error}", returncode=pytest.ExitCode.USAGE_ERROR)
    rewrites = _rewrites(item.block, result) if run.accept else []
    failed = result["outcome"] == "failed" or bool(result["leaks"])
    if result["outcome"] == "skipped":
        return _report(item, "skipped", result["reason"], result["seconds"], result, run)
    if failed:
        return _report(item, "failed", failure_text(item.block, result), result["seconds"], result, run, rewrites)
    return _report(item, "passed", "", result["seconds"], result, run, rewrites)


def _rewrites(block: Block, result: dict[str, Any]) -> list[Rewrite]:
    """Take the failures that a new output mends out of the result and return them as rewrites."""
    if block.kind != "python" or result["reason"]:
        return []
    sizes = {example.line: (example.lines, example.want_lines) for example in block.examples}
    rewrites, kept = [], []
    for failure in result["failures"]:
        if refused := rewrite_refused(failure["want"], failure["got"]):
            kept.append({**failure, "difference": refused})
        else:
            rewrites.append(Rewrite(block.source, failure["line"], *sizes[failure["line"]], failure["got"]))
    result["failures"] = kept
    if not kept and result["outcome"] == "failed" and not block.problems:
        result["outcome"] = "passed"
    return rewrites


def _last_selected(item: Snippet) -> dict[str, int]:
    """Return, for each page with selected blocks, the number of the last of them, in running order."""
    found: dict[str, int] | None = getattr(item.session, "last_selected", None)
    if found is None:
        found = {}
        for other in item.session.items:
            if isinstance(other, Snippet):
                found[other.page.path] = max(other.number, found.get(other.page.path, 0))
        item.session.last_selected = found  # type: ignore[attr-defined]  # a cache on pytest's own object
    return found


def _page_after(item: Snippet, pages: list[str]) -> str | None:
    following = pages.index(item.page.path) + 1
    return pages[following] if following < len(pages) else None


def _report(  # noqa: PLR0913, PLR0917  # the parts of a report
    item: _PageItem,
    outcome: Any,  # noqa: ANN401  # pytest's Literal
    text: str,
    seconds: float,
    result: dict[str, Any] | None = None,
    run: _Run | None = None,
    rewrites: list[Rewrite] | None = None,
) -> pytest.TestReport:
    path, line, _ = item.location
    longrepr: Any = (path, (line or 0) + 1, f"Skipped: {text}") if outcome == "skipped" else text or None
    now = time.time()
    report = pytest.TestReport(
        item.nodeid, item.location, {item.name: 1}, outcome, longrepr, "call", (), seconds, now - seconds, now
    )
    if result is not None and run is not None:
        changes = [(r.path, r.line, r.lines, r.want_lines, r.got) for r in rewrites or []]
        report.snippet = {  # type: ignore[attr-defined]  # travels with the report, from xdist's processes too
            "page": item.page.path,
            "block": result["block"],
            "outcome": result["outcome"],
            "reason": result["reason"],
            "accepted": result.get("accepted", 0),
            "machine": run.client.environment,
            "rewrites": changes,
        }
    return report
