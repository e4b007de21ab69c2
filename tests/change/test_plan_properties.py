"""What holds of every plan: no order of any steps is cheaper, no step can be left out, and what-if sees it reach its target."""

from __future__ import annotations

import json
import math
import random
from itertools import combinations, combinations_with_replacement, permutations, product
from typing import TYPE_CHECKING, Any

import pytest

from building import Data, indicator, side, small_rubric
from change.planning import (
    STANDING,
    after_step,
    all_levels,
    best_by_walking,
    cheapest_by_walking,
    follows_time,
    judged,
    judged_with,
    necessary,
    reached,
    remedy,
    states_by_walking,
)
from change.test_plan import FRAGILE, READY, planned
from cli.command_line import EXAMPLES, run
from readiness.assessment.assemble import judged_pair
from readiness.change.available_moves import Limits
from readiness.change.cost import by_band
from readiness.change.evidence_worth import evidence_worth
from readiness.change.plan import plan
from readiness.change.schedule import run as run_moves
from readiness.change.search import Cheapest
from readiness.change.task import PlanTask
from readiness.errors import InputError
from readiness.evidence.supposed_levels import Supposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.change.starting_levels import Target

KEYS = ("will", "climate", "law", "means", "asks")
VERDICTS = ("blocked", "undetermined", "fragile", "ready")

ONCE_WRONG = (
    1254,  # the side that does not count once halved what the other one's rise was worth
    1616,
    1662,  # what lifts from 0 once waited for what could not
    1226,  # remedies that wait for each other once cut the search off
    3245,
    10905,  # the remedy with the lower limit waited for the one with the higher
)

WITH_OTHERS = (
    158,
    166,
    186,
    288,
    333,
    821,
    1048,
    1049,
    1118,
    1151,
    1241,
    1798,
    1827,
    1851,
    2356,
    2665,
    2721,
    2735,
)
"""Pairs for which several plans are as cheap."""

SCORE_TOO_LOW = (64, 74, 79, 92, 156, 191, 219, 234, 253, 271, 360, 383)
"""Pairs that nothing blocks at best, and that are not ready all the same."""


def drawn(
    seed: int, *, low: bool = False, rare: bool = False, several: bool = False, looked: bool = False
) -> tuple[Judgement, Target] | None:
    """A pair with remedies of all kinds, over every rule of combination; None where the rubric is refused.

    With `low` some remedies do nothing for a level that is too low; with `rare` they are used once, and some of them twice. With
    `looked` what is required first is required only where a level is low. With `several` two needs are asked for at once: some indicators speak of one of them only, ask other levels of each or have a level of each.
    """
    draw = random.Random(seed)  # noqa: S311  (the same pairs each time)
    apart = random.Random(f"from {seed}")  # noqa: S311  (so that the rest is drawn as without `low` and `rare`)
    entries: dict[str, Data] = {}
    for number in range(draw.randint(1, 4)):
        keys, limit = draw.sample(KEYS, draw.randint(1, 2)), draw.choice([2, 3])
        lifts = [
            {"indicator": key, "by": draw.choice([0.5, 1, 2]), "to": limit, "from-zero": draw.random() < 0.5}
            for key in keys
        ]
        others = [key for key in KEYS if key not in keys]
        wants: list[Data] = []
        if draw.random() < 0.5:
            wants.append({"indicator": draw.choice(others), "min": draw.randint(1, 2)})
        if number and draw.random() < 0.3:
            asked = {"indicator": apart.choice(KEYS), "max": apart.choice([1, 2])} if looked else {}
            wants.append({"remedy": f"r{number - 1}"} | asked)
        if not wants and draw.random() < 0.5:
            wants.append({"indicator": draw.choice(others), "max": draw.randint(1, 2)})
        entries[f"r{number}"] = remedy(
            draw.randint(1, 3),
            draw.choice([2, 5, 11]),
            acts=draw.choice(["own", "partner", "both"]),
            lifts=lifts,
            prerequisites=wants,
            **({"at_most": 2} if rare and apart.random() < 0.3 else {}),
        )
    listed = {
        key: [
            name for name, entry in entries.items() if key in {lift["indicator"] for lift in entry["lifts"]}
        ]
        for key in KEYS
    }
    necessary = {"will": 1, "law": 2, "means": draw.choice([None, 2]), "asks": draw.choice([None, 1])}
    rules = {
        "will": "weaker-view",
        "climate": "shared",
        "law": "requested",
        "asks": "requesting",
        "means": "weakest",
    }

    def of(*keys: str) -> dict[str, Data]:
        return {
            key: indicator(
                rules[key],
                necessary=necessary.get(key),
                remedies=listed[key],
                **{
                    "remedies-from": {name: apart.choice([0, 0.5, 1]) for name in listed[key] if low},
                },
                **(_of_needs(key, apart) if several else {}),
            )
            for key in keys
        }

    try:
        rubric = small_rubric(
            {"political": of("will", "climate"), "capacity": of("law", "asks", "means")},
            remedies=entries,
            standing=STANDING,
            measure_classes={"A1": "anything"},
            lifting={"by": 1, "to": 3, "not-from-zero": ["will"]} | ({"at-most": 1} if rare else {}),
        )
    except InputError:  # such as a remedy that waits for itself
        return None

    def level() -> float:
        return draw.choice([0, 1, 2, 3, 0.5, 1.5])

    question: dict[str, Any] = {"requesting": draw.choice("ab")} if draw.random() < 0.4 else {}
    question |= {"needs": NEEDS} if several else {}
    a_levels = {key: level() for key in ("will", "means", "law", "asks")}
    climate: Data | float = level()
    if several:
        climate = {"rows": {need: apart.choice([0, 1, 2, 3]) for need in NEEDS}, "grade": "A1"}
    a = side(**a_levels, towards={"ratings": {"climate": climate}})
    b = side(will=level(), means=level(), law=level(), asks=level())
    return judged(rubric, a, b, **question), READY if draw.random() < 0.5 else FRAGILE


NEEDS = ("intelligence", "evidence")


def _of_needs(key: str, draw: random.Random) -> Data:
    """What an indicator has of each need: in climate a row, in others which need it speaks of, or what each asks."""
    if key == "climate":
        return {"table": {"by": "need", "rule": "lowest", "rows": dict.fromkeys(NEEDS, "of this need")}}
    if key in ("asks", "means"):
        return draw.choice([{}, *({"when": {"needs": [need]}} for need in NEEDS)])
    by_need = {need: dict.fromkeys(("early", "middle", "late"), draw.choice([1, 2, 3])) for need in NEEDS}
    return draw.choice([{}, {"necessary-by-need": by_need}])


@pytest.mark.parametrize("seed", range(150))
def test_no_order_of_any_steps_is_cheaper_for_several_needs_at_once(seed: int) -> None:
    """Every need alone must be where all together are: what is cheapest, how far it goes without a plan, and that what-if sees it."""
    task = drawn(seed, several=True, rare=seed % 2 == 0, low=seed % 3 == 0)
    if task is None:
        return
    pair, target = task
    assert len(pair.alone) == len(NEEDS)
    result, start = planned(pair, target), all_levels(pair)
    walked = cheapest_by_walking(pair, target, start)
    assert result.exact
    assert (result.cost if result.reached else None) == walked
    sets: dict[tuple[str, str], float] = {
        (it.indicator, it.holder): it.level for it in result.supposed if it.level is not None
    }
    after = judged_with(pair, target, start | sets)
    assert result.after.verdict == VERDICTS[int(after.verdict)]
    assert result.after.readiness == pytest.approx(after.readiness.value)
    if not result.reached:
        verdict, _ = best_by_walking(pair, target, states_by_walking(pair, start))
        assert result.after.verdict == VERDICTS[verdict]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_what_each_cost_buys_is_what_no_order_of_any_steps_has_for_less(seed: int, several: bool) -> None:
    task = drawn(seed, several=several)
    if task is None:
        return
    pair, target = task
    start = all_levels(pair)
    for row in plan(pair, target, Limits()).frontier:
        assert row.exact
        for buys in row.buys:
            assert row.cost == cheapest_by_walking(pair, buys.target, start)
            if buys.state is not None:
                if sum(row.cost or ()) > 4:  # too many to walk through
                    continue
                best = _best_of_cost(pair, buys.target, row.cost or ())
                assert (buys.state.verdict, buys.highest) == (VERDICTS[best[0]], True)
                assert round(buys.state.readiness or 0.0) == round(best[1])  # as it is printed


def _best_of_cost(pair: Judgement, target: Target, cost: tuple[int, ...]) -> tuple[int, float]:
    """The best verdict, and then the highest readiness, that steps of a cost lead to."""
    states = [end for chosen in _sets_of_cost(pair, cost) for end in _walked(pair, chosen)]
    return best_by_walking(pair, target, [state for state in states if reached(pair, target, state)])


@pytest.mark.parametrize("rare", [False, True])
@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("seed", [*ONCE_WRONG, *range(60)])
def test_no_order_of_any_steps_is_cheaper_whichever_side_counts(seed: int, low: bool, rare: bool) -> None:
    task = drawn(seed, low=low, rare=rare)
    if task is None:
        return
    pair, target = task
    result = planned(pair, target)
    walked = cheapest_by_walking(pair, target, all_levels(pair))
    assert result.exact
    assert (result.cost if result.reached else None) == walked


@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("seed", range(150))
def test_each_step_begins_when_what_it_needs_and_works_from_is_there(seed: int, low: bool) -> None:
    task = drawn(seed, low=low, rare=seed % 2 == 0)
    if task is None:
        return
    pair, target = task
    result = planned(pair, target)
    end = follows_time(pair.rubric, result.steps, all_levels(pair))
    assert result.months == max((step.end for step in result.steps), default=0)
    for it in result.supposed:
        assert end[it.indicator, it.holder] == it.level


@pytest.mark.parametrize("seed", range(120))
def test_what_is_required_first_is_required_only_where_it_is_asked_for(seed: int) -> None:
    task = drawn(seed, looked=True)
    if task is None:
        return
    pair, target = task
    result = planned(pair, target)
    assert result.exact
    assert (result.cost if result.reached else None) == cheapest_by_walking(pair, target, all_levels(pair))
    follows_time(pair.rubric, result.steps, all_levels(pair))


@pytest.mark.parametrize("rare", [False, True])
@pytest.mark.parametrize("seed", [*SCORE_TOO_LOW, *range(40)])
def test_without_a_plan_no_order_of_any_steps_leads_further(seed: int, rare: bool) -> None:
    task = drawn(seed, low=seed % 2 == 0, rare=rare)
    result = planned(*task) if task is not None else None
    if task is None or result is None or result.reached:
        return
    pair, target = task
    way, start = result.in_the_way, all_levels(pair)
    assert way is not None
    states = states_by_walking(pair, start)
    verdict, readiness = best_by_walking(pair, target, states)
    assert result.after.verdict == VERDICTS[verdict]
    needs = necessary(pair, target)
    highest = {item: max(state[item] for state in states) for item in needs}
    missed = {item: level for item, level in highest.items() if level < needs[item]}
    assert {tuple(barrier.item): barrier.level for barrier in way.barriers} == missed
    assert all(barrier.proven for barrier in way.barriers)
    if way.highest is not None:
        assert round(way.highest.reached) == round(way.highest.bound) == round(readiness)  # as it is printed

    def as_far(state: dict[tuple[str, str], float]) -> bool:
        """Whether every other necessary level is met and, where none is missed, readiness is as high."""
        met = all(state[item] >= level for item, level in needs.items() if item not in missed)
        best = way.highest is None or round(judged_with(pair, target, state).readiness.value) == round(
            readiness
        )
        return met and best

    # The steps are the cheapest that lead there, so that none can be left out.
    assert result.cost == cheapest_by_walking(pair, target, start, as_far)


@pytest.mark.parametrize("within", [4, 9, 14])
@pytest.mark.parametrize("seed", [*SCORE_TOO_LOW, *range(30)])
def test_what_is_best_in_time_is_told_exactly(seed: int, within: int) -> None:
    """Against all multisets of steps: none that ends in time leads further than what is told."""
    task = drawn(seed)
    if task is None:
        return
    pair, target = task
    result = planned(pair, target, within=within)
    moves = PlanTask(pair, target, Limits()).moves
    if math.prod(move.uses + 1 for move in moves) > 400:
        return
    start = PlanTask(pair, target, Limits()).premises.levels
    uses = product(*(range(move.uses + 1) for move in moves))
    runs = [running for counts in uses if not (running := run_moves(moves, counts, start)).stuck]
    in_time = [running.levels for running in runs if running.months <= within]
    states: list[dict[tuple[str, str], float]] = [
        {(item.indicator, item.holder): level for item, level in levels.items()} for levels in in_time
    ]
    verdict, readiness = best_by_walking(pair, target, states)
    assert VERDICTS.index(result.after.verdict) <= verdict
    assert result.months <= within
    if result.reached:
        return
    way, needs = result.in_the_way, necessary(pair, target)
    assert way is not None
    assert result.after.verdict == VERDICTS[verdict]
    for barrier in way.barriers:
        item = (barrier.item.indicator, barrier.item.holder)
        assert barrier.proven
        assert barrier.level == max(state[item] for state in states) < needs[item]
    if way.highest is not None:
        assert round(way.highest.reached) == round(way.highest.bound) == round(readiness)


def test_a_search_that_is_cut_off_tells_a_plan_and_an_honest_bound() -> None:
    task = drawn(300578)  # more nodes than are looked at, and a dive that leads nowhere
    assert task is not None
    pair, target = task
    result = planned(pair, target)
    walked = cheapest_by_walking(pair, target, all_levels(pair))
    assert (result.exact, result.reached) == (False, True)
    assert walked is not None
    assert result.least <= walked <= result.cost
    sets: dict[tuple[str, str], float] = {
        (it.indicator, it.holder): it.level for it in result.supposed if it.level is not None
    }
    assert reached(pair, target, all_levels(pair) | sets)


@pytest.mark.parametrize("seed", range(120))
def test_no_step_can_be_left_out(seed: int) -> None:
    task = drawn(seed)
    result = planned(*task) if task is not None else None
    if task is None or result is None or not result.reached or not 0 < len(result.steps) <= 5:
        return
    pair, target = task
    chosen = [(step.remedy, step.target) for step in result.steps]
    assert any(reached(pair, target, levels) for levels in _walked(pair, chosen))
    for fewer in combinations(chosen, len(chosen) - 1):
        assert not any(reached(pair, target, levels) for levels in _walked(pair, fewer))


@pytest.mark.parametrize("seed", [*WITH_OTHERS, *range(40)])
def test_every_plan_as_cheap_is_found_and_the_best_of_them_is_the_plan(seed: int) -> None:
    drawn_task = drawn(seed)
    if drawn_task is None:
        return
    pair, target = drawn_task
    plans = PlanTask(pair, target, Limits()).cheapest()
    if not isinstance(plans, Cheapest) or not 0 < sum(plans.best.counts) <= 4:
        return
    assert plans.complete
    moves = PlanTask(pair, target, Limits()).moves
    listed = {
        tuple(sorted(move.name for move, uses in zip(moves, plan.counts, strict=True) for _ in range(uses)))
        for plan in plans.plans
    }
    assert listed == _all_of_cost(pair, target, by_band(plans.cost))
    ranks = [(plan.running.months, -plan.readiness) for plan in plans.plans]
    assert ranks[0] == min(ranks)


def _all_of_cost(pair: Judgement, target: Target, cost: tuple[int, ...]) -> set[tuple[tuple[str, str], ...]]:
    """Every multiset of steps of a cost that in some order leads to the target."""
    sets = _sets_of_cost(pair, cost)
    return {chosen for chosen in sets if any(reached(pair, target, end) for end in _walked(pair, chosen))}


def _sets_of_cost(pair: Judgement, cost: tuple[int, ...]) -> set[tuple[tuple[str, str], ...]]:
    """Every multiset of steps of a cost."""
    steps = [
        (name, whom)
        for name, item in pair.rubric.remedies.items()
        for whom in (("both",) if item.acts == "both" else ("a", "b"))
    ]
    of_band = [
        combinations_with_replacement(
            [step for step in steps if pair.rubric.remedies[step[0]].cost == band], count
        )
        for band, count in zip((4, 3, 2, 1), cost, strict=True)
    ]
    return {tuple(sorted(step for part in parts for step in part)) for parts in product(*of_band)}


def _walked(pair: Judgement, chosen: Sequence[tuple[str, str]]) -> list[dict[tuple[str, str], float]]:
    """Where every order of some steps leads, as far as it can be gone."""
    ends: dict[tuple[Any, ...], dict[tuple[str, str], float]] = {}
    start = all_levels(pair)
    for order in set(permutations(chosen)):
        levels, done = dict(start), frozenset[tuple[str, str]]()
        for name, target in order:
            after = after_step(pair.rubric, name, target, levels, start, done)
            if after is not None:
                levels, done = after, done | {(name, target)}
        ends[tuple(sorted(levels.items()))] = levels
    return list(ends.values())


@pytest.mark.parametrize("seed", range(40))
def test_evidence_that_is_found_out_never_widens_a_range(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311  (the same pairs each time)
    rubric = small_rubric(
        {
            "political": {
                "will": indicator("weaker-view", necessary=draw.choice([None, 1, 2])),
                "climate": indicator("shared", necessary=draw.choice([None, 2])),
            },
            "capacity": {
                "law": indicator("requested", necessary=draw.choice([None, 2])),
                "means": indicator("weakest", necessary=draw.choice([None, 1])),
            },
        }
    )

    def told(*keys: str) -> dict[str, Data]:
        return {
            key: {"level": draw.choice([0, 1, 2, 3, 4]), "grade": draw.choice(["A1", "C3", "D4", "F6"])}
            for key in keys
            if draw.random() < 0.7
        }

    a = side(**told("will", "means", "law"), towards={"ratings": told("climate")})
    pair = judged(rubric, a, side(**told("will", "means", "law")), requesting=draw.choice("ab"))
    before = pair.score.readiness
    for worth in evidence_worth(pair):
        for level in worth.levels:
            sets = [Supposed(worth.side, worth.indicator, level)]
            after = judged_pair(pair.a, pair.b, rubric, pair.asked, sets).score.readiness
            assert before.low - 1e-9 <= after.low <= after.high <= before.high + 1e-9


def example_pairs() -> list[tuple[str, str, str]]:
    """Every two profiles of every example."""
    return [
        (folder.name, a.name, b.name)
        for folder in sorted(EXAMPLES.iterdir())
        for a, b in combinations(sorted(folder.glob("[A-Z][A-Z][A-Z].yaml")), 2)
    ]


@pytest.mark.parametrize(("folder", "a", "b"), example_pairs(), ids=str)
def test_what_if_sees_the_plan_reach_its_target(folder: str, a: str, b: str) -> None:
    pair = [EXAMPLES / folder / name for name in (a, b)]
    case = EXAMPLES / folder / "case.yaml"
    asked: list[Any] = [*pair, *(["--case", case] if case.exists() else [])]
    told = json.loads(run("plan", *asked, "-f", "json").out)
    assert told["exact"]
    # Where nothing at all is known of a factor for one of the needs, no step gives that need a readiness.
    single = [run("assess", *asked, "--need", need, "-f", "json").out for need in told["needs"]]
    scores = [factor["score"] for out in single for factor in json.loads(out)["factors"]]
    silent = None in scores and told["after"]["readiness"] is None
    assert told["reached"] is not silent
    phase, verdict = told["target"]["phase"], told["target"]["verdict"]
    sets = [word for text in told["what_if"] for word in ("--set", text)]
    done = run("what-if", *asked, "--phase", phase, *sets, "-f", "json")
    assert (done.code, done.err) == (0, "")
    after = json.loads(done.out)["after"]
    assert silent or VERDICTS.index(after["verdict"]) >= VERDICTS.index(verdict)
    assert (after["verdict"], after["phase"]["assessed"]) == (told["after"]["verdict"], phase)
    assert after["readiness"]["value"] == pytest.approx(told["after"]["readiness"])
    assert not silent or after["verdict"] == "undetermined"
