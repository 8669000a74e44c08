"""Where the site and its source will be: one address and one repository for all that names them.

They stand in ``[project.urls]`` of pyproject.toml; what a host says about itself in the environment goes first. Sphinx
gets ``html_baseurl``, and other extensions read ``config.repository``. What is written with them is not here:
each neighbor has one thing, such as the link to the source of a page in ``edit_link``.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from tutorial_utils.errors import HostingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["BRANCH", "Home", "home_of", "setup"]

BRANCH = "main"
_ACCOUNT_AND_NAME = re.compile(r"(?P<account>[A-Za-z0-9][A-Za-z0-9-]*)/(?P<name>[\w.-]+)")
_SSH = re.compile(r"(?:ssh://)?git@(?P<host>[\w.-]+)[:/](?P<path>.+)")


class Home(NamedTuple):
    """Where the site is read (`address`, ends with a slash) and where its source is (`repository`, does not)."""

    address: str
    repository: str


def home_of(environ: Mapping[str, str], urls: Mapping[str, str]) -> Home:
    """Return where this build will be hosted.

    Each of the two is looked for on its own, and an empty variable counts as none: ``SITE_URL`` and
    ``SITE_REPOSITORY`` first, then what Read the Docs sets, then what a workflow of GitHub sets, then `urls`.

    Args:
        environ: The environment of the build.
        urls: ``[project.urls]`` of pyproject.toml, with ``Documentation`` and ``Source``.

    Raises:
        HostingError: A value is missing, or is not an address.

    >>> from tutorial_utils.sphinxext.hosting import home_of
    >>> home_of({"GITHUB_REPOSITORY": "Ada/guide"}, {})
    Home(address='https://ada.github.io/guide/', repository='https://github.com/Ada/guide')
    """
    pages = _from_github(environ)
    addresses = {
        "the variable SITE_URL": environ.get("SITE_URL"),
        "the variable READTHEDOCS_CANONICAL_URL": environ.get("READTHEDOCS_CANONICAL_URL"),
        "the variable GITHUB_REPOSITORY": pages.address,
        "Documentation in [project.urls] of pyproject.toml": urls.get("Documentation"),
    }
    repositories = {
        "the variable SITE_REPOSITORY": environ.get("SITE_REPOSITORY"),
        "the variable READTHEDOCS_GIT_CLONE_URL": environ.get("READTHEDOCS_GIT_CLONE_URL"),
        "the variable GITHUB_REPOSITORY": pages.repository,
        "Source in [project.urls] of pyproject.toml": urls.get("Source"),
    }
    return Home(_address(*_first(addresses)), _repository(*_first(repositories)))


def _first(places: dict[str, str | None]) -> tuple[str, str]:
    """Return the first value that is not empty, and its place; the last place if there is none."""
    return next(((value, place) for place, value in places.items() if value), ("", list(places)[-1]))


def _from_github(environ: Mapping[str, str]) -> Home:
    """Return the repository of a workflow and the address that GitHub Pages gives it; empty outside a workflow.

    The address is that of github.com; a server of one's own has pages elsewhere.
    """
    given, server = environ.get("GITHUB_REPOSITORY"), environ.get("GITHUB_SERVER_URL") or "https://github.com"
    if not given:
        return Home("", "")
    match = _ACCOUNT_AND_NAME.fullmatch(given)
    if match is None:
        msg = f"expected account/name, got {given!r}: mend the variable GITHUB_REPOSITORY"
        raise HostingError(msg)
    host = f"{match['account'].lower()}.github.io"
    path = "" if match["name"].lower() == host else f"{match['name']}/"  # an account has one site of its own
    address = f"https://{host}/{path}" if urlsplit(server).hostname == "github.com" else ""
    return Home(address, f"{server.rstrip('/')}/{given}")


def _address(value: str, place: str) -> str:
    """Check the address of the site and end it with a slash."""
    parts = urlsplit(value)
    if not _is_web(value) or parts.query or parts.fragment:
        msg = f"expected the address of the site, such as https://host/name/, got {value!r}: mend {place}"
        raise HostingError(msg)
    return value.rstrip("/") + "/"


def _repository(value: str, place: str) -> str:
    """Check the address of the repository; one to clone from becomes the one to read at."""
    ssh = _SSH.fullmatch(value)
    web = f"https://{ssh['host']}/{ssh['path']}" if ssh else value
    web = web.rstrip("/").removesuffix(".git")
    if not _is_web(web) or urlsplit(web).path.count("/") < 2:
        msg = f"expected a repository, such as https://github.com/account/name, got {value!r}: mend {place}"
        raise HostingError(msg)
    return web


def _is_web(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s\"<>\\{}]", value)


def _find_home(app: Sphinx, config: Config) -> None:
    pyproject = tomllib.loads((Path(app.confdir).parent / "pyproject.toml").read_text("utf-8"))
    home = home_of(os.environ, pyproject["project"].get("urls", {}))
    config.html_baseurl, config.repository = home


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the two values before any other extension reads them."""
    app.add_config_value("repository", "", "html", types=frozenset({str}))
    app.connect("config-inited", _find_home, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
