"""Redacted assessments: one fit to share, and one without what a TLP level withholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, get_args

from msgspec.structs import replace

from readiness.assessment.result.indicators import IndicatorResult, SideLevel
from readiness.assessment.result.sureness import EvidenceNeed, EvidenceWorth, Missing
from readiness.assessment.result.verdicts import FirstResult, LeaningResult, WeakestPoint
from readiness.tlp import Tlp, above

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.joint_record import ChannelResult, StandingInfo
    from readiness.assessment.result.question import Input
    from readiness.many.comparable_result import Result
    from readiness.model.rubric import Rubric
    from readiness.routes.originator_control import RelayPosition
    from readiness.routes.relayed_path import Route

Entry = TypeVar("Entry", EvidenceNeed, FirstResult | None, LeaningResult | None, WeakestPoint | None)

DIRECTIONAL_VIEWS = {"weaker-view"}
"""Rules whose sides are the opinions of each about the other."""

REASONS = get_args(Missing)

HIDDEN = SideLevel(None, 0.0, 4.0, "none", None, None)


def views_of(rubric: Rubric) -> set[str]:
    """The indicators whose sides are what each thinks of the other."""
    return {key for key, item in rubric.indicators.items() if item.combine.rule in DIRECTIONAL_VIEWS}


def shared(assessment: Assessment, rubric: Rubric) -> Assessment:
    """The assessment without evidence, directional trust, source and file names.

    Numbers, verdict and order stay as they are. Waivers stay too, without their reasons and approvers.
    """
    views = views_of(rubric)
    phase = assessment.phase
    standing = assessment.standing

    def of_both(entry: Entry) -> Entry:
        """An entry without its side where that would tell what one side thinks of the other."""
        return replace(entry, side="both") if entry is not None and entry.indicator in views else entry

    return replace(
        assessment,
        channels=_unnamed(assessment.channels, rubric, set()),
        inputs=[replace(given, file=None) for given in assessment.inputs],
        phase=replace(phase, record=None, source=None),
        standing=_bare(standing, rubric),
        leaning=of_both(assessment.leaning),
        first=of_both(assessment.first),
        by_need=[
            replace(need, first=of_both(need.first), leaning=of_both(need.leaning))
            for need in assessment.by_need
        ],
        by_lane=[replace(lane, first=of_both(lane.first)) for lane in assessment.by_lane],
        indicators=[_shared(indicator, views) for indicator in assessment.indicators],
        obstacles=[
            replace(obstacle, side="both") if obstacle.indicators[0] in views else obstacle
            for obstacle in assessment.obstacles
        ],
        evidence_needed=[of_both(need) for need in assessment.evidence_needed],
        works=[replace(item, source=None) for item in assessment.works if item.kind == "gate"],
        do_first=[
            replace(step, side="both") if step.indicator in views else step for step in assessment.do_first
        ],
        weakest_point=of_both(assessment.weakest_point),
        safeguards=[replace(flag, quoted=None) for flag in assessment.safeguards],
        conflicts=[],
        recorded_against=[
            replace(fact, note="", source=None, url=None, says="") for fact in assessment.recorded_against
        ],
        on_record=[
            replace(record, source=None, url=None)
            for record in assessment.on_record
            if record.kind == "instrument"
        ],
        waivers=[replace(waiver, reason="", approver="") for waiver in assessment.waivers],
        evidence_worth=None
        if assessment.evidence_worth is None
        else shared_worth(assessment.evidence_worth, rubric),
    )


def shared_worth(worths: Sequence[EvidenceWorth], rubric: Rubric) -> list[EvidenceWorth]:
    """Evidence to get: of what one side thinks of the other neither side nor levels, and for both sides once."""
    views = views_of(rubric)
    shown: dict[tuple[str, str], EvidenceWorth] = {}
    for worth in worths:
        if worth.indicator not in views:
            shown[worth.indicator, worth.side] = worth
            continue
        before = shown.get((worth.indicator, "pair"), worth)
        shown[worth.indicator, "pair"] = replace(
            worth,
            side="pair",
            reason=min(worth.reason, before.reason, key=REASONS.index),
            levels=[],
            changes_verdict=max(worth.changes_verdict, before.changes_verdict),
            changes_first=max(worth.changes_first, before.changes_first),
            voids_plan=None if worth.voids_plan is None else max(worth.voids_plan, before.voids_plan or 0.0),
            ask="both",
        )
    return list(shown.values())


def quiet_route(route: Route, kept_back: Collection[str]) -> Route:
    """A relayed route without what some jurisdictions say of relaying, and on what ground; whether they do it stays."""

    def quiet(relays: Iterable[RelayPosition]) -> tuple[RelayPosition, ...]:
        return tuple(
            replace(relay, note="", source=None) if relay.code in kept_back else relay for relay in relays
        )

    return replace(route, relays=quiet(route.relays), excluded=quiet(route.excluded))


def shared_result(result: Result, rubric: Rubric) -> Result:
    """A result of an earlier report, likewise."""
    views = views_of(rubric)
    if result.first is None or result.first.indicator not in views:
        return result
    return replace(result, first=replace(result.first, side="both"))


def withheld(assessment: Assessment, rubric: Rubric, limit: Tlp) -> Assessment:
    """The assessment for readers up to a TLP level: without what the profiles above it say.

    Their evidence, notes, sources, file names and channels of their own go, and the reasons and approvers of waivers;
    levels, verdict and order stay. The report then bears the limit.
    """
    kept_back = {
        side: given for side, given in zip("ab", assessment.inputs, strict=True) if above(given.tlp, limit)
    }
    if not kept_back:
        return assessment
    phase, standing = assessment.phase, assessment.standing
    if phase.source in {given.id for given in kept_back.values()}:
        phase = replace(phase, record=None, source=None)
    return replace(
        assessment,
        inputs=[
            replace(given, file=None, withheld=True) if given in kept_back.values() else given
            for given in assessment.inputs
        ],
        phase=phase,
        standing=_bare(standing, rubric),  # either profile may have said it
        channels=_unnamed(assessment.channels, rubric, {"a", "b"} - kept_back.keys()),
        waivers=[replace(waiver, reason="", approver="") for waiver in assessment.waivers],
        works=[replace(item, source=None) for item in assessment.works if item.kind == "gate"],
        on_record=[
            replace(record, source=None, url=None) if record.side == "both" else record
            for record in assessment.on_record
            if record.side not in kept_back
        ],
        indicators=[_without(indicator, kept_back) for indicator in assessment.indicators],
        safeguards=[
            replace(flag, quoted=None) if flag.side in (*kept_back, "pair") else flag
            for flag in assessment.safeguards
        ],
        conflicts=[conflict for conflict in assessment.conflicts if conflict.rated is None],
        recorded_against=[fact for fact in assessment.recorded_against if fact.side not in kept_back],
        tlp=limit,
    )


def _bare(standing: StandingInfo | None, rubric: Rubric) -> StandingInfo | None:
    """A standing without its note and its cases, and without a cause in words of the profile's own."""
    if standing is None:
        return None
    cause = standing.cause if standing.cause in rubric.indicators else None
    views = views_of(rubric)
    fell = [replace(fall, side="both") if fall.indicator in views else fall for fall in standing.fell]
    return replace(standing, note="", cause=cause, fell=fell, trend=[], disputed=[])


def _unnamed(channels: list[ChannelResult], rubric: Rubric, open_sides: set[str]) -> list[ChannelResult]:
    """Channels of the rubric, or of a side that may be shown, as they are; of others, whose names may tell much, the levels."""
    named: list[ChannelResult] = []
    others: list[ChannelResult] = []
    for channel in channels:
        known = channel.id in rubric.channels or any(
            getattr(channel, side) is not None for side in open_sides
        )
        (named if known else others).append(channel)
    others.sort(key=lambda it: (it.a is None, it.a or 0, it.b is None, it.b or 0))
    numbered = (
        replace(channel, id=f"unlisted-{number}", name=f"unlisted-{number}")
        for number, channel in enumerate(others, 1)
    )
    return [*named, *numbered]


def _without(indicator: IndicatorResult, kept_back: dict[str, Input]) -> IndicatorResult:
    """An indicator without what the profiles of the given sides say about it."""
    files = {
        given.file for given in kept_back.values()
    }  # what one profile says may count for the other's side too
    evidence = [item for item in indicator.evidence if item.side not in kept_back and item.file not in files]
    left = replace(indicator, evidence=evidence)
    if indicator.file is None or indicator.file in files:
        left = replace(left, note="", file=None, line=None)
    return left


def _shared(indicator: IndicatorResult, views: set[str]) -> IndicatorResult:
    bare = replace(indicator, evidence=[], note="", file=None, line=None)
    return replace(bare, a=HIDDEN, b=HIDDEN, side="both") if indicator.id in views else bare
