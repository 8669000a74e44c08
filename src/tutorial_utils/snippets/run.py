"""Run one block in its namespace and return what each example printed.

Printed text, warnings and exceptions become one string per example, as a terminal would show them. Nothing is
compared here (``compare`` does), and nothing protects the process from a crash (``worker`` is a process of its own
for that).
"""

from __future__ import annotations

import codeop
import io
import linecache
import sys
import traceback
import types
import warnings
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tutorial_utils.snippets.blocks import Example

__all__ = ["TRACEBACK", "Namespace"]

TRACEBACK = "Traceback (most recent call last):\n"


class Namespace:
    r"""The ``__main__`` of one page: examples run in it one after the other.

    A real module stands in ``sys.modules["__main__"]`` meanwhile, so that pickle and torch.save find the page's
    classes, and the sources go to ``linecache``, so that tracebacks and ``inspect.getsource`` do.

    >>> from tutorial_utils.snippets.run import Namespace
    >>> from tutorial_utils.snippets.blocks import Example
    >>> list(Namespace("page.md").run([Example("6 * 7\n", "42\n", 1, 1, 1)]))
    ['42\n']
    """

    def __init__(self, name: str) -> None:
        self.module = types.ModuleType("__main__")
        self.name = name
        self._compile = codeop.Compile()  # remembers `from __future__ import ...` between examples
        self._warned: set[tuple[type[Warning], str]] = set()

    def run(self, examples: Sequence[Example]) -> Iterator[str]:
        """Yield the output of each example; the caller may stop early."""
        out = io.StringIO()
        main, show = sys.modules["__main__"], warnings.showwarning
        for example in examples:
            filename = f"<{self.name}:{example.line}>"
            linecache.cache[filename] = (
                len(example.source),
                None,
                example.source.splitlines(keepends=True),
                filename,
            )
            sys.modules["__main__"] = self.module
            warnings.showwarning = self._show_warning
            try:
                with redirect_stdout(out):
                    self._execute(example.source, filename)
            finally:
                sys.modules["__main__"] = main
                warnings.showwarning = show
            text = out.getvalue()
            out.seek(0)
            out.truncate()
            yield text if not text or text.endswith("\n") else f"{text}\n"

    def _execute(self, source: str, filename: str) -> None:
        try:
            exec(self._compile(source, filename, "single"), self.module.__dict__)  # noqa: S102  # its very purpose
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # whatever a page raises is shown, SystemExit too
            # limit=0: the stack, of what came before as well, is not shown, so nothing reads it from the files
            told = traceback.TracebackException(type(error), error, None, limit=0, compact=True)
            print(TRACEBACK + "".join(told.format_exception_only()), end="")  # noqa: T201  # is the output

    def _show_warning(self, message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        """Show a warning as part of the output, once in a page, as the prompt of a fresh session does."""
        if (category, str(message)) not in self._warned:
            self._warned.add((category, str(message)))
            print(f"{category.__name__}: {message}")  # noqa: T201  # is the output
