"""The verification record on the site: a stamp under each title, totals, and the table of all pages.

The words of a stamp are in the neighbor ``stamp_text``, and what is known of gallery scripts in ``gallery_runs``.

The record is written by ``nox -s doctest`` (``tutorial_utils.snippets.record``). A stamp belongs to one text of a page;
a page that has changed since says so and shows no old stamp. A new record writes the pages again without reading them.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from tutorial_utils.snippets.index import digest_of, included_files
from tutorial_utils.snippets.prompts import count_prompts
from tutorial_utils.snippets.record import PageRecord, load_record, many
from tutorial_utils.sphinxext.facts_markup import row_node
from tutorial_utils.sphinxext.gallery_runs import gallery_stamps
from tutorial_utils.sphinxext.stamp_text import UNVERIFIED, stamp_of, stamp_of_code, where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


class verification_place(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801  # docutils names are lower case
    """Where totals (``kind="totals"``) or the table of pages (``kind="pages"``) will stand."""


class VerificationTotals(SphinxDirective):
    """``{verification-totals}``: one sentence on everything that was verified."""

    kind = "totals"

    def run(self) -> list[nodes.Node]:
        """Leave a place that is filled when the page is written."""
        places = set(getattr(self.env, "verification_places", ()))
        self.env.verification_places = {*places, self.env.docname}  # type: ignore[attr-defined]  # kept with the pages
        return [verification_place(kind=self.kind)]


class VerificationPages(VerificationTotals):
    """``{verification-pages}``: one row for each verified file."""

    kind = "pages"


def _stamps(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    root = Path(app.confdir).parent
    record = load_record(root)
    stamps = gallery_stamps(app)
    for name in env.found_docs:
        path = Path(env.doc2path(name)).resolve()
        if path.suffix != ".md":
            continue
        files = included_files(Path(app.srcdir), env.dependencies.get(name, ()), root)
        code = [file for file in files if file.suffix == ".py" and file.is_relative_to(root / "src")]
        if count_prompts(path.read_text("utf-8")):
            stamps[name] = stamp_of(record.get(path.relative_to(root).as_posix()), digest_of(path, *files))
        elif shown := [file for file in code if count_prompts(file.read_text("utf-8"))]:
            records = [record.get(file.relative_to(root).as_posix()) for file in shown]
            stamps[name] = stamp_of_code(records, [digest_of(file) for file in shown])
    return stamps


def _pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages whose stamp, or whose totals, are no longer what was written."""
    old = getattr(env, "verification_stamps", {})
    stamps = _stamps(app, env)
    total = repr(sorted(_current(Path(app.confdir).parent).items()))
    changed = {name for name in stamps if old.get(name) != stamps[name]}
    if getattr(env, "verification_total", "") != total:
        changed |= set(getattr(env, "verification_places", ()))
    env.verification_stamps, env.verification_total = stamps, total  # type: ignore[attr-defined]  # kept with the pages
    return changed & env.found_docs


def _show_stamp(
    app: Sphinx, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    stamp = getattr(app.env, "verification_stamps", {}).get(name)
    if not stamp or doctree is None or "</h1>" not in context.get("body", ""):
        return
    kind = "unverified" if stamp == UNVERIFIED else "verified"
    html = f'</h1>\n<p class="verified-stamp {kind}">{escape(stamp)}</p>'
    context["body"] = context["body"].replace("</h1>", html, 1)


class FillPlaces(SphinxPostTransform):
    """Fills in totals and table when the page is written, before the theme wraps its tables."""

    default_priority = 6

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Replace each place of the page."""
        for place in list(self.document.findall(verification_place)):
            pages = _current(Path(self.app.confdir).parent)
            place.replace_self(_totals(pages) if place["kind"] == "totals" else _table(pages, self.env))


def _current(root: Path) -> dict[str, PageRecord]:
    """Return the records whose file has not changed since; what a file includes is checked by its own stamp."""
    return {path: page for path, page in load_record(root).items() if page.text == digest_of(root / path)}


def _totals(pages: dict[str, PageRecord]) -> nodes.Element:
    if not pages:
        return nodes.paragraph("", "Nothing has been verified in this build yet; run nox -s doctest.")
    counts = Counter(block.outcome for page in pages.values() for block in page.blocks)
    in_code = sum(len(page.blocks) for path, page in pages.items() if path.startswith("src/"))
    newest = max(pages.values(), key=lambda page: page.run["date"]).run
    total = counts.total()
    ends = {"passed": "print what is shown", "raised": "raise the error shown", "skipped": "are skipped with a reason"}
    one = {"passed": "prints what is shown", "raised": "raises the error shown", "skipped": "is skipped with a reason"}
    said = ", ".join(f"{counts[key]} {(one if counts[key] == 1 else ends)[key]}" for key in ends)
    text = (
        f"{many(total)}, counting figures and tables, {total - in_code} on pages and {in_code} in the code of this "
        f"site: {said}, {counts['failed']} failed "
        f"(torch {newest['torch']} on {newest['device']}, {newest['date']})."
    )
    return nodes.paragraph("", text, classes=["verification-totals"])


def _table(pages: dict[str, PageRecord], env: BuildEnvironment) -> nodes.Element:
    if not pages:
        return nodes.container()  # the sentence of the totals says so
    rows = [_row(nodes.Text(name) for name in ("Page", "Run", "Raising", "Skipped", "Failed"))]
    code = [page for path, page in pages.items() if path.startswith("src/")]
    for path, page in sorted(pages.items()):
        if page not in code:
            rows.append(_row([_page(path, env), *_counts([page])]))
    if code:
        rows.append(_row([nodes.Text(f"src/, the docstrings of {len(code)} files"), *_counts(code)]))
    reasons = Counter(block.reason for page in pages.values() for block in page.blocks if block.reason)
    items = [nodes.list_item("", nodes.paragraph("", f"{many(n)}: {r}")) for r, n in sorted(reasons.items())]
    listed = nodes.bullet_list("", *items) if items else nodes.paragraph("", "No block was skipped.")
    runs = sorted({where(page.run) for page in pages.values()})
    listed_runs = nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", run)) for run in runs))
    ran, skipped = (nodes.paragraph("", text) for text in ("Run with:", "Reasons of the skipped blocks:"))
    return nodes.container("", ran, listed_runs, _grid(rows), skipped, listed)


def _page(path: str, env: BuildEnvironment) -> nodes.Node:
    """A link with the title of a page, which Sphinx fills in; the path of a file that is no page."""
    name = env.path2doc(path.removeprefix("docs/"))
    if not path.startswith("docs/") or name not in env.found_docs:
        return nodes.Text(path)
    link = pending_xref("", refdomain="std", reftype="doc", reftarget=f"/{name}", refexplicit=False, refwarn=True)
    link += nodes.inline("", path)
    return link


def _counts(pages: list[PageRecord]) -> list[nodes.Node]:
    total = {name: sum(page.count(name) for page in pages) for name in ("passed", "raised", "skipped", "failed")}
    counts = (total["passed"] + total["raised"], total["raised"], total["skipped"], total["failed"])
    return [nodes.Text(str(count)) for count in counts]


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return row_node(([[cell]] for cell in cells), marked=False)


def _grid(rows: list[nodes.row]) -> nodes.table:
    columns = len(rows[0])
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(columns)), cols=columns)
    group += [nodes.thead("", rows[0]), nodes.tbody("", *rows[1:])]
    return nodes.table("", group)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, the stamp, and the rule which pages a new record writes again."""
    app.add_node(verification_place)
    app.add_directive("verification-totals", VerificationTotals)
    app.add_directive("verification-pages", VerificationPages)
    app.connect("env-get-updated", _pages_to_write)
    app.add_post_transform(FillPlaces)
    app.connect("html-page-context", _show_stamp)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
