"""Assess one pair: from two profiles, a rubric and a question to an Assessment. Pure: same input, same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment import aspects as views
from readiness.assessment import result
from readiness.assessment.judgement import Judgement, judge
from readiness.assessment.levels import conflict_results, held_on, indicator_results
from readiness.documents.profile_checks import names_of
from readiness.engine import diagnosis, flags, robustness
from readiness.engine.combine import DIRECTIONAL
from readiness.engine.kernel import TOLERANCE
from readiness.errors import InputError
from readiness.evidence.relation import dated_later
from readiness.model.question import OTHER, Question, resolve
from readiness.tlp import strictest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.outcome import Outcome
    from readiness.evidence.pair import Memo
    from readiness.model.rubric import Rubric


def assess(
    a: ProfileDocument, b: ProfileDocument, rubric: Rubric, question: Question | None = None
) -> result.Assessment:
    """The assessment of a pair.

    Raises InputError for two profiles of one jurisdiction, and UsageError for a question that names what the rubric
    does not have.
    """
    asked = question or Question()
    if a.id == b.id:
        message = f"both profiles are of {a.id}; expected two jurisdictions"
        raise InputError([b.place.find(("profile",)).problem(message, fix=f"the first is {a.file}")])
    scope = resolve(asked, rubric, a.profile, b.profile)
    memo: Memo = {}
    judged = judge(rubric, a, b, asked, scope, memo)
    alone = views.alone(rubric, a, b, asked, judged, memo)
    losses = diagnosis.losses(rubric, judged.outcome, judged.phase.phase, rubric.verdict.floor)
    return result.Assessment(
        schema=result.SCHEMA,
        pair=result.Pair(
            *(result.Jurisdiction(document.id, names_of(document.profile)) for document in (a, b))
        ),
        inputs=[
            result.Input(
                one.id,
                one.digest,
                one.profile.as_of,
                dated_later(one, other.id, scope.as_of),
                one.file,
                one.profile.tlp,
            )
            for one, other in ((a, b), (b, a))
        ],
        rubric=result.RubricInfo(rubric.rubric, rubric.version, rubric.digest),
        weights_set=scope.weights,
        as_of=scope.as_of.isoformat(),
        phase=result.PhaseInfo(
            judged.phase.phase,
            judged.inferred.phase if judged.inferred.basis == "inferred" else None,
            judged.phase.basis,
            judged.phase.reason,
            judged.phase.record or None,
            judged.phase.source or None,
        ),
        lane=scope.lane,
        needs=list(scope.needs),
        measures=list(scope.measures),
        crimes=list(scope.crimes),
        limbs=list(scope.limbs),
        roles=result.Roles(*scope.roles),
        direction=_direction(rubric, asked, judged),
        standing=_standing(judged),
        verdict=views.verdict(judged.score),
        readiness=views.readiness(judged.score),
        phases=[_phase(rubric, judged.outcome, phase) for phase in rubric.phases],
        by_need=[views.by_need(rubric, single) for single in alone],
        by_lane=list(views.by_lane(rubric, a, b, asked, judged, alone, memo)),
        instruments=list(views.governing(rubric, a, b, judged)),
        channels=list(views.open_channels(rubric, a, b, judged)),
        factors=_factors(rubric, judged, losses),
        indicators=indicator_results(rubric, judged, losses),
        obstacles=_obstacles(rubric, judged, losses),
        weakest_point=_weakest_point(rubric, judged),
        balance=[
            result.BalanceFlag(name, rubric.balance[name].says)
            for name in flags.balance(
                rubric, judged.readings, judged.outcome, judged.phase.phase, judged.harmed
            )
        ],
        robustness=_robustness(rubric, judged),
        coverage=_coverage(rubric, judged),
        evidence_needed=[
            result.EvidenceNeed(
                need.indicator, _side(rubric, judged, need.indicator), need.reason, need.narrows_by
            )
            for need in robustness.evidence_needed(rubric, judged.outcome, judged.phase.phase)
        ],
        safeguards=list(_safeguards(rubric, a, b, judged)),
        conflicts=conflict_results(judged.readings),
        tlp=strictest([a.profile.tlp, b.profile.tlp]),
    )


def _direction(rubric: Rubric, asked: Question, judged: Judgement) -> result.Direction:
    """Which direction is shown. Without any directional indicator in scope both are the same by construction."""
    if asked.requesting is not None:
        return result.Direction("one-way", asked.requesting, asked.requesting, None)
    demands = judged.outcome.demands[judged.phase.phase]
    directional = any(
        demand.weight and indicator.combine.rule in DIRECTIONAL
        for demand, indicator in zip(demands, rubric.indicators.values(), strict=True)
    )
    shown = judged.outcome.requesting
    if judged.even or judged.other is None:
        return result.Direction("mutual", None, shown if directional and _differ(judged) else None, None)
    other = judged.other.phases[judged.phase.phase]
    return result.Direction(
        "mutual",
        shown,
        shown,
        result.OtherDirection(OTHER[shown], views.verdict(other), views.readiness(other)),
    )


def _differ(judged: Judgement) -> bool:
    """Whether the two directions, though equal in result, rest on different levels."""
    return judged.other is not None and judged.other.quantities != judged.outcome.quantities


def _standing(judged: Judgement) -> result.StandingInfo | None:
    found = judged.standing
    return None if found is None else result.StandingInfo(found.status, found.since, found.cause, found.note)


def _phase(rubric: Rubric, outcome: Outcome, phase: str) -> result.PhaseResult:
    score = outcome.phases[phase]
    unmet = diagnosis.ordered(rubric, outcome, phase, diagnosis.unmet(rubric, score))
    ceilings = {key: _share_reached(rubric, outcome, phase, key) for key in unmet}
    held_by = min(unmet, key=lambda key: ceilings[key], default=None)
    at_ceiling = score.ceiling.value <= score.index.value + TOLERANCE or not score.known
    return result.PhaseResult(
        id=phase,
        verdict=views.verdict(score),
        readiness=views.readiness(score),
        weights=dict(zip(rubric.factors, outcome.weights[phase].point, strict=True)),
        held_by=held_by if at_ceiling else None,
        unmet=unmet,
        unknown=diagnosis.unknown(rubric, score),
    )


def _share_reached(rubric: Rubric, outcome: Outcome, phase: str, key: str) -> float:
    level = outcome.phases[phase].levels[list(rubric.indicators).index(key)]
    reached = level.level if level.known else level.high
    return round(float(reached) / rubric.indicators[key].necessary[phase], 9)


def _factors(rubric: Rubric, judged: Judgement, losses: diagnosis.Losses) -> list[result.FactorResult]:
    weights = judged.outcome.weights[judged.phase.phase].point
    return [
        result.FactorResult(
            id=name,
            score=100 * float(factor.score.value) if factor.known else None,
            low=100 * float(factor.score.low),
            high=100 * float(factor.score.high),
            weight=weight,
            loss_share=losses.factors[name] if losses.factors is not None else None,
        )
        for name, factor, weight in zip(rubric.factors, judged.score.factors, weights, strict=True)
    ]


def _obstacles(rubric: Rubric, judged: Judgement, losses: diagnosis.Losses) -> list[result.ObstacleResult]:
    following = diagnosis.next_phase(rubric, judged.phase.phase)
    found = diagnosis.diagnose(rubric, judged.outcome, judged.phase.phase)
    results: list[result.ObstacleResult] = []
    for obstacle in found:
        first = obstacle.indicators[0]
        phase = following if obstacle.status == "emerging" else judged.phase.phase
        remedies = [remedy for key in obstacle.indicators for remedy in rubric.indicators[key].remedies]
        results.append(
            result.ObstacleResult(
                id=obstacle.id,
                status=obstacle.status,
                factor=rubric.factor_of[first],
                side=held_on(
                    judged,
                    first,
                    rubric.indicators[first],
                    rubric.indicators[first].necessary.get(phase or ""),
                ),
                indicators=list(obstacle.indicators),
                consequences=list(obstacle.consequences),
                loss_share=losses.of(obstacle.indicators),
                remedies=list(dict.fromkeys(remedies)),
            )
        )
    return results


def _weakest_point(rubric: Rubric, judged: Judgement) -> result.WeakestPoint | None:
    key = diagnosis.weakest_point(rubric, judged.outcome, judged.phase.phase)
    if key is None:
        return None
    level = judged.score.levels[list(rubric.indicators).index(key)].level
    return result.WeakestPoint(key, float(level), held_on(judged, key, rubric.indicators[key], None))


def _robustness(rubric: Rubric, judged: Judgement) -> result.Robustness:
    phase, shown = judged.phase.phase, judged.outcome
    corners = robustness.at_corners(rubric, shown, phase)
    low, high = robustness.at_ends(rubric, shown, phase)
    stability, reason = robustness.stability(
        rubric, shown, phase, [score for _, score in corners], (low, high)
    )
    return result.Robustness(
        stability=stability,
        reason=reason,
        vertices=[
            result.Corner(_named(rubric, weights), views.verdict(score), views.readiness(score))
            for weights, score in corners
        ],
        evidence=result.EvidenceEnds(
            *(result.End(views.verdict(end), float(end.readiness.value)) for end in (low, high))
        ),
    )


def _named(rubric: Rubric, weights: Sequence[float]) -> dict[str, float]:
    return dict(zip(rubric.factors, weights, strict=True))


def _coverage(rubric: Rubric, judged: Judgement) -> dict[str, float]:
    """Of each factor's weight in scope, the share whose level is known."""
    demands = judged.outcome.demands[judged.phase.phase]
    coverage: dict[str, float] = {}
    for number, factor in enumerate(rubric.factors):
        mine = [
            (demand.weight, bool(level.known))
            for demand, level in zip(demands, judged.score.levels, strict=True)
            if demand.factor == number and demand.weight and level.applicable
        ]
        total = sum(weight for weight, _ in mine)
        coverage[factor] = sum(weight for weight, known in mine if known) / total if total else 0.0
    return coverage


def _side(rubric: Rubric, judged: Judgement, key: str) -> result.SideName:
    indicator = rubric.indicators[key]
    return held_on(judged, key, indicator, indicator.necessary.get(judged.phase.phase))


def _safeguards(
    rubric: Rubric, a: ProfileDocument, b: ProfileDocument, judged: Judgement
) -> Iterator[result.Safeguard]:
    for key, row, side, reading in flags.safeguards(rubric, a, b, judged.scope.as_of):
        level = reading.level or 0.0
        yield result.Safeguard(key, row, side, level, rubric.indicators[key].scale[int(level)])
