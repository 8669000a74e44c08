"""What a term is worth in a section."""

from __future__ import annotations

from tutorial_utils.search.scores import FIELDS, LEVELS, counts_of, levels_of
from tutorial_utils.search.sections import Section


def test_each_place_counts_by_its_weight() -> None:
    section = Section("page", "", "Alpha", ("beta `gamma`",), ("delta",), "epsilon")
    assert counts_of(section) == {
        "alpha": FIELDS["page"],
        "epsilon": FIELDS["keywords"],
        "beta": FIELDS["prose"],
        "gamma": FIELDS["prose"] + FIELDS["names"],
        "delta": FIELDS["code"],
    }


def test_headings_come_before_names_before_text_before_code() -> None:
    assert FIELDS["page"] > FIELDS["section"] > FIELDS["entry"] >= FIELDS["names"] >= FIELDS["prose"] > FIELDS["code"]
    worth = [counts_of(Section(kind, "a", "strides"))["stride"] for kind in ("page", "section", "entry")]
    assert worth == [FIELDS["page"], FIELDS["section"], FIELDS["entry"]]


def test_neighbors_in_a_heading_are_a_term() -> None:
    counts = counts_of(Section("section", "a", "Vector-Jacobian products", ("storage offset",)))
    assert [term for term in counts if " " in term] == ["vector jacobian", "jacobian product"]


def test_levels_grow_and_saturate() -> None:
    rare, often, heading = levels_of([{"a": 1}, {"a": 5}, {"a": 500}])
    assert 1 <= rare["a"] < often["a"] < heading["a"] <= LEVELS


def test_a_long_section_is_worth_less_and_never_nothing() -> None:
    short, long = levels_of([{"a": 2}, {"a": 2, "b": 400}])
    assert short["a"] > long["a"] >= 1
