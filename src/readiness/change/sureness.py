"""Exactly how sure: the share of admissible weights, and of what the evidence leaves open, under which the verdict holds.

The shares over weights are exact volumes. Those over evidence are counted over evenly spread points of all intervals
(a Kronecker sequence with the square roots of primes, Richtmyer 1951), shifted REPEATS times; their standard error is that of the mean of
the repeats. A level is as likely anywhere in its interval; one that is not known, anywhere between 0 and 4.
"""

from __future__ import annotations

import random
from itertools import groupby
from math import log, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

from readiness.assessment.result.sureness import Estimate, Sureness, WeightShares
from readiness.change.trials import SettableLevel, Trials
from readiness.engine.arithmetic import FLOATS, TOLERANCE
from readiness.engine.kernel import FRAGILE, READY, VERDICTS, weigh
from readiness.many.column_arithmetic import Columns, full
from readiness.weights.volumes import Region, region, share, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.verdicts import Verdict
    from readiness.many.column_arithmetic import Column

REPEATS, POINTS = 16, 64
SEED = 20_231_128
"""The shifts of the repeats come from it, so that the same pair always gives the same shares."""


def sureness(judged: Judgement) -> Sureness:
    """How sure the verdict of the phase assessed is."""
    outcome, phase = judged.outcome, judged.phase.phase
    whole = region(outcome.setting.weights[phase].lines, list(judged.rubric.factors))
    verdict = VERDICTS[int(judged.score.verdict)]
    holds = _under_weights(judged, whole)
    trials = Trials(judged.itself)
    evidence, together = _sampled(judged, trials, whole, {})
    just_met = _just_met(trials, phase)
    by_evidence, by_weights = 1 - evidence[verdict].share, 1 - holds
    decides: Literal["evidence", "weights", "neither"] = "neither"
    if max(by_evidence, by_weights) > TOLERANCE:
        decides = "evidence" if by_evidence >= by_weights else "weights"
    weights = WeightShares(holds, _top_loss(judged, whole))
    return Sureness(
        verdict,
        weights,
        evidence,
        together,
        _sampled(judged, trials, whole, just_met)[0] if just_met else None,
        decides,
    )


def _just_met(trials: Trials, phase: str) -> dict[SettableLevel, float | None]:
    """What is not known: of a necessary condition the level that just meets it, of the rest none, so that it counts for nothing."""
    unknown = {
        item: trials.needed(item, phase)
        for item in trials.items()
        if trials.level(item).applicable and not trials.level(item).known
    }
    return unknown if any(needed is not None for needed in unknown.values()) else {}


def _logs(judged: Judgement) -> list[float]:
    floor = judged.rubric.verdict.floor
    return [log(max(factor.score.value, floor)) for factor in judged.score.factors]


def _under_weights(judged: Judgement, whole: Region) -> float:
    """Gates know no weights: only between fragile and ready do they decide. Readiness is compared as it is printed."""
    verdict = int(judged.score.verdict)
    if verdict < FRAGILE or judged.outcome.at_best < READY:
        return 1.0
    bar = FLOATS.printed(judged.rubric.verdict.fragile_below) - 0.5
    ready = float(share(whole, [(_logs(judged), log(bar / 100))]))
    return ready if verdict == READY else 1 - ready


def _top_loss(judged: Judgement, whole: Region) -> dict[str, float] | None:
    """A factor loses most where its weight times its loss is at least that of every other; equal ones share nothing twice."""
    known = [factor.known for factor in judged.score.factors]
    if not any(known):
        return None
    losses = [-value for value in _logs(judged)]
    shares = {}
    for number, factor in enumerate(judged.rubric.factors):
        if not known[number]:
            continue
        cuts = [
            (
                [
                    loss * (factor == number) - losses[other] * (factor == other)
                    for factor, loss in enumerate(losses)
                ],
                0.0,
            )
            for other in range(len(losses))
            if other != number and known[other]
        ]
        shares[factor] = float(share(whole, cuts)) if losses[number] > 0 else 0.0
    return shares


def _sampled(
    judged: Judgement, trials: Trials, whole: Region, taken: Mapping[SettableLevel, float | None]
) -> tuple[dict[Verdict, Estimate], dict[Verdict, Estimate]]:
    """The share of each verdict at the central weights, and over all weights. What is `taken` is not drawn; None leaves it unknown."""
    phase = judged.phase.phase
    open_items = _alike_for_both_sides(
        trials, [item for item in trials.items() if _open(trials, item) and item not in taken]
    )
    dimensions = len(whole.axes) + 1
    points = _points(dimensions + len(open_items))
    changes: dict[SettableLevel, Column] = {
        item: np.full(len(points), level) for item, level in taken.items() if level is not None
    }
    for column, item in enumerate(open_items, dimensions):
        level = trials.level(item)
        changes[item] = level.low + (level.high - level.low) * points[:, column]
    outcomes = trials.outcomes(changes, [phase])
    drawn = np.array([spread(whole, point) for point in points[:, :dimensions].tolist()])
    rules, at_best = judged.rubric.verdict, judged.stands.at_best
    central = judged.outcome.setting.weights[phase].point
    results = []
    for weights in (list(central), [drawn[:, number] for number in range(drawn.shape[1])]):
        verdicts = [
            full(
                weigh(
                    Columns(), outcome.phases[phase], weights, rules.floor, rules.fragile_below, at_best
                ).verdict,
                len(points),
            )
            for outcome in outcomes
        ]
        results.append(_estimates(np.minimum.reduce(verdicts)))
    return results[0], results[1]


def _alike_for_both_sides(trials: Trials, items: Sequence[SettableLevel]) -> list[SettableLevel]:
    """The levels by indicator, of two sides the lower one first: which side it is changes no share, and so the shares do not tell."""
    whole = groupby(items, key=lambda item: item.indicator)
    return [
        item
        for _indicator, sides in whole
        for item in sorted(sides, key=lambda item: (trials.level(item).low, trials.level(item).high))
    ]


def _open(trials: Trials, item: SettableLevel) -> bool:
    level = trials.level(item)
    return bool(level.applicable) and (not level.known or level.prior or level.high - level.low > TOLERANCE)


def _estimates(verdicts: Column) -> dict[Verdict, Estimate]:
    estimates: dict[Verdict, Estimate] = {}
    for code, verdict in enumerate(VERDICTS):
        means = (verdicts == code).reshape(REPEATS, POINTS).mean(axis=1)
        estimates[verdict] = Estimate(float(means.mean()), float(means.std(ddof=1) / sqrt(REPEATS)))
    return estimates


def _points(dimensions: int) -> Column:
    """REPEATS × POINTS points of the unit cube, one repeat after the other."""
    roots = np.array([sqrt(prime) % 1 for prime in _primes(dimensions)])
    base = np.outer(np.arange(1, POINTS + 1), roots)
    draw = random.Random(SEED)  # noqa: S311  (a shift that is the same each time, not a secret)
    shifts = [[draw.random() for _ in range(dimensions)] for _ in range(REPEATS)]
    points: Column = np.concatenate([(base + np.array(shift)) % 1 for shift in shifts])
    return points


def _primes(count: int) -> Sequence[int]:
    return list(_first_primes(count))


def _first_primes(count: int) -> Iterator[int]:
    known: list[int] = []
    number = 2
    while len(known) < count:
        if all(number % prime for prime in known):
            known.append(number)
            yield number
        number += 1
