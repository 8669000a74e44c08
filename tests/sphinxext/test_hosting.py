"""The address of the site: what a host says goes before pyproject.toml, and what is no address is refused."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tutorial_utils.errors import HostingError
from tutorial_utils.sphinxext.hosting import Home, home_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
URLS = {"Documentation": "https://guide.example/", "Source": "https://github.com/one/guide"}
GITHUB = {"GITHUB_REPOSITORY": "Ada/guide", "GITHUB_SERVER_URL": "https://github.com"}
READ_THE_DOCS = {
    "READTHEDOCS_CANONICAL_URL": "https://guide.readthedocs.io/en/latest/",
    "READTHEDOCS_GIT_CLONE_URL": "https://github.com/two/guide.git",
}
OWN = {"SITE_URL": "https://ada.example/guide", "SITE_REPOSITORY": "git@gitlab.com:ada/group/guide.git"}


@pytest.mark.parametrize(
    ("environ", "address", "repository"),
    [
        ({}, "https://guide.example/", "https://github.com/one/guide"),
        (GITHUB, "https://ada.github.io/guide/", "https://github.com/Ada/guide"),
        (READ_THE_DOCS, "https://guide.readthedocs.io/en/latest/", "https://github.com/two/guide"),
        (READ_THE_DOCS | GITHUB, "https://guide.readthedocs.io/en/latest/", "https://github.com/two/guide"),
        (OWN | READ_THE_DOCS | GITHUB, "https://ada.example/guide/", "https://gitlab.com/ada/group/guide"),
        ({"SITE_URL": ""}, "https://guide.example/", "https://github.com/one/guide"),
        (GITHUB | {"SITE_URL": OWN["SITE_URL"]}, "https://ada.example/guide/", "https://github.com/Ada/guide"),
        ({"GITHUB_REPOSITORY": "Ada/ada.github.io"}, "https://ada.github.io/", "https://github.com/Ada/ada.github.io"),
        (
            {"GITHUB_REPOSITORY": "ada/guide", "GITHUB_SERVER_URL": "https://git.example/"},
            "https://guide.example/",
            "https://git.example/ada/guide",
        ),
    ],
)
def test_what_the_host_says_goes_first(environ: Mapping[str, str], address: str, repository: str) -> None:
    assert home_of(environ, URLS) == Home(address, repository)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("SITE_URL", "guide.example", "the address of the site, such as https://host/name/"),
        ("SITE_URL", "https://guide.example/?page=1", "the address of the site, such as https://host/name/"),
        ("SITE_URL", "https://gui de.example/", "the address of the site, such as https://host/name/"),
        ("READTHEDOCS_CANONICAL_URL", "/en/latest/", "the address of the site, such as https://host/name/"),
        ("SITE_REPOSITORY", "https://github.com/ada", "a repository, such as https://github.com/account/name"),
        ("READTHEDOCS_GIT_CLONE_URL", "file:///tmp/x/y", "a repository, such as https://github.com/account/name"),
        ("GITHUB_REPOSITORY", "ada_1/guide", "account/name"),
        ("GITHUB_REPOSITORY", "guide", "account/name"),
    ],
)
def test_what_is_no_address_is_refused(name: str, value: str, wanted: str) -> None:
    with pytest.raises(HostingError) as raised:
        home_of({name: value}, URLS)
    assert str(raised.value) == f"expected {wanted}, got {value!r}: mend the variable {name}"


@pytest.mark.parametrize("missing", list(URLS))
def test_a_line_missing_in_pyproject_is_named(missing: str) -> None:
    with pytest.raises(HostingError) as raised:
        home_of({}, {key: value for key, value in URLS.items() if key != missing})
    assert str(raised.value).endswith(f"got '': mend {missing} in [project.urls] of pyproject.toml")


def test_the_stand_ins_cannot_be_a_strangers() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    home = home_of({}, urls)
    if home.address.endswith(".example/"):  # once the project has a home, there is nothing left to hold
        assert "_" in home.repository.split("/")[3]


def test_sphinx_has_both_and_a_bad_one_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/conf.py").write_text(
        "extensions = ['tutorial_utils.sphinxext.hosting']\n"
        "def setup(app):\n"
        "    show = lambda app, config: print(config.html_baseurl, config.repository)\n"
        "    app.connect('config-inited', show)\n"
    )
    (tmp_path / "docs/index.rst").write_text("Site\n====\n")
    (tmp_path / "pyproject.toml").write_text(
        '[project.urls]\nDocumentation = "https://guide.example"\nSource = "https://github.com/one/guide"\n'
    )

    plain = {k: v for k, v in os.environ.items() if not k.startswith(("SITE_", "READTHEDOCS_", "GITHUB_"))}

    def build(**environ: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sphinx", "-W", "docs", "build"]
        return subprocess.run(command, cwd=tmp_path, env=plain | environ, capture_output=True, text=True, check=False)

    good = build()
    assert "https://guide.example/ https://github.com/one/guide\n" in good.stdout, good.stderr
    assert '<link rel="canonical" href="https://guide.example/index.html" />' in (
        tmp_path / "build/index.html"
    ).read_text("utf-8")
    bad = build(SITE_URL="nowhere")
    assert bad.returncode == 2
    assert "got 'nowhere': mend the variable SITE_URL" in bad.stderr
