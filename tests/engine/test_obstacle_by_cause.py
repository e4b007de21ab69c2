"""A low level raises the obstacle that its cause names: of the side that holds it down, else of the pair (S2.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, assessed_swapped, found, indicator, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric

RAISED = {"upkeep": "O7", "no-means": "O5", "excluded": "O1"}


def rubric(rule: str = "weakest", **changes: Any) -> Rubric:
    """A contact point at level 2 in every phase, of which a rating may say why it is low."""
    cause = {"values": ["no-means", "upkeep", "excluded", "chance"], "obstacles": RAISED, "rule": "as told"}
    entry = indicator(rule, necessary=2, obstacles=["O6"], cause=cause, **changes)
    return small_rubric({"capacity": {"contact": entry}})


def says(level: float, cause: str | None = None, grade: str = "A1") -> Data:
    return {"level": level, "grade": grade} | ({"cause": cause} if cause else {})


def one(contact: Data | None) -> Data:
    return side(contact=contact) if contact is not None else side()


def first(result: Assessment) -> tuple[str, str, str]:
    assert result.first is not None
    assert result.obstacles[0].id == result.first.obstacle
    return result.first.obstacle, result.first.status, result.first.side


def test_the_side_that_misses_the_gate_says_why() -> None:
    result = assessed(rubric(), one(says(3, "upkeep")), one(says(1, "excluded")))
    assert first(result) == ("O1", "blocking", "b")


def test_without_a_cause_or_with_one_that_names_no_obstacle_the_first_listed_counts() -> None:
    assert first(assessed(rubric(), one(says(1)), one(says(3, "excluded"))))[0] == "O6"
    assert first(assessed(rubric(), one(says(1, "chance")), one(says(3, "excluded"))))[0] == "O6"


def test_where_both_miss_it_the_lower_one_says_why() -> None:
    assert first(assessed(rubric(), one(says(0, "no-means")), one(says(1, "excluded")))) == (
        "O5",
        "blocking",
        "both",
    )


def test_at_equal_levels_the_cause_that_is_first_by_name_counts_whoever_is_given_first() -> None:
    # "excluded" < "upkeep", and either before no cause at all.
    sides = one(says(1, "upkeep")), one(says(1, "excluded"))
    assert first(assessed(rubric(), *sides)) == ("O1", "blocking", "both")
    assert first(assessed_swapped(rubric(), *sides)) == ("O1", "blocking", "both")
    assert first(assessed(rubric(), one(says(1)), one(says(1, "upkeep"))))[0] == "O7"


def test_a_side_that_misses_the_gate_says_why_though_the_other_is_silent() -> None:
    assert first(assessed(rubric(), one(says(1, "excluded")), one(None))) == ("O1", "blocking", "a")


def test_of_what_is_only_unknown_nothing_says_why() -> None:
    assert first(assessed(rubric(), one(says(3, "excluded")), one(None))) == ("O6", "unknown", "b")


@pytest.mark.parametrize(("requesting", "obstacle"), [("a", "O1"), ("b", "O7")])
def test_of_help_that_one_side_gives_that_side_says_why(requesting: str, obstacle: str) -> None:
    result = assessed(
        rubric("requested"), one(says(1, "upkeep")), one(says(0, "excluded")), requesting=requesting
    )
    assert first(result)[0] == obstacle


def test_of_what_belongs_to_the_pair_the_statement_that_is_used_says_why() -> None:
    # A1 is better than C3, so that what a says is used though b is lower.
    a = side(towards={"ratings": {"contact": says(1, "excluded")}})
    b = side(towards={"ratings": {"contact": says(0, "upkeep", "C3")}})
    result = assessed(rubric("shared"), a, b)
    assert first(result) == ("O1", "blocking", "pair")
    assert found(result, "contact").level == 1


def test_of_a_channel_the_weaker_access_says_why() -> None:
    contact = one(says(1, "excluded")), one(says(0, "upkeep"))
    assert first(assessed(rubric("best-channel"), *contact)) == ("O7", "blocking", "pair")


def test_of_several_needs_the_lowest_says_why() -> None:
    ratings = [says(2, "upkeep") | {"needs": ["intelligence"]}, says(1, "excluded") | {"needs": ["evidence"]}]
    result = assessed(rubric(), side(contact=ratings), one(says(4)), needs=("intelligence", "evidence"))
    assert first(result) == ("O1", "blocking", "a")
    assert {need.need: need.first_obstacle for need in result.by_need}["evidence"] == "O1"


def test_what_raises_one_obstacle_stands_under_it_together() -> None:
    cause = {"values": list(RAISED), "obstacles": RAISED, "rule": "as told"}
    entries = {
        "will": indicator(necessary=2, obstacles=["O1"]),
        "contact": indicator(necessary=2, obstacles=["O6"], cause=cause),
        "line": indicator(necessary=2, obstacles=["O6"], cause=cause),
    }
    low = {"contact": says(1, "excluded"), "line": says(1, "upkeep")}
    result = assessed(small_rubric({"capacity": entries}), side(will=1, **low), side(will=1, **low))
    assert [(item.id, item.indicators) for item in result.obstacles] == [
        ("O1", ["will", "contact"]),
        ("O7", ["line"]),
    ]


def test_the_shipped_contact_point_is_a_cost_only_where_upkeep_is_the_cause(law_enforcement: Rubric) -> None:
    raised = law_enforcement.indicators["contact-point"].obstacle_for
    assert {cause: raised(cause) for cause in ("excluded", "no-means", "upkeep")} == {
        "excluded": "O1",
        "no-means": "O5",
        "upkeep": "O7",
    }
