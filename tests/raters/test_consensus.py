"""Several raters merged: levels, intervals, grades, dates, notes, and which ratings belong together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins
from rating import merged, rater, rubric

from random_documents import as_question, random_case
from readiness.assessment.assemble import assess
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.writing import profile_yaml
from readiness.documents.yaml_text import decode
from readiness.errors import UsageError
from readiness.plain_data import plain
from readiness.raters.consensus import consensus


def will(*levels: Any, **options: Any) -> Any:
    """What raters who give `will` these ratings say of it together."""
    return merged(*(rater(will=level, **options) for level in levels)).data["ratings"]["will"]


def graded(level: float, grade: str, **more: Any) -> dict[str, Any]:
    return {"level": level, "grade": grade, **more}


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((1, 3), 1), ((3, 1), 1), ((1, 2, 4), 2), ((4, 1, 3, 2), 2), ((0, 4, 4), 4), ((2.5, 3), 2.5)],
)
def test_the_level_is_the_median_and_the_lower_of_two(levels: tuple[float, ...], expected: float) -> None:
    found = will(*(graded(level, "B2") for level in levels))
    assert found["level"] == expected
    assert found["interval"] == [min(levels), max(levels)]


def test_a_rubric_may_ask_for_the_lowest() -> None:
    rules = rubric(evidence={**_evidence(), "consensus": "lowest"})
    raters = [rater(will=level, rules=rules) for level in (4, 1, 3)]
    assert merged(*raters, rules=rules).data["ratings"]["will"]["level"] == 1


def _evidence() -> dict[str, Any]:
    data: dict[str, Any] = to_builtins(rubric().evidence)
    return data


def test_raters_who_agree_leave_no_trace_of_their_number() -> None:
    assert will(3, 3, 3) == 3
    assert will(graded(3, "B2"), graded(3, "B2")) == graded(3, "B2")


def test_the_interval_covers_intervals_that_raters_give() -> None:
    found = will(graded(2, "B2", interval=[1, 2]), graded(2, "B2", interval=[2, 3.5]))
    assert (found["level"], found["interval"]) == (2, [1, 3.5])


@pytest.mark.parametrize(
    ("grades", "expected"),
    [(("B2", "C3"), "C3"), (("A1", "B2"), "B2"), (("D4", "B6"), "B6"), (("B2", None), None)],
)
def test_the_grade_is_the_one_that_widens_most(grades: tuple[str | None, ...], expected: str | None) -> None:
    # Widths: A1 and B2 0, C3 0.5, D4 1, B6 1.5, none 1.5.
    found = will(*({"level": 2, "grade": grade} if grade else {"level": 2} for grade in grades))
    assert (found if isinstance(found, dict) else {}).get("grade") == expected


def test_graded_evidence_of_one_rater_does_not_stand_for_an_ungraded_one() -> None:
    found = will({"level": 2, "evidence": [{"says": "x", "grade": "A1"}]}, 2)
    assert found["grade"] == "F6"


def test_the_newest_date_counts_and_evidence_keeps_its_own() -> None:
    older = graded(2, "C3", as_of="2021", evidence=[{"says": "old"}])
    newer = graded(2, "B2", as_of="2023-05", evidence=[{"says": "new"}])
    found = will(older, newer)
    assert found["as_of"] == "2023-05"
    assert found["grade"] == "C3"
    assert found["evidence"] == [{"says": "old", "as_of": 2021}, {"says": "new", "grade": "B2"}]


def test_dissent_and_notes_are_kept_with_the_rater() -> None:
    found = will(graded(2, "B2", note="seen"), graded(3, "B2"), graded(2, "B2"))
    assert found["note"] == "rater 2: 3 · rater 1 notes: seen"
    assert will({"level": 2, "note": "same"}, {"level": 2, "note": "same"})["note"] == "same"


def test_a_level_beats_not_applicable() -> None:
    found = merged(rater(will={"not-applicable": "none found"}), rater(will=3))
    assert found.data["ratings"]["will"] == {"level": 3, "note": "rater 1: not applicable (none found)"}
    assert [str(conflict) for conflict in found.conflicts] == [
        "ratings.will: rater 1: not applicable, rater 2: 3; used 3"
    ]
    both = will({"not-applicable": "none found"}, {"not-applicable": "no such body"})
    assert both == {"not-applicable": "none found; no such body"}


def test_only_levels_more_than_one_apart_are_to_be_settled() -> None:
    assert merged(rater(will=1), rater(will=2)).conflicts == ()
    assert [str(item) for item in merged(rater(will=1), rater(will=3)).conflicts] == [
        "ratings.will: rater 1: 1, rater 2: 3; used 1"
    ]


def test_how_far_apart_is_too_far_is_rubric_data() -> None:
    rules = rubric(evidence={**_evidence(), "dissent": 2})
    raters = [rater(will=level, rules=rules) for level in (1, 3)]
    assert merged(*raters, rules=rules).conflicts == ()


def test_ratings_are_matched_by_what_they_are_narrowed_to() -> None:
    one = [{"level": 3, "needs": ["intelligence", "evidence"]}, {"level": 1, "needs": ["surrender"]}]
    other = [{"level": 2, "needs": ["intelligence"]}, {"level": 0, "needs": ["surrender"]}]
    found = merged(rater(will=one), rater(will=other))
    assert found.data["ratings"]["will"] == [
        {"level": 2, "needs": ["intelligence"], "interval": [2, 3], "note": "rater 1: 3"},
        {"level": 3, "needs": ["evidence"]},
        {"level": 0, "needs": ["surrender"], "interval": [0, 1], "note": "rater 1: 1"},
    ]
    assert [str(item) for item in found.conflicts] == [
        "ratings.will (evidence), which rater 2 did not rate apart: rater 1: 3; used 3"
    ]


def test_what_is_said_of_several_needs_and_crimes_stays_one_rating() -> None:
    narrowed = {"level": 3, "needs": ["intelligence", "evidence"], "crimes": ["fraud"]}
    assert will(narrowed, narrowed) == narrowed


def test_a_general_and_a_narrowed_rating_both_stay() -> None:
    found = merged(rater(will=3), rater(will={"level": 1, "crimes": ["fraud"]}))
    assert found.data["ratings"]["will"] == [3, {"level": 1, "crimes": ["fraud"]}]
    assert len(found.conflicts) == 1


def test_rows_are_matched_by_row_and_those_with_a_spread_stand_apart() -> None:
    one = {"rows": {"nationality": 2, "rights": 3}, "grade": "B2"}
    other = {"rows": {"nationality": {"level": 2, "grade": "C3"}, "rights": 1}, "grade": "B2"}
    found = merged(rater(bars=one), rater(bars=other)).data["ratings"]["bars"]
    assert found == [
        {"rows": {"nationality": 2}, "grade": "C3"},
        {"rows": {"rights": {"level": 1, "note": "rater 1: 3"}}, "grade": "B2", "interval": [1, 3]},
    ]


def test_one_level_stands_for_every_row() -> None:
    found = merged(rater(bars=3), rater(bars={"rows": {"rights": 3}})).data["ratings"]["bars"]
    assert found == {"rows": {"nationality": 3, "rights": 3}}


def test_ratings_of_several_dates_are_matched_by_date() -> None:
    one = [graded(3, "B2", as_of="2015"), graded(1, "B2", as_of="2017")]
    other = graded(2, "B2", as_of="2017-12-31")
    assert merged(rater(will=one), rater(will=other)).data["ratings"]["will"] == [
        graded(3, "B2", as_of=2015),
        graded(1, "B2", as_of="2017-12-31", interval=[1, 2], note="rater 2: 2"),
    ]


def test_the_cause_is_that_of_raters_who_gave_the_level() -> None:
    said = [
        {"level": 1, "cause": "vague"},
        {"level": 1, "cause": "absent"},
        {"level": 1, "cause": "absent"},
        3,
    ]
    raters = [rater({"partners": {"BBB": {"ratings": {"fit": one}}}}) for one in said]
    found = merged(*raters)
    assert found.data["partners"]["BBB"]["ratings"]["fit"]["cause"] == "absent"
    assert [str(item) for item in found.conflicts] == [
        "partners.BBB.ratings.fit: rater 1: 1, rater 2: 1, rater 3: 1, rater 4: 3; used 1",
        "partners.BBB.ratings.fit, cause: rater 1: vague, rater 2: absent, rater 3: absent; used absent",
    ]


def test_different_jurisdictions_and_rubrics_are_refused() -> None:
    rules = rubric()
    with pytest.raises(UsageError, match="different jurisdictions: AAA, CCC"):
        consensus([rater().profile, rater({"profile": "CCC"}).profile], rules)
    other = rater().profile.model_copy(update={"rubric": "other"})
    with pytest.raises(UsageError, match="different rubrics: small, other"):
        consensus([rater({"rubric": "small"}).profile, other], rules)


def test_the_order_of_keys_is_that_of_the_format() -> None:
    data = {
        "rubric": "small",
        "name": {"en": "A"},
        "facts": {"languages": ["en"]},
        "sources": {"s": {"title": "t"}},
    }
    found = merged(rater(data, will=1), rater({"partners": {"BBB": {"ratings": {"will": 1}}}}))
    text = profile_yaml(found.data)
    keys = [line.split(":")[0] for line in text.splitlines() if line and line[0].isalpha()]
    assert keys == ["profile", "rubric", "name", "as_of", "facts", "ratings", "partners", "sources"]


levels = st.sampled_from([0, 0.5, 1, 2, 2.5, 3, 4])
grades = st.sampled_from(["A1", "B2", "C3", "D4", "F6"])


@given(st.lists(st.tuples(levels, grades), min_size=2, max_size=5), st.randoms())
def test_the_order_of_raters_changes_no_number(said: list[tuple[float, str]], order: Any) -> None:
    shuffled = order.sample(said, len(said))
    first, second = (will(*(graded(*one) for one in given_)) for given_ in (said, shuffled))
    keys = ("level", "grade", "interval")
    assert [first.get(key) for key in keys] == [second.get(key) for key in keys]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_a_profile_merged_with_itself_is_judged_the_same(seed: int) -> None:
    rules, a, b, asked = random_case(seed)
    loaded = read_rubric([decode("r.yaml", profile_yaml(rules).encode())])
    first, other = (read_profile(decode("p.yaml", profile_yaml(one).encode()), loaded) for one in (a, b))
    twice = consensus([first.profile, first.profile], loaded)
    assert [item for item in twice.conflicts if ".ratings." in item.about and "apart" not in item.about] == []
    again = read_profile(decode("p.yaml", profile_yaml(twice.data).encode()), loaded)
    question = as_question(asked)
    before, after = (plain(assess(one, other, loaded, question)) for one in (first, again))
    assert _judged(before) == _judged(after)


def _judged(found: dict[str, Any]) -> Any:
    """The numbers and words of an assessment, without places, notes and items of evidence."""
    parts = ("id", "level", "low", "high", "gate", "sure", "a", "b", "rows")
    return {
        "indicators": [{key: item[key] for key in parts} for item in found["indicators"]],
        **{
            key: found[key]
            for key in ("phase", "standing", "verdict", "readiness", "phases", "by_need", "coverage")
        },
    }
