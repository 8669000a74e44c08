"""What a link to a page shows where it is shared: the values that sphinxext-opengraph writes, and the card.

The card is drawn from a live tensor in ``figures.card``; here it is kept, and drawn again only when the code that
draws it, torch or matplotlib changed. Also here: the color of the browser around the page.
"""

from __future__ import annotations

import hashlib
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutorial_utils.figures import card

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["CARD", "current_card", "setup"]

CARD = "_static/social-card.png"
CLAIM = "printed outputs are checked by running the code above them"
BACKGROUNDS = {"light": "#ffffff", "dark": "#131416"}  # furo's; a test compares them


def current_card(path: Path, title: str) -> str:
    """Draw the card unless the file is what would be drawn now; return its alt text.

    The file says in two of its own text fields which code drew it and what it shows, so that a build that draws
    nothing needs no torch.
    """
    from PIL import Image

    digest = _digest(title)
    if path.exists():
        with Image.open(path) as image:
            kept = dict(image.info)
        if kept.get("Source") == digest:
            return str(kept["Description"])
    import torch

    from tutorial_utils.memory import layout_of

    x = torch.arange(6).view(2, 3)
    facts = layout_of(x, "x"), layout_of(x.t(), "x.t()")
    alt = card.card_alt(title, *facts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(card.card_png(title, CLAIM, *facts, {"Description": alt, "Source": digest}))
    return alt


def _digest(title: str = "") -> str:
    """Digest all that the card depends on."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(f"{title}, torch {version('torch')}, matplotlib {version('matplotlib')}".encode())
    for name in ("sphinxext/social_card", "figures/card", "figures/theme", "memory/layout"):
        digest.update((package / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _configure(_app: Sphinx, config: Config) -> None:
    width, height = card.CARD_SIZE
    config.ogp_site_url = config.html_baseurl
    config.ogp_image = config.html_baseurl + CARD
    config.ogp_social_cards = {"enable": False}  # there is one for the site
    config.ogp_enable_meta_description = False  # page_description writes it
    config.ogp_custom_meta_tags = (
        f'<meta property="og:image:width" content="{width}" />',
        f'<meta property="og:image:height" content="{height}" />',
        '<meta property="og:image:type" content="image/png" />',
        '<meta name="twitter:card" content="summary_large_image" />',
    )


def _draw(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.ogp_image_alt = escape(current_card(Path(app.outdir, CARD), app.config.project))


def _tell(app: Sphinx, name: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    colors = (
        f'<meta name="theme-color" content="{color}" media="(prefers-color-scheme: {scheme})" />\n'
        for scheme, color in BACKGROUNDS.items()
    )
    context["metatags"] = context.get("metatags", "") + "".join(colors)
    kind = "website" if name == app.config.root_doc else "article"
    context["meta"] = {**(context.get("meta") or {}), "og:type": kind}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the values behind ``hosting`` and before sphinxext-opengraph; another card writes all pages again."""
    app.add_config_value("social_card_code", _digest(), "html", types=frozenset({str}))
    app.connect("config-inited", _configure, priority=200)
    app.connect("builder-inited", _draw)
    app.connect("html-page-context", _tell, priority=310)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
