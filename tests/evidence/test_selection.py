"""Which rating applies: partner, need, crime, date, row (design 2.2 and 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, found, indicator, side, small_rubric
from readiness.errors import InputError, UsageError

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import SideLevel

CRIMES: Data = {
    "fraud": {"name": "fraud"},
    "smuggling": {"name": "smuggling"},
}
TABLE = {
    "by": "need",
    "rule": "the row of the need",
    "rows": {"intelligence": "tips", "evidence": "statements", "surrender": "persons"},
}
BARS = {"by": "bar", "rule": "the lowest row", "rows": {"nationality": "own nationals", "rights": "rights"}}
RUBRIC = small_rubric(
    {"political": {"will": indicator(necessary=2)}, "legal": {"basis": indicator(table=TABLE)}},
    crimes=CRIMES,
)


def of_a(profile: Data, **question: Any) -> SideLevel:
    """What AAA's profile says of its will."""
    return found(assessed(RUBRIC, profile, side(will=4), **question), "will").a


def level(profile: Data, **question: Any) -> float | None:
    return of_a(profile, **question).level


def graded(value: float, **changes: Any) -> Data:
    return {"level": value, "grade": "A1"} | changes


# --- partner, need, crime


def test_a_rating_towards_the_partner_wins_over_the_general_one() -> None:
    assert level(side(will=3, towards={"ratings": {"will": 1}})) == 1


def test_a_rating_towards_the_partner_wins_even_if_it_is_older() -> None:
    older = side(will=graded(3, as_of="2023"), towards={"ratings": {"will": graded(1, as_of="2021")}})
    assert level(older) == 1


def test_a_rating_towards_the_partner_wins_even_over_a_general_one_for_the_need() -> None:
    profile = side(will=graded(3, needs=["intelligence"]), towards={"ratings": {"will": 1}})
    assert level(profile, needs=("intelligence",)) == 1


def test_without_a_rating_towards_the_partner_the_general_one_applies() -> None:
    assert level(side(will=3, towards={"ratings": {"basis": 1}})) == 3


def test_a_rating_towards_another_partner_does_not_apply() -> None:
    profile = side(will=3) | {"partners": {"CCC": {"ratings": {"will": 1}}}}
    assert level(profile) == 3


def test_a_rating_narrowed_to_the_need_wins_over_a_general_one() -> None:
    profile = side(will=[graded(3), graded(1, needs=["surrender"])])
    assert level(profile, needs=("surrender",)) == 1
    assert level(profile, needs=("intelligence",)) == 3


def test_a_rating_narrowed_to_the_crime_wins_over_a_general_one() -> None:
    profile = side(will=[graded(1), graded(3, crimes=["fraud"])])
    assert level(profile, crimes=("fraud",)) == 3
    assert level(profile, crimes=("smuggling",)) == 1
    assert level(profile) == 1


def test_a_rating_narrowed_to_need_and_crime_wins_over_one_narrowed_to_the_need() -> None:
    profile = side(
        will=[
            graded(4),
            graded(3, needs=["surrender"]),
            graded(1, needs=["surrender"], crimes=["fraud"]),
        ]
    )
    assert level(profile, needs=("surrender",), crimes=("fraud",)) == 1
    assert level(profile, needs=("surrender",), crimes=("smuggling",)) == 3
    assert level(profile, needs=("evidence",), crimes=("fraud",)) == 4


def test_the_most_specific_rating_wins_over_a_newer_general_one() -> None:
    profile = side(
        will=[graded(3, as_of="2023"), graded(1, needs=["surrender"], as_of="2021")],
    )
    assert level(profile, needs=("surrender",)) == 1


def test_a_rating_narrowed_to_another_need_leaves_the_level_unknown() -> None:
    said = of_a(side(will=[graded(3, needs=["surrender"])]), needs=("intelligence",))
    assert (said.level, said.low, said.high, said.basis) == (None, 0, 4, "none")


def test_of_several_needs_the_lowest_level_counts() -> None:
    profile = side(will=[graded(3, needs=["intelligence"]), graded(1, needs=["evidence"])])
    assert level(profile, needs=("intelligence", "evidence")) == 1
    assert level(profile, needs=("evidence", "intelligence")) == 1
    assert level(profile, needs=("intelligence",)) == 3


def test_of_several_crimes_the_lowest_level_counts() -> None:
    profile = side(will=[graded(3, crimes=["fraud"]), graded(2, crimes=["smuggling"])])
    assert level(profile, crimes=("fraud", "smuggling")) == 2


def test_a_need_without_a_rating_leaves_several_needs_without_a_level() -> None:
    # intelligence is 1 for certain, evidence anything: no level, and at most 1.
    profile = side(will=[graded(1, needs=["intelligence"])])
    said = of_a(profile, needs=("intelligence", "evidence"))
    assert (said.level, said.low, said.high) == (None, 0, 1)


def test_the_same_pair_is_ready_for_one_crime_and_blocked_for_another() -> None:
    profile = side(will=[graded(4, crimes=["fraud"]), graded(1, crimes=["smuggling"])], basis=4)
    other = side(will=4, basis=4)
    assert assessed(RUBRIC, profile, other, crimes=("fraud",)).verdict == "ready"
    assert assessed(RUBRIC, profile, other, crimes=("smuggling",)).verdict == "blocked"


def test_with_several_needs_each_is_judged_by_itself() -> None:
    profile = side(will=[graded(4, needs=["intelligence"]), graded(1, needs=["evidence"])], basis=4)
    result = assessed(RUBRIC, profile, side(will=4, basis=4), needs=("intelligence", "evidence"))
    assert result.verdict == "blocked"
    assert [(item.need, item.verdict) for item in result.by_need] == [
        ("intelligence", "ready"),
        ("evidence", "blocked"),
    ]


def test_an_explicit_need_replaces_the_default_and_the_need_of_the_crime() -> None:
    rubric = small_rubric(
        {"political": {"will": indicator()}}, crimes={"terror": {"name": "terror", "needs": ["surrender"]}}
    )
    assert assessed(rubric, crimes=("terror",)).needs == ["intelligence", "surrender"]
    assert assessed(rubric, crimes=("terror",), needs=("evidence",)).needs == ["evidence"]


# --- scope


@pytest.mark.parametrize(
    ("needs", "lane"),
    [
        (("intelligence",), "informal"),
        (("evidence",), "formal"),
        (("evidence", "surrender"), "formal"),
        (("data",), "both"),
        (("intelligence", "evidence"), "both"),
        (("evidence", "data"), "both"),
    ],
)
def test_the_lane_follows_the_needs(needs: tuple[str, ...], lane: str) -> None:
    assert assessed(RUBRIC, needs=needs).lane == lane


def test_a_given_lane_stands_whatever_the_needs() -> None:
    assert assessed(RUBRIC, needs=("intelligence",), lane="formal").lane == "formal"


def test_an_indicator_of_the_other_lane_is_out_of_scope() -> None:
    # Formal 0 would block and halve the score; for intelligence only the informal 4 counts: 100 * 4/4.
    rubric = small_rubric(
        {"legal": {"treaty": indicator(lane="formal", necessary=2), "tips": indicator(lane="informal")}}
    )
    result = assessed(rubric, side(treaty=0, tips=4), side(treaty=0, tips=4), needs=("intelligence",))
    treaty = found(result, "treaty")
    assert (treaty.in_scope, treaty.weight, treaty.gate, treaty.required) == (False, 0, "none", None)
    assert found(result, "tips").weight == 1
    assert (result.verdict, result.readiness.value) == ("ready", 100)


def test_an_indicator_whose_when_is_not_in_play_is_out_of_scope() -> None:
    conditional = indicator(when={"needs": ["surrender"], "measures": ["joint"]}, necessary=2)
    rubric = small_rubric({"legal": {"basis": indicator(), "bars": conditional}})
    low, full = side(basis=4, bars=0), side(basis=4, bars=4)
    assert assessed(rubric, low, full).verdict == "ready"
    assert assessed(rubric, low, full, needs=("surrender",)).verdict == "blocked"
    assert assessed(rubric, low, full, measures=("joint",)).verdict == "blocked"
    assert assessed(rubric, low, full, measures=("fund-stop",)).verdict == "ready"


def test_the_measures_of_a_crime_bring_an_indicator_into_scope() -> None:
    rubric = small_rubric(
        {"legal": {"basis": indicator(), "power": indicator(when={"measures": ["joint"]}, necessary=2)}},
        crimes={"smuggling": {"name": "smuggling", "measures": ["joint"]}},
    )
    result = assessed(rubric, side(basis=4, power=1), side(basis=4, power=4), crimes=("smuggling",))
    assert (result.measures, result.verdict) == (["joint"], "blocked")


def test_an_indicator_out_of_scope_is_shown_only_if_rated() -> None:
    rubric = small_rubric({"legal": {"basis": indicator(), "bars": indicator(when={"needs": ["surrender"]})}})
    unrated = assessed(rubric, side(basis=4), side(basis=4))
    rated = assessed(rubric, side(basis=4, bars=2), side(basis=4))
    assert [item.id for item in unrated.indicators] == ["basis"]
    assert [item.id for item in rated.indicators] == ["basis", "bars"]


def test_an_indicator_in_scope_is_shown_even_if_nobody_rated_it() -> None:
    assert found(assessed(RUBRIC), "will").level is None


# --- dates


def test_the_newest_rating_not_later_than_the_assessment_applies() -> None:
    profile = side(
        will=[graded(1, as_of="2020-05-01"), graded(3, as_of="2022-05-01"), graded(4, as_of="2023-07-01")]
    )
    assert level(profile, as_of="2023-06-30") == 3
    assert level(profile, as_of="2023-07-01") == 4
    assert level(profile, as_of="2021-01-01") == 1


def test_the_newest_rating_applies_in_whatever_order_they_stand() -> None:
    profile = side(will=[graded(3, as_of="2022-05-01"), graded(1, as_of="2020-05-01")])
    assert level(profile) == 3


def test_a_rating_dated_later_is_ignored_and_leaves_the_level_unknown() -> None:
    assert of_a(side(will=graded(3, as_of="2023-07-01")), as_of="2023-06-30").basis == "none"


@pytest.mark.parametrize(
    ("partial", "first_day", "day_before"),
    [
        (2022, "2022-01-01", "2021-12-31"),
        ("2022-02", "2022-02-01", "2022-01-31"),
        ("2026-11", "2026-11-27", "2026-10-31"),
    ],
)
def test_a_partial_date_counts_as_soon_as_the_day_falls_into_it(
    partial: Any, first_day: str, day_before: str
) -> None:
    profile = side(will=graded(3, as_of=partial))
    assert level(profile, as_of=first_day) == 3
    assert level(profile, as_of=day_before) is None


def test_a_partial_date_means_the_day_of_the_assessment_inside_it_and_its_last_day_after_it() -> None:
    profile = side(will=graded(3, as_of="2022-02"))
    assert of_a(profile, as_of="2022-02-10").as_of == "2022-02-10"
    assert of_a(profile, as_of="2022-03-10").as_of == "2022-02-28"


def test_a_partial_date_of_the_assessment_means_its_last_day() -> None:
    assert assessed(RUBRIC, as_of="2022").as_of == "2022-12-31"
    assert assessed(RUBRIC, as_of="2024-02").as_of == "2024-02-29"


def test_now_is_the_newer_of_the_two_profiles_dates() -> None:
    assert assessed(RUBRIC, {"as_of": "2021-03"}, {"as_of": "2022-06-15"}).as_of == "2022-06-15"
    assert assessed(RUBRIC, {"as_of": "2022-06"}, {"as_of": "2022-06-15"}).as_of == "2022-06-30"
    assert assessed(RUBRIC, {"as_of": None}, {"as_of": "2022-06-15"}).as_of == "2022-06-15"


def test_without_any_date_the_assessment_is_refused() -> None:
    with pytest.raises(UsageError, match="as_of"):
        assessed(RUBRIC, {"as_of": None}, {"as_of": None})


def test_a_rating_without_a_date_has_that_of_its_newest_evidence() -> None:
    evidence = [{"says": "early", "as_of": "2019"}, {"says": "late", "as_of": "2021-03-05"}]
    said = of_a(side(will={"level": 2, "grade": "A1", "evidence": evidence}))
    assert said.as_of == "2021-03-05"


def test_a_rating_without_any_date_has_that_of_its_profile() -> None:
    assert of_a(side(will=2) | {"as_of": "2021-03"}).as_of == "2021-03-31"


def test_a_rating_dated_later_is_counted() -> None:
    profile = side(will=[graded(1, as_of="2020"), graded(3, as_of="2023-07-01")])
    result = assessed(RUBRIC, profile, side(will=4), as_of="2023-06-30")
    # BBB's rating stands undated in a profile of 2023-12-31; only AAA's count is asserted here.
    assert result.inputs[0].ignored_later == 1


def test_nothing_dated_later_is_counted_as_nothing() -> None:
    result = assessed(RUBRIC, side(will=graded(1, as_of="2020")), side(will=4))
    assert [item.ignored_later for item in result.inputs] == [0, 0]


def test_index_values_events_and_cases_dated_later_are_counted() -> None:
    profile = side(
        towards={
            "standing": [{"status": "running", "since": "2023-08"}],
            "agreements": [{"kind": "police-cooperation", "status": "signed", "since": "2023-09"}],
            "structures": [{"kind": "liaison-post", "since": "2023-10"}],
            "cases": [{"from": "2020", "to": "2023-08", "completed": 9}],
        }
    ) | {"facts": {"indices": {"some.index": {"value": 1.0, "year": 2023}}}}
    result = assessed(RUBRIC, profile, as_of="2023-06-30")
    # standing + agreement + structure + cases + index (2023 means 2023-12-31)
    assert result.inputs[0].ignored_later == 1 + 1 + 1 + 1 + 1
    assert (result.phase.basis, result.standing) == ("assumed", None)


def test_a_row_dated_later_is_ignored_and_counted() -> None:
    profile = side(basis={"rows": {"intelligence": {"level": 3, "as_of": "2023-07-01"}}})
    result = assessed(RUBRIC, profile, side(basis=4), as_of="2023-06-30")
    assert found(result, "basis").a.basis == "none"
    assert result.inputs[0].ignored_later == 1


def test_a_rating_of_a_profile_dated_later_is_ignored_and_counted() -> None:
    # The rating has no date of its own, so it has its profile's: 2023-12-31.
    result = assessed(RUBRIC, side(will=3), side(will=graded(4, as_of="2023")), as_of="2023-06-30")
    assert found(result, "will").a.basis == "none"
    assert result.inputs[0].ignored_later == 1


# --- rows


def test_the_row_of_the_need_applies() -> None:
    profile = side(basis={"rows": {"intelligence": 3, "evidence": 1}, "grade": "A1"})
    assert found(assessed(RUBRIC, profile, side(basis=4)), "basis").a.level == 3
    assert found(assessed(RUBRIC, profile, side(basis=4), needs=("evidence",)), "basis").a.level == 1


def test_of_the_rows_of_several_needs_the_lowest_counts() -> None:
    profile = side(basis={"rows": {"intelligence": 3, "evidence": 1, "surrender": 0}, "grade": "A1"})
    result = assessed(RUBRIC, profile, side(basis=4), needs=("intelligence", "evidence"))
    assert found(result, "basis").a.level == 1


def test_a_missing_row_leaves_no_level_only_an_interval() -> None:
    profile = side(basis={"rows": {"intelligence": 3}, "grade": "A1"})
    said = found(assessed(RUBRIC, profile, side(basis=4), needs=("intelligence", "evidence")), "basis").a
    assert (said.level, said.low, said.high) == (None, 0, 3)


def test_a_level_without_rows_stands_for_every_row() -> None:
    assert found(assessed(RUBRIC, side(basis=2), side(basis=4), needs=("surrender",)), "basis").a.level == 2


def test_a_row_takes_its_own_grade_or_that_of_its_rating() -> None:
    profile = side(
        basis={"rows": {"intelligence": {"level": 2, "grade": "D4"}, "evidence": 2}, "grade": "C3"}
    )
    tips = found(assessed(RUBRIC, profile, side(basis=4)), "basis").a
    statements = found(assessed(RUBRIC, profile, side(basis=4), needs=("evidence",)), "basis").a
    assert (tips.low, tips.high) == (1, 3)
    assert (statements.low, statements.high) == (1.5, 2.5)


def test_a_row_that_is_not_applicable_leaves_the_other_rows() -> None:
    rows = {"intelligence": {"not-applicable": "no such help"}, "evidence": 2}
    profile = side(basis={"rows": rows, "grade": "A1"})
    result = assessed(RUBRIC, profile, side(basis=4), needs=("intelligence", "evidence"))
    assert found(result, "basis").a.level == 2


def test_of_a_table_that_is_not_by_need_every_row_counts() -> None:
    rubric = small_rubric({"legal": {"bars": indicator(table=BARS)}})
    profile = side(bars={"rows": {"nationality": 3, "rights": 1}, "grade": "A1"})
    result = found(assessed(rubric, profile, side(bars=4)), "bars")
    assert result.a.level == 1
    assert result.rows is not None
    assert {row: said.level for row, said in result.rows.items()} == {"nationality": 3, "rights": 1}


# --- unknown and not applicable


def test_no_evidence_is_the_whole_scale_without_a_level() -> None:
    said = of_a(side())
    assert (said.level, said.low, said.high, said.basis) == (None, 0, 4, "none")


def test_an_unknown_level_lowers_the_low_end_only() -> None:
    # Political: 4 known, one unknown in [0, 4]: value 4/4, low (4 + 0)/8, high (4 + 4)/8.
    rubric = small_rubric({"political": {"will": indicator(), "climate": indicator()}})
    result = assessed(rubric, side(will=4), side(will=4))
    assert result.readiness.value == 100
    assert result.readiness.low == pytest.approx(100 * (4 + 0) / 8)
    assert result.readiness.high == 100


def test_not_applicable_leaves_the_weights_and_the_gates() -> None:
    # Only will counts: 3/4 of the factor. The gate of climate would be unknown; it is gone.
    rubric = small_rubric({"political": {"will": indicator(), "climate": indicator(necessary=2)}})
    gone = {"not-applicable": "looked, none found"}
    result = assessed(rubric, side(will=3, climate=gone), side(will=3, climate=gone))
    climate = found(result, "climate")
    assert (climate.basis, climate.level, climate.weight) == ("not-applicable", None, 0)
    assert (climate.gate, climate.required) == ("none", None)
    assert found(result, "will").weight == 1
    assert result.verdict == "ready"
    assert (result.readiness.value, result.readiness.low, result.readiness.high) == (75, 75, 75)


def test_unknown_does_not_leave_the_gates() -> None:
    rubric = small_rubric({"political": {"will": indicator(), "climate": indicator(necessary=2)}})
    result = assessed(rubric, side(will=3), side(will=3))
    assert (found(result, "climate").gate, result.verdict) == ("unknown", "undetermined")


def test_not_applicable_is_recorded_with_its_reason() -> None:
    gone = {"not-applicable": "looked, none found"}
    assert found(assessed(RUBRIC, side(will=gone), side(will=gone)), "will").note == "looked, none found"


def test_a_not_applicable_that_is_too_late_is_no_evidence() -> None:
    gone = {"not-applicable": "looked, none found", "as_of": "2023-07"}
    assert of_a(side(will=gone), as_of="2023-06-30").basis == "none"


def test_two_profiles_of_one_jurisdiction_are_refused() -> None:
    with pytest.raises(InputError, match="both profiles"):
        _twice()


def _twice() -> Assessment:
    return assessed(RUBRIC, {"profile": "AAA"}, {"profile": "AAA"})
