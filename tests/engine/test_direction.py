"""Who asks whom, and what a mutual assessment shows (design 2.3)."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest

from building import (
    Data,
    assessed,
    assessed_swapped,
    documents,
    found,
    indicator,
    of_pair,
    plain,
    side,
    small_rubric,
)
from readiness.many.judging import tabulate
from readiness.many.request import Request
from readiness.many.rows import rows
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment

# Half the weight each: readiness without gates is 100 * sqrt(S * 1) while law is 4.
REQUESTED = small_rubric({"political": {"office": indicator("requested")}, "legal": {"law": indicator()}})
REQUESTING = small_rubric({"political": {"office": indicator("requesting")}, "legal": {"law": indicator()}})
GATED = small_rubric(
    {
        "political": {
            "gate": indicator("requested", necessary=4),
            "rest": indicator("requested"),
        },
        "legal": {"law": indicator()},
    }
)


def value(result: Assessment) -> float | None:
    return result.readiness.value


# --- one way


def test_when_a_asks_what_is_requested_is_up_to_b() -> None:
    result = assessed(REQUESTED, side(office=4, law=4), side(office=1, law=4), requesting="a")
    assert found(result, "office").level == 1
    assert value(result) == pytest.approx(100 * sqrt(1 / 4))


def test_when_b_asks_what_is_requested_is_up_to_a() -> None:
    result = assessed(REQUESTED, side(office=4, law=4), side(office=1, law=4), requesting="b")
    assert found(result, "office").level == 4
    assert value(result) == pytest.approx(100)


def test_what_the_asking_side_needs_is_up_to_the_asking_side() -> None:
    levels: tuple[Data, Data] = (side(office=4, law=4), side(office=1, law=4))
    assert value(assessed(REQUESTING, *levels, requesting="a")) == pytest.approx(100)
    assert value(assessed(REQUESTING, *levels, requesting="b")) == pytest.approx(100 * sqrt(1 / 4))


def test_a_one_way_assessment_says_so_and_shows_no_other_direction() -> None:
    direction = assessed(REQUESTED, side(office=4, law=4), side(office=1, law=4), requesting="b").direction
    assert (direction.assessed, direction.requesting, direction.detail) == ("one-way", "b", "b")
    assert direction.other is None


def test_the_other_side_of_a_directional_indicator_may_be_unknown() -> None:
    result = assessed(REQUESTED, side(law=4), side(office=1, law=4), requesting="a")
    assert result.coverage["political"] == 1


def test_what_is_not_directional_is_the_same_both_ways() -> None:
    rubric = small_rubric({"political": {"will": indicator()}})
    one = assessed(rubric, side(will=4), side(will=1), requesting="a")
    other = assessed(rubric, side(will=4), side(will=1), requesting="b")
    assert plain(one.readiness) == plain(other.readiness)


# --- mutual


def test_the_mutual_assessment_is_the_direction_with_the_worse_verdict() -> None:
    # B asks A: gate 3 of 4 blocks, index sqrt((3 + 4)/8) = 93.5, ceiling 75.
    # A asks B: gate met, index sqrt((4 + 0)/8) = 70.7: ready and yet the lower number.
    result = assessed(GATED, side(gate=3, rest=4, law=4), side(gate=4, rest=0, law=4))
    assert result.verdict == "blocked"
    assert value(result) == pytest.approx(75)
    direction = result.direction
    assert (direction.assessed, direction.requesting, direction.detail) == ("mutual", "b", "b")
    assert direction.other is not None
    assert (direction.other.requesting, direction.other.verdict) == ("a", "ready")
    assert direction.other.readiness.value == pytest.approx(100 * sqrt(4 / 8))


def test_at_equal_verdicts_it_is_the_direction_with_the_lower_readiness() -> None:
    # A asks B: 100 * sqrt(2/4) = 70.7; B asks A: 100 * sqrt(3/4) = 86.6. Both ready.
    result = assessed(REQUESTED, side(office=3, law=4), side(office=2, law=4))
    assert result.direction.requesting == "a"
    assert value(result) == pytest.approx(100 * sqrt(2 / 4))


@pytest.mark.parametrize(
    ("office_of_b", "asks"),
    [
        (2, "a"),  # a finding about B, though readiness is lower the other way
        (3, "b"),  # nothing low was found of either: the lower readiness
    ],
)
def test_of_two_undecided_directions_it_is_the_one_against_which_something_was_found(
    office_of_b: int, asks: str
) -> None:
    # Nothing is known of trust, whose gate stays open. The index of A gives skill 0.5, that of B 4. A asks B: office 2 or 3 and skill 4,
    # a mean of 3 or 3.5 of 4. B asks A: office 4 and skill 0.5, a mean of 2.25 of 4.
    proxy = {"index": "control", "points": [[0, 0], [4, 4]]}
    rubric = small_rubric(
        {
            "political": {
                "office": indicator("requested"),
                "skill": indicator("requested", proxies=[proxy]),
                "trust": indicator(necessary=2),
            }
        }
    )

    def indexed(level: float, **ratings: Any) -> Data:
        return side(**ratings) | {"facts": {"indices": {"control": {"value": level, "year": 2022}}}}

    result = assessed(rubric, indexed(0.5, office=4), indexed(4, office=office_of_b))
    assert result.verdict == "undetermined"
    assert result.direction.requesting == asks
    means = {"a": (office_of_b + 4) / 8, "b": 4.5 / 8}
    assert value(result) == pytest.approx(100 * means[asks])


def test_at_equal_readiness_it_is_the_direction_with_the_lower_low() -> None:
    # Both 100 * sqrt(3/4); A at C3 may be 2.5, B at A1 is 3.
    poor = side(office={"level": 3, "grade": "C3"}, law=4)
    result = assessed(REQUESTED, poor, side(office=3, law=4))
    assert result.direction.requesting == "b"
    assert value(result) == pytest.approx(100 * sqrt(3 / 4))
    assert result.readiness.low == pytest.approx(100 * sqrt(2.5 / 4))
    assert result.direction.other is not None
    assert result.direction.other.readiness.low == pytest.approx(100 * sqrt(3 / 4))


def test_a_higher_high_alone_does_not_tell_directions_apart() -> None:
    # 0 at A1 is [0, 0]; 0 at C3 is [0, 0.5]: value and low are the same.
    result = assessed(REQUESTED, side(office=0, law=4), side(office={"level": 0, "grade": "C3"}, law=4))
    assert result.direction.requesting is None


def test_equal_on_all_three_it_is_shown_as_both_ways() -> None:
    result = assessed(REQUESTED, side(office=2, law=4), side(office=2, law=4))
    assert (result.direction.assessed, result.direction.requesting) == ("mutual", None)
    assert result.direction.other is None
    assert value(result) == pytest.approx(100 * sqrt(2 / 4))


def test_without_a_directional_indicator_it_is_both_ways() -> None:
    rubric = small_rubric({"political": {"will": indicator()}})
    direction = assessed(rubric, side(will=1), side(will=4)).direction
    assert (direction.assessed, direction.requesting, direction.detail) == ("mutual", None, None)


def test_a_blocked_direction_is_worse_than_one_without_a_value() -> None:
    rubric = small_rubric(
        {"political": {"office": indicator("requested", necessary=2)}, "legal": {"law": indicator()}}
    )
    # A asks B, whose office is unknown: undetermined, no value. B asks A, whose office is 1: blocked.
    result = assessed(rubric, side(office=1, law=4), side(law=4))
    assert (result.verdict, result.direction.requesting) == ("blocked", "b")


def test_all_phases_are_those_of_the_shown_direction() -> None:
    rubric = small_rubric(
        {
            "political": {"office": indicator("requested", necessary={"middle": 2, "late": 2})},
            "legal": {"law": indicator()},
        }
    )
    result = assessed(rubric, side(office=1, law=4), side(office=4, law=4), phase="middle")
    assert result.direction.requesting == "b"
    assert [item.verdict for item in result.phases] == ["fragile", "blocked", "blocked"]


# --- the order of A and B


MIRROR = {"a": "b", "b": "a", "both": "both", "pair": "pair", None: None}
FULL = small_rubric(
    {
        "political": {
            "office": indicator("requested", necessary=2),
            "proof": indicator("requesting"),
            "climate": indicator("shared"),
        },
        "legal": {"law": indicator(), "stake": indicator("role")},
    }
)


@pytest.mark.parametrize(
    ("of_a", "of_b"),
    [
        (side(office=4, proof=1, law=3, stake=2), side(office=1, proof=3, law=4, stake=3)),
        (side(office=1, proof=3, law=4, stake=3), side(office=4, proof=1, law=3, stake=2)),
        (side(office=3, proof=3, law=3, stake=3), side(office=3, proof=3, law=3, stake=3)),
        (side(office=3, proof=1, law=3, stake=3), side(office=1, proof=3, law=3, stake=3)),
        (side(law=3), side(office=1, proof=3)),
        (
            side(office=3, law=3, towards={"ratings": {"climate": 1}}),
            side(office=3, law=3, towards={"ratings": {"climate": 3}}),
        ),
        (of_pair(climate={"level": 3, "grade": "C3"}), of_pair(climate={"level": 1, "grade": "B2"})),
    ],
)
def test_the_order_in_which_the_profiles_are_given_makes_no_difference(of_a: Data, of_b: Data) -> None:
    one, other = assessed(FULL, of_a, of_b), assessed_swapped(FULL, of_a, of_b)
    for part in ("verdict", "readiness", "phases", "factors", "coverage", "robustness", "balance"):
        assert plain(getattr(one, part)) == plain(getattr(other, part))
    assert one.direction.requesting == MIRROR[other.direction.requesting]
    assert [_in_short(item) for item in one.indicators] == [
        (name, level, low, high, gate, sure, loss, MIRROR[held])
        for name, level, low, high, gate, sure, loss, held in map(_in_short, other.indicators)
    ]
    assert [(item.id, item.status, item.side, item.indicators) for item in one.obstacles] == [
        (item.id, item.status, MIRROR[item.side], item.indicators) for item in other.obstacles
    ]


def _in_short(item: Any) -> tuple[Any, ...]:
    return item.id, item.level, item.low, item.high, item.gate, item.sure, item.loss_share, item.side


@pytest.mark.parametrize("roles", [("haven", "destination"), ("destination", "haven")])
def test_roles_belong_to_the_sides_and_not_to_their_order(roles: tuple[str, str]) -> None:
    levels: tuple[Data, Data] = (side(stake=3), side(stake=1))
    one = assessed(FULL, *levels, roles=roles)
    other = assessed_swapped(FULL, *levels, roles=(roles[1], roles[0]))
    assert found(one, "stake").level == found(other, "stake").level == (3 if roles[0] == "haven" else 1)


def test_asking_from_the_other_side_is_the_same_as_swapping_the_sides() -> None:
    levels: tuple[Data, Data] = (side(office=4, law=4), side(office=1, law=4))
    one = assessed(REQUESTED, *levels, requesting="a")
    other = assessed_swapped(REQUESTED, *levels, requesting="b")
    assert plain(one.readiness) == plain(other.readiness)


@pytest.mark.parametrize(
    ("levels", "side_of_first"),
    [
        ((1, 1), "both"),
        ((None, None), "both"),  # unknown of either
        (
            (0, 0),
            "both",
        ),  # 0 is as good as sure, and a wider range on one side makes neither way the worse one
        ((1, 4), "a"),  # the way to a is the worse one
    ],
)
def test_what_is_alike_both_ways_lies_on_both(
    levels: tuple[float | None, float | None], side_of_first: str
) -> None:
    rubric = small_rubric(
        {"political": {"office": indicator("requested", necessary=2)}, "legal": {"law": indicator()}}
    )
    a, b = (side(law=4) if level is None else side(office=level, law=4) for level in levels)
    if levels == (0, 0):
        b["ratings"]["office"] = {"level": 0, "grade": "C3"}
    for result in (assessed(rubric, a, b), assessed_swapped(rubric, a, b)):
        assert result.first is not None
        swapped = {"a": "b", "b": "a"}.get(side_of_first, side_of_first)
        expected = side_of_first if result.pair.a.id == "AAA" else swapped
        assert (result.first.indicator, result.first.side) == ("office", expected)
        assert [item.side for item in result.obstacles] == [expected]
    (row,) = rows(tabulate(rubric, [Request(*documents(rubric, a, b), Question())]))
    assert row["first_obstacle"]["side"] == side_of_first
