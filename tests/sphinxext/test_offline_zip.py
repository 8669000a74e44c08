"""The zip holds the site and nothing else, has the same bytes each time, and is written only when it must be."""

from __future__ import annotations

import re
import zipfile
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tutorial_utils.sphinxext.offline_zip import IN_THE_COPY, NAME, members, time_stamp, write_zip

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
OFFER = "```{offline-copy}\n```\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = tmp_path / "docs"
    (folder / "deep").mkdir(parents=True)
    (folder / "conf.py").write_text("extensions = ['myst_parser', 'tutorial_utils.sphinxext.offline_zip']\n")
    (folder / "index.md").write_text(f"# Front\n\n{OFFER}\n```{{toctree}}\ndeep/page\nplain\n```\n")
    (folder / "deep/page.md").write_text(f"# Page\n\n{OFFER}")
    (folder / "plain.md").write_text("# Plain\n\nNothing here.\n")
    return folder


def build(docs: Path, builder: str = "html", parallel: int = 1) -> Path:
    warning = StringIO()
    out = docs.parent / builder
    with patch_docutils(docs), docutils_namespace():
        folders = (str(docs), str(docs), str(out), str(docs.parent / "trees"))
        Sphinx(*folders, builder, status=None, warning=warning, parallel=parallel).build()
    assert warning.getvalue() == ""
    return out


def offer_in(html: str) -> tuple[str, str]:
    """Return where the offer of a page leads, and what it says."""
    (offer,) = re.findall(r'<p class="offline-copy">(.*?)</p>', html, re.DOTALL)
    (address,) = re.findall(r'href="([^"]*)"', offer) or [""]
    return address, re.sub(r"<[^>]*>", "", offer)


@pytest.mark.parametrize("parallel", [1, 2])
def test_zip_holds_the_site(docs: Path, parallel: int) -> None:
    site = build(docs, parallel=parallel)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    with zipfile.ZipFile(site / f"{NAME}.zip") as archive:
        held = archive.namelist()
        assert archive.testzip() is None
    assert {f"{NAME}/{name}" for name in names - {".buildinfo", f"{NAME}.zip"}} == set(held)
    assert held == sorted(held, key=lambda name: name.split("/"))
    assert {f"{NAME}/index.html", f"{NAME}/deep/page.html", f"{NAME}/search.html"} <= set(held)


def test_offer_names_the_size_and_leads_to_the_zip(docs: Path) -> None:
    site = build(docs)
    size = f"{(site / f'{NAME}.zip').stat().st_size / 1e6:.1f}\N{NO-BREAK SPACE}MB"
    said = f"Read it offline: the whole site in one zip, {size}; unpack it and open index.html."
    assert offer_in((site / "index.html").read_text()) == (f"{NAME}.zip", said)
    assert offer_in((site / "deep/page.html").read_text()) == (f"../{NAME}.zip", said)


def test_copy_has_another_sentence_and_no_link_to_itself(docs: Path) -> None:
    site = build(docs)
    with zipfile.ZipFile(site / f"{NAME}.zip") as archive:
        for name in ("index.html", "deep/page.html"):
            assert offer_in(archive.read(f"{NAME}/{name}").decode()) == ("", IN_THE_COPY)
        assert archive.read(f"{NAME}/plain.html") == (site / "plain.html").read_bytes()


def test_build_without_changes_writes_nothing(docs: Path) -> None:
    site = build(docs)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.suffix in {".zip", ".html"}}
    build(docs)
    times = {path: path.stat().st_mtime_ns for path in before}
    assert {path.name for path in before if times[path] != before[path]} <= {"genindex.html", "search.html"}
    assert times[site / f"{NAME}.zip"] == before[site / f"{NAME}.zip"]


def test_changed_page_gives_the_zip_of_a_clean_build(docs: Path) -> None:
    first = (build(docs) / f"{NAME}.zip").read_bytes()
    page = docs / "plain.md"
    text = page.read_text()
    page.write_text(text + "\nNothing here.\n")  # Sphinx's own search index does not forget a word that is gone
    assert (build(docs) / f"{NAME}.zip").read_bytes() != first
    page.write_text(text)
    assert (build(docs) / f"{NAME}.zip").read_bytes() == first


def test_zip_that_was_cut_short_is_written_again(docs: Path) -> None:
    target = build(docs) / f"{NAME}.zip"
    whole = target.read_bytes()
    target.write_bytes(whole[:-9])
    build(docs)
    assert target.read_bytes() == whole


def test_another_builder_writes_no_zip(docs: Path) -> None:
    assert list(build(docs, "text").rglob("*.zip")) == []


def test_leftovers_and_what_only_a_server_needs_stay_out(tmp_path: Path) -> None:
    names = ["a/b.txt", "a.txt", "404.html", "sitemap.xml", "robots.txt", ".buildinfo", ".doctrees/a.pickle"]
    for name in [*names, f"{NAME}.zip", "a/.hidden", "a/404.html"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(members(tmp_path)) == [f"{NAME}/{name}" for name in ("a/404.html", "a/b.txt", "a.txt")]


@pytest.mark.parametrize(
    ("contents", "stamp", "written"),
    [
        ({"a": b"1", "b": b"2"}, EPOCH, False),
        ({"a": b"1", "b": b"3"}, EPOCH, True),
        ({"a": b"1"}, EPOCH, True),
        ({"b": b"2", "a": b"1"}, EPOCH, True),
        ({"a": b"1", "b": b"2"}, (2023, 11, 14, 22, 13, 20), True),
    ],
)
def test_only_what_differs_is_written(
    tmp_path: Path, contents: dict[str, bytes], stamp: tuple[int, int, int, int, int, int], *, written: bool
) -> None:
    target = tmp_path / "x.zip"
    assert write_zip(target, {"a": b"1", "b": b"2"}, EPOCH)
    assert write_zip(target, contents, stamp) is written
    assert not write_zip(target, contents, stamp)


def test_time_is_that_of_the_epoch_in_every_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone in ("UTC", "Asia/Kathmandu"):
        monkeypatch.setenv("TZ", zone)
        assert time_stamp({"SOURCE_DATE_EPOCH": "1700000000"}) == (2023, 11, 14, 22, 13, 20)
    assert time_stamp({"SOURCE_DATE_EPOCH": "0"}) == EPOCH
