"""The part of an assessment that is scores: verdict, readiness, phases, factors, coverage, robustness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.result.sureness import Corner, End, EvidenceEnds, Robustness
from readiness.assessment.result.verdicts import FactorResult, PhaseResult, Readiness, Verdict
from readiness.engine import diagnosis, kernel, robustness
from readiness.engine.arithmetic import FLOATS, TOLERANCE
from readiness.engine.kernel import VERDICTS

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement
    from readiness.engine.kernel import PhaseScore
    from readiness.engine.losses import Losses
    from readiness.engine.outcome import Outcome


def verdict_of(score: PhaseScore) -> Verdict:
    """The verdict of a score."""
    return VERDICTS[int(score.verdict)]


def readiness_of(score: PhaseScore) -> Readiness:
    """The readiness of a score; no value where a factor has no level."""
    known = bool(score.known)
    return Readiness(
        value=float(score.readiness.value) if known else None,
        low=float(score.readiness.low),
        high=float(score.readiness.high),
        index=float(score.index.value) if known else None,
        ceiling=float(score.ceiling.value),
    )


def phase_results(judged: Judgement) -> list[PhaseResult]:
    """Every phase in the direction shown."""
    return [_phase(judged.outcome, phase) for phase in judged.rubric.phases]


def factor_results(judged: Judgement, losses: Losses) -> list[FactorResult]:
    """Every factor in the assessed phase."""
    weights = judged.outcome.setting.weights[judged.phase.phase].point
    return [
        FactorResult(
            id=name,
            score=100 * float(factor.score.value) if factor.known else None,
            low=100 * float(factor.score.low),
            high=100 * float(factor.score.high),
            weight=weight,
            loss_share=losses.factors[name] if losses.factors is not None else None,
        )
        for name, factor, weight in zip(judged.rubric.factors, judged.score.factors, weights, strict=True)
    ]


def coverage(judged: Judgement) -> dict[str, float]:
    """Of each factor's weight in scope, the share whose level is rated or recorded; what is implied does not count."""
    demands, factors = judged.outcome.demands[judged.phase.phase], judged.rubric.factors
    return dict(
        zip(factors, kernel.coverage(FLOATS, demands, judged.score.levels, len(factors)), strict=True)
    )


def robustness_result(judged: Judgement) -> Robustness:
    """How far the verdict depends on weights and on evidence."""
    phase, outcome, factors = judged.phase.phase, judged.outcome, judged.rubric.factors
    corners = robustness.at_corners(outcome, phase)
    ends = robustness.at_ends(outcome, phase)
    stability, reason = robustness.stability(outcome, phase, [score for _, score in corners], ends)
    return Robustness(
        stability=stability,
        reason=reason,
        vertices=[
            Corner(dict(zip(factors, weights, strict=True)), verdict_of(score), readiness_of(score))
            for weights, score in corners
        ],
        evidence=EvidenceEnds(*(End(verdict_of(end), float(end.readiness.value)) for end in ends)),
    )


def _phase(outcome: Outcome, phase: str) -> PhaseResult:
    rubric, score = outcome.setting.rubric, outcome.phases[phase]
    unmet = diagnosis.unmet(outcome, phase)
    held_by = min(unmet, key=lambda key: _share_reached(outcome, phase, key), default=None)
    at_ceiling = score.ceiling.value <= score.index.value + TOLERANCE or not score.known
    return PhaseResult(
        id=phase,
        verdict=verdict_of(score),
        readiness=readiness_of(score),
        weights=dict(zip(rubric.factors, outcome.setting.weights[phase].point, strict=True)),
        held_by=held_by if at_ceiling else None,
        unmet=unmet,
        unknown=diagnosis.unknown(rubric, score),
    )


def _share_reached(outcome: Outcome, phase: str, key: str) -> float:
    rubric = outcome.setting.rubric
    number = list(rubric.indicators).index(key)
    level, necessary = (
        outcome.phases[phase].levels[number],
        outcome.setting.demands[phase][number].necessary or 0.0,
    )
    return float(FLOATS.rounded(float(level.reached(FLOATS)) / necessary))
