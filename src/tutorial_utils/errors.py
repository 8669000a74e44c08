"""Every exception this package raises, in one leaf module that imports nothing."""

from __future__ import annotations

__all__ = [
    "AcceptError",
    "BroadcastError",
    "CollectionError",
    "DeviceError",
    "FigureError",
    "GalleryError",
    "GraphError",
    "HostingError",
    "LayoutError",
    "MarkdownError",
    "MathError",
    "OperationError",
    "OriginError",
    "PrivateInterfaceError",
    "ReplayError",
    "RequirementError",
    "StoredTableError",
    "TimingError",
    "TimingRecordError",
    "TutorialError",
    "UnknownTableError",
    "WorkerError",
]


class TutorialError(Exception):
    """Base of all errors of this package: what was expected, what came, and where to mend it."""


class AcceptError(TutorialError):
    """An output cannot be rewritten in place."""


class BroadcastError(TutorialError):
    """A tensor whose shape cannot be shown in a figure of broadcasting."""


class CollectionError(TutorialError):
    """The pages could not be read into a list of blocks."""


class DeviceError(TutorialError):
    """A device that this machine does not have, or that this package cannot handle."""


class FigureError(TutorialError):
    """A figure has nothing to draw."""


class GalleryError(TutorialError):
    """A gallery script did not run, or drew what cannot be shown."""


class GraphError(TutorialError):
    """A tensor for which nothing was recorded, or a graph too large for a figure."""


class HostingError(TutorialError):
    """An address of the site, or of its repository, at which nothing can stand."""


class LayoutError(TutorialError):
    """A tensor whose storage cells cannot be listed, or are too many for a figure."""


class MarkdownError(TutorialError):
    """A part of a page that has no form in Markdown yet."""


class MathError(TutorialError):
    """A formula that is not TeX, or not TeX that MathML can show."""


class OperationError(TutorialError):
    """A row of a table of operations that torch or NumPy does not bear out."""


class OriginError(TutorialError):
    """The list of what became of the original tutorial has a gap, or leads nowhere."""


class PrivateInterfaceError(TutorialError):
    """A private part of torch, used as a source of samples or for comparison, is not where it was."""


class RequirementError(TutorialError):
    """A hardware requirement that is unknown, or may not be skipped where it is not met."""


class StoredTableError(TutorialError):
    """The reviewed cells of a facts table are missing or are not a table."""


class StylesheetError(TutorialError):
    """A style sheet that cannot be joined with the others."""


class TimingError(TutorialError):
    """Two expressions that may not be timed against each other, because they or the clock are not fit for it."""


class TimingRecordError(TutorialError):
    """A record of timings that is missing or damaged, or of another torch or other code than is in use."""


class UnknownTableError(TutorialError):
    """No facts table and no measured table has this name."""


class WorkerError(TutorialError):
    """The process that runs the pages did not start."""


class ReplayError(TutorialError):
    """The blocks above a figure do not run."""
