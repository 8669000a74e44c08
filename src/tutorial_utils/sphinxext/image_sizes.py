"""Gives each picture that comes as a file its width and height, so that a browser keeps room until it is there.

Figures drawn into a page have theirs from ``figures``. A picture for which the author wrote a size keeps that.

>>> from tutorial_utils.sphinxext.image_sizes import sized
>>> sized({"uri": "a.svg", "width": "50%"}, (400, 300))
{}
>>> sized({"uri": "a.svg"}, (400, 300))
{'width': '400', 'height': '300'}
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import imagesize
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["ImageSizes", "setup", "sized"]


def sized(written: Mapping[str, Any], size: tuple[int, int]) -> dict[str, str]:
    """Return the attributes to add to an image, given those that are written and the size of the file in pixels.

    A size of -1 is one that could not be read.

    >>> from tutorial_utils.sphinxext.image_sizes import sized
    >>> sized({}, (-1, -1))
    {}
    """
    if {"width", "height", "scale"} & written.keys() or min(size) <= 0:
        return {}
    return {"width": str(size[0]), "height": str(size[1])}


class ImageSizes(SphinxPostTransform):
    """Adds the sizes to one page."""

    formats = ("html",)
    default_priority = 500

    def run(self, **_: Any) -> None:  # noqa: ANN401  # the signature is Sphinx's
        """Read the size of each picture file below the sources."""
        for image in self.document.findall(nodes.image):
            path = Path(self.env.srcdir, image.get("uri", ""))
            if path.is_file() and (size := sized(image.attributes, imagesize.get(path))):
                image.attributes |= size
                image["classes"].append("no-scaled-link")  # Sphinx would take it for a picture made smaller


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(ImageSizes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
