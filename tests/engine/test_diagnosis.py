"""What blocks, in the order to remove it; statuses, consequences, loss shares (design 2.5 and 2.6)."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, factor, found, indicator, phase, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.obstacles import ObstacleResult
    from readiness.model.rubric import Rubric


def both(rubric: Rubric, *, in_phase: str = "early", **levels: Any) -> Assessment:
    """Both sides rated the same."""
    return assessed(rubric, side(**levels), side(**levels), phase=in_phase)


def order(result: Assessment) -> list[str]:
    """Failing indicators, the first to remove first."""
    return phase(result, result.phase.assessed).unmet


def statuses(result: Assessment) -> list[tuple[str, str]]:
    return [(item.id, item.status) for item in result.obstacles]


def obstacle(result: Assessment, name: str) -> ObstacleResult:
    return next(item for item in result.obstacles if item.id == name)


# --- the order; in each test what comes later in the list of criteria speaks for the other one


def test_a_miss_of_a_whole_level_comes_before_a_smaller_one() -> None:
    # first misses 0.5 of 1 (share 1/2), second 1 of 4 (share 3/4, later in the catalogue).
    rubric = small_rubric({"political": {"first": indicator(necessary=1), "second": indicator(necessary=4)}})
    assert order(both(rubric, first=0.5, second=3)) == ["second", "first"]


def test_a_miss_just_under_a_whole_level_is_a_smaller_one() -> None:
    rubric = small_rubric({"political": {"first": indicator(necessary=1), "second": indicator(necessary=4)}})
    assert order(both(rubric, first=0.5, second=3.1)) == ["first", "second"]


def test_a_precondition_comes_before_what_rests_on_it() -> None:
    # dependent is at 0/2, ground at 1/2 and later in the catalogue; both miss a whole level.
    rubric = small_rubric(
        {
            "political": {
                "dependent": indicator(necessary=2, rests_on=["ground"]),
                "ground": indicator(necessary=2),
            }
        }
    )
    assert order(both(rubric, dependent=0, ground=1)) == ["ground", "dependent"]


def test_what_rests_on_something_that_does_not_fail_is_not_held_back() -> None:
    rubric = small_rubric(
        {
            "political": {
                "dependent": indicator(necessary=2, rests_on=["ground"]),
                "ground": indicator(necessary=2),
                "other": indicator(necessary=2),
            }
        }
    )
    assert order(both(rubric, dependent=0, ground=2, other=1)) == ["dependent", "other"]


def test_a_precondition_is_one_through_others_that_hold() -> None:
    # dependent rests on between, which is met, which rests on ground, which fails.
    rubric = small_rubric(
        {
            "political": {
                "dependent": indicator(necessary=2, rests_on=["between"]),
                "between": indicator(necessary=2, rests_on=["ground"]),
                "ground": indicator(necessary=2),
            }
        }
    )
    assert order(both(rubric, dependent=0, between=4, ground=1)) == ["ground", "dependent"]


def test_a_precondition_is_one_through_others_without_a_gate() -> None:
    rubric = small_rubric(
        {
            "political": {
                "dependent": indicator(necessary=2, rests_on=["between"]),
                "between": indicator(rests_on=["ground"]),
                "ground": indicator(necessary=2),
            }
        }
    )
    assert order(both(rubric, dependent=0, ground=1)) == ["ground", "dependent"]


def test_a_whole_miss_comes_before_its_precondition_if_that_misses_less() -> None:
    rubric = small_rubric(
        {
            "political": {
                "ground": indicator(necessary=2),
                "dependent": indicator(necessary=2, rests_on=["ground"]),
            }
        }
    )
    assert order(both(rubric, ground=1.5, dependent=1)) == ["dependent", "ground"]


def test_a_lower_share_of_the_necessary_level_comes_first() -> None:
    # 1/2 against 1/3. The first stands in the factor that weighs more.
    rubric = small_rubric(
        {"political": {"first": indicator(necessary=2)}, "legal": {"second": indicator(necessary=3)}},
        orders={"early": ["political >= legal"]},
    )
    assert order(both(rubric, first=1, second=1)) == ["second", "first"]


def test_the_factor_that_weighs_more_in_the_phase_comes_first() -> None:
    # Equal shares 1/2; political stands first in the catalogue but weighs 1/4 against 3/4.
    rubric = small_rubric(
        {"political": {"first": indicator(necessary=2)}, "legal": {"second": indicator(necessary=2)}},
        orders={"early": ["legal >= political"], "middle": ["political >= legal"]},
    )
    assert order(both(rubric, first=1, second=1)) == ["second", "first"]
    assert order(both(rubric, in_phase="middle", first=1, second=1)) == ["first", "second"]


def test_otherwise_the_order_of_the_catalogue_holds() -> None:
    rubric = small_rubric(
        {
            "political": {"zeta": indicator(necessary=2), "alpha": indicator(necessary=2)},
            "legal": {"beta": indicator(necessary=2)},
        }
    )
    assert order(both(rubric, zeta=1, alpha=1, beta=1)) == ["zeta", "alpha", "beta"]


def test_an_unmet_gate_without_a_level_is_ordered_by_the_most_it_can_be() -> None:
    # open is at most 1 (one side is 1, the other unknown): share 1/3; first is at 1/2.
    rubric = small_rubric({"political": {"first": indicator(necessary=2), "open": indicator(necessary=3)}})
    result = assessed(rubric, side(first=1, open=1), side(first=1))
    assert order(result) == ["open", "first"]


def test_the_first_in_order_gives_the_first_obstacle() -> None:
    rubric = small_rubric(
        {
            "political": {
                "dependent": indicator(necessary=2, rests_on=["ground"], obstacles=["O3"]),
                "ground": indicator(necessary=2, obstacles=["O1"]),
            }
        }
    )
    result = both(rubric, dependent=0, ground=1)
    assert statuses(result) == [("O1", "blocking"), ("O3", "blocking")]
    assert result.by_need[0].first_obstacle == "O1"


def test_politics_comes_before_law_before_capacity_in_the_shipped_rubric(law_enforcement: Rubric) -> None:
    # Will, basis and implementation at 0 of 2: treaty-basis rests on will, domestic-implementation on both.
    levels = side(present_will=0, domestic_implementation=0, towards={"ratings": {"treaty-basis": 0}})
    result = assessed(law_enforcement, levels, levels, phase="middle")
    failing = order(result)
    assert failing[0] == "present-will"
    assert set(failing[1:]) == {"treaty-basis", "domestic-implementation"}


# --- obstacles and their one status


STATUS = small_rubric(
    {
        "political": {
            "fails": indicator(necessary=2, obstacles=["O1"]),
            "open": indicator(necessary=1, obstacles=["O2"]),
        },
        "legal": {
            "coming": indicator(necessary={"middle": 2, "late": 2}, obstacles=["O3"]),
            "weak": indicator(obstacles=["O4"]),
        },
    }
)


def test_a_gate_that_fails_now_blocks_an_unknown_one_is_unknown_and_one_of_the_next_phase_emerges() -> None:
    result = both(STATUS, fails=1, coming=1, weak=0)
    assert statuses(result) == [("O1", "blocking"), ("O3", "emerging"), ("O2", "unknown")]


def test_while_a_gate_fails_nothing_is_called_limiting() -> None:
    result = both(STATUS, fails=1, open=4, coming=4, weak=0)
    assert statuses(result) == [("O1", "blocking")]


def test_where_no_gate_fails_what_costs_most_is_limiting() -> None:
    # Shortfall below 3: weak alone, 3 levels: all of it.
    result = both(STATUS, fails=4, open=4, coming=4, weak=0)
    assert statuses(result) == [("O4", "limiting")]


def test_what_fails_only_in_the_phase_after_the_next_does_not_emerge() -> None:
    rubric = small_rubric({"political": {"will": indicator(necessary={"late": 4})}})
    assert both(rubric, will=3).obstacles == []
    assert statuses(both(rubric, in_phase="middle", will=3)) == [("O1", "emerging")]


def test_in_the_last_phase_nothing_emerges() -> None:
    assert statuses(both(STATUS, in_phase="late", fails=4, open=4, coming=0, weak=4)) == [("O3", "blocking")]


def test_an_obstacle_of_two_indicators_has_the_more_serious_status() -> None:
    rubric = small_rubric(
        {
            "political": {
                "open": indicator(necessary=1, obstacles=["O1"]),
                "fails": indicator(necessary=2, obstacles=["O1"]),
            }
        }
    )
    result = both(rubric, fails=1)
    assert statuses(result) == [("O1", "blocking")]
    assert obstacle(result, "O1").indicators == ["fails"]


def test_an_obstacle_that_emerges_and_is_unknown_emerges() -> None:
    rubric = small_rubric(
        {
            "political": {
                "open": indicator(necessary=1, obstacles=["O1"]),
                "coming": indicator(necessary={"middle": 2, "late": 2}, obstacles=["O1"]),
            }
        }
    )
    assert statuses(both(rubric, coming=1)) == [("O1", "emerging")]


def test_an_indicator_counts_for_its_first_listed_obstacle() -> None:
    rubric = small_rubric({"political": {"will": indicator(necessary=2, obstacles=["O5", "O1", "O2"])}})
    assert statuses(both(rubric, will=1)) == [("O5", "blocking")]


def test_an_obstacle_takes_factor_and_side_from_its_first_indicator() -> None:
    rubric = small_rubric(
        {
            "political": {"second": indicator(necessary=2, obstacles=["O1"])},
            "legal": {"first": indicator(necessary=2, obstacles=["O1"])},
        }
    )
    # first: 0/2 on BBB's side; second: 1/2 on AAA's.
    result = assessed(rubric, side(second=1, first=4), side(second=4, first=0))
    item = obstacle(result, "O1")
    assert item.indicators == ["first", "second"]
    assert (item.factor, item.side) == ("legal", "b")


def test_an_obstacle_takes_its_place_from_its_first_indicator() -> None:
    rubric = small_rubric(
        {
            "political": {
                "middling": indicator(necessary=2, obstacles=["O2"]),
                "worst": indicator(necessary=4, obstacles=["O1"]),
                "slight": indicator(necessary=2, obstacles=["O1"]),
            }
        }
    )
    # worst 0/4, middling 1/2, slight 1.5/2
    result = both(rubric, middling=1, worst=0, slight=1.5)
    assert order(result) == ["worst", "middling", "slight"]
    assert [(item.id, item.indicators) for item in result.obstacles] == [
        ("O1", ["worst", "slight"]),
        ("O2", ["middling"]),
    ]


def test_what_rests_on_an_obstacle_is_listed_as_its_consequence() -> None:
    rubric = small_rubric(
        {
            "political": {"will": indicator(necessary=2, obstacles=["O1"])},
            "legal": {"treaty": indicator(necessary=2, rests_on=["will"], obstacles=["legal-gap"])},
            "capacity": {
                "office": indicator(necessary=2, rests_on=["treaty"], obstacles=["O3"]),
                "skills": indicator(necessary=2, obstacles=["O5"]),
            },
        }
    )
    result = both(rubric, will=0, treaty=0, office=0, skills=1)
    # will 0/2 rests on nothing, skills 1/2 neither; treaty and office rest on will.
    assert [(item.id, item.consequences) for item in result.obstacles] == [
        ("O1", ["treaty", "office"]),
        ("O5", []),
        ("legal-gap", []),
        ("O3", []),
    ]


def test_what_rests_on_an_obstacle_but_does_not_fail_is_no_consequence() -> None:
    rubric = small_rubric(
        {
            "political": {"will": indicator(necessary=2, obstacles=["O1"])},
            "legal": {"treaty": indicator(necessary=2, rests_on=["will"], obstacles=["legal-gap"])},
        }
    )
    assert obstacle(both(rubric, will=0, treaty=3), "O1").consequences == []


def test_what_is_needed_and_what_is_there_stands_with_the_indicator() -> None:
    will = found(both(STATUS, fails=1), "fails")
    assert (will.level, will.required, will.gate) == (1, 2, "unmet")


def test_an_obstacle_carries_the_remedies_of_its_indicators() -> None:
    remedies = {
        name: {"do": "something", "class": "A1", "lead-months": [1, 2], "cost": 1, "seeds": []}
        for name in ("R1", "R2", "R3")
    }
    rubric = small_rubric(
        {
            "political": {
                "first": indicator(necessary=2, remedies=["R2", "R1"]),
                "second": indicator(necessary=2, remedies=["R1", "R3"]),
            }
        },
        remedies=remedies,
        measure_classes={"A1": "class"},
    )
    assert obstacle(both(rubric, first=0, second=1), "O1").remedies == ["R2", "R1", "R3"]


# --- held by


def test_the_phase_is_held_down_by_the_failing_gate_with_the_lowest_share() -> None:
    rubric = small_rubric({"political": {"half": indicator(necessary=4), "low": indicator(necessary=1)}})
    # half 3/4, a whole level; low 0.1/1, less than one.
    result = phase(both(rubric, half=3, low=0.1), "early")
    assert result.unmet == ["half", "low"]
    assert result.readiness.ceiling == pytest.approx(100 * 0.1 / 1)
    assert result.held_by == "low"


def test_a_phase_under_its_ceiling_is_held_by_no_gate() -> None:
    # Index sqrt(1/4 * 1.5/4) = 30.6 under the ceiling of 100 * 1.5/2 = 75.
    rubric = small_rubric({"political": {"will": indicator()}, "legal": {"law": indicator(necessary=2)}})
    result = phase(both(rubric, will=1, law=1.5), "early")
    assert result.verdict == "blocked"
    assert result.held_by is None


# --- limiting; no gates


TWO = small_rubric(
    {
        "political": {"will": indicator(obstacles=["O1"]), "past": indicator(obstacles=["O2"])},
        "legal": {"law": indicator(obstacles=["legal-gap"])},
    }
)


def late(**levels: float) -> Assessment:
    """Late has no next phase."""
    return both(TWO, in_phase="late", **levels)


def test_limiting_takes_the_weighted_shortfall_below_level_three() -> None:
    # will 1/4 * (3 - 2) = 0.25 and law 1/2 * (3 - 2.4) = 0.3 of 0.55: 45 % and 55 %. past lacks nothing.
    assert statuses(late(will=2, past=4, law=2.4)) == [("legal-gap", "limiting"), ("O1", "limiting")]


def test_limiting_begins_at_a_fifth_of_the_shortfall() -> None:
    rubric = small_rubric(
        {"political": {"will": indicator(obstacles=["O1"])}, "legal": {"law": indicator(obstacles=["O2"])}}
    )
    # (3 - 2.4) / (3 - 2.4 + 3 - 0.6) = 0.6 / 3 = 20 %
    assert statuses(both(rubric, in_phase="late", will=2.4, law=0.6)) == [
        ("O2", "limiting"),
        ("O1", "limiting"),
    ]
    # 0.55 / (0.55 + 2.4) = 18.6 %
    assert statuses(both(rubric, in_phase="late", will=2.45, law=0.6)) == [("O2", "limiting")]


def test_limiting_needs_a_level_under_two_and_a_half() -> None:
    assert statuses(late(will=2.49, past=4, law=4)) == [("O1", "limiting")]
    assert late(will=2.5, past=4, law=4).obstacles == []


def test_an_obstacle_does_not_limit_by_the_number_of_its_indicators() -> None:
    rubric = small_rubric(
        {
            "political": {f"p{i}": indicator(obstacles=["O1"]) for i in range(6)},
            "legal": {"law": indicator(obstacles=["O2"])},
        }
    )
    # Each of the six 1/12 * 2, together 1; law 1/2 * 1 = 0.5: 67 % in all and 11 % each, against 33 %.
    result = both(rubric, in_phase="late", law=2, **{f"p{i}": 1 for i in range(6)})
    assert statuses(result) == [("O2", "limiting")]


def test_the_largest_shortfall_limits_however_small_its_share() -> None:
    rubric = small_rubric({"political": {f"p{i}": indicator(obstacles=["O1"]) for i in range(6)}})
    # Five lack 1, one lacks 1.5: 1.5 of 6.5 is 23 %, 1 of 6.5 15 %.
    levels = {f"p{i}": 2 for i in range(5)} | {"p5": 1.5}
    assert obstacle(both(rubric, in_phase="late", **levels), "O1").indicators == ["p5"]
    # Six lack the same, 17 % each: all are the largest.
    equal = both(rubric, in_phase="late", **{f"p{i}": 2 for i in range(6)})
    assert obstacle(equal, "O1").indicators == [f"p{i}" for i in range(6)]


def test_of_a_limiting_obstacle_only_low_indicators_are_named() -> None:
    rubric = small_rubric(
        {"political": {"low": indicator(obstacles=["O1"]), "fair": indicator(obstacles=["O1"])}}
    )
    assert obstacle(both(rubric, in_phase="late", low=1, fair=2.5), "O1").indicators == ["low"]


def test_limiting_weighs_by_the_weights_of_the_phase() -> None:
    rubric = small_rubric(
        {"political": {"will": indicator(obstacles=["O1"])}, "legal": {"law": indicator(obstacles=["O2"])}},
        orders={"late": ["political = 0.9"], "middle": ["political = 0.5"]},
    )
    # 0.9 * 2 = 1.8 and 0.1 * 2 = 0.2 of 2: 90 % and 10 %.
    assert statuses(both(rubric, in_phase="late", will=1, law=1)) == [("O1", "limiting")]


def test_where_nothing_blocks_there_is_still_a_weakest_point() -> None:
    result = late(will=3, past=2.5, law=3.5)
    assert result.obstacles == []
    assert result.weakest_point is not None
    assert (result.weakest_point.indicator, result.weakest_point.level) == ("past", 2.5)


def test_of_equally_weak_points_the_one_whose_factor_weighs_more_is_named() -> None:
    rubric = small_rubric(
        {"political": {"will": indicator()}, "legal": {"law": indicator()}},
        orders={"early": ["legal >= political"]},
    )
    point = both(rubric, will=2.75, law=2.75).weakest_point
    assert point is not None
    assert point.indicator == "law"


def test_without_any_level_there_is_no_weakest_point() -> None:
    assert assessed(TWO).weakest_point is None


def test_where_nothing_falls_short_of_good_there_is_no_weakest_point() -> None:
    assert late(will=3, past=3, law=4).weakest_point is None


# --- loss shares


LOSS = small_rubric(
    {"political": {"will": indicator()}, "legal": {"law": indicator(), "court": indicator()}},
    orders={"middle": ["political = 0.75"]},
)


def shares(result: Assessment) -> dict[str, float | None]:
    return {item.id: item.loss_share for item in result.factors}


def test_loss_is_shared_by_weight_and_logarithm() -> None:
    # political 2/4, legal (0 + 2)/8 = 1/4: ln 1/2 to ln 1/4 is 1 to 2.
    assert shares(both(LOSS, will=2, law=0, court=2)) == {
        "political": pytest.approx(1 / 3),
        "legal": pytest.approx(2 / 3),
    }


def test_the_weights_of_the_phase_share_the_loss() -> None:
    # 0.75 * 1 to 0.25 * 2
    assert shares(both(LOSS, in_phase="middle", will=2, law=0, court=2)) == {
        "political": pytest.approx(0.75 / 1.25),
        "legal": pytest.approx(0.5 / 1.25),
    }


def test_the_share_of_a_factor_is_split_by_what_each_indicator_lacks() -> None:
    # law lacks 1, court 1/2.
    result = both(LOSS, will=2, law=0, court=2)
    assert found(result, "will").loss_share == pytest.approx(1 / 3)
    assert found(result, "law").loss_share == pytest.approx(2 / 3 * 1 / 1.5)
    assert found(result, "court").loss_share == pytest.approx(2 / 3 * 0.5 / 1.5)


def test_the_weights_of_indicators_split_the_share() -> None:
    rubric = small_rubric({"political": {"will": indicator(weight=3.0), "climate": indicator()}})
    result = both(rubric, will=3, climate=1)
    # 3 * 1/4 to 1 * 3/4: half each.
    assert [found(result, name).loss_share for name in ("will", "climate")] == pytest.approx([0.5, 0.5])


def test_the_floor_counts_in_the_loss_too() -> None:
    result = both(LOSS, will=0, law=2, court=2)
    total = log(0.05) + log(0.5)
    assert shares(result) == {
        "political": pytest.approx(log(0.05) / total),
        "legal": pytest.approx(log(0.5) / total),
    }


def test_an_unknown_indicator_has_no_part_in_the_loss() -> None:
    result = both(LOSS, will=2, law=1)
    assert found(result, "court").loss_share == 0
    # 2/4 and, of law alone, 1/4.
    assert factor(result, "legal").loss_share == pytest.approx(2 / 3)
    assert found(result, "law").loss_share == pytest.approx(2 / 3)


def test_where_nothing_is_lost_all_shares_are_nought() -> None:
    result = both(LOSS, will=4, law=4, court=4)
    assert shares(result) == {"political": 0, "legal": 0}
    assert [item.loss_share for item in result.indicators] == [0, 0, 0]


def test_a_full_factor_loses_nothing_and_the_other_all() -> None:
    assert shares(both(LOSS, will=4, law=1, court=1)) == {"political": 0, "legal": pytest.approx(1)}


def test_without_an_index_there_are_no_shares() -> None:
    result = both(LOSS, law=1, court=1)
    assert shares(result) == {"political": None, "legal": None}
    assert [item.loss_share for item in result.indicators] == [None, None, None]


def test_an_obstacle_has_the_shares_of_its_indicators_together() -> None:
    rubric = small_rubric(
        {
            "political": {"will": indicator(necessary=3, obstacles=["O1"])},
            "legal": {
                "law": indicator(necessary=2, obstacles=["O1"]),
                "court": indicator(necessary=3, obstacles=["O3"]),
            },
        }
    )
    result = both(rubric, will=2, law=0, court=2)
    assert obstacle(result, "O1").loss_share == pytest.approx(1 / 3 + 2 / 3 * 1 / 1.5)
    assert obstacle(result, "O3").loss_share == pytest.approx(2 / 3 * 0.5 / 1.5)


def test_a_blocked_pair_without_an_index_still_names_the_obstacle() -> None:
    rubric = small_rubric({"political": {"will": indicator(necessary=2)}, "legal": {"law": indicator()}})
    result = both(rubric, will=1)
    assert (result.verdict, result.readiness.value) == ("blocked", None)
    assert statuses(result) == [("O1", "blocking")]
    assert obstacle(result, "O1").loss_share is None
    assert phase(result, "early").held_by == "will"


def test_diagnosis_speaks_of_the_shown_direction() -> None:
    rubric = small_rubric({"political": {"office": indicator("requested", necessary=2)}})
    levels: tuple[Data, Data] = (side(office=4), side(office=1))
    asks_b = assessed(rubric, *levels, requesting="a")
    asks_a = assessed(rubric, *levels, requesting="b")
    assert (order(asks_b), obstacle(asks_b, "O1").side) == (["office"], "b")
    assert (order(asks_a), asks_a.obstacles) == ([], [])
