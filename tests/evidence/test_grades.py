"""Grades and age: how far a level is widened (design 2.2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from building import assessed, found, indicator, side, small_rubric
from readiness.evidence.admiralty import is_stale, width

if TYPE_CHECKING:
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.model.rubric import Rubric

RUBRIC = small_rubric({"political": {"will": indicator()}})


def interval(rating: Any, **question: Any) -> tuple[float, float]:
    """The interval of AAA's will."""
    said = rated(rating, **question).a
    return said.low, said.high


def rated(rating: Any, **question: Any) -> IndicatorResult:
    return found(assessed(RUBRIC, side(will=rating), side(will=4), **question), "will")


@pytest.mark.parametrize(
    ("grade", "half"),
    [
        ("A1", 0),
        ("A2", 0),
        ("B1", 0),
        ("B2", 0),
        ("C3", 0.5),
        ("D4", 1),
        ("E5", 1.5),
        ("F6", 1.5),
    ],
)
def test_each_grade_has_its_width(law_enforcement: Rubric, grade: str, half: float) -> None:
    assert width(grade, law_enforcement.evidence) == half
    assert interval({"level": 2, "grade": grade}) == (2 - half, 2 + half)


@pytest.mark.parametrize(
    ("grade", "half"),
    [
        ("A3", 0.5),  # B-like source, information like C3
        ("C1", 0.5),
        ("B4", 1),
        ("D2", 1),
        ("C4", 1),
        ("D3", 1),
        ("A5", 1.5),
        ("E1", 1.5),
        ("A6", 1.5),
        ("F1", 1.5),
        ("D6", 1.5),
    ],
)
def test_of_a_mixed_grade_the_worse_half_counts(law_enforcement: Rubric, grade: str, half: float) -> None:
    assert width(grade, law_enforcement.evidence) == half
    assert interval({"level": 2, "grade": grade}) == (2 - half, 2 + half)


def test_an_ungraded_rating_is_widened_by_one_and_a_half(law_enforcement: Rubric) -> None:
    assert width(None, law_enforcement.evidence) == 1.5
    assert interval({"level": 2}) == (2 - 1.5, 2 + 1.5)


def test_a_bare_number_counts_as_ungraded() -> None:
    ungraded = assessed(RUBRIC, {"ratings": {"will": 2}}, side(will=4))
    assert (found(ungraded, "will").a.low, found(ungraded, "will").a.high) == (0.5, 3.5)
    assert found(ungraded, "will").a.grade is None


@pytest.mark.parametrize(
    ("level", "grade", "expected"),
    [
        (0, "C3", (0, 0.5)),
        (0.5, "D4", (0, 1.5)),
        (1, "F6", (0, 2.5)),
        (4, "C3", (3.5, 4)),
        (3.5, "D4", (2.5, 4)),
        (3, "E5", (1.5, 4)),
        (4, "A1", (4, 4)),
    ],
)
def test_the_interval_is_clipped_to_the_scale(
    level: float, grade: str, expected: tuple[float, float]
) -> None:
    assert interval({"level": level, "grade": grade}) == expected


def test_the_grade_of_the_evidence_counts_where_the_rating_has_none() -> None:
    assert interval({"level": 2, "evidence": [{"says": "seen", "grade": "C3"}]}) == (1.5, 2.5)


def test_the_own_grade_of_a_rating_counts_before_that_of_its_evidence() -> None:
    assert interval({"level": 2, "grade": "D4", "evidence": [{"says": "seen", "grade": "A1"}]}) == (1, 3)


def test_an_interval_that_raters_spread_over_widens_the_level() -> None:
    assert interval({"level": 2, "grade": "B2", "interval": [1, 2]}) == (1, 2)


def test_an_interval_that_raters_spread_over_never_narrows_the_level() -> None:
    # D4: 2 - 1 = 1 and 2 + 1 = 3 stand.
    assert interval({"level": 2, "grade": "D4", "interval": [1.5, 2.5]}) == (1, 3)


def test_evidence_exactly_five_years_old_is_not_stale() -> None:
    result = rated({"level": 2, "grade": "B2", "as_of": "2018-12-31"}, as_of="2023-12-31")
    assert not result.stale
    assert (result.a.low, result.a.high) == (2, 2)


def test_evidence_of_five_years_and_a_day_is_stale_and_widened_by_half_a_level() -> None:
    result = rated({"level": 2, "grade": "B2", "as_of": "2018-12-30"}, as_of="2023-12-31")
    assert result.stale
    assert (result.a.low, result.a.high) == (2 - 0 - 0.5, 2 + 0 + 0.5)


def test_staleness_adds_to_the_width_of_the_grade() -> None:
    rating = {"level": 2, "grade": "D4", "as_of": "2018-12-30"}
    assert interval(rating, as_of="2023-12-31") == (2 - 1 - 0.5, 2 + 1 + 0.5)


def test_staleness_adds_to_the_width_of_an_ungraded_rating_and_is_clipped() -> None:
    # 1.5 + 0.5 = 2 around level 1.
    assert interval({"level": 1, "as_of": "2018-12-30"}, as_of="2023-12-31") == (0, 3)


def test_a_stale_rating_keeps_its_level() -> None:
    result = rated({"level": 2, "grade": "B2", "as_of": "2010"}, as_of="2023-12-31")
    assert result.a.level == 2


@pytest.mark.parametrize(
    ("rated_on", "as_of", "stale"),
    [
        (date(2018, 6, 30), date(2023, 6, 30), False),
        (date(2018, 6, 30), date(2023, 7, 1), True),
        (date(2020, 2, 29), date(2025, 2, 28), False),
        (date(2020, 2, 29), date(2025, 3, 1), True),
        (date(2023, 12, 31), date(2023, 12, 31), False),
    ],
)
def test_staleness_begins_the_day_after_the_fifth_anniversary(
    law_enforcement: Rubric, rated_on: date, as_of: date, stale: bool
) -> None:
    assert is_stale(rated_on, as_of, law_enforcement.evidence) is stale


def test_the_rubric_sets_after_how_long_evidence_is_stale() -> None:
    rules = replace(RUBRIC.evidence, stale_after_years=2.0)
    assert not is_stale(date(2021, 6, 30), date(2023, 6, 30), rules)
    assert is_stale(date(2021, 6, 30), date(2023, 7, 1), rules)


def test_a_rating_dated_by_a_year_is_as_old_as_its_last_day() -> None:
    # 2018 means 2018-12-31: on 2023-12-31 it is five years old and not a day more.
    assert not rated({"level": 2, "grade": "B2", "as_of": 2018}, as_of="2023-12-31").stale
    assert rated({"level": 2, "grade": "B2", "as_of": 2018}, as_of="2024-01-01").stale
