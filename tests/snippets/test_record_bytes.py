"""The record of a run has the same bytes each time, with one process or two, when its date is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutorial_utils.snippets.record import RECORD

if TYPE_CHECKING:
    from tests.snippets.conftest import Site

BLOCK = "```python\n>>> {text!r}\n{text!r}\n```\n"


def recorded(site: Site, *arguments: str, **environment: str) -> bytes:
    """Verify the pages without an older record; return the new one."""
    (site.root / RECORD).unlink(missing_ok=True)
    done = site.verify(*arguments, **environment)
    assert done.returncode == 0, done.stdout
    return (site.root / RECORD).read_bytes()


def test_record_has_the_same_bytes_for_the_same_date(site: Site) -> None:
    for name in ("b", "a", "c"):
        site.write("".join(BLOCK.format(text=f"{name}{number}") for number in range(3)), f"docs/{name}.md")
    site.write("```{toctree}\na\nb\nc\n```\n")
    first = recorded(site, SOURCE_DATE_EPOCH="1700000000", TZ="UTC", PYTHONHASHSEED="1")
    second = recorded(site, "-n", "2", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Kathmandu", PYTHONHASHSEED="2")
    assert second == first
    assert first.count(b'"outcome": "passed"') == 9
    assert recorded(site, SOURCE_DATE_EPOCH="1600000000") == first.replace(b"2023-11-14", b"2020-09-13") != first
