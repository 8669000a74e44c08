"""The whole interface of this project: ``nox`` alone is the gate, ``nox -l`` lists the rest.

All sessions share one environment, because torch is large. It is filled once and again when pyproject.toml or
constraints.txt change.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2026.10"
nox.options.sessions = ["lint", "tests", "doctest", "docs"]
nox.options.default_venv_backend = "none"

HERE = Path(__file__).parent
ENVIRONMENT = HERE / ".nox" / "shared"
GROUPS = ("lint", "tests", "serve", "bench")
SPHINX = ("-W", "-n", "--keep-going", "-d", "build/doctrees", "docs", "build/html")

HOSTS = {
    "github-workflows": (".github/workflows/tests.yml", ".github/workflows/publish.yml"),
    "readthedocs": (".readthedocs.yaml",),
}


def shared_python(session: nox.Session) -> str:
    """Return the Python of the shared environment, filled from the locked versions."""
    bin_dir = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
    python = str(bin_dir / "python")
    wanted = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        wanted.update((HERE / name).read_bytes())
    stamp = ENVIRONMENT / "filled"
    if not stamp.exists() or stamp.read_text() != wanted.hexdigest():
        session.log("Filling the shared environment; torch is large, so the first time takes a few minutes.")
        session.run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT), external=True)
        groups = [argument for group in GROUPS for argument in ("--group", group)]
        session.run(python, "-m", "pip", "install", "--upgrade", "pip>=25.1", external=True)
        session.run(python, "-m", "pip", "install", "-c", "constraints.txt", "-e", ".", *groups, external=True)
        stamp.write_text(wanted.hexdigest())
    return python


def run_module(session: nox.Session, module: str, *arguments: str) -> None:
    """Run ``python -m module`` in the shared environment."""
    session.run(shared_python(session), "-m", module, *arguments, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and spelling."""
    run_module(session, "ruff", "check")
    run_module(session, "ruff", "format", "--check")
    run_module(session, "mypy")
    run_module(session, "codespell_lib")
    check_hosts(session)


def check_hosts(session: nox.Session) -> None:
    """Check the files that hosts read, against the schemas and rules that the two checkers carry with them."""
    for schema, files in HOSTS.items():
        run_module(session, "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    # zizmor is a program, not a module; the shared environment holds it beside its Python.
    zizmor = Path(shared_python(session)).with_name("zizmor")
    session.run(str(zizmor), "--offline", "--no-progress", "--quiet", "--persona", "pedantic", ".github", external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the unit tests, the gallery's regressions and the site in a real browser."""
    run_module(session, "pytest", *session.posargs)


@nox.session
def doctest(session: nox.Session) -> None:
    """Verify every snippet of every page, docstring and README; arguments go to pytest."""
    run_module(session, "tutorial_utils.snippets", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into build/html; a warning is an error."""
    run_module(session, "sphinx", *SPHINX, *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Preview the site and build it again on each change."""
    ignored = ("--ignore", "docs/gallery/*", "--watch", "gallery")
    run_module(session, "sphinx_autobuild", *ignored, *SPHINX[3:], *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure doctest and docs against their floors; numbers go to build/benchmark.json."""
    run_module(session, "tests.bench.run", *session.posargs)


@nox.session
def timings(session: nox.Session) -> None:
    """Measure again, on this machine, the times that pages show; the records lie beside them."""
    run_module(session, "tests.bench.timings", *session.posargs)


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Build the site and hold it against the floors of tests/lighthouse; needs Node and Chromium."""
    run_module(session, "sphinx", "-q", *SPHINX)
    run_module(session, "tests.lighthouse.run", *session.posargs)
