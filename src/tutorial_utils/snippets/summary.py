"""What all blocks together came to: the record, the rewritten outputs, and the last lines of the run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from tutorial_utils.snippets.accept import Rewrite, apply_rewrites
from tutorial_utils.snippets.index import digest_of
from tutorial_utils.snippets.record import BlockRecord, PageRecord, load_record, many, run_facts, save_record

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tutorial_utils.snippets.blocks import Page

__all__ = ["Summary"]


class Summary:
    """A pytest plugin object that sees every report, from this process or from xdist's."""

    def __init__(self, root: Path, pages: dict[str, Page], device: str | None) -> None:
        self.root, self.pages, self.device = root, pages, device
        self.results: dict[str, dict[int, dict[str, Any]]] = {}
        self.accepted: dict[str, int] = {}
        self.tables = 0

    def pytest_report_header(self) -> str:
        """Say what was collected."""
        blocks = [block for page in self.pages.values() for block in page.blocks]
        examples = sum(len(block.examples) for block in blocks if block.kind == "python")
        counts = many(len(self.pages), "file"), many(len(blocks)), many(examples, "example")
        return f"snippets: {', '.join(counts)}"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the result of a block."""
        snippet = getattr(report, "snippet", None)
        if snippet is not None:
            self.results.setdefault(snippet["page"], {})[snippet["block"]] = snippet

    def pytest_sessionfinish(self) -> None:
        """Rewrite what was accepted, then write the record of what was verified."""
        done = [result for blocks in self.results.values() for result in blocks.values()]
        self.accepted = apply_rewrites(self.root, [Rewrite(*r) for result in done for r in result["rewrites"]])
        self.tables = sum(bool(result["accepted"]) for result in done)
        if done:
            run = run_facts(self.root, done[0]["machine"], self.device)
            save_record(self.root, self._record(run))

    def _record(self, run: dict[str, str]) -> dict[str, PageRecord]:
        """Keep what still holds of earlier runs and put in each page that was run whole."""
        old = load_record(self.root)
        kept = {p: r for p, r in old.items() if p in self.pages and self.pages[p].digest == r.digest}
        for path, blocks in self.results.items():
            page = self.pages[path]
            if page.problems or len(blocks) != len(page.blocks) or path in self.accepted:
                kept.pop(path, None)
                continue
            records = tuple(
                BlockRecord(block.name, block.line, blocks[i]["outcome"], blocks[i]["reason"])
                for i, block in enumerate(page.blocks)
            )
            kept[path] = PageRecord(path, page.digest, digest_of(self.root / path), run, records)
        return kept

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:  # noqa: ANN401  # pytest names no type for it
        """Print the counts."""
        counts = Counter(result["outcome"] for blocks in self.results.values() for result in blocks.values())
        words = {"passed": "passed", "raised": "raised as shown", "skipped": "skipped", "failed": "failed"}
        parts = [f"{counts[key]} {word}" for key, word in words.items() if counts[key]]
        terminalreporter.write_line(f"snippets: {many(sum(counts.values()))}: {', '.join(parts) or 'none'}")
        for path, number in self.accepted.items():
            terminalreporter.write_line(f"accepted {many(number, 'output')} in {path}; run again to verify the page")
        if self.tables:
            terminalreporter.write_line(f"accepted {many(self.tables, 'computed table')}")
