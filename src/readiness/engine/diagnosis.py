"""What blocks, in the order to remove it (design: a precondition before what depends on it; S1.40, S1.54, S1.60, S1.67)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from readiness.engine.kernel import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readiness.engine.arithmetic import Quantity
    from readiness.engine.kernel import PhaseScore
    from readiness.engine.outcome import Outcome
    from readiness.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle found: its status, its indicators in order, and what rests on them."""

    id: str
    status: Literal["blocking", "unknown", "emerging", "limiting"]
    indicators: tuple[str, ...]
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Losses:
    """Shares of what the index loses, 0-1, by factor and by indicator. None where the index has no value."""

    factors: Mapping[str, float] | None
    indicators: Mapping[str, float] | None

    def of(self, indicators: Iterable[str]) -> float | None:
        """The share of several indicators together."""
        return (
            sum(self.indicators.get(key, 0.0) for key in indicators) if self.indicators is not None else None
        )


def grounds(rubric: Rubric) -> dict[str, frozenset[str]]:
    """For every indicator, all that it rests on, directly or through others."""
    closure: dict[str, frozenset[str]] = {}

    def reach(key: str) -> frozenset[str]:
        if key not in closure:
            direct = rubric.indicators[key].rests_on
            closure[key] = frozenset(direct).union(*(reach(ground) for ground in direct))
        return closure[key]

    for key in rubric.indicators:
        reach(key)
    return closure


def unmet(rubric: Rubric, score: PhaseScore) -> list[str]:
    """Indicators that fail a gate, in catalogue order."""
    return [
        key
        for key, gate in zip(rubric.indicators, score.gates, strict=True)
        if gate is not None and gate.unmet
    ]


def unknown(rubric: Rubric, score: PhaseScore) -> list[str]:
    """Indicators whose gate is neither met nor unmet, in catalogue order."""
    return [
        key
        for key, gate in zip(rubric.indicators, score.gates, strict=True)
        if gate is not None and gate.unknown
    ]


def ordered(rubric: Rubric, outcome: Outcome, phase: str, failing: Sequence[str]) -> list[str]:
    """Failing indicators, the first one to remove first.

    A miss of a whole level before a smaller one; what rests on no failing indicator before what does; the lower share
    of the necessary level; the factor that weighs more in the phase; catalogue order.
    """
    keys = list(rubric.indicators)
    rest = grounds(rubric)
    levels = outcome.phases[phase].levels
    weights = dict(zip(rubric.factors, outcome.weights[phase].point, strict=True))
    failed = frozenset(failing)

    def place(key: str) -> tuple[bool, bool, float, float, int]:
        index = keys.index(key)
        needed = rubric.indicators[key].necessary.get(phase, 0.0)
        level = levels[index].level if levels[index].known else levels[index].high
        whole = needed - level >= 1 - TOLERANCE
        share = round(level / needed, 9) if needed else 1.0
        return (not whole, bool(rest[key] & failed), share, -round(weights[rubric.factor_of[key]], 9), index)

    return sorted(failing, key=place)


def losses(rubric: Rubric, outcome: Outcome, phase: str, floor: float) -> Losses:
    """Which factor, and in it which indicator, costs the index how much."""
    score = outcome.phases[phase]
    if not score.known:
        return Losses(None, None)
    weights = outcome.weights[phase].point
    logs = [
        weight * -math.log(max(factor.score.value, floor))
        for weight, factor in zip(weights, score.factors, strict=True)
    ]
    total = sum(logs)
    shares = {
        factor: (log / total if total > TOLERANCE else 0.0)
        for factor, log in zip(rubric.factors, logs, strict=True)
    }
    parts: dict[str, float] = {}
    for number, factor in enumerate(rubric.factors):
        gaps = {
            key: demand.weight * (1 - level.level / 4)
            for key, demand, level in zip(
                rubric.indicators, outcome.demands[phase], score.levels, strict=True
            )
            if demand.factor == number and _counts(demand.weight, level)
        }
        gap = sum(gaps.values())
        for key, value in gaps.items():
            parts[key] = shares[factor] * value / gap if gap > TOLERANCE else 0.0
    return Losses(shares, parts)


def diagnose(rubric: Rubric, outcome: Outcome, phase: str) -> list[Obstacle]:
    """Every obstacle with its one status: blocking, then unknown, then emerging in the next phase, then limiting."""
    score = outcome.phases[phase]
    blocking = ordered(rubric, outcome, phase, unmet(rubric, score))
    found = _grouped(rubric, "blocking", blocking)
    following = next_phase(rubric, phase)
    open_gates = _by_weight(rubric, outcome, phase, unknown(rubric, score))
    found |= {k: v for k, v in _grouped(rubric, "unknown", open_gates).items() if k not in found}
    if following is not None:
        coming = [key for key in unmet(rubric, outcome.phases[following]) if key not in blocking]
        emerging = ordered(rubric, outcome, following, coming)
        found |= {k: v for k, v in _grouped(rubric, "emerging", emerging).items() if k not in found}
    if not blocking:
        limiting = _limiting(rubric, outcome, phase)
        found |= {k: v for k, v in _grouped(rubric, "limiting", limiting).items() if k not in found}
    return _with_consequences(rubric, list(found.values()))


def next_phase(rubric: Rubric, phase: str) -> str | None:
    """The phase after this one, if there is one."""
    phases = list(rubric.phases)
    place = phases.index(phase) + 1
    return phases[place] if place < len(phases) else None


def weakest_point(rubric: Rubric, outcome: Outcome, phase: str) -> str | None:
    """The indicator in scope with the lowest level; of several, the one whose factor weighs more."""
    known = [
        key
        for key, demand, level in zip(
            rubric.indicators, outcome.demands[phase], outcome.phases[phase].levels, strict=True
        )
        if _counts(demand.weight, level)
    ]
    levels = dict(zip(rubric.indicators, outcome.phases[phase].levels, strict=True))
    candidates = _by_weight(rubric, outcome, phase, known)
    return min(candidates, key=lambda key: levels[key].level, default=None)


def _counts(weight: float, level: Quantity) -> bool:
    return bool(weight and level.applicable and level.known)


def _grouped(
    rubric: Rubric, status: Literal["blocking", "unknown", "emerging", "limiting"], keys: Sequence[str]
) -> dict[str, Obstacle]:
    """Indicators under their first-listed obstacle, obstacles in the order of their first indicator."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(rubric.indicators[key].obstacles[0], []).append(key)
    return {name: Obstacle(name, status, tuple(members)) for name, members in groups.items()}


def _with_consequences(rubric: Rubric, obstacles: list[Obstacle]) -> list[Obstacle]:
    """Each obstacle with the indicators of equal status that rest on its own; each named under one obstacle only."""
    rest = grounds(rubric)
    named: set[str] = set()
    result: list[Obstacle] = []
    for place, obstacle in enumerate(obstacles):
        own = frozenset(obstacle.indicators)
        others = [
            key
            for other in obstacles[place + 1 :]
            if other.status == obstacle.status
            for key in other.indicators
        ]
        following = tuple(key for key in others if rest[key] & own and key not in named)
        named.update(following)
        result.append(Obstacle(obstacle.id, obstacle.status, obstacle.indicators, following))
    return result


def _by_weight(rubric: Rubric, outcome: Outcome, phase: str, keys: Sequence[str]) -> list[str]:
    """Indicators of the heavier factors first, else in catalogue order."""
    weights = dict(zip(rubric.factors, outcome.weights[phase].point, strict=True))
    return sorted(keys, key=lambda key: -round(weights[rubric.factor_of[key]], 9))


def _limiting(rubric: Rubric, outcome: Outcome, phase: str) -> list[str]:
    """Indicators of obstacles that hold a large share of the shortfall below the quality level, largest share first."""
    rules = rubric.verdict
    score = outcome.phases[phase]
    weights = outcome.weights[phase].point
    totals = [
        sum(
            d.weight
            for d, q in zip(outcome.demands[phase], score.levels, strict=True)
            if d.factor == i and _counts(d.weight, q)
        )
        for i in range(len(weights))
    ]
    shortfall: dict[str, float] = {}
    low: dict[str, bool] = {}
    for key, demand, level in zip(rubric.indicators, outcome.demands[phase], score.levels, strict=True):
        if _counts(demand.weight, level):
            share = weights[demand.factor] * demand.weight / totals[demand.factor]
            shortfall[key] = share * max(0.0, rules.quality_level - level.level)
            low[key] = level.level < rules.limiting_below - TOLERANCE
    total = sum(shortfall.values())
    if total <= TOLERANCE:
        return []
    groups = _grouped(rubric, "limiting", list(shortfall))
    sums = {name: sum(shortfall[key] for key in group.indicators) / total for name, group in groups.items()}
    large = [name for name in groups if sums[name] >= rules.limiting_share - TOLERANCE]
    large.sort(key=lambda name: -round(sums[name], 9))
    members = [key for name in large for key in groups[name].indicators if low[key]]
    order = {name: place for place, name in enumerate(large)}
    return sorted(
        members, key=lambda key: (order[rubric.indicators[key].obstacles[0]], -round(shortfall[key], 9))
    )
