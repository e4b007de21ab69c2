"""A crime may have its own order of route roles: of stolen art and of trafficked persons the source is the victim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import assessed, found, indicator, side, small_rubric

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

# The rubric's order is haven, transit, source, destination.
CRIMES: Any = {
    "art": {"name": "art", "role-order": ["haven", "destination", "source"]},
    "drugs": {"name": "drugs"},
    "waste": {"name": "waste", "role-order": ["source", "haven"]},
}
RUBRIC = small_rubric({"political": {"stake": indicator("role")}}, crimes=CRIMES)


@pytest.mark.parametrize(
    ("crimes", "order"),
    [
        ([], ["haven", "transit", "source", "destination"]),
        (["drugs"], ["haven", "transit", "source", "destination"]),
        (["art"], ["haven", "destination", "source"]),
        (["drugs", "art"], ["haven", "destination", "source"]),
        (["waste", "art"], ["source", "haven"]),
    ],
)
def test_the_first_crime_with_an_order_of_its_own_sets_it(crimes: list[str], order: list[str]) -> None:
    assert RUBRIC.role_order(crimes) == order


@pytest.mark.parametrize(("crimes", "level"), [((), 1), (("drugs",), 1), (("art",), 3)])
def test_the_stake_of_the_side_that_the_crime_harms_least_counts(crimes: tuple[str, ...], level: int) -> None:
    # A is the source with a stake of 1, B the destination with 3.
    result = assessed(RUBRIC, side(stake=1), side(stake=3), roles=("source", "destination"), crimes=crimes)
    assert found(result, "stake").level == level


@pytest.mark.parametrize(
    ("crime", "first"),
    [
        ("drug-trafficking", "source"),
        ("art-cultural-objects", "destination"),
        ("trafficking-in-persons", "destination"),
        ("corruption-bribery", "destination"),
    ],
)
def test_in_the_shipped_rubric_the_source_is_the_victim_of_some_crimes(
    law_enforcement: Rubric, crime: str, first: str
) -> None:
    order = law_enforcement.role_order([crime])
    assert min(("source", "destination"), key=order.index) == first


@pytest.mark.parametrize(
    ("roles", "level"),
    [
        (("transit", "source"), 3),  # named: the transit state is harmed less, whose stake is 3
        (("transit", "destination"), 3),
        (("source", "destination"), 1),  # of wildlife the source is the victim, of waste the destination
        (("destination", "source"), 1),
        (("victim_state", "destination"), 1),
    ],
)
def test_of_two_roles_of_which_an_order_tells_nothing_the_lower_level_counts(
    law_enforcement: Rubric, roles: tuple[str, str], level: int
) -> None:
    a, b = side(incentive_alignment=3), side(incentive_alignment=1)
    result = assessed(law_enforcement, a, b, roles=roles, crimes=("environmental-crime",))
    assert found(result, "incentive-alignment").level == level


@pytest.mark.parametrize(
    ("cause", "obstacle"), [("excluded", "O1"), ("no-means", "O5"), ("upkeep", "O7"), (None, "O5")]
)
def test_the_obstacle_of_a_contact_point_depends_on_the_cause(
    law_enforcement: Rubric, cause: str | None, obstacle: str
) -> None:
    for key in ("contact-point", "secure-channel"):
        assert law_enforcement.indicators[key].obstacle_for(cause) == obstacle
