"""``nox -s lighthouse``: the built site, measured by Lighthouse on a phone and at a desk, against ``floors.toml``.

Lighthouse comes from npm, in the version below, when it is first run; the repository holds nothing of it. The site is
served as a static host does it, with gzip and caching, by the server that the tests of weight use. Performance is the
median of three runs, for it varies with what else the machine does: measure on a machine that has nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.lighthouse.report import CATEGORIES, FORMS, Floors, Scores, combined, problems, scores_of, table
from tests.site.conftest import FLAGS, NAMES
from tests.site.host import hosted

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build/html"
TARGET = ROOT / "build/lighthouse.json"
LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs with Node 20; 13 wants 22
NODE = 18
BUSY = 0.5  # of the processors, on average over the last minute


class MissingError(Exception):
    """Something that must be installed first."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print a table, write the numbers; return 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="pages such as index.html; without any, those of floors.toml")
    parser.add_argument("--runs", type=int, default=3, help="how often performance is measured (3)")
    options = parser.parse_args(arguments)
    floors = Floors.read(Path(__file__).parent / "floors.toml")
    try:
        chromium = found_tools()
    except MissingError as error:
        return _say(f"{error}", 2)
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    results: dict[str, dict[str, Scores]] = {}
    with hosted(SITE) as host:
        for page in options.pages or floors.pages:
            for form in FORMS:
                runs = [measured(f"{host.origin}/{page}", form, chromium, full=not n) for n in range(options.runs)]
                results.setdefault(page, {})[form] = combined(runs)
    missed = problems(results, floors)
    record = {"lighthouse": LIGHTHOUSE, "runs": options.runs, "load": round(load, 2), "missed": missed}
    scores = {page: {form: dict(found.scores) for form, found in forms.items()} for page, forms in results.items()}
    TARGET.write_text(json.dumps({**record, "scores": scores}, indent=1) + "\n", "utf-8")
    _say(table(results))
    if load > BUSY:
        _say(f"the machine was busy when this began (load {load:.1f} a processor): performance may be better than this")
    return _say("\n".join(missed) or f"no floor missed; written to {TARGET.relative_to(ROOT)}", bool(missed))


def found_tools() -> str:
    """Return the path of Chromium, where Node, Chromium and the site are there.

    Raises:
        MissingError: One is not.
    """
    node = shutil.which("node") and shutil.which("npx")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout if node else ""  # noqa: S607  # the reader's own
    if not version or int(version.removeprefix("v").split(".")[0]) < NODE:
        msg = (
            f"expected Node {NODE} or newer with npx, which runs Lighthouse, got {version.strip() or 'none on PATH'}: "
            "install it (apt-get install nodejs npm, or from nodejs.org)"
        )
        raise MissingError(msg)
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        msg = f"expected one of {', '.join(NAMES)} on PATH, got none: install Chromium (apt-get install chromium)"
        raise MissingError(msg)
    if not SITE.joinpath("index.html").exists():
        msg = f"expected the site in {SITE.relative_to(ROOT)}, got nothing there: build it with nox -s docs"
        raise MissingError(msg)
    return chromium


def measured(address: str, form: str, chromium: str, *, full: bool) -> Scores:
    """Run Lighthouse once: all categories, or performance alone.

    Raises:
        RuntimeError: It printed no report.
    """
    flags = " ".join(["--headless=new", *FLAGS])
    command = ["npx", "--yes", LIGHTHOUSE, address, "--output=json", "--output-path=stdout", "--quiet"]
    command += ["--no-enable-error-reporting", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES if full else CATEGORIES[:1])}"]
    command += ["--preset=desktop"] if form == "desk" else []
    environ = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    if not done.stdout.startswith("{"):
        msg = f"expected a report of {LIGHTHOUSE} on {address}, got status {done.returncode}:\n{done.stderr[-2000:]}"
        raise RuntimeError(msg)
    report: dict[str, Any] = json.loads(done.stdout)
    return scores_of(report)


def _say(text: str, status: int = 0) -> int:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
