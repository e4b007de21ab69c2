"""Where an undetermined pair leans (design 2.5): priors and facts are taken as levels, unknown gates as met.

A prior is too coarse to call a gate failed that it misses by a hair (the rubric's `prior-blocks-from`): such a pair leans to
fragile at best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from readiness.engine.arithmetic import (
    PRIOR,
    RATED,
    RECORDED,
    SHOWN,
    SUGGESTED,
    TOLERANCE,
    Arithmetic,
    any_of,
)
from readiness.engine.kernel import BLOCKED, FRAGILE, READY, Triple, factor_score, gate, index_of, passed
from readiness.engine.statuses import Named, Shortfalls, removed_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.engine.arithmetic import Flag, Number, Quantity
    from readiness.engine.kernel import Demand, FactorScore
    from readiness.engine.setting import Setting
    from readiness.engine.statuses import JudgedPhase


LEANS_ON: dict[float, Literal["rating", "casework", "fact", "prior"]] = {
    RATED: "rating",
    SHOWN: "casework",
    RECORDED: "fact",
    SUGGESTED: "casework",
    PRIOR: "prior",
}
"""What a leaning rests on, by the grounds of the level that decides it."""


class Lean(NamedTuple):
    """A verdict by its code, whether there is one, and by which indicators it is reached, in ranked order."""

    told: Flag
    verdict: Number
    blocking: Named
    limiting: Named


def lean(
    arithmetic: Arithmetic,
    setting: Setting,
    demands: Sequence[Demand],
    now: JudgedPhase,
    factors: Sequence[FactorScore],
    at_best: Number,
    shortfalls: Shortfalls,
) -> Lean:
    """Blocked where a gate fails on a prior or fact, else fragile or ready by the factors of which something is known.

    Without any known level it leans nowhere. A case or two may raise the index and never lowers it: a pair of which they are on
    record leans no lower than one of which nothing is. What holds it down is the first gate to fail, else the largest shortfall: among
    the gates that a prior only just misses, where nothing but these keeps it from ready. Of a pair that leans to fragile what was
    found of the two comes before what an index of a whole state suggests, and that before what is workable.
    """
    rules = setting.rubric.verdict
    failing: list[Flag] = []
    close: list[Flag] = []
    for demand, level, state in zip(demands, now.levels, now.gates, strict=True):
        if state is None or demand.necessary is None:
            failing.append(False)
            close.append(False)
            continue
        taken = level._replace(grounds=arithmetic.choose(level.prior, RECORDED, level.grounds))
        missed = gate(demand.necessary, taken, demand.stopped).unmet
        near = too_close(arithmetic, demand.necessary, level, rules.prior_blocks_from)
        failing.append(missed & (near ^ True))
        close.append(missed & near)
    blocked = any_of(failing)
    readiness = arithmetic.most(
        _of_known_factors(arithmetic, setting, now.id, factors),
        arithmetic.only(
            any_of(level.grounds == SUGGESTED for level in now.levels),
            _without_suggestions,
            arithmetic,
            setting,
            now.id,
            tuple(now.levels),
        ),
    )
    best = arithmetic.least(passed(arithmetic, readiness, rules.fragile_below), at_best)
    capped = any_of(close) & (best == READY)
    verdict = arithmetic.choose(blocked, BLOCKED, arithmetic.choose(capped, FRAGILE, best))
    told = any_of(shortfalls.counting) | any_of(close) | blocked
    # What a law says of some persons makes no pair fragile; of one that is so anyway it is named.
    fragile = told & (verdict == FRAGILE) & (capped ^ True)
    limiting = [
        arithmetic.choose(capped, near, flag | (barred & fragile)) & (blocked ^ True)
        for flag, near, barred in zip(shortfalls.counting, close, shortfalls.barred, strict=True)
    ]
    return Lean(
        told=told,
        verdict=verdict,
        blocking=Named("blocking", failing, removed_before(arithmetic, setting, now, failing)),
        limiting=Named(
            "limiting",
            limiting,
            lambda number: (
                arithmetic.choose(verdict == FRAGILE, shortfalls.against(number), 0),
                *shortfalls.rank(number),
            ),
        ),
    )


def too_close(arithmetic: Arithmetic, necessary: float, level: Quantity, blocks_from: float) -> Flag:
    """Whether a level that is only suggested misses a gate by so little that it cannot tell whether the gate fails.

    A leaning does not count such a gate as failing, a plan starts from it as just met, and a bottleneck table counts no distance.
    """
    short = necessary - level.reached(arithmetic)
    return level.prior & (short > TOLERANCE) & (short < blocks_from - TOLERANCE)


def _without_suggestions(
    arithmetic: Arithmetic, setting: Setting, phase: str, levels: Sequence[Quantity]
) -> Number:
    """The index (0-100) over the known factors, without what a case or two suggest; 0 where nothing else is known."""
    weighted: list[list[tuple[float, Quantity]]] = [[] for _ in setting.rubric.factors]
    for demand, level in zip(setting.demands[phase], levels, strict=True):
        firmer = level._replace(known=level.known & (level.grounds != SUGGESTED))
        weighted[demand.factor].append((demand.weight, firmer))
    factors = [factor_score(arithmetic, of_factor) for of_factor in weighted]
    index = _of_known_factors(arithmetic, setting, phase, factors)
    return arithmetic.choose(any_of(factor.known for factor in factors), index, 0.0)


def _of_known_factors(
    arithmetic: Arithmetic, setting: Setting, phase: str, factors: Sequence[FactorScore]
) -> Number:
    """The index (0-100) over the factors that have a score, their weights scaled up to 1; 100 without any."""
    points = setting.weights[phase].point
    known = [point * factor.known for point, factor in zip(points, factors, strict=True)]
    total: Number = sum(known)
    total = arithmetic.choose(total > 0, total, 1.0)
    scores = [Triple(*(factor.score.value,) * 3) for factor in factors]
    return index_of(
        arithmetic, scores, [weight / total for weight in known], setting.rubric.verdict.floor
    ).value
