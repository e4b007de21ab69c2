"""Which indicators have which status, and what puts one before another (design 2.6; S1.40, S1.54, S1.60, S1.67).

Written once over `Arithmetic`. Only the choosing differs: of one pair the indicators are sorted, of many the first is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from readiness.engine.arithmetic import TOLERANCE, any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readiness.engine.arithmetic import Arithmetic, Flag, Number, Quantity
    from readiness.engine.kernel import Gate
    from readiness.engine.outcome import Outcome
    from readiness.engine.setting import Setting
    from readiness.model.rubric import Rubric

    Rank = Callable[[int], tuple[Number, ...]]
    """The rank of an indicator by its number: compared value by value, the lowest is first."""

Status = Literal["blocking", "fallen", "emerging", "limiting", "unknown"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""The statuses in the order in which they are removed; each indicator has the first that holds."""


class Phase(NamedTuple):
    """One phase of a judgement, in catalogue order: levels, states of gates, and how far levels fell (see `Outcome`)."""

    id: str
    levels: Sequence[Quantity]
    gates: Sequence[Gate | None]
    fell: Sequence[Number]


class Named(NamedTuple):
    """A status: which indicators have it, in catalogue order, and the rank of each that has."""

    status: Status
    flags: Sequence[Flag]
    rank: Rank


def phase_of(outcome: Outcome, phase: str) -> Phase:
    """What the statuses need of a phase."""
    score = outcome.phases[phase]
    return Phase(phase, score.levels, score.gates, outcome.fell)


def next_phase(rubric: Rubric, phase: str) -> str | None:
    """The phase after this one, if there is one."""
    phases = list(rubric.phases)
    following = phases.index(phase) + 1
    return phases[following] if following < len(phases) else None


def statuses(arithmetic: Arithmetic, setting: Setting, now: Phase, then: Phase | None) -> Iterator[Named]:
    """The statuses in order, no indicator in two of them. `then` is the next phase, None after the last.

    Blocking fails its gate. Fallen is lower than before a standing that troubles the relation. Emerging will fail the next
    phase. Where nothing blocks, limiting holds a large share of the shortfall. The gate of an unknown one is open.
    """
    blocking = _unmet(now.gates)
    taken: Sequence[Flag] = blocking
    yield Named("blocking", blocking, removed_before(arithmetic, setting, now, blocking))
    lower = fallen(arithmetic, setting, now)
    yield lower._replace(flags=_without(lower.flags, taken))
    taken = _either(taken, lower.flags)
    if then is not None:
        coming = _without(_unmet(then.gates), taken)
        taken = _either(taken, coming)
        yield Named("emerging", coming, removed_before(arithmetic, setting, then, coming))
    shortfalls = Shortfalls(arithmetic, setting, now)
    limiting = _without(shortfalls.limiting(any_of(blocking)), taken)
    taken = _either(taken, limiting)
    yield Named("limiting", limiting, shortfalls.rank)
    unknown = _without([gate is not None and gate.unknown for gate in now.gates], taken)
    yield Named("unknown", unknown, weighs_more(arithmetic, setting, now.id))


def counts(weight: float, level: Quantity) -> Flag:
    """Whether a level enters its factor's score."""
    return level.applicable & level.known if weight else False


def removed_before(arithmetic: Arithmetic, setting: Setting, phase: Phase, failing: Sequence[Flag]) -> Rank:
    """The order of removal of what fails a gate.

    A miss of a whole level before a smaller one; what rests on no failing indicator before what does; the lower share of
    the necessary level; the factor that weighs more in the phase.
    """
    demands = setting.demands[phase.id]
    weighs = weighs_more(arithmetic, setting, phase.id)

    def rank(number: int) -> tuple[Number, ...]:
        necessary = demands[number].necessary or 0.0
        reached = phase.levels[number].reached(arithmetic)
        small = necessary - reached < 1 - TOLERANCE
        rests = any_of(_grounds(setting.rubric, number, failing))
        return small, rests, arithmetic.rounded(reached / necessary), *weighs(number)

    return rank


def fallen(arithmetic: Arithmetic, setting: Setting, phase: Phase) -> Named:
    """What fell under the standing: what rests on least that fell first, then what fell furthest, then the heavier factor."""
    flags = [
        (drop > TOLERANCE) & (demand.weight > 0)
        for drop, demand in zip(phase.fell, setting.demands[phase.id], strict=True)
    ]
    weighs = weighs_more(arithmetic, setting, phase.id)
    return Named(
        "fallen",
        flags,
        lambda number: (
            sum(1.0 * flag for flag in _grounds(setting.rubric, number, flags)),
            -arithmetic.rounded(phase.fell[number]),
            *weighs(number),
        ),
    )


def weighs_more(arithmetic: Arithmetic, setting: Setting, phase: str) -> Rank:
    """The indicators of the heavier factors first."""
    demands, weights = setting.demands[phase], setting.weights[phase].point
    return lambda number: (-arithmetic.rounded(weights[demands[number].factor]),)


class Shortfalls:
    """By how much each known level falls short of the quality level, times the weight of its indicator in the phase.

    What casework shows has passed its gates; of how well it works it says nothing, so it holds nothing down.
    """

    def __init__(self, arithmetic: Arithmetic, setting: Setting, now: Phase) -> None:
        self._arithmetic, self._now, self._rules = arithmetic, now, setting.rubric.verdict
        demands, points = setting.demands[now.id], setting.weights[now.id].point
        self.counting = [
            counts(demand.weight, level) for demand, level in zip(demands, now.levels, strict=True)
        ]
        totals: list[Number] = [0.0] * len(points)
        for demand, counted in zip(demands, self.counting, strict=True):
            totals[demand.factor] = totals[demand.factor] + demand.weight * counted
        totals = [arithmetic.choose(total > 0, total, 1.0) for total in totals]
        told = [
            counted & (level.worked ^ True) for counted, level in zip(self.counting, now.levels, strict=True)
        ]
        self._shortfalls = [
            points[demand.factor]
            * (demand.weight * tells)
            / totals[demand.factor]
            * arithmetic.most(0.0, self._rules.quality_level - level.level)
            for demand, tells, level in zip(demands, told, now.levels, strict=True)
        ]
        self._weighs = weighs_more(arithmetic, setting, now.id)

    def rank(self, number: int) -> tuple[Number, ...]:
        """The largest shortfall first, of equal ones the lower level, then the heavier factor."""
        level = self._now.levels[number].level
        return -self._arithmetic.rounded(self._shortfalls[number]), level, *self._weighs(number)

    def limiting(self, blocked: Flag) -> list[Flag]:
        """Low levels that hold a large share of the shortfall, and the lowest one; nothing while a gate fails."""
        arithmetic, rules = self._arithmetic, self._rules
        whole: Number = sum(self._shortfalls)
        largest: Number = 0.0
        for shortfall in self._shortfalls:
            largest = arithmetic.most(largest, shortfall)
        large = arithmetic.least(largest, rules.limiting_share * whole) - TOLERANCE
        return [
            counted
            & (level.level < rules.limiting_below - TOLERANCE)
            & (shortfall >= large)
            & (shortfall > TOLERANCE)
            & (blocked ^ True)
            for counted, level, shortfall in zip(
                self.counting, self._now.levels, self._shortfalls, strict=True
            )
        ]


def _grounds(rubric: Rubric, number: int, flags: Sequence[Flag]) -> list[Flag]:
    """The flags of what an indicator rests on, directly or through others."""
    grounds = rubric.grounds[list(rubric.indicators)[number]]
    return [flag for key, flag in zip(rubric.indicators, flags, strict=True) if key in grounds]


def _unmet(gates: Sequence[Gate | None]) -> list[Flag]:
    return [gate is not None and gate.unmet for gate in gates]


def _without(flags: Sequence[Flag], taken: Sequence[Flag]) -> list[Flag]:
    return [flag & (other ^ True) for flag, other in zip(flags, taken, strict=True)]


def _either(flags: Sequence[Flag], others: Sequence[Flag]) -> list[Flag]:
    return [flag | other for flag, other in zip(flags, others, strict=True)]
