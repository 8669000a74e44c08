"""The gallery as this site needs it: figures of light and dark pages, and no example that did not run.

``lesson_order``, ``reset`` and ``scrape`` are named in ``sphinx_gallery_conf``: a script draws with plain
matplotlib, and its figures enter the page as inline SVG with alt text; one with frames moves, and has a control
that pauses it. sphinx-gallery skips a script whose text it has run before; here it also runs again when torch,
matplotlib or the package's drawing code changed, and a script that has not run is an error.

The palette is in ``tutorial_utils.figures.theme``; plots of the scripts are in ``tutorial_utils.figures``.
"""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tutorial_utils.errors import GalleryError
from tutorial_utils.sphinxext.files import gallery_folder

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["alt_text", "fingerprint", "forget_stale_runs", "lesson_order", "require_runs", "reset", "scrape", "setup"]

_PACKAGE = Path(__file__).parents[1]
_FINGERPRINT = "fingerprint.txt"
_LESSONS = (
    *(f"plot_linear_regression_{name}.py" for name in ("by_hand", "autograd", "optimizer")),
    *(f"plot_{name}.py" for name in ("from_scratch_to_module", "learning_rates", "device_transfer")),
)


def lesson_order(script: str) -> tuple[int, str]:
    """Return the sort key of a script: first the lessons that build on each other, then the others by name.

    >>> from tutorial_utils.sphinxext.gallery_theme import lesson_order
    >>> sorted(["plot_a.py", "plot_linear_regression_autograd.py"], key=lesson_order)
    ['plot_linear_regression_autograd.py', 'plot_a.py']
    """
    name = Path(script).name
    return (_LESSONS.index(name) if name in _LESSONS else len(_LESSONS)), name


def reset(_gallery_conf: dict[str, Any], _script: str) -> None:
    """Give the next script the colors of the site; sphinx-gallery calls it before each one."""
    import matplotlib as mpl

    from tutorial_utils.figures.theme import rc_params

    mpl.rcParams.update(cast("dict[Any, Any]", rc_params()))


def scrape(_block: object, block_vars: dict[str, Any], _gallery_conf: dict[str, Any]) -> str:
    """Turn the open figures of one code block into reStructuredText with inline SVG, and close them."""
    import matplotlib.pyplot as plt

    from tutorial_utils.figures.frames import pausable
    from tutorial_utils.figures.svg import labeled, themed_svg

    blocks = []
    for number in plt.get_fignums():
        figure = plt.figure(number)
        path = Path(next(block_vars["image_path_iterator"])).with_suffix(".svg")
        svg = labeled(themed_svg(figure, path.stem), alt_text(figure))
        # The thumbnail on the gallery page is made from the file. It inherits no font from a page, and no motion.
        path.write_text(svg.replace("<svg", '<svg font-family="sans-serif"', 1))
        blocks.append(f'.. raw:: html\n\n   <figure class="gallery-figure">{pausable(svg)}</figure>\n')
    plt.close("all")
    return "\n".join(["", *blocks])


def alt_text(figure: Figure) -> str:
    """Return the words that stand for a figure: its label.

    Raises:
        GalleryError: The script gave the figure no label.
    """
    label = str(figure.get_label())
    if not label:
        msg = "expected alt text, got a figure without a label: call figure.set_label('...') in the script"
        raise GalleryError(msg)
    return label


def fingerprint() -> str:
    """Return a hash of what a script's output depends on besides the script."""
    here = Path(__file__)
    code = [*sorted(_PACKAGE.glob("figures/*.py")), *sorted(_PACKAGE.glob("runtime/*.py")), here]
    code.append(here.with_name("gallery_runs.py"))  # what is kept of a run is kept while it runs
    digest = hashlib.sha256()
    for name in ("torch", "matplotlib", "sphinx-gallery"):
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(os.environ.get("TUTORIAL_DEVICES", "").encode())
    for path in code:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def forget_stale_runs(generated: Path) -> None:
    """Make sphinx-gallery run every script again unless the fingerprint is that of the last build."""
    stamp, now = generated / _FINGERPRINT, fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    for checksum in generated.glob("*.py.md5"):
        checksum.unlink()
    generated.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)


def require_runs(scripts: Path, generated: Path) -> int:
    """Check that sphinx-gallery ran each script as it is now.

    Args:
        scripts: Directory of the sources.
        generated: Directory of the generated pages; a ``.py.md5`` file there is the mark of a finished run.

    Returns:
        How many scripts ran.

    Raises:
        GalleryError: There is no script, one has a space in its name, or one did not run.
    """
    sources = sorted(scripts.glob("*.py"))
    if not sources:
        msg = f"expected at least one gallery script in {scripts.name}/, got none"
        raise GalleryError(msg)
    for source in sources:
        if " " in source.name:
            msg = f"expected gallery scripts without a space in the name, which breaks links, got {source.name!r}"
            raise GalleryError(msg)
        checksum = generated / f"{source.name}.md5"
        ran = checksum.read_text() if checksum.exists() else "nothing"
        if ran != hashlib.md5(source.read_text().encode(), usedforsecurity=False).hexdigest():
            msg = (
                f"expected {source.name} to have run in this form, got a record of {ran}: "
                f"name it plot_*.py, leave plot_gallery on, and see the error above if it failed"
            )
            raise GalleryError(msg)
    return len(sources)


def _directories(app: Sphinx) -> tuple[Path, Path]:
    return Path(app.confdir, app.config.sphinx_gallery_conf["examples_dirs"]).resolve(), gallery_folder(app)


def _before_gallery(app: Sphinx) -> None:
    forget_stale_runs(_directories(app)[1])


def _after_gallery(app: Sphinx) -> None:
    if app.builder.format == "html":
        require_runs(*_directories(app))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Stand before and after sphinx-gallery, which works at priority 500."""
    app.connect("builder-inited", _before_gallery, priority=400)
    app.connect("builder-inited", _after_gallery, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
