"""Plans: by hand, and against every order of every step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from building import Data, indicator, shipped_rubric, side, small_rubric
from change.planning import (
    STANDING,
    all_levels,
    cheapest_by_walking,
    judged,
    reached,
    remedy,
    rubric_with,
)
from readiness.api import load_profile
from readiness.assessment.assemble import judged_pair
from readiness.change.available_moves import Limits
from readiness.change.plan import default_target, plan
from readiness.change.starting_levels import Target
from readiness.change.trials import SettableLevel
from readiness.errors import InputError
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement
    from readiness.change.in_the_way import InTheWay
    from readiness.change.plan import Plan
    from readiness.model.rubric import Rubric

FRAGILE, READY = Target("early", "fragile"), Target("early", "ready")


def lifting(*keys: str, **changes: Any) -> list[Data]:
    return [{"indicator": key} | changes for key in keys]


def planned(pair: Judgement, target: Target = FRAGILE, **limits: Any) -> Plan:
    return plan(pair, target, Limits(**limits), with_frontier=False)


def way(result: Plan) -> InTheWay:
    assert result.in_the_way is not None
    return result.in_the_way


def shape(result: Plan) -> list[tuple[str, str, int, int]]:
    return [(step.remedy, step.side, step.start, step.end) for step in result.steps]


def level_pair(
    rubric: Rubric, will: tuple[float, float], climate: float, law: float, means: tuple[float, float]
) -> Judgement:
    return judged(
        rubric,
        side(will=will[0], means=means[0], towards={"ratings": {"climate": climate, "law": law}}),
        side(will=will[1], means=means[1]),
    )


# --- by hand


def test_two_cheap_steps_are_better_than_one_dear_one() -> None:
    rubric = rubric_with(
        {
            "dear": remedy(3, 1, lifts=lifting("law", by=2)),
            "cheap": remedy(1, 6, lifts=lifting("law")),
        },
        law=3,
    )
    result = planned(level_pair(rubric, (3, 3), 3, 1, (3, 3)))
    assert result.reached
    assert result.exact
    assert shape(result) == [("cheap", "both", 0, 6), ("cheap", "both", 6, 12)]
    assert (result.cost, result.months) == ((0, 0, 0, 2), 12)


def test_of_equal_cost_the_one_that_ends_first() -> None:
    rubric = rubric_with(
        {"slow": remedy(2, 24, lifts=lifting("law")), "fast": remedy(2, 3, lifts=lifting("law"))}, law=2
    )
    result = planned(level_pair(rubric, (3, 3), 3, 1, (3, 3)))
    assert shape(result) == [("fast", "both", 0, 3)]
    assert result.shortest
    assert result.alternatives.number == 0  # the slow one costs as much and takes longer
    law = {name: remedy(2, 3, lifts=lifting("law")) for name in ("one", "other")}
    twins = planned(level_pair(rubric_with(law, law=2), (3, 3), 3, 1, (3, 3)))
    assert {twins.steps[0].remedy, twins.alternatives.listed[0].others[0].remedy} == {"one", "other"}


def test_a_remedy_first_lifts_what_another_one_needs() -> None:
    rubric = rubric_with(
        {
            "law": remedy(1, 12, lifts=lifting("law"), prerequisites=[{"indicator": "climate", "min": 2}]),
            "talks": remedy(1, 6, lifts=lifting("climate")),
        },
        law=2,
    )
    result = planned(level_pair(rubric, (3, 3), 1, 1, (3, 3)))
    assert shape(result) == [("talks", "both", 0, 6), ("law", "both", 6, 18)]
    assert result.steps[0].unlocks == (1,)


def rubric_from(least: float, **months: int) -> Rubric:
    """`low` lifts the law to 2; `high` lifts it to 3, and works from a level on. Each takes so many months."""
    law = indicator("shared", necessary=3, remedies=["low", "high"], **{"remedies-from": {"high": least}})
    return small_rubric(
        {"political": {"law": law}, "capacity": {"means": indicator()}},
        remedies={
            "low": remedy(2, months["low"], lifts=lifting("law", to=2)),
            "high": remedy(1, months["high"], lifts=lifting("law")),
        },
        standing=STANDING,
        measure_classes={"A1": "anything"},
        lifting={"by": 1, "to": 3, "at-most": 1},
    )


def pair_with_law(rubric: Rubric, law: float) -> Judgement:
    return judged(rubric, side(means=3, towards={"ratings": {"law": law}}), side(means=3))


def test_a_step_begins_when_the_level_is_there_that_it_works_from() -> None:
    result = planned(pair_with_law(rubric_from(2, low=48, high=24), 1))
    assert shape(result) == [("low", "both", 0, 48), ("high", "both", 48, 72)]
    assert result.months == 72


def test_a_step_that_lifts_further_what_another_one_lifts_ends_no_earlier() -> None:
    # Had the short one ended first, it would have lifted the law to 2, to which the long one lifts at most.
    result = planned(pair_with_law(rubric_from(1, low=48, high=24), 1))
    assert shape(result) == [("low", "both", 0, 48), ("high", "both", 24, 48)]
    result = planned(pair_with_law(rubric_from(1, low=12, high=24), 1))
    assert shape(result) == [("low", "both", 0, 12), ("high", "both", 0, 24)]


def test_a_level_that_is_there_from_the_start_is_not_waited_for() -> None:
    # The will is enough for the law from the start, and is lifted all the same.
    rubric = rubric_with(
        {
            "talks": remedy(1, 24, lifts=lifting("will")),
            "law": remedy(1, 12, lifts=lifting("law"), prerequisites=[{"indicator": "will", "min": 1}]),
        },
        will=2,
        law=2,
    )
    result = planned(level_pair(rubric, (1, 2), 3, 1, (3, 3)))
    assert shape(result) == [("law", "both", 0, 12), ("talks", "both", 0, 24)]


def test_the_site_is_looked_at_before_capacity_is_given_and_only_where_it_is_weak() -> None:
    weak = [{"indicator": "means", "max": 2}]
    rubric = rubric_with(
        {
            "look": remedy(2, 3, acts="partner", lifts=[], prerequisites=weak),
            "give": remedy(4, 24, lifts=lifting("means"), prerequisites=[{"remedy": "look"}, *weak]),
        },
        means=2,
    )
    result = planned(level_pair(rubric, (3, 3), 3, 3, (3, 1)))
    # The side that acts is the partner of the weak one.
    assert shape(result) == [("look", "a", 0, 3), ("give", "both", 3, 27)]
    assert result.cost == (1, 0, 1, 0)
    barred = planned(level_pair(rubric, (3, 3), 3, 3, (3, 1)), without=("look",))
    assert not barred.reached
    assert [(item.item.indicator, item.level, item.needed) for item in way(barred).barriers] == [
        ("means", 1, 2)
    ]
    assert way(barred).barriers[0].closed == (("give", "waits", ("look",)),)


def test_the_site_is_looked_at_where_nothing_is_known_of_it() -> None:
    weak = [{"remedy": "look", "indicator": "means", "max": 2}]
    rubric = rubric_with(
        {
            "look": remedy(2, 3, acts="partner", lifts=[]),
            "give": remedy(4, 24, acts="own", lifts=lifting("will"), prerequisites=weak),
        },
        will=2,
    )
    # Of the means of AAA nothing is known, those of BBB are strong.
    pair = judged(rubric, side(will=1, towards={"ratings": {"climate": 3, "law": 3}}), side(will=1, means=3))
    assert shape(planned(pair)) == [("look", "b", 0, 3), ("give", "b", 0, 24), ("give", "a", 3, 27)]


def test_the_site_is_looked_at_where_help_is_given_whatever_else_is_good_there() -> None:
    # What both give together lifts the means of BBB alone, so that nobody goes to AAA.
    rubric = rubric_with(
        {
            "look": remedy(2, 3, acts="partner", lifts=[]),
            "give": remedy(4, 24, lifts=lifting("means"), prerequisites=[{"remedy": "look"}]),
        },
        means=2,
    )
    pair = level_pair(rubric, (3, 3), 3, 3, (3, 1))
    assert shape(planned(pair)) == [("look", "a", 0, 3), ("give", "both", 3, 27)]
    pair = level_pair(rubric, (3, 3), 3, 3, (1, 1))
    assert [step.remedy for step in planned(pair).steps] == ["look", "look", "give"]


def test_a_level_that_a_remedy_needs_is_not_needed_where_the_question_applies_to_nobody() -> None:
    rubric = rubric_with(
        {"law": remedy(1, 4, lifts=lifting("law"), prerequisites=[{"indicator": "means", "min": 2}])}, law=2
    )
    nothing = {"not-applicable": "there is nothing of this kind"}
    pair = judged(
        rubric,
        side(will=3, means=nothing, towards={"ratings": {"climate": 3, "law": 1}}),
        side(will=3, means=nothing),
    )
    assert shape(planned(pair)) == [("law", "both", 0, 4)]
    # Where it applies to one of the two that one counts.
    pair = judged(
        rubric,
        side(will=3, means=1, towards={"ratings": {"climate": 3, "law": 1}}),
        side(will=3, means=nothing),
    )
    assert way(planned(pair)).barriers[0].closed == (("law", "waits", ("means",)),)


def test_each_side_acts_for_itself_and_a_side_alone_plans_only_what_it_can_do() -> None:
    rubric = rubric_with({"own": remedy(1, 2, acts="own", lifts=lifting("means"))}, means=2)
    pair = level_pair(rubric, (3, 3), 3, 3, (1, 1))
    assert shape(planned(pair)) == [("own", "a", 0, 2), ("own", "b", 0, 2)]
    alone = planned(pair, side="a")
    assert not alone.reached
    assert [(item.item.holder, item.level) for item in way(alone).barriers] == [("b", 1)]


def test_will_at_0_is_lifted_only_by_what_says_so() -> None:
    talks = remedy(1, 2, lifts=lifting("will"))
    pair = level_pair(rubric_with({"talks": talks}, will=1), (0, 2), 3, 3, (3, 3))
    assert not planned(pair).reached
    opened = {"talks": talks, "envoy": remedy(3, 2, lifts=[{"indicator": "will", "from-zero": True}])}
    pair = level_pair(rubric_with(opened, will=2), (0, 2), 3, 3, (3, 3))
    assert [step.remedy for step in planned(pair).steps] == ["envoy", "talks"]


def test_what_is_not_known_is_taken_as_just_met_and_told() -> None:
    rubric = rubric_with({"law": remedy(1, 2, lifts=lifting("law"))}, law=2, will=2)
    pair = judged(rubric, side(means=3, towards={"ratings": {"climate": 3, "law": 1}}), side(will=3, means=3))
    result = planned(pair)
    assert [(item.item.indicator, item.item.holder, item.level, item.basis) for item in result.taken] == [
        ("will", "a", 2, "unknown")
    ]
    assert result.reached


def standing(status: str, **more: str) -> Data:
    return {"standing": [{"status": status, "since": "2023", **more}], "ratings": {"climate": 3, "law": 3}}


def test_a_suspension_must_end_and_the_plan_says_so() -> None:
    # While will is suspended it counts as 1 at most, one below the 2 that is necessary.
    rubric = rubric_with({"talks": remedy(1, 4, lifts=lifting("will"))}, will=2)
    towards = standing("suspended", cause="will")
    pair = judged(rubric, side(will=3, means=3, towards=towards), side(will=3, means=3))
    result = planned(pair)
    assert result.premises.ends == "suspended"
    assert shape(result) == [("talks", "both", 0, 4)]
    assert (result.before.verdict, result.after.verdict) == ("blocked", "ready")


@pytest.mark.parametrize(("by", "sides"), [("AAA", "a"), ("BBB", "b"), (None, "ab")])
def test_what_one_side_suspended_is_lifted_on_that_side_alone(by: str | None, sides: str) -> None:
    # Both are rated 3. While will is suspended that of the side which decided it counts as 1, one below the necessary 2.
    rubric = rubric_with({"talks": remedy(1, 4, lifts=lifting("will"))}, will=2)
    towards = standing("suspended", cause="will", **({} if by is None else {"by": by}))
    pair = judged(rubric, side(will=3, means=3, towards=towards), side(will=3, means=3))
    (step,) = planned(pair).steps
    assert [(lift.item.holder, lift.before, lift.after) for lift in step.lifts] == [
        (side, 1, 2) for side in sides
    ]


def test_a_strain_must_end_only_where_it_caps_the_target() -> None:
    rubric = rubric_with({"talks": remedy(1, 4, lifts=lifting("will"))}, will=2)
    pair = judged(rubric, side(will=3, means=3, towards=standing("strained")), side(will=3, means=3))
    assert planned(pair, FRAGILE).premises.ends is None
    assert planned(pair, READY).premises.ends == "strained"
    assert planned(pair, READY).steps == ()


def test_limits_of_time_and_band() -> None:
    rubric = rubric_with(
        {"slow": remedy(1, 24, lifts=lifting("law")), "fast": remedy(3, 3, lifts=lifting("law"))}, law=2
    )
    pair = level_pair(rubric, (3, 3), 3, 1, (3, 3))
    assert [step.remedy for step in planned(pair).steps] == ["slow"]
    assert [step.remedy for step in planned(pair, within=12).steps] == ["fast"]
    assert not planned(pair, within=12, budget=2).reached
    # The dear one takes three months, and the cheap one 24: between 3 and 24 only the dear one does.
    assert way(planned(pair, within=2)).fastest == 3
    assert planned(pair, within=3).reached
    assert way(planned(pair, within=12, budget=2)).fastest == 24
    assert way(planned(pair, budget=2, without=("slow",))).fastest is None


def test_the_best_that_can_be_reached_is_reached_in_time() -> None:
    # The law is at 0 and must be at 2; two uses of four months take eight, so that after seven it is at 1.
    rubric = rubric_with({"law": remedy(1, 4, lifts=lifting("law"))}, law=2)
    result = planned(level_pair(rubric, (3, 3), 3, 0, (3, 3)), within=7)
    assert (result.reached, result.after.verdict, way(result).fastest) == (False, "blocked", 8)
    assert [(item.item.indicator, item.level, item.needed) for item in way(result).barriers] == [
        ("law", 1, 2)
    ]
    in_time = planned(level_pair(rubric, (3, 3), 3, 0, (3, 3)), within=8)
    assert shape(in_time) == [("law", "both", 0, 4), ("law", "both", 4, 8)]


def test_a_remedy_is_used_no_more_often_than_its_data_say() -> None:
    def lifted_from_1_to_3(**limit: int) -> Plan:
        rubric = rubric_with({"law": remedy(1, 4, lifts=lifting("law"), **limit)}, law=3)
        return planned(level_pair(rubric, (3, 3), 3, 1, (3, 3)))

    assert len(lifted_from_1_to_3().steps) == 2
    assert len(lifted_from_1_to_3(at_most=2).steps) == 2
    once = lifted_from_1_to_3(at_most=1)
    assert (once.reached, way(once).barriers[0].level) == (False, 2)


def test_two_rows_that_are_equally_low_are_lifted_by_two_remedies_one_after_the_other() -> None:
    # Both bars stand at 1 where 2 is needed. Trial answers one of them in 3 months, promise the other in 2: 5 months.
    bars = {"by": "bar", "rule": "lowest", "rows": {"nationality": "nationals", "penalty": "death"}}
    rubric = small_rubric(
        {
            "legal": {
                "bars": indicator(
                    "shared",
                    necessary=2,
                    table=bars,
                    remedies=["trial", "promise"],
                    remedies_by_row={"nationality": ["trial"], "penalty": ["promise"]},
                )
            }
        },
        remedies={"trial": remedy(1, 3), "promise": remedy(1, 2)},
        lifting={"by": 1, "to": 3},
        measure_classes={"A1": "own measures"},
    )
    rows = {"nationality": {"level": 1, "grade": "A1"}, "penalty": {"level": 1, "grade": "A1"}}
    pair = judged(rubric, side(towards={"ratings": {"bars": {"rows": rows}}}), side())
    found = planned(pair)
    assert found.reached
    assert shape(found) == [("trial", "both", 0, 3), ("promise", "both", 3, 5)]


def test_of_plans_as_cheap_and_as_quick_the_one_of_the_highest_readiness() -> None:
    # Both lift the law to what is needed; the second one lifts the means of both sides as well.
    rubric = rubric_with(
        {"bare": remedy(1, 3, lifts=lifting("law")), "rich": remedy(1, 3, lifts=lifting("law", "means"))},
        law=2,
    )
    result = plan(level_pair(rubric, (3, 3), 3, 1, (1, 1)), FRAGILE, Limits())
    assert [step.remedy for step in result.steps] == ["rich"]
    assert result.frontier[0].buys[0].state == result.after
    assert result.frontier[0].buys[0].highest


def test_the_frontier_has_the_highest_readiness_of_a_cost_though_it_takes_longer() -> None:
    rubric = rubric_with(
        {"bare": remedy(1, 3, lifts=lifting("law")), "rich": remedy(1, 9, lifts=lifting("law", "means"))},
        law=2,
    )
    pair = level_pair(rubric, (3, 3), 3, 1, (1, 1))
    quick, slow = plan(pair, FRAGILE, Limits()), planned(pair, without=("bare",))
    assert [step.remedy for step in quick.steps] == ["bare"]
    assert quick.alternatives.number == 0
    assert quick.frontier[0].buys[0].months == 9
    assert quick.frontier[0].buys[0].state == slow.after != quick.after


def test_other_plans_as_cheap_and_as_quick_may_exchange_several_steps() -> None:
    # Either of two remedies lifts the law; each waits for a level that another one lifts first.
    rubric = rubric_with(
        {
            "a": remedy(1, 3, lifts=lifting("law"), prerequisites=[{"indicator": "climate", "min": 2}]),
            "c": remedy(1, 3, lifts=lifting("law"), prerequisites=[{"indicator": "will", "min": 2}]),
            "prep-a": remedy(1, 3, lifts=lifting("climate")),
            "prep-c": remedy(1, 3, lifts=lifting("will")),
            "slow-prep-c": remedy(1, 4, lifts=lifting("will")),
        },
        law=2,
    )
    result = planned(level_pair(rubric, (1, 1), 1, 1, (3, 3)))
    steps = {("prep-a", "a"), ("prep-c", "c")}
    plan_itself = tuple(step.remedy for step in result.steps)
    assert plan_itself in steps
    assert result.alternatives.complete
    (other,) = result.alternatives.listed  # the slow one takes seven months, not six
    assert other.steps == (0, 1)
    assert tuple(sorted(step.remedy for step in other.others)) in {
        tuple(sorted(names)) for names in steps - {plan_itself}
    }
    assert (other.months, result.alternatives.number) == (6, 1)


def test_without_a_plan_the_steps_lead_to_the_best_and_none_can_be_left_out() -> None:
    # Will must be at 2 and can come to 1 only, so that lifting it is of no use; of the rest only what removes a block is done.
    rubric = rubric_with(
        {
            "talks": remedy(1, 2, lifts=[{"indicator": "will", "to": 1}]),
            "law": remedy(2, 2, lifts=lifting("law", to=2)),
            "idle": remedy(1, 2, lifts=lifting("law", to=1)),
        },
        will=2,
        law=2,
    )
    result = planned(level_pair(rubric, (0.5, 2), 3, 1, (3, 3)))
    assert (result.reached, result.exact) == (False, True)
    assert [step.remedy for step in result.steps] == ["law"]
    assert (result.after.verdict, result.after.readiness) == ("blocked", 25)  # will 0.5 of 2
    assert [(item.item, item.level, item.needed) for item in way(result).barriers] == [
        (SettableLevel("will", "a"), 1, 2)
    ]
    assert way(result).levers == ()
    assert {(item.holder, item.indicator): item.level for item in result.supposed} == {
        ("pair", "law"): 2,
    }


def test_where_only_the_score_is_too_low_the_indicators_are_named_that_would_help_most() -> None:
    # Nothing lifts anything. In the early phase politics weighs most: (1/4)^.6 * (1/2)^.4 is far below 55.
    result = planned(level_pair(rubric_with({}), (1, 1), 1, 2, (2, 2)), READY)
    assert not result.reached
    assert way(result).barriers == ()
    assert {lever.items[0].indicator for lever in way(result).levers[:2]} == {"will", "climate"}
    assert way(result).levers[0].items == (SettableLevel("will", "a"), SettableLevel("will", "b"))
    assert all(lever.readiness > (result.after.readiness or 0) for lever in way(result).levers)


def test_why_a_remedy_lifts_a_level_no_further_is_told() -> None:
    remedies = {
        "waits": remedy(1, 2, lifts=lifting("law"), prerequisites=[{"indicator": "climate", "min": 3}]),
        "once": remedy(1, 2, lifts=lifting("law"), at_most=1),
        "dear": remedy(4, 2, lifts=lifting("law")),
        "slow": remedy(2, 30, lifts=lifting("law")),
        "barred": remedy(1, 2, lifts=lifting("law")),
        "low": remedy(1, 2, lifts=lifting("law", to=1)),
    }
    pair = level_pair(rubric_with(remedies, law=3), (3, 3), 1, 1, (3, 3))
    result = planned(pair, budget=3, within=12, without=("barred",))
    (barrier,) = way(result).barriers
    assert (barrier.level, barrier.needed) == (2, 3)
    assert {(closed.remedy, closed.why, closed.waits) for closed in barrier.closed} == {
        ("waits", "waits", ("climate",)),
        ("once", "used", ()),
        ("dear", "budget", ()),
        ("slow", "within", ()),
        ("barred", "without", ()),
    }
    own = rubric_with({"own": remedy(1, 2, acts="own", lifts=lifting("means"))}, means=2)
    alone = planned(level_pair(own, (3, 3), 3, 3, (1, 1)), side="a")
    assert way(alone).barriers[0].closed == (("own", "side", ()),)


def test_the_frontier_has_a_row_for_each_cost() -> None:
    rubric = rubric_with(
        {"law": remedy(1, 2, lifts=lifting("law"))}, law={"early": 1, "middle": 2, "late": 3}
    )
    result = plan(level_pair(rubric, (3, 3), 3, 1, (3, 3)), FRAGILE, Limits())
    assert [(row.cost, [item.target for item in row.buys]) for row in result.frontier] == [
        ((0, 0, 0, 0), [READY]),
        ((0, 0, 0, 1), [Target("middle", "ready")]),
        ((0, 0, 0, 2), [Target("late", "ready")]),
    ]


def test_the_default_target_is_the_next_one_that_is_not_reached() -> None:
    rubric = rubric_with(
        {"law": remedy(1, 2, lifts=lifting("law"))}, law={"early": 2, "middle": 3, "late": 3}
    )
    assert default_target(level_pair(rubric, (3, 3), 3, 1, (3, 3))) == FRAGILE
    assert default_target(level_pair(rubric, (1, 1), 1, 2, (1, 1))) == READY
    assert default_target(level_pair(rubric, (3, 3), 3, 2, (3, 3))) == Target("middle", "fragile")


# --- against every order of every step

LEVELS = st.integers(0, 3)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""A failing plan is told at once: making it smaller takes far longer than finding it."""
KEYS = ("will", "climate", "law", "means")


@st.composite
def remedies(draw: st.DrawFn) -> dict[str, Data]:
    entries: dict[str, Data] = {}
    for number in range(draw(st.integers(1, 4))):
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=2, unique=True))
        limit = draw(st.sampled_from([2, 3]))  # one for all, see docs/decisions/0013-plans.md on order
        lifts = [
            {
                "indicator": key,
                "by": draw(st.sampled_from([1, 2])),
                "to": limit,
                "from-zero": draw(st.booleans()),
            }
            for key in keys
        ]
        others = [key for key in KEYS if key not in keys]
        wants: list[Data] = []
        if draw(st.booleans()):
            wants.append({"indicator": draw(st.sampled_from(others)), "min": draw(st.integers(1, 2))})
        if number and draw(st.integers(0, 2)) == 0:
            wants.append({"remedy": f"r{number - 1}"})
        if not wants and draw(st.booleans()):
            wants.append({"indicator": draw(st.sampled_from(others)), "max": draw(st.integers(1, 2))})
        entries[f"r{number}"] = remedy(
            draw(st.integers(1, 3)),
            draw(st.sampled_from([2, 5, 11])),
            acts=draw(st.sampled_from(["own", "partner", "both"])),
            lifts=lifts,
            prerequisites=wants,
        )
    return entries


@settings(max_examples=100, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(remedies(), st.tuples(LEVELS, LEVELS), LEVELS, LEVELS, st.tuples(LEVELS, LEVELS), st.booleans())
@example(
    # The one that lifts less high goes first: from 1 over 2 to 3 by one use of each.
    {
        "r0": remedy(1, 2, lifts=lifting("law", to=2)),
        "r1": remedy(2, 2, lifts=lifting("law", to=3)),
    },
    (3, 3), 3, 1, (3, 3), False,
)  # fmt: skip
@example(
    # The first has the lower limit for law, whatever limit the second has for climate.
    {
        "r0": remedy(1, 5, lifts=lifting("law", to=2)),
        "r1": remedy(1, 2, lifts=[{"indicator": "climate", "to": 2}, {"indicator": "law", "to": 3}]),
    },
    (3, 3),
    0,
    0,
    (3, 3),
    True,
)
def test_no_order_of_any_steps_is_cheaper(
    entries: dict[str, Data],
    will: tuple[int, int],
    climate: int,
    law: int,
    means: tuple[int, int],
    ready: bool,
) -> None:
    try:
        rubric = rubric_with(entries, will=1, law=2, means=2)
    except InputError:  # such as a remedy that waits for itself
        return
    pair = level_pair(rubric, will, climate, law, means)
    target = READY if ready else FRAGILE
    result = planned(pair, target)
    assert result.exact
    walked = cheapest_by_walking(pair, target, all_levels(pair))
    assert (result.cost if result.reached else None) == walked
    if result.reached:
        sets: dict[tuple[str, str], float] = {
            (item.indicator, item.holder): item.level for item in result.supposed if item.level is not None
        }
        assert reached(pair, target, all_levels(pair) | sets)
        # Nothing can be left out: what is cheaper does not reach it.
        for limits in ({"without": (step.remedy,)} for step in result.steps):
            narrower = planned(pair, target, **limits)
            assert not narrower.reached or narrower.cost >= result.cost


@settings(max_examples=60, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(
    remedies(),
    st.tuples(LEVELS, LEVELS),
    LEVELS,
    LEVELS,
    st.tuples(LEVELS, LEVELS),
    st.fixed_dictionaries(
        {},
        optional={
            "side": st.sampled_from(["a", "b"]),
            "within": st.integers(2, 30),
            "budget": st.integers(1, 3),
            "without": st.sampled_from([("r0",), ("r1",)]),
        },
    ),
)
def test_a_plan_never_costs_more_when_a_limit_is_dropped(
    entries: dict[str, Data],
    will: tuple[int, int],
    climate: int,
    law: int,
    means: tuple[int, int],
    limits: dict[str, Any],
) -> None:
    try:
        rubric = rubric_with(entries, will=1, law=2, means=2)
    except InputError:
        return
    pair = level_pair(rubric, will, climate, law, means)
    narrow = planned(pair, **limits)
    for name in limits:
        wider = planned(pair, **{key: value for key, value in limits.items() if key != name})
        if narrow.reached:
            assert wider.reached
            assert wider.cost <= narrow.cost
    if narrow.reached and "within" in limits:
        assert narrow.months <= limits["within"]


# --- the shipped rubric


def test_the_plan_of_the_shipped_pair_reaches_its_target_in_what_if() -> None:
    rubric = shipped_rubric()
    pair = judged_pair(load_profile("TWN", rubric), load_profile("LVA", rubric), rubric, Question())
    for phase, verdict in (("middle", "ready"), ("late", "fragile"), ("late", "ready")):
        target = Target(phase, verdict)  # type: ignore[arg-type]
        result = planned(pair, target)
        assert result.reached
        assert result.exact
        levels: dict[tuple[str, str], float] = {
            (item.indicator, item.holder): item.level for item in result.supposed if item.level is not None
        }
        assert reached(pair, target, levels)
        assert result.after.verdict in {"fragile", "ready"}
