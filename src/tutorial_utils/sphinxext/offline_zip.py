"""The whole site as one zip beside its front page, for readers without a network.

``{offline-copy}`` stands where the zip is offered, with its size. The zip does not hold itself, so in the copy
another sentence stands there. The same site gives the same bytes: sorted names, and one time for all files, that of
``SOURCE_DATE_EPOCH`` in UTC where it is set. The standard library's own handling of that variable would depend on the
time zone (https://github.com/python/cpython/pull/150138).
"""

from __future__ import annotations

import io
import os
import re
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["IN_THE_COPY", "NAME", "OfflineCopy", "members", "setup", "size_text", "time_stamp", "write_zip"]

NAME = "pytorch-quickstart"
IN_THE_COPY = "This is the offline copy: all but the links to other sites works without a network."
FOR_A_SERVER = frozenset({"404.html", "robots.txt", "sitemap.xml"})
EARLIEST = 315532800  # the first second of 1980, before which a zip knows no time

_OFFER = re.compile(r'(<p class="offline-copy">).*?(</p>)', re.DOTALL)
_SIZE = re.compile(r'(<span class="zip-size">)[^<]*(</span>)')


class OfflineCopy(SphinxDirective):
    """A sentence that offers the zip."""

    def run(self) -> list[nodes.Node]:
        """The size is filled in when the zip has been written."""
        self.env.note_dependency(__file__)  # other words here mean that the page is read again
        address = "../" * self.env.docname.count("/") + f"{NAME}.zip"
        offer = nodes.paragraph("", "Read it offline: ", classes=["offline-copy"])
        offer += nodes.reference("", "the whole site in one zip", refuri=address, internal=True)
        offer += nodes.inline("", "", classes=["zip-size"])
        offer += [nodes.Text("; unpack it and open "), nodes.literal("", "index.html"), nodes.Text(".")]
        self.set_source_info(offer)
        return [offer]


def members(site: Path) -> dict[str, bytes]:
    """Return what belongs into the copy, by its name there; hidden files and what only a server needs do not."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        if path.is_file() and not hidden and name not in FOR_A_SERVER | {f"{NAME}.zip"}:
            data = path.read_bytes()
            found[f"{NAME}/{name}"] = _in_the_copy(data) if name.endswith(".html") else data
    return found


def time_stamp(environ: Mapping[str, str]) -> tuple[int, int, int, int, int, int]:
    """Return the time of all files: that of ``SOURCE_DATE_EPOCH``, else the earliest; a zip counts in two seconds.

    >>> from tutorial_utils.sphinxext.offline_zip import time_stamp
    >>> time_stamp({"SOURCE_DATE_EPOCH": "1700000001"}), time_stamp({})
    ((2023, 11, 14, 22, 13, 20), (1980, 1, 1, 0, 0, 0))
    """
    year, month, day, hour, minute, second, *_ = time.gmtime(max(int(environ.get("SOURCE_DATE_EPOCH", 0)), EARLIEST))
    return year, month, day, hour, minute, second - second % 2


def write_zip(target: Path, contents: Mapping[str, bytes], stamp: tuple[int, int, int, int, int, int]) -> bool:
    """Write a zip unless it is there already.

    Args:
        target: The file.
        contents: What is in it, by name, in order.
        stamp: Time of each file.

    Returns:
        Whether it was written.
    """
    wanted = [(name, stamp, len(data), zlib.crc32(data)) for name, data in contents.items()]
    try:
        with ZipFile(target) as old:
            if wanted == [(it.filename, it.date_time, it.file_size, it.CRC) for it in old.infolist()]:
                return False
    except (OSError, BadZipFile):
        pass  # there is none, or it was cut short
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in contents.items():
            info = ZipInfo(name, stamp)
            info.create_system, info.external_attr = 3, 0o644 << 16  # Unix, wherever it was built
            archive.writestr(info, data, ZIP_DEFLATED, 9)
    target.write_bytes(buffer.getvalue())
    return True


def size_text(size_bytes: int) -> str:
    r"""Write a size as browsers do, in one piece where a line ends.

    >>> from tutorial_utils.sphinxext.offline_zip import size_text
    >>> size_text(2_345_678)
    '2.3\xa0MB'
    """
    return f"{size_bytes / 1e6:.1f}\N{NO-BREAK SPACE}MB"


def _in_the_copy(page: bytes) -> bytes:
    return _OFFER.sub(rf"\1{IN_THE_COPY}\2", page.decode()).encode()


def _offer(app: Sphinx, exception: Exception | None) -> None:
    """Write the zip, then its size into the pages that offer it."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    target = site / f"{NAME}.zip"
    write_zip(target, members(site), time_stamp(os.environ))
    size = size_text(target.stat().st_size)
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        filled = _SIZE.sub(rf"\g<1>, {size}\2", page)
        if filled != page:
            path.write_text(filled, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive; the zip comes last, after all that writes files."""
    app.add_directive("offline-copy", OfflineCopy)
    app.connect("build-finished", _offer, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
