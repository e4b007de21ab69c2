"""Which indicators have which status, and what puts one before another (design 2.6; S1.40, S1.54, S1.60, S1.67).

Written once over `Arithmetic`. Only the choosing differs: of one pair the indicators are sorted, of many the first is taken.
"""

from __future__ import annotations

from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from readiness.engine.arithmetic import PRIOR, RECORDED, TOLERANCE, any_of
from readiness.engine.kernel import FRAGILE

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


class JudgedPhase(NamedTuple):
    """One phase of a judgement, in catalogue order: levels, states of gates, how far levels fell and what caused it (see `Outcome`)."""

    id: str
    levels: Sequence[Quantity]
    gates: Sequence[Gate | None]
    fell: Sequence[Number]
    caused: Sequence[Flag]
    verdict: Number


class Named(NamedTuple):
    """A status: which indicators have it, in catalogue order, and the rank of each that has."""

    status: Status
    flags: Sequence[Flag]
    rank: Rank


def phase_of(outcome: Outcome, phase: str) -> JudgedPhase:
    """What the statuses need of a phase."""
    score = outcome.phases[phase]
    return JudgedPhase(phase, score.levels, score.gates, outcome.fell, outcome.caused, score.verdict)


def next_phase(rubric: Rubric, phase: str) -> str | None:
    """The phase after this one, if there is one."""
    phases = list(rubric.phases)
    following = phases.index(phase) + 1
    return phases[following] if following < len(phases) else None


def measured_by(setting: Setting, number: int, phase: str, status: Status) -> float:
    """The level that an indicator of a status is measured by: of what is only coming, that of the next phase; -inf without one."""
    measuring = next_phase(setting.rubric, phase) if status == "emerging" else phase
    necessary = setting.demands[measuring][number].necessary if measuring is not None else None
    return -inf if necessary is None else necessary


def statuses(
    arithmetic: Arithmetic,
    setting: Setting,
    now: JudgedPhase,
    then: JudgedPhase | None,
    shortfalls: Shortfalls | None = None,
) -> Iterator[Named]:
    """The statuses in order, no indicator in two of them. `then` is the next phase, None after the last.

    `shortfalls` are those of this phase, where something else asks for them too.

    Blocking fails its gate. Fallen is lower than before a standing that troubles the relation, or its cause. Emerging will fail the next
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
    shortfalls = shortfalls or Shortfalls(arithmetic, setting, now)
    limiting = _without(shortfalls.limiting(any_of(blocking)), taken)
    taken = _either(taken, limiting)
    yield Named("limiting", limiting, shortfalls.rank)
    unknown = _without([gate is not None and gate.unknown for gate in now.gates], taken)
    yield Named("unknown", unknown, weighs_more(arithmetic, setting, now.id))


def counts(weight: float, level: Quantity) -> Flag:
    """Whether a level enters its factor's score."""
    return level.applicable & level.known if weight else False


def removed_before(
    arithmetic: Arithmetic, setting: Setting, phase: JudgedPhase, failing: Sequence[Flag]
) -> Rank:
    """The order of removal of what fails a gate.

    The cause of a standing that troubles the relation; a miss of a whole level before a smaller one; what rests on no failing indicator before what does; the lower share of
    the necessary level; the factor that weighs more in the phase.
    """
    demands = setting.demands[phase.id]
    weighs = weighs_more(arithmetic, setting, phase.id)

    def rank(number: int) -> tuple[Number, ...]:
        necessary = demands[number].necessary or 0.0
        reached = phase.levels[number].reached(arithmetic)
        small = necessary - reached < 1 - TOLERANCE
        rests = any_of(_grounds(setting.rubric, number, failing))
        return (
            phase.caused[number] ^ True,
            small,
            rests,
            arithmetic.rounded(reached / necessary),
            *weighs(number),
        )

    return rank


def fallen(arithmetic: Arithmetic, setting: Setting, phase: JudgedPhase) -> Named:
    """What fell under the standing: its cause first, what rests on least that fell, then what fell furthest, then the heavier factor."""
    flags = [
        ((drop > TOLERANCE) | cause) & (demand.weight > 0)
        for drop, cause, demand in zip(phase.fell, phase.caused, setting.demands[phase.id], strict=True)
    ]
    weighs = weighs_more(arithmetic, setting, phase.id)
    return Named(
        "fallen",
        flags,
        lambda number: (
            phase.caused[number] ^ True,
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

    What casework shows has passed its gates; of how well it works it says nothing, so it holds nothing down, unless a fragile
    verdict rests on nothing else.
    """

    def __init__(self, arithmetic: Arithmetic, setting: Setting, now: JudgedPhase) -> None:
        self._arithmetic, self._setting, self._now = arithmetic, setting, now
        self._rules, self._fragile = setting.rubric.verdict, now.verdict == FRAGILE
        self._weighs = weighs_more(arithmetic, setting, now.id)

    @cached_property
    def counting(self) -> list[Flag]:
        """Which levels enter the scores of their factors."""
        demands = self._setting.demands[self._now.id]
        return [counts(demand.weight, level) for demand, level in zip(demands, self._now.levels, strict=True)]

    @cached_property
    def barred(self) -> list[Flag]:
        """What has no level, and is held down by what the law of the side asked says of some persons: it enters no score."""
        setting, below = self._setting, self._rules.limiting_below - TOLERANCE
        return [
            level.applicable & (level.known ^ True) & (level.grounds == PRIOR) & (level.level < below)
            if indicator.by_law and demand.weight
            else False
            for indicator, demand, level in zip(
                setting.rubric.indicators.values(),
                setting.demands[self._now.id],
                self._now.levels,
                strict=True,
            )
        ]

    @cached_property
    def _shortfalls(self) -> list[Number]:
        """Of what is barred as if it alone were added to what is known."""
        arithmetic, setting, now = self._arithmetic, self._setting, self._now
        demands, points = setting.demands[now.id], setting.weights[now.id].point
        totals: list[Number] = [0.0] * len(points)
        for demand, counted in zip(demands, self.counting, strict=True):
            totals[demand.factor] = totals[demand.factor] + demand.weight * counted
        barring = [demand.weight * barred for demand, barred in zip(demands, self.barred, strict=True)]
        least = [
            arithmetic.choose(totals[demand.factor] + bar > 0, totals[demand.factor] + bar, 1.0)
            for demand, bar in zip(demands, barring, strict=True)
        ]
        whole = [
            points[demand.factor]
            * (demand.weight * counted + bar)
            * arithmetic.most(0.0, self._rules.quality_level - level.level)
            / total
            for demand, counted, bar, total, level in zip(
                demands, self.counting, barring, least, now.levels, strict=True
            )
        ]
        told = [
            arithmetic.choose(level.worked, 0.0, shortfall)
            for shortfall, level in zip(whole, now.levels, strict=True)
        ]
        bare = self._fragile & (sum(told) <= TOLERANCE)
        return [arithmetic.choose(bare, *both) for both in zip(whole, told, strict=True)]

    @cached_property
    def _short(self) -> list[Flag]:
        """Which levels fall short at all."""
        return [
            (counted | barred) & (shortfall > TOLERANCE)
            for counted, barred, shortfall in zip(self.counting, self.barred, self._shortfalls, strict=True)
        ]

    @cached_property
    def _found(self) -> list[Flag]:
        """Which of them are findings."""
        setting, bounds = self._setting, _bounds(self._setting)
        return [
            short & (_is_finding(bounds, level, by_index=bool(indicator.proxies)) | barred)
            for short, barred, level, indicator in zip(
                self._short,
                self.barred,
                self._now.levels,
                setting.rubric.indicators.values(),
                strict=True,
            )
        ]

    def rank(self, number: int) -> tuple[Number, ...]:
        """The largest shortfall first, of equal ones the lower level, then the heavier factor."""
        level = self._now.levels[number].level
        return -self._arithmetic.rounded(self._shortfalls[number]), level, *self._weighs(number)

    def against(self, number: int) -> Number:
        """How soon an indicator is named as what stands against a pair, the lowest first.

        What was found of the two comes before what the law of one side says of some persons, that before what an index of a whole
        state puts below workable, and that before what is workable.
        """
        below = self._now.levels[number].level < self._rules.workable_level - TOLERANCE
        choose = self._arithmetic.choose
        of_the_two = choose(self.barred[number], 1, 0)
        return choose(self._found[number], of_the_two, choose(self._short[number] & below, 2, 3))

    def limiting(self, blocked: Flag) -> list[Flag]:
        """What was found and holds a large share of the shortfall, and the largest one; nothing while a gate fails.

        A fragile pair without any is limited by what holds most of the shortfall among what stands against it first.
        """
        arithmetic, shortfalls = self._arithmetic, self._shortfalls
        large = arithmetic.least(
            _largest(arithmetic, [x * found for x, found in zip(shortfalls, self._found, strict=True)]),
            self._rules.limiting_share * sum(shortfalls),
        )
        low = [
            found & (shortfall >= large - TOLERANCE)
            for found, shortfall in zip(self._found, shortfalls, strict=True)
        ]
        order = [self.against(number) for number in range(len(shortfalls))]
        soonest: Number = inf
        for short, place in zip(self._short, order, strict=True):
            soonest = arithmetic.least(soonest, arithmetic.choose(short, place, inf))
        first = [short & (place <= soonest) for short, place in zip(self._short, order, strict=True)]
        largest = _largest(
            arithmetic, [shortfall * flag for shortfall, flag in zip(shortfalls, first, strict=True)]
        )
        none_low = self._fragile & (any_of(low) ^ True)
        return [
            (flag | (none_low & soon & (shortfall >= largest - TOLERANCE))) & (blocked ^ True)
            for flag, soon, shortfall in zip(low, first, shortfalls, strict=True)
        ]


def findings(arithmetic: Arithmetic, setting: Setting, phase: str, levels: Sequence[Quantity]) -> list[Flag]:
    """Which levels that enter a score are findings about the two, low enough to stand against them."""
    bounds = _bounds(setting)
    return [
        arithmetic.once(_counted_finding, bounds, level, bool(indicator.proxies)) if demand.weight else False
        for demand, level, indicator in zip(
            setting.demands[phase], levels, setting.rubric.indicators.values(), strict=True
        )
    ]


def _counted_finding(bounds: tuple[float, float], level: Quantity, by_index: bool) -> Flag:
    """Whether a level in scope is a finding that was rated or recorded, and not what completed cases merely imply."""
    told = level.applicable & level.known & (level.worked ^ True)
    return told & _is_finding(bounds, level, by_index=by_index)


def _bounds(setting: Setting) -> tuple[float, float]:
    """The levels below which a finding stands against the two, and from which a channel works."""
    rules = setting.rubric.verdict
    return rules.limiting_below, rules.workable_level


def _is_finding(bounds: tuple[float, float], level: Quantity, *, by_index: bool) -> Flag:
    """Whether a level is a finding about the two that is low enough to stand against them.

    An index of a whole state is none. Nor is a recorded fact that is workable: a treaty in force says that there is one, and not
    how well it serves. What a recorded fact only suggests of the two counts as recorded.
    """
    low, workable = bounds
    suggested = level.grounds == PRIOR
    recorded = (level.grounds == RECORDED) | suggested
    return (
        (level.level < low - TOLERANCE)
        & ((recorded & (level.level >= workable - TOLERANCE)) ^ True)
        & ((suggested & by_index) ^ True)
    )


def _largest(arithmetic: Arithmetic, numbers: Sequence[Number]) -> Number:
    largest: Number = 0.0
    for number in numbers:
        largest = arithmetic.most(largest, number)
    return largest


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
