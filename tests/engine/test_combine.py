"""From two sides to a pair: every rule, with sides that are unknown or not applicable (design 2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from building import (
    NOT_APPLICABLE,
    Data,
    assessed,
    found,
    indicator,
    known,
    of_pair,
    side,
    small_rubric,
    unknown,
)
from readiness.engine.arithmetic import Floats, Quantity
from readiness.engine.pair_levels import combine, least_harmed, weakest
from readiness.model.indicator import Rule

if TYPE_CHECKING:
    from readiness.model.question import Side

FLOATS = Floats()
LOWER = ("weakest", "weaker-view", "route-weakest", "role")
HIGH, LOW, PAIR = known(3, 2.5, 3.5), known(1, 0, 2), known(2)
ROLES = ("haven", "transit", "source", "destination")


def pair_of(
    rule: Rule,
    a: Quantity,
    b: Quantity,
    *,
    pair: Quantity = PAIR,
    requesting: Side = "a",
    harmed: Side | None = None,
) -> Quantity:
    return combine(FLOATS, rule, a, b, pair, requesting, harmed)


def of_quantity(item: Quantity) -> tuple[float | None, float, float]:
    return (item.level if item.known else None), item.low, item.high


# --- both sides known


@pytest.mark.parametrize("rule", LOWER)
def test_the_lower_side_counts(rule: Rule) -> None:
    assert of_quantity(pair_of(rule, HIGH, LOW)) == (1, 0, 2)
    assert of_quantity(pair_of(rule, LOW, HIGH)) == (1, 0, 2)


@pytest.mark.parametrize("rule", LOWER)
def test_the_ends_of_the_interval_go_through_the_same_rule(rule: Rule) -> None:
    # Levels 2 and 3; min(0.5, 2.5) = 0.5 and min(3.5, 3) = 3.
    assert of_quantity(pair_of(rule, known(2, 0.5, 3.5), known(3, 2.5, 3))) == (2, 0.5, 3)


def test_requested_takes_the_side_that_must_act() -> None:
    assert pair_of("requested", HIGH, LOW, requesting="a") == LOW
    assert pair_of("requested", HIGH, LOW, requesting="b") == HIGH


def test_requesting_takes_the_side_that_asks() -> None:
    assert pair_of("requesting", HIGH, LOW, requesting="a") == HIGH
    assert pair_of("requesting", HIGH, LOW, requesting="b") == LOW


@pytest.mark.parametrize("requesting", ["a", "b"])
def test_role_takes_the_side_that_the_crime_harms_least(requesting: Side) -> None:
    assert pair_of("role", HIGH, LOW, requesting=requesting, harmed="a") == HIGH
    assert pair_of("role", HIGH, LOW, requesting=requesting, harmed="b") == LOW


def test_role_without_roles_takes_the_lower_side() -> None:
    assert of_quantity(pair_of("role", HIGH, LOW, harmed=None)) == (1, 0, 2)


@pytest.mark.parametrize("rule", ["shared", "similarity", "best-channel"])
@pytest.mark.parametrize("requesting", ["a", "b"])
def test_what_is_rated_for_the_pair_is_taken_from_the_pair(rule: Rule, requesting: Side) -> None:
    assert pair_of(rule, HIGH, LOW, requesting=requesting) == PAIR


@pytest.mark.parametrize("rule", ["weakest", "weaker-view", "route-weakest", "shared", "similarity"])
def test_only_two_rules_depend_on_who_asks(rule: Rule) -> None:
    assert pair_of(rule, HIGH, LOW, requesting="a") == pair_of(rule, HIGH, LOW, requesting="b")


def test_every_rule_of_the_rubric_is_tried_here() -> None:
    tried = {*LOWER, "requested", "requesting", "shared", "similarity", "best-channel"}
    assert tried == set(get_args(Rule))


# --- channels are substitutes


def test_a_channel_is_as_good_as_its_weaker_access() -> None:
    rubric = small_rubric({"capacity": {"line": indicator("best-channel")}})
    line = found(assessed(rubric, side(line=4), side(line=1)), "line")
    assert (line.level, line.low, line.high) == (1, 1, 1)


def test_a_channel_stated_for_the_pair_counts_before_the_accesses() -> None:
    rubric = small_rubric({"capacity": {"line": indicator("best-channel")}})
    assert found(assessed(rubric, side(line=4) | of_pair(line=2), side(line=1)), "line").level == 2


# --- a side that is not applicable


@pytest.mark.parametrize("rule", LOWER)
def test_a_side_to_which_the_question_does_not_apply_leaves_the_other_alone(rule: Rule) -> None:
    assert of_quantity(pair_of(rule, NOT_APPLICABLE, LOW)) == (1, 0, 2)
    assert of_quantity(pair_of(rule, HIGH, NOT_APPLICABLE)) == (3, 2.5, 3.5)


@pytest.mark.parametrize("rule", LOWER)
def test_if_the_question_applies_to_neither_side_it_does_not_apply_to_the_pair(rule: Rule) -> None:
    assert not pair_of(rule, NOT_APPLICABLE, NOT_APPLICABLE).applicable


def test_if_the_question_does_not_apply_to_the_side_that_counts_it_does_not_apply_to_the_pair() -> None:
    assert not pair_of("requested", HIGH, NOT_APPLICABLE, requesting="a").applicable
    assert not pair_of("requesting", NOT_APPLICABLE, HIGH, requesting="a").applicable
    assert not pair_of("role", NOT_APPLICABLE, HIGH, harmed="a").applicable


def test_the_side_that_does_not_count_may_be_anything() -> None:
    assert pair_of("requested", NOT_APPLICABLE, HIGH, requesting="a") == HIGH
    assert pair_of("requesting", HIGH, unknown(), requesting="a") == HIGH
    assert pair_of("role", HIGH, unknown(), harmed="a") == HIGH


def test_a_side_not_applicable_beside_an_unknown_one_leaves_the_pair_unknown() -> None:
    both = pair_of("weakest", NOT_APPLICABLE, unknown())
    assert both.applicable
    assert of_quantity(both) == (None, 0, 4)


# --- a side that is unknown


@pytest.mark.parametrize("rule", LOWER)
def test_an_unknown_side_leaves_no_level_only_an_interval(rule: Rule) -> None:
    # min(0, 2.5) = 0 and min(4, 3.5) = 3.5
    assert of_quantity(pair_of(rule, unknown(), HIGH)) == (None, 0, 3.5)
    assert of_quantity(pair_of(rule, HIGH, unknown())) == (None, 0, 3.5)


def test_two_unknown_sides_leave_the_whole_scale() -> None:
    assert of_quantity(pair_of("weakest", unknown(), unknown())) == (None, 0, 4)


def test_an_unknown_side_that_counts_leaves_no_level() -> None:
    assert of_quantity(pair_of("requested", HIGH, unknown(), requesting="a")) == (None, 0, 4)
    assert of_quantity(pair_of("requesting", unknown(), HIGH, requesting="a")) == (None, 0, 4)
    assert of_quantity(pair_of("role", unknown(), HIGH, harmed="a")) == (None, 0, 4)


@pytest.mark.parametrize("rule", LOWER)
def test_the_known_side_holds_an_unknown_pair_down(rule: Rule) -> None:
    one_known = pair_of(rule, unknown(), known(1, 0, 2))
    assert (one_known.known, one_known.level, one_known.high) == (False, 1, 2)
    swapped = pair_of(rule, known(1, 0, 2), unknown())
    assert (swapped.known, swapped.level, swapped.high) == (False, 1, 2)


def test_two_unknown_sides_hold_nothing_down() -> None:
    assert pair_of("weakest", unknown(), unknown()).level == 4


# --- priors


def test_a_pair_rests_on_a_prior_only_if_its_lower_side_does() -> None:
    prior, rated = known(1, 0, 2, prior=True), known(3)
    assert weakest(FLOATS, prior, rated).prior
    assert not weakest(FLOATS, known(3, 2, 4, prior=True), known(1)).prior


def test_at_equal_levels_a_pair_rests_on_a_prior_only_if_both_sides_do() -> None:
    prior, rated = known(2, 1, 3, prior=True), known(2)
    assert not weakest(FLOATS, prior, rated).prior
    assert not weakest(FLOATS, rated, prior).prior
    assert weakest(FLOATS, prior, prior).prior


def test_a_side_that_is_not_applicable_does_not_make_a_prior_sure() -> None:
    assert weakest(FLOATS, known(4, 3, 4, prior=True), NOT_APPLICABLE).prior


# --- roles


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("haven", "destination"), "a"),
        (("destination", "haven"), "b"),
        (("source", "transit"), "b"),
        (("transit", "transit"), None),
        ((None, "haven"), None),
        (("haven", None), None),
        ((None, None), None),
    ],
)
def test_the_least_harmed_side_comes_first_in_the_list_of_roles(
    roles: tuple[str | None, str | None], expected: Side | None
) -> None:
    assert least_harmed(roles, ROLES) == expected


ROLE_RUBRIC = small_rubric({"political": {"stake": indicator("role")}})


@pytest.mark.parametrize(
    ("roles", "level"),
    [
        (("haven", "destination"), 3),
        (("destination", "haven"), 1),
        (("transit", "transit"), 1),
        ((None, None), 1),
    ],
)
def test_the_roles_of_the_question_choose_the_side(roles: tuple[Any, Any], level: float) -> None:
    assert found(assessed(ROLE_RUBRIC, side(stake=3), side(stake=1), roles=roles), "stake").level == level


# --- whose side is named

WEAKEST = small_rubric({"political": {"will": indicator(necessary=2)}})


@pytest.mark.parametrize(
    ("of_a", "of_b", "expected"),
    [
        (side(will=1), side(will=3), "a"),
        (side(will=3), side(will=1), "b"),
        (side(will=1), side(will=1), "both"),
        (side(will=0), side(will=1), "both"),
        (side(), side(will=1), "b"),
        (side(), side(will=3), "a"),
        (side(), side(), "both"),
    ],
)
def test_the_sides_that_miss_the_necessary_level_are_named_else_the_unknown_ones(
    of_a: Data, of_b: Data, expected: str
) -> None:
    assert found(assessed(WEAKEST, of_a, of_b), "will").side == expected


def test_an_indicator_of_the_pair_is_held_by_the_pair() -> None:
    rubric = small_rubric({"political": {"climate": indicator("shared", necessary=2)}})
    assert found(assessed(rubric, of_pair(climate=1)), "climate").side == "pair"
