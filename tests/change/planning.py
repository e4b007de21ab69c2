"""A small rubric with remedies of every kind, and a second way to find the cheapest plan: every order of every step.

The second way knows nothing of the search: it walks from state to state by what the documentation says of remedies, and has the
pair judged anew to see whether the target is reached.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from building import Data, documents, indicator, small_rubric
from readiness.assessment.assemble import judged_pair
from readiness.evidence.supposed_levels import Supposed
from readiness.model.question import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.change.starting_levels import Target
    from readiness.change.steps import StepOf
    from readiness.engine.kernel import PhaseScore
    from readiness.model.rubric import Rubric

VERDICTS = ("blocked", "undetermined", "fragile", "ready")
STANDING = {
    "running": {"about": "as usual"},
    "strained": {"about": "slowed", "verdict-at-best": "fragile"},
}
SUSPENDED = {"about": "stopped", "causes": ["will"], "verdict-at-best": "fragile"}


def remedy(cost: int, months: int, **changes: Any) -> Data:
    """A remedy that both carry out, as long at the least as at the most."""
    entry: Data = {
        "do": "something",
        "class": "A1",
        "lead-months": [months, months],
        "cost": cost,
        "seeds": [],
        "acts": "both",
    }
    return entry | {key.replace("_", "-"): value for key, value in changes.items()}


def rubric_with(remedies: dict[str, Data], **gates: Any) -> Rubric:
    """Will and means of each side, climate and law of the pair. `gates` are their necessary levels, by phase or in all."""
    listed: dict[str, list[str]] = {"will": [], "climate": [], "law": [], "means": []}
    for name, entry in remedies.items():
        for lift in entry.get("lifts", []):
            listed[lift["indicator"]].append(name)
    return small_rubric(
        {
            "political": {
                "will": indicator(necessary=gates.get("will"), remedies=listed["will"]),
                "climate": indicator("shared", necessary=gates.get("climate"), remedies=listed["climate"]),
            },
            "capacity": {
                "law": indicator("shared", necessary=gates.get("law"), remedies=listed["law"]),
                "means": indicator(necessary=gates.get("means"), remedies=listed["means"]),
            },
        },
        remedies=remedies,
        standing=STANDING | ({"suspended": SUSPENDED} if gates.get("will") else {}),
        measure_classes={"A1": "anything"},
        lifting={"by": 1, "to": 3, "not-from-zero": ["will"]},
    )


def judged(rubric: Rubric, a: Data, b: Data, **question: Any) -> Judgement:
    """AAA and BBB judged in the early phase, or as the question says."""
    return judged_pair(*documents(rubric, a, b), rubric, Question(**({"phase": "early"} | question)))


def all_levels(pair: Judgement) -> dict[tuple[str, str], float]:
    """Every level that is known, for all needs together."""
    levels: dict[tuple[str, str], float] = {}
    for key, reading in pair.whole.readings.items():
        each = (("a", reading.a), ("b", reading.b)) if pair.rubric.indicators[key].unit == "each" else ()
        for holder, said in each or (("pair", reading.pair),):
            if said.level is not None:
                levels[key, holder] = said.level
    return levels


def reached(pair: Judgement, target: Target, levels: dict[tuple[str, str], float]) -> bool:
    """Whether the pair with these levels is where it should be, by the judgement of one pair."""
    return int(judged_with(pair, target, levels).verdict) >= VERDICTS.index(target.verdict)


def judged_with(pair: Judgement, target: Target, levels: dict[tuple[str, str], float]) -> PhaseScore:
    start = all_levels(pair)
    sets = [
        Supposed(holder, key, level)  # type: ignore[arg-type]
        for (key, holder), level in levels.items()
        # What has a level of each need may, where it stays as it is, read otherwise for one of them alone.
        if pair.rubric.indicators[key].table is None or level != start[key, holder]
    ]
    return judged_pair(pair.a, pair.b, pair.rubric, replace(pair.asked, phase=target.phase), sets).score


Walk = tuple[tuple[tuple[tuple[str, str], float], ...], frozenset[tuple[tuple[str, str], int]]]
"""Where a walk stands: every level, and how often each step was taken."""


def cheapest_by_walking(
    pair: Judgement,
    target: Target,
    levels: dict[tuple[str, str], float],
    wanted: Callable[[dict[tuple[str, str], float]], bool] | None = None,
) -> tuple[int, ...] | None:
    """The steps by band, the dearest first, of the cheapest sequence that leads to the target; None if none does.

    `levels` are where the walk begins, of every indicator and side; `wanted` is what to reach instead of the target.
    """
    start: Walk = (tuple(sorted(levels.items())), frozenset())
    cost: tuple[int, ...] = (0, 0, 0, 0)
    order = count()
    heap: list[Any] = [(cost, next(order), start)]
    seen = set()
    answers: dict[Any, bool] = {}
    while heap:
        cost, _, walk = heappop(heap)
        if walk in seen:
            continue
        seen.add(walk)
        state = walk[0]
        if state not in answers:
            answers[state] = reached(pair, target, dict(state)) if wanted is None else wanted(dict(state))
        if answers[state]:
            return cost
        for band, further in _further(pair.rubric, walk, levels):
            spent = tuple(steps + (of == band) for of, steps in zip((4, 3, 2, 1), cost, strict=True))
            heappush(heap, (spent, next(order), further))
    return None


def necessary(pair: Judgement, target: Target) -> dict[tuple[str, str], float]:
    """The level that the target's phase asks of each indicator and of each side that counts."""
    asking = [pair.asked.requesting] if pair.asked.requesting is not None else ["a", "b"]
    asked = [{"a": "b", "b": "a"}[side] for side in asking]
    counting = {"shared": ["pair"], "requested": asked, "requesting": asking}
    levels: dict[tuple[str, str], float] = {}
    for key, item in pair.rubric.indicators.items():
        level = item.necessary_for(target.phase, pair.whole.scope.needs)
        if level is not None:
            levels |= {(key, holder): level for holder in counting.get(item.combine.rule, ["a", "b"])}
    return levels


def states_by_walking(
    pair: Judgement, levels: dict[tuple[str, str], float]
) -> list[dict[tuple[str, str], float]]:
    """The levels that any sequence leads to."""
    start: Walk = (tuple(sorted(levels.items())), frozenset())
    waiting, seen = [start], {start}
    while waiting:
        for _, further in _further(pair.rubric, waiting.pop(), levels):
            if further not in seen:
                seen.add(further)
                waiting.append(further)
    return [dict(state) for state in {state for state, _ in seen}]


def best_by_walking(
    pair: Judgement, target: Target, states: list[dict[tuple[str, str], float]]
) -> tuple[int, float]:
    """The best verdict of some states, by its number, and then the highest readiness, in the target's phase."""
    scores = [judged_with(pair, target, state) for state in states]
    return max((int(score.verdict), float(score.readiness.value)) for score in scores)


def _further(rubric: Rubric, walk: Walk, start: dict[tuple[str, str], float]) -> Iterator[tuple[int, Walk]]:
    """Every step that can be taken next: its band, and where it leads."""
    state, used = walk
    uses = dict(used)
    for name, item in rubric.remedies.items():
        most = item.at_most or rubric.lifting.at_most
        for for_whom in ("both",) if item.acts == "both" else ("a", "b"):
            step = (name, for_whom)
            after = after_step(rubric, name, for_whom, dict(state), start, frozenset(uses))
            if after is None or uses.get(step) == most is not None or (after == dict(state) and step in uses):
                continue
            # What is not limited need not be counted.
            counted = uses.get(step, 0) + 1 if most is not None else 1
            yield item.cost, (tuple(sorted(after.items())), frozenset((uses | {step: counted}).items()))


def after_step(
    rubric: Rubric,
    name: str,
    for_whom: str,
    levels: dict[tuple[str, str], float],
    start: dict[tuple[str, str], float],
    done: frozenset[tuple[str, str]],
) -> dict[tuple[str, str], float] | None:
    """The levels after a remedy; None if it cannot begin."""
    item = rubric.remedies[name]
    lifted = [lift for lift in item.lifts or [] if any(key == lift.indicator for key, _ in start)]
    helped = {
        holder
        for lift in lifted
        for (key, holder), level in start.items()
        if key == lift.indicator and level < (3 if lift.to is None else lift.to)
    }
    if not all(
        _allows(rubric, wanted, for_whom, levels, start, done, helped) for wanted in item.prerequisites
    ):
        return None
    after = dict(levels)
    for lift in item.lifts or []:
        for (key, holder), level in levels.items():
            if key != lift.indicator or (for_whom != "both" and holder not in (for_whom, "pair")):
                continue
            if level == 0 and key in rubric.lifting.not_from_zero and not lift.from_zero:
                continue
            if level < rubric.indicators[key].remedies_from.get(name, 0):
                continue
            after[key, holder] = max(level, min(level + (lift.by or 1), 3 if lift.to is None else lift.to))
    return after


def _weak(limit: Any, for_whom: str, start: dict[tuple[str, str], float]) -> bool:
    """Whether the side is weak enough at the start, and the lower of both as well."""
    own = [
        level
        for (key, holder), level in start.items()
        if key == limit.indicator and holder in (for_whom, "pair")
    ]
    every = [level for (key, _), level in start.items() if key == limit.indicator]
    return min(every) <= limit.max and (for_whom == "both" or min(own) <= limit.max)


def _allows(
    rubric: Rubric,
    wanted: Any,
    for_whom: str,
    levels: dict[tuple[str, str], float],
    start: dict[tuple[str, str], float],
    done: frozenset[tuple[str, str]],
    helped: set[str],
) -> bool:
    """Whether a prerequisite is met now. What is required first is required of the sides that are helped, where they are as weak as it says."""
    if wanted.remedy is None and wanted.indicator is not None:
        lowest = min(level for (key, _), level in levels.items() if key == wanted.indicator)
        if wanted.max is not None and (lowest > wanted.max or not _weak(wanted, for_whom, start)):
            return False
        return wanted.min is None or lowest >= wanted.min
    first = rubric.remedies[wanted.remedy]
    concerned = [
        other
        for other in (("both",) if first.acts == "both" else ("a", "b"))
        if (for_whom == "both" or other in ("both", for_whom))
        and all(
            limit.max is None or limit.remedy is not None or _weak(limit, other, start)
            for limit in first.prerequisites
        )
        and (for_whom != "both" or other == "both" or helped & {other, "pair"})
        and (
            wanted.indicator is None
            or min(
                level
                for (key, holder), level in start.items()
                if key == wanted.indicator and (other == "both" or holder in (other, "pair"))
            )
            <= wanted.max
        )
    ]
    return all((wanted.remedy, other) in done for other in concerned)


def follows_time(
    rubric: Rubric, steps: Sequence[StepOf], start: dict[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    """The levels that steps in time lead to, each at its end, after it was seen that each can begin when it does.

    What a step lifts it must also be able to lift from the levels there when it begins.
    """

    def until(month: int) -> dict[tuple[str, str], float]:
        levels = dict(start)
        ended = [(step.end, lift) for step in steps if step.end <= month for lift in step.lifts]
        for _, lift in sorted(ended, key=lambda pair: (pair[0], pair[1].before or 0)):
            key = (lift.item.indicator, lift.item.holder)
            assert levels[key] == lift.before
            assert lift.after is not None
            levels[key] = lift.after
        return levels

    for step in steps:
        done = frozenset((other.remedy, other.target) for other in steps if other.end <= step.start)
        levels = until(step.start)
        after = after_step(rubric, step.remedy, step.target, levels, start, done)
        assert after is not None, f"{step.remedy} cannot begin in month {step.start}"
        for lift in step.lifts:
            key = (lift.item.indicator, lift.item.holder)
            assert after[key] > levels[key], f"{step.remedy} does not work yet in month {step.start}"
    return until(max((step.end for step in steps), default=0))
