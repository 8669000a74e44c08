"""Each picture of each built page says in words what it shows, or is marked as decoration beside words that do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

FILE_NAME = re.compile(r"[\w./-]+\.(svg|png|gif|jpe?g|webp)", re.IGNORECASE)
SAID = 'role="img" aria-label="{}"'
LONG = "A line falls from 4 at step 0 to 1 at step 9."
PLANTED = {
    "<img src=x.png>": "no alt",
    '<img src=x.png alt="">': "empty alt without a link beside it",
    '<img src=x.png alt="../_images/loss.png">': "alt is a file name",
    '<img src=x.png alt="loss curve">': "alt of 2 words",
    "<svg></svg>": "neither a label nor a mark of decoration",
    f"<svg {SAID.format('')}></svg>": "label of 0 words",
    f"<svg {SAID.format('Figure')}></svg>": "label of 1 words",
    f'<svg aria-label="{LONG}"></svg>': "neither a label nor a mark of decoration",
    f"<svg {SAID.format(LONG)}></svg>" * 2: "the label of another picture",
    "<button><svg></svg></button>": "neither a label nor a mark of decoration",
    "<figure>x</figure>": "a figure without a picture",
    "<video></video>": "a video",
}
PASS = [
    f"<svg {SAID.format(LONG)}></svg>",
    f'<svg role="img"><title>{LONG}</title></svg>',
    "<svg aria-hidden='true'></svg>",
    "<button aria-label='Menu'><svg></svg></button>",
    "<a href=x><svg></svg>Next</a>",
    "<svg style='display: none;'><symbol><svg></svg></symbol></svg>",
    f'<img src=x.png alt="{LONG}">',
    '<div class="sphx-glr-thumbcontainer"><img src=x.svg alt=""><a href=x>Lesson</a></div>',
]


def in_words(text: str, what: str) -> str:
    """Return what is wrong with a description."""
    words = len(text.split())
    if FILE_NAME.fullmatch(text.strip()):
        return f"{what} is a file name"
    return "" if words >= 5 else f"{what} of {words} words"


def of_image(image: Tag) -> str:
    alt = image.get("alt")
    if alt is None:
        return "no alt"
    beside = image.find_parent(class_="sphx-glr-thumbcontainer")
    if not alt:
        return "" if beside and beside.find("a") else "empty alt without a link beside it"
    return in_words(str(alt), "alt")


def of_drawing(drawing: Tag, labels: list[str]) -> str:
    if drawing.find_parent("svg") or drawing.get("aria-hidden") == "true" or drawing.get("style") == "display: none;":
        return ""
    control = drawing.find_parent(["button", "a", "label"])
    if control and (control.name == "label" or control.get("aria-label") or control.get_text(strip=True)):
        return ""
    if drawing.get("role") != "img":
        return "neither a label nor a mark of decoration"
    title = drawing.find("title", recursive=False)
    label = str(drawing.get("aria-label") or (title.get_text() if title else ""))
    labels.append(label)
    return in_words(label, "label") or ("the label of another picture" if labels.count(label) > 1 else "")


def problems(html: str) -> tuple[int, list[str]]:
    """Return how many pictures a page describes, and what is wrong with those it does not."""
    page = BeautifulSoup(html, "html.parser")
    labels: list[str] = []
    found = [of_image(image) for image in page.find_all("img")]
    found += [of_drawing(drawing, labels) for drawing in page.find_all("svg")]
    found += ["a figure without a picture" for it in page.find_all("figure") if not it.find(["svg", "img"])]
    found += [f"a {it.name}" for it in page.find_all(["video", "canvas", "object", "embed", "iframe"])]
    return len(labels), [it for it in found if it]


def test_every_picture_is_described(built_site: Path, names: list[str]) -> None:
    described, wrong = 0, []
    for name in names:
        count, found = problems(built_site.joinpath(name).read_text("utf-8"))
        described += count
        wrong += [f"{name}: {it}" for it in found]
    assert not wrong, "\n".join(wrong)
    assert described > 30


@pytest.mark.parametrize(("html", "problem"), PLANTED.items(), ids=PLANTED.values())
def test_planted_picture_is_found(html: str, problem: str) -> None:
    assert problems(html)[1] == [problem]


@pytest.mark.parametrize("html", PASS)
def test_described_picture_passes(html: str) -> None:
    assert problems(html)[1] == []
