"""Both profiles speak of the same thing and disagree (design 2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, found, indicator, of_pair, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment

TABLE = {"by": "need", "rule": "by need", "rows": {"intelligence": "tips", "evidence": "statements"}}
RUBRIC = small_rubric(
    {
        "political": {"climate": indicator("shared")},
        "legal": {"basis": indicator("shared", table=TABLE)},
        "capacity": {"line": indicator("best-channel")},
    }
)


def rating(level: float, grade: str | None = "A1", **changes: Any) -> Data:
    return {"level": level} | ({"grade": grade} if grade else {}) | changes


def climates(of_a: Any, of_b: Any, **question: Any) -> Assessment:
    return assessed(RUBRIC, of_pair(climate=of_a), of_pair(climate=of_b), **question)


def interval(result: Assessment) -> tuple[float | None, float, float]:
    climate = found(result, "climate")
    return climate.level, climate.low, climate.high


def test_the_better_graded_is_used_and_the_interval_covers_both() -> None:
    # 3 at B2 is [3, 3]; 1 at C3 is [0.5, 1.5].
    assert interval(climates(rating(3, "B2"), rating(1, "C3"))) == (3, 0.5, 3)


def test_the_better_graded_is_used_even_if_it_is_the_lower() -> None:
    # 1 at C3 is [0.5, 1.5]; 3 at D4 is [2, 4].
    assert interval(climates(rating(3, "D4"), rating(1, "C3"))) == (1, 0.5, 4)


def test_any_grade_is_better_than_a_worse_one_and_d4_better_than_none() -> None:
    # 2 at D4 is [1, 3]; ungraded 1 is [0, 2.5].
    assert interval(climates(rating(2, "D4"), rating(1, None))) == (2, 0, 3)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("A1", "B2"),  # both widen by nothing
        ("A2", "B2"),
        ("E5", "F6"),
        ("E5", None),  # no grade says no more than F6
    ],
)
def test_of_grades_that_widen_alike_the_better_one_is_used(better: str, worse: str | None) -> None:
    assert interval(climates(rating(3, better), rating(1, worse)))[0] == 3
    assert interval(climates(rating(1, worse), rating(3, better)))[0] == 3
    # So do two of one profile and date, of which the file names the worse first.
    same_day = [rating(1, worse, as_of="2023-06"), rating(3, better, as_of="2023-06")]
    assert interval(climates(same_day, rating(3, better)))[0] == 3


def test_at_equal_grades_the_lower_is_used() -> None:
    # 3 at C3 is [2.5, 3.5]; 1 at C3 is [0.5, 1.5].
    assert interval(climates(rating(3, "C3"), rating(1, "C3"))) == (1, 0.5, 3.5)


@pytest.mark.parametrize(("grade_a", "grade_b"), [("B2", "C3"), ("C3", "C3"), ("D4", "C3")])
def test_who_said_which_makes_no_difference(grade_a: str, grade_b: str) -> None:
    one, other = rating(3, grade_a), rating(1, grade_b)
    assert interval(climates(one, other)) == interval(climates(other, one))


def test_the_conflict_is_listed_with_what_each_said_and_what_was_used() -> None:
    conflicts = climates(rating(3, "B2"), rating(1, "C3")).conflicts
    assert [item.indicator for item in conflicts] == ["climate"]
    assert (conflicts[0].a.level, conflicts[0].a.grade) == (3, "B2")
    assert (conflicts[0].b.level, conflicts[0].b.grade) == (1, "C3")
    assert (conflicts[0].used.level, conflicts[0].used.low, conflicts[0].used.high) == (3, 0.5, 3)


def test_agreement_is_no_conflict_and_the_better_graded_stands() -> None:
    result = climates(rating(2, "B2"), rating(2, "C3"))
    assert result.conflicts == []
    assert interval(result) == (2, 2, 2)


def test_one_voice_is_no_conflict() -> None:
    result = climates(rating(2, "C3"), [])
    assert result.conflicts == []
    assert interval(result) == (2, 1.5, 2.5)


def test_what_only_the_other_profile_says_counts() -> None:
    assert interval(climates([], rating(1, "C3"))) == (1, 0.5, 1.5)


def test_what_is_dated_later_makes_no_conflict() -> None:
    result = climates(rating(3, "A1"), rating(1, "A1", as_of="2024"), as_of="2023-12-31")
    assert result.conflicts == []
    assert interval(result) == (3, 3, 3)


def test_both_sides_own_ratings_are_no_conflict() -> None:
    rubric = small_rubric({"political": {"will": indicator()}})
    assert assessed(rubric, side(will=4), side(will=0)).conflicts == []


def test_a_conflict_over_one_row_is_listed() -> None:
    one = of_pair(basis={"rows": {"intelligence": 3, "evidence": 2}, "grade": "B2"})
    other = of_pair(basis={"rows": {"intelligence": 3, "evidence": 1}, "grade": "B2"})
    both = assessed(RUBRIC, one, other, needs=("intelligence", "evidence"))
    assert [item.indicator for item in both.conflicts] == ["basis"]
    basis = found(both, "basis")
    # Evidence: 2 against 1 at equal grades: 1 in [1, 2]. Tips: 3. The lowest row counts.
    assert (basis.level, basis.low, basis.high) == (1, 1, 2)
    assert assessed(RUBRIC, one, other, needs=("intelligence",)).conflicts == []


def test_a_channel_that_both_describe_differently_is_a_conflict() -> None:
    result = assessed(RUBRIC, of_pair(line=rating(3, "B2")), of_pair(line=rating(1, "B2")))
    line = found(result, "line")
    assert (line.level, line.low, line.high) == (1, 1, 3)
    assert [item.indicator for item in result.conflicts] == ["line"]


def test_a_conflict_is_felt_in_the_range_of_readiness() -> None:
    rubric = small_rubric({"political": {"climate": indicator("shared")}})
    result = assessed(rubric, of_pair(climate=rating(3, "B2")), of_pair(climate=rating(1, "C3")))
    # Level 3 in [0.5, 3], one factor: the index is 100 * level / 4.
    assert (result.readiness.value, result.readiness.low, result.readiness.high) == pytest.approx(
        (100 * 3 / 4, 100 * 0.5 / 4, 100 * 3 / 4)
    )
