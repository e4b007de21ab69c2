"""Assess one pair: from two profiles, a rubric and a question to an Assessment. Pure: same input, same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment import flags, joint_record, narrowed, scores
from readiness.assessment.bars import by_bar
from readiness.assessment.indicators import (
    conflict_results,
    direction_untold,
    indicator_results,
    limiting_side,
)
from readiness.assessment.judgement import Judgement, judge
from readiness.assessment.order import first_of, leaning_of, obstacles_of
from readiness.assessment.remedies import Remedies
from readiness.assessment.result.assessment import SCHEMA, Assessment
from readiness.assessment.result.question import Input, Jurisdiction, Pair, PhaseInfo, Roles, RubricInfo
from readiness.assessment.result.sureness import EvidenceNeed
from readiness.assessment.result.verdicts import Direction, OtherDirection, WeakestPoint
from readiness.assessment.standing import ended_of, standing_of
from readiness.assessment.works import works
from readiness.documents.profile_checks import names_of
from readiness.engine import diagnosis, robustness
from readiness.engine.losses import losses
from readiness.errors import InputError
from readiness.evidence.relation import dated_later
from readiness.jurisdictions.lookup import key_of
from readiness.language import _, spoken
from readiness.model.question import OTHER, Question, resolve
from readiness.tlp import strictest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.supposed_levels import Supposed
    from readiness.model.rubric import Rubric


def assess(
    a: ProfileDocument,
    b: ProfileDocument,
    rubric: Rubric,
    question: Question | None = None,
    supposed: Sequence[Supposed] = (),
    *,
    in_full: bool = True,
) -> Assessment:
    """The assessment of a pair. Levels that are supposed take the place of those on record.

    One that is not `in_full` leaves out what takes time and is told in full reports alone: each lane, and what evidence would
    only narrow the range while a gate is unknown.
    Raises InputError for two profiles of one jurisdiction, and UsageError for a question that names what the rubric
    does not have.
    """
    return assembled(judged_pair(a, b, rubric, question, supposed), in_full=in_full)


def judged_pair(
    a: ProfileDocument,
    b: ProfileDocument,
    rubric: Rubric,
    question: Question | None = None,
    supposed: Sequence[Supposed] = (),
) -> Judgement:
    """The pair judged, before anything is said of it: where a need alone is worse than all together, that need. Raises as `assess`."""
    asked = question or Question()
    if key_of(a.id) == key_of(b.id):
        message = _("both profiles are of {id}; expected two jurisdictions").format(id=a.id)
        raise InputError(
            [b.place.find(("profile",)).problem(message, fix=_("the first is {file}").format(file=a.file))]
        )
    scope = resolve(asked, rubric, a.profile, b.profile)
    return narrowed.deciding(judge(rubric, a, b, asked, scope, supposed=supposed))


def assembled(judged: Judgement, *, in_full: bool = True) -> Assessment:
    """All that is said of a pair judged, `in_full` as for `assess`.

    What is on record, and how the relation stands, is told for all needs.
    """
    whole, singles = judged.whole, judged.alone or (judged,)
    a, b, rubric, scope = judged.a, judged.b, judged.rubric, whole.scope
    lost = losses(judged.outcome, judged.phase.phase)
    remedies = Remedies(judged)
    obstacles = obstacles_of(judged, lost, remedies)
    records = joint_record.on_record(whole)
    indicators, channels = indicator_results(judged, lost), list(joint_record.open_channels(whole))
    return Assessment(
        schema=SCHEMA,
        pair=Pair(
            *(
                Jurisdiction(document.id, names_of(document.profile), tuple(document.profile.agencies))
                for document in (a, b)
            )
        ),
        inputs=[
            Input(
                document.id,
                document.digest,
                document.profile.as_of,
                dated_later(document, partner.id, scope.as_of),
                document.file,
                document.profile.tlp,
            )
            for document, partner in ((a, b), (b, a))
        ],
        rubric=RubricInfo(rubric.rubric, rubric.version, rubric.digest, spoken().tag),
        weights_set=scope.weights,
        as_of=scope.as_of.isoformat(),
        phase=PhaseInfo(
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
        bars=list(scope.bars),
        limbs=list(scope.limbs),
        decided_by=judged.scope.needs[0] if judged.scope != scope else None,
        roles=Roles(*scope.roles),
        direction=_direction(judged),
        standing=standing_of(whole),
        verdict=scores.verdict_of(judged.score),
        leaning=leaning_of(judged),
        readiness=scores.readiness_of(judged.score),
        first=first_of(judged),
        phases=scores.phase_results(judged),
        by_need=[narrowed.by_need(single) for single in singles],
        by_lane=list(narrowed.by_lane(whole, singles)) if in_full else [],
        instruments=list(joint_record.governing(whole)),
        channels=channels,
        factors=scores.factor_results(judged, lost),
        indicators=indicators,
        obstacles=obstacles,
        do_first=remedies.first_steps(obstacles),
        works=works(whole, indicators, channels),
        weakest_point=_weakest_point(judged),
        balance=flags.balance(judged),
        robustness=scores.robustness_result(judged),
        coverage=scores.coverage(judged),
        evidence_needed=_evidence_needed(judged, in_full=in_full),
        conditions=list(flags.conditions(whole)),
        safeguards=flags.safeguards(whole),
        conflicts=conflict_results(whole),
        on_record=records,
        gaps=joint_record.gaps(whole, records),
        by_bar=list(by_bar(whole)),
        recorded_against=list(joint_record.recorded_against(whole)),
        standing_ended=ended_of(whole),
        tlp=strictest([a.profile.tlp, b.profile.tlp]),
    )


def _direction(judged: Judgement) -> Direction:
    """Which direction is shown. Without any directional indicator in scope both are the same by construction."""
    shown, untold = judged.outcome.requesting, list(direction_untold(judged))
    if judged.other is None:
        return Direction("one-way", shown, shown, None, untold)
    if judged.even:
        # Though equal in result, the two may rest on different levels.
        differ = judged.other.quantities != judged.outcome.quantities
        return Direction(
            "mutual", None, shown if judged.outcome.setting.directional and differ else None, None, untold
        )
    other = judged.other.phases[judged.phase.phase]
    return Direction(
        "mutual",
        shown,
        shown,
        OtherDirection(OTHER[shown], scores.verdict_of(other), scores.readiness_of(other)),
        untold,
    )


def _weakest_point(judged: Judgement) -> WeakestPoint | None:
    key = diagnosis.weakest_point(judged.outcome, judged.phase.phase)
    if key is None:
        return None
    level = judged.score.levels[list(judged.rubric.indicators).index(key)].level
    return WeakestPoint(key, float(level), limiting_side(judged, key, None))


def _evidence_needed(judged: Judgement, *, in_full: bool) -> list[EvidenceNeed]:
    """What is missing in the judgement shown, and after its own gates those of single needs, each in its own phase."""
    shown = _missing(judged, in_full=in_full)
    gates = {need.indicator: need for need in shown if need.reason == "unknown-gate"}
    for single in judged.alone:
        if not gates.keys() >= set(diagnosis.unknown(single.rubric, single.score)):
            for need in _missing(single, in_full=False):
                if need.reason == "unknown-gate":
                    gates.setdefault(need.indicator, need)
    return [*gates.values(), *(need for need in shown if need.indicator not in gates)]


def _missing(judged: Judgement, *, in_full: bool) -> list[EvidenceNeed]:
    phase, indicators, needs = judged.phase.phase, judged.rubric.indicators, judged.scope.needs
    return [
        EvidenceNeed(
            need.indicator,
            limiting_side(judged, need.indicator, indicators[need.indicator].necessary_for(phase, needs)),
            need.reason,
            need.narrows_by,
        )
        for need in robustness.evidence_needed(judged.outcome, phase, in_full=in_full)
    ]
