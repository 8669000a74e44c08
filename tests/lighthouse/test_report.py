"""Reports become scores; a score below its floor is named with the audits that cost it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lighthouse.report import CATEGORIES, FORMS, Floors, Scores, combined, problems, scores_of, table

FLOORS = Path(__file__).with_name("floors.toml")


def report(**scores: float) -> dict[str, Any]:
    """A report as Lighthouse writes it: two audits a category, of which the first has lost what the score lacks."""
    values = {name: scores.get(name.replace("-", "_"), 1) for name in CATEGORIES}
    audits: dict[str, Any] = {}
    for name, score in values.items():
        audits[f"{name}-counts"] = {"id": f"{name}-counts", "score": score, "displayValue": "2.4\u00a0s"}
        audits[f"{name}-hint"] = {"id": f"{name}-hint", "score": 0 if score < 1 else 1}
        audits[f"{name}-manual"] = {"id": f"{name}-manual", "score": None}
    parts = (("hint", 0), ("manual", 0), ("counts", 10))
    references = {name: [{"id": f"{name}-{part}", "weight": weight} for part, weight in parts] for name in values}
    categories = {name: {"score": score, "auditRefs": references[name]} for name, score in values.items()}
    return {"audits": audits, "categories": categories}


def test_scores_and_what_cost_them_are_read() -> None:
    found = scores_of(report(performance=0.956, seo=0.9))
    assert found.scores == {"performance": 96, "accessibility": 100, "best-practices": 100, "seo": 90}
    assert found.failed["performance"] == ("performance-counts (2.4 s)", "performance-hint")
    assert found.failed["seo"] == ("seo-counts (2.4 s)",)
    assert found.failed["accessibility"] == ()


def test_a_page_that_was_not_measured_is_no_success() -> None:
    with pytest.raises(ValueError, match="got NO_FCP: nothing was painted"):
        scores_of({"runtimeError": {"code": "NO_FCP", "message": "nothing was painted"}, "categories": {}})
    unscored = report()
    unscored["categories"]["seo"]["score"] = None
    with pytest.raises(ValueError, match="expected a score for seo, got none"):
        scores_of(unscored)


def test_performance_is_the_median_and_the_rest_the_worst() -> None:
    alone = {"performance": ("slow",)}
    runs = [scores_of(report(performance=0.9, seo=0.8)), *(Scores({"performance": n}, alone) for n in (100, 97))]
    found = combined(runs)
    assert found.scores == {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 80}
    assert found.failed["performance"] == ("slow",)
    assert found.failed["seo"] == ("seo-counts (2.4 s)",)


def test_a_floor_that_is_missed_is_named_with_its_audits() -> None:
    floors = Floors({"a.html": "front page"}, {form: dict.fromkeys(CATEGORIES, 99) for form in FORMS})
    results = {"a.html": {"phone": scores_of(report(accessibility=0.9)), "desk": scores_of(report(performance=0.99))}}
    assert problems(results, floors) == [
        "a.html, phone: accessibility 90, floor 99: accessibility-counts (2.4 s)",
    ]


def test_table_has_a_line_for_each_page_and_form() -> None:
    perfect = scores_of(report())
    lines = table({"a.html": {"phone": perfect, "desk": perfect}, "long/b.html": {"phone": perfect}}).splitlines()
    assert [line.split() for line in lines] == [
        list(CATEGORIES),
        ["a.html", "phone", *["100"] * 4],
        ["a.html", "desk", *["100"] * 4],
        ["long/b.html", "phone", *["100"] * 4],
    ]
    assert len(set(map(len, lines))) == 1


def test_floors_name_pages_that_exist() -> None:
    floors = Floors.read(FLOORS)
    root = FLOORS.parents[2]
    sources = [(root / "docs" / f"{page[:-5]}.md", root / f"{page[:-5]}.py") for page in floors.pages]
    assert len(sources) >= 4
    assert [pair for pair in sources if not any(path.exists() for path in pair)] == []


@pytest.mark.parametrize(
    ("found", "changed"), [("seo = 100\n", ""), ("[desk]", "[tablet]"), ("[pages]", "[other]"), ("seo", "pwa")]
)
def test_floors_with_a_gap_are_refused(tmp_path: Path, found: str, changed: str) -> None:
    text = FLOORS.read_text("utf-8")
    assert found in text
    path = tmp_path / "floors.toml"
    path.write_text(text.replace(found, changed), "utf-8")
    with pytest.raises(ValueError, match=r"expected pages and floors .* in floors\.toml, got"):
        Floors.read(path)
