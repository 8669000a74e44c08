"""The card is drawn once and kept; colors around the page are those of the theme."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from tutorial_utils.sphinxext.social_card import BACKGROUNDS, current_card

LOOK = """
import sys
from pathlib import Path
from tutorial_utils.sphinxext.social_card import current_card
print(current_card(Path("card.png"), sys.argv[1]), "torch" in sys.modules)
"""


def test_a_kept_card_needs_no_torch_and_another_title_draws_anew(tmp_path: Path) -> None:
    def look(title: str) -> str:
        command = [sys.executable, "-c", LOOK, title]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()

    words = "x has size (2, 3) and stride (3, 1), x.t() has size (3, 2) and stride (1, 3), over one storage"
    assert look("Guide") == f"Guide: {words}: 0, 1, 2, 3, 4, 5. True"
    first = (tmp_path / "card.png").read_bytes()
    assert look("Guide") == f"Guide: {words}: 0, 1, 2, 3, 4, 5. False"
    assert look("Other") == f"Other: {words}: 0, 1, 2, 3, 4, 5. True"
    assert (tmp_path / "card.png").read_bytes() != first
    assert look("Guide").endswith("True")
    assert (tmp_path / "card.png").read_bytes() == first


def test_the_colors_are_those_of_the_theme() -> None:
    css = next(Path(str(distribution("furo").locate_file("furo"))).rglob("furo.css")).read_text("utf-8")
    colors = re.findall(r"--color-background-primary: ?(#[0-9a-f]+)", css)
    assert {color if len(color) > 4 else "#" + "".join(2 * c for c in color[1:]) for color in colors} == set(
        BACKGROUNDS.values()
    )


def test_the_card_of_a_site_is_where_its_pages_say(tmp_path: Path) -> None:
    assert current_card(tmp_path / "_static/social-card.png", "Guide").startswith("Guide: x has size")
    assert (tmp_path / "_static/social-card.png").stat().st_size < 100_000
