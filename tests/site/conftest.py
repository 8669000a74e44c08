"""The real site, built once a session, and a browser to look at it."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import subprocess
import sys
import threading
import tomllib
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.site.visits import pages_of
from tutorial_utils.sphinxext.hosting import home_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tutorial_utils.sphinxext.hosting import Home

ROOT = Path(__file__).parents[2]
BUILD = ["-m", "sphinx", "-W", "-n", "--keep-going", "-q", "-d", "build/doctrees", "docs", "build/html"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def find_chromium() -> Callable[..., str]:
    """Return a function that finds the browser: a test without one fails, it is not skipped."""

    def find(which: Callable[[str], str | None] = shutil.which) -> str:
        found = next(filter(None, map(which, NAMES)), None)
        if found is None:
            pytest.fail(
                f"expected one of {', '.join(NAMES)} on PATH for the site tests, got none: "
                "install the Debian package chromium (apt-get install chromium)",
                pytrace=False,
            )
        return found

    return find


@pytest.fixture(scope="session")
def home() -> Home:
    """Return where the site says that it will be read, and where its source is."""
    return home_of(os.environ, tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"])


@pytest.fixture(scope="session")
def built_site() -> Path:
    """Build the site as `nox -s docs` does, or fail with what Sphinx said."""
    ROOT.joinpath("build").mkdir(exist_ok=True)
    with ROOT.joinpath("build/site-tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two sessions at once would write the same files
        done = subprocess.run([sys.executable, *BUILD], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"expected the site to build, got status {done.returncode}:\n{done.stderr}", pytrace=False)
    return ROOT / "build/html"


@pytest.fixture(scope="session")
def names(built_site: Path) -> list[str]:
    """List the pages of the site."""
    return [name for name in pages_of(built_site) if name != "404.html"]  # shown elsewhere: test_not_found


@pytest.fixture(scope="session")
def browser(find_chromium: Callable[..., str]) -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that does not write to the terminal."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a directory on this machine and returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(directory: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(directory)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def served(browser: Browser, built_site: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    """Open a page that was not sent anywhere yet; addresses are those of the site on a server."""
    with browser.new_context(base_url=serve(built_site)) as context:
        yield context.new_page()
