"""A small project on disk, and ways to collect, run and verify its pages."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tutorial_utils.snippets.client import Client
from tutorial_utils.snippets.index import load_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tutorial_utils.snippets.blocks import Page

CONF = """\
extensions = [
    "myst_parser",
    "tutorial_utils.sphinxext.storage_figure",
    "tutorial_utils.sphinxext.broadcast_figure",
    "tutorial_utils.sphinxext.graph_figure",
    "tutorial_utils.sphinxext.autograd_figure",
    "tutorial_utils.sphinxext.promotion_figure",
    "tutorial_utils.sphinxext.facts_table",
]
myst_enable_extensions = ["colon_fence"]
"""


class Site:
    """A project with ``docs/conf.py`` and whatever pages a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("docs", "src", "gallery", "tests"):
            (root / name).mkdir()
        (root / "docs/conf.py").write_text(CONF, "utf-8")
        self.write("The first page.\n")
        (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")

    def write(self, text: str, path: str = "docs/index.md") -> Path:
        """Write a file; Markdown pages get a title."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# Page\n\n{text}" if file.suffix == ".md" else text, "utf-8")
        return file

    def page(self, text: str, path: str = "docs/index.md") -> Page:
        """Write one page and return it as collected."""
        self.write(text, path)
        return next(page for page in load_index(self.root) if page.path == path)

    def problems(self, text: str, path: str = "docs/index.md") -> list[str]:
        """Return what is wrong with a page before it runs, as ``line: message``."""
        page = self.page(text, path)
        found = [*page.problems, *(problem for block in page.blocks for problem in block.problems)]
        return [f"{problem.line}: {problem.message}" for problem in found]

    def verify(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``python -m tutorial_utils.snippets`` in the project."""
        command = [sys.executable, "-m", "tutorial_utils.snippets", *arguments]
        env = {**os.environ, **environment}
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return an empty project."""
    return Site(tmp_path)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Return one worker for all tests that only run pages."""
    worker = Client()
    root = tmp_path_factory.mktemp("root")
    worker.configure(root, device=None, seconds=30, accept=False)
    yield worker
    worker.close()


@pytest.fixture
def results(site: Site, client: Client, request: pytest.FixtureRequest) -> Any:
    """Return a function from the text of a page to the results of its blocks."""

    def run(text: str) -> list[dict[str, Any]]:
        path = f"docs/{request.node.name[:40].replace('[', '-').replace(']', '')}.md"
        page = site.page(text, path)
        client.submit(page, len(page.blocks) - 1)
        return [client.result(page, number) for number in range(len(page.blocks))]

    return run
