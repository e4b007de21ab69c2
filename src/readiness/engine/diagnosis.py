"""What blocks, in the order to remove it (design: a precondition before what depends on it; S1.40, S1.54, S1.60, S1.67).

Which indicators have which status, and what puts one before another, is written over `Arithmetic`. Only the choosing
differs: one pair is sorted, of many pairs the first is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from readiness.engine.arithmetic import FLOATS, TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readiness.engine.arithmetic import Arithmetic, Flag, Number, Quantity
    from readiness.engine.kernel import Gate, PhaseScore
    from readiness.engine.outcome import Outcome
    from readiness.engine.setting import Setting
    from readiness.model.rubric import Rubric

Status = Literal["blocking", "unknown", "emerging", "limiting"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""The statuses of obstacles; an obstacle has the first that holds for one of its indicators."""


class Phase(NamedTuple):
    """One phase of a judgement: its levels and the states of its gates, in catalogue order."""

    id: str
    levels: Sequence[Quantity]
    gates: Sequence[Gate | None]


class Named(NamedTuple):
    """A status: which indicators have it, in catalogue order, and the rank of each that has.

    Ranks are compared value by value; the lowest is first, and of equal ones the first in the catalogue.
    """

    status: Status
    flags: Sequence[Flag]
    rank: Callable[[int], tuple[Number, ...]]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An obstacle: its status, its indicators in order, and those of equal status that rest on them."""

    id: str
    status: Status
    indicators: tuple[str, ...]
    consequences: tuple[str, ...] = ()


def diagnose(outcome: Outcome, phase: str) -> list[Obstacle]:
    """Every obstacle of one pair with its one status, in the order of the statuses and of removal."""
    rubric = outcome.setting.rubric
    following = next_phase(rubric, phase)
    now = phase_of(outcome, phase)
    then = phase_of(outcome, following) if following is not None else None
    obstacles: dict[str, Obstacle] = {}
    for named in statuses(FLOATS, outcome.setting, now, then):
        groups: dict[str, list[str]] = {}
        for key in _in_order(rubric, named):
            groups.setdefault(rubric.indicators[key].obstacles[0], []).append(key)
        for name, members in groups.items():
            obstacles.setdefault(name, Obstacle(name, named.status, tuple(members)))
    return _with_consequences(rubric, list(obstacles.values()))


def unmet(outcome: Outcome, phase: str) -> list[str]:
    """The indicators of one pair that fail a gate, the one to remove first first."""
    return _in_order(outcome.setting.rubric, _blocking(FLOATS, outcome.setting, phase_of(outcome, phase)))


def unknown(rubric: Rubric, score: PhaseScore) -> list[str]:
    """The indicators of one pair whose gate is neither met nor unmet, in catalogue order."""
    return [key for key, flag in zip(rubric.indicators, _unknown(score.gates), strict=True) if flag]


def weakest_point(outcome: Outcome, phase: str) -> str | None:
    """The indicator in scope with the lowest level; of several, the one whose factor weighs more."""
    setting, levels = outcome.setting, outcome.phases[phase].levels
    weighs = _weighs_more(FLOATS, setting, phase)
    counting = [
        number
        for number, (demand, level) in enumerate(zip(setting.demands[phase], levels, strict=True))
        if counts(demand.weight, level)
    ]
    lowest = min(counting, key=lambda number: (levels[number].level, *weighs(number)), default=None)
    return None if lowest is None else list(setting.rubric.indicators)[lowest]


def next_phase(rubric: Rubric, phase: str) -> str | None:
    """The phase after this one, if there is one."""
    phases = list(rubric.phases)
    following = phases.index(phase) + 1
    return phases[following] if following < len(phases) else None


def phase_of(outcome: Outcome, phase: str) -> Phase:
    """What the diagnosis needs of a phase."""
    score = outcome.phases[phase]
    return Phase(phase, score.levels, score.gates)


def statuses(arithmetic: Arithmetic, setting: Setting, now: Phase, then: Phase | None) -> Iterator[Named]:
    """The statuses in order. `then` is the next phase, None after the last.

    Blocking is what fails its gate, unknown a gate that is open, emerging what will fail the next phase and not this one.
    Where nothing blocks, what holds a large share of the shortfall is limiting.
    """
    blocking = _blocking(arithmetic, setting, now)
    yield blocking
    yield Named("unknown", _unknown(now.gates), _weighs_more(arithmetic, setting, now.id))
    if then is not None:
        coming = [
            will & (fails ^ True) for will, fails in zip(_unmet(then.gates), blocking.flags, strict=True)
        ]
        yield Named("emerging", coming, _removed_before(arithmetic, setting, then, coming))
    blocked: Flag = False
    for fails in blocking.flags:
        blocked = blocked | fails
    yield _limiting(arithmetic, setting, now, blocked)


def counts(weight: float, level: Quantity) -> Flag:
    """Whether a level enters its factor's score."""
    return level.applicable & level.known if weight else False


def _unmet(gates: Sequence[Gate | None]) -> list[Flag]:
    return [gate is not None and gate.unmet for gate in gates]


def _unknown(gates: Sequence[Gate | None]) -> list[Flag]:
    return [gate is not None and gate.unknown for gate in gates]


def _blocking(arithmetic: Arithmetic, setting: Setting, now: Phase) -> Named:
    failing = _unmet(now.gates)
    return Named("blocking", failing, _removed_before(arithmetic, setting, now, failing))


def _removed_before(
    arithmetic: Arithmetic, setting: Setting, phase: Phase, failing: Sequence[Flag]
) -> Callable[[int], tuple[Number, ...]]:
    """The order of removal.

    A miss of a whole level before a smaller one; what rests on no failing indicator before what does; the lower share of
    the necessary level; the factor that weighs more in the phase.
    """
    keys, indicators = list(setting.rubric.indicators), list(setting.rubric.indicators.values())
    weighs = _weighs_more(arithmetic, setting, phase.id)

    def rank(number: int) -> tuple[Number, ...]:
        necessary, level = indicators[number].necessary[phase.id], phase.levels[number]
        reached = level.reached(arithmetic)
        rests: Flag = False
        grounds = setting.rubric.grounds[keys[number]]
        for key, fails in zip(keys, failing, strict=True):
            if key in grounds:
                rests = rests | fails
        small = necessary - reached < 1 - TOLERANCE
        return small, rests, arithmetic.rounded(reached / necessary), *weighs(number)

    return rank


def _weighs_more(arithmetic: Arithmetic, setting: Setting, phase: str) -> Callable[[int], tuple[Number, ...]]:
    """The indicators of the heavier factors first."""
    demands, weights = setting.demands[phase], setting.weights[phase].point
    return lambda number: (-arithmetic.rounded(weights[demands[number].factor]),)


def _limiting(arithmetic: Arithmetic, setting: Setting, now: Phase, blocked: Flag) -> Named:
    """Low indicators of the obstacles that hold a large share of the shortfall below the quality level.

    The largest obstacle first, of equal ones that whose first indicator stands first; in it the largest shortfall.
    """
    rules = setting.rubric.verdict
    demands, points = setting.demands[now.id], setting.weights[now.id].point
    counting = [counts(demand.weight, level) for demand, level in zip(demands, now.levels, strict=True)]
    totals: list[Number] = [0.0] * len(points)
    for demand, counted in zip(demands, counting, strict=True):
        totals[demand.factor] = totals[demand.factor] + demand.weight * counted
    totals = [arithmetic.choose(total > 0, total, 1.0) for total in totals]
    shortfalls = [
        points[demand.factor]
        * (demand.weight * counted)
        / totals[demand.factor]
        * arithmetic.most(0.0, rules.quality_level - level.level)
        for demand, counted, level in zip(demands, counting, now.levels, strict=True)
    ]
    missing = sum(shortfalls)
    some = (missing > TOLERANCE) & (blocked ^ True)
    whole = arithmetic.choose(missing > TOLERANCE, missing, 1.0)
    obstacles = [item.obstacles[0] for item in setting.rubric.indicators.values()]
    shares: dict[str, Number] = {}
    first: dict[str, Number] = {}
    for number, (name, counted, shortfall) in enumerate(zip(obstacles, counting, shortfalls, strict=True)):
        shares[name] = shares.get(name, 0.0) + shortfall
        start = arithmetic.choose(counted, number, len(obstacles))
        first[name] = arithmetic.least(first.get(name, len(obstacles)), start)
    shares = {name: share / whole for name, share in shares.items()}
    flags = [
        counted
        & (level.level < rules.limiting_below - TOLERANCE)
        & (shares[name] >= rules.limiting_share - TOLERANCE)
        & some
        for name, counted, level in zip(obstacles, counting, now.levels, strict=True)
    ]

    def rank(number: int) -> tuple[Number, ...]:
        name = obstacles[number]
        largest = -arithmetic.rounded(shares[name])
        return largest, first[name], -arithmetic.rounded(shortfalls[number])

    return Named("limiting", flags, rank)


def _in_order(rubric: Rubric, named: Named) -> list[str]:
    """The indicators of one pair that have a status, the first one first."""
    numbers = [number for number, flag in enumerate(named.flags) if flag]
    keys = list(rubric.indicators)
    return [keys[number] for number in sorted(numbers, key=named.rank)]


def _with_consequences(rubric: Rubric, obstacles: list[Obstacle]) -> list[Obstacle]:
    """Each obstacle with the indicators of equal status that rest on its own; each named under one obstacle only."""
    named: set[str] = set()
    result: list[Obstacle] = []
    for number, obstacle in enumerate(obstacles):
        own = frozenset(obstacle.indicators)
        others = [
            key
            for other in obstacles[number + 1 :]
            if other.status == obstacle.status
            for key in other.indicators
        ]
        following = tuple(key for key in others if rubric.grounds[key] & own and key not in named)
        named.update(following)
        result.append(replace(obstacle, consequences=following))
    return result
