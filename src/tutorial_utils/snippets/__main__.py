"""``python -m tutorial_utils.snippets [pytest arguments]``: verify every snippet of the project.

The worker process begins to import torch before pytest itself is imported; the two take about as long as each other.
"""

from __future__ import annotations

import os
import sys

from tutorial_utils.snippets.client import Client, started

__all__ = ["arguments", "main"]

PATHS = ("docs", "README.md", "src")


def arguments(given: list[str]) -> list[str]:
    """Return the arguments for pytest: what was given, and what makes it collect pages.

    >>> from tutorial_utils.snippets.__main__ import arguments
    >>> arguments(["-k", "dtype"])[-2:]
    ['-k', 'dtype']
    """
    fixed = ["-p", "tutorial_utils.snippets.plugin", "-o", f"testpaths={' '.join(PATHS)}", "-o", "addopts="]
    fixed += ["-o", "cache_dir=build/cache/pytest", "-p", "no:python", "-p", "no:doctest", "-rfEs"]
    if any(argument.startswith(("-n", "--numprocesses")) for argument in given):
        fixed += ["-p", "xdist.plugin", "--dist", "loadfile"]
    return [*fixed, *given]


def main() -> int:
    """Run pytest over the pages and return its exit status."""
    given = sys.argv[1:]
    parallel = any(argument.startswith(("-n", "--numprocesses")) for argument in given)
    if not parallel:
        started.append(Client())
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # plugins that serve tests cost time and serve no page
    import pytest

    return int(pytest.main(arguments(given)))


if __name__ == "__main__":
    sys.exit(main())
