"""What is on record between the two: agreements, posts, treaties in common, channels, and the needs that nothing serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.result.joint_record import (
    ChannelResult,
    Gap,
    InstrumentResult,
    RecordedAgainst,
    RecordResult,
)
from readiness.assessment.treaties import in_common
from readiness.documents.profile_checks import names_of
from readiness.evidence import channels, fact_words, instruments, laws
from readiness.evidence.joint_record import IN_FORCE, Sought, agreements, relations, states_none, structures
from readiness.evidence.level_reading import source_address, source_title
from readiness.model.question import in_scope
from readiness.words import capitalised, clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.documents.reading import ProfileDocument
    from readiness.model.indicator import Indicator
    from readiness.model.profile import Partner
    from readiness.model.question import Side

NONE, IN_PLACE, SHARED = "none", "in-place", "shared"


def governing(judged: Judgement) -> Iterator[InstrumentResult]:
    """The instruments that govern the crimes, in the order the crimes name them."""
    rubric, scope = judged.rubric, judged.scope
    names = dict.fromkeys(name for crime in scope.crimes for name in rubric.crimes[crime].governed_by)
    for name in names:
        status = instruments.standing(name, judged.a, judged.b, scope.as_of)
        yield InstrumentResult(name, rubric.instruments[name].name, status.a, status.b, status.shared)


def open_channels(judged: Judgement) -> Iterator[ChannelResult]:
    """The channels that either profile records, by the ladder of the most telling channel indicator."""
    rubric = judged.rubric
    ladder = next(iter(rubric.channel_ladders), None)
    dates: dict[str, list[str]] = {}
    for document in (judged.a, judged.b):
        for entry in document.profile.facts.channels:
            if entry.as_of is not None:
                dates.setdefault(entry.id, []).append(entry.as_of)
    for link in channels.links(rubric, ladder, judged.a, judged.b, judged.scope) if ladder else ():
        if link.a is None and link.b is None:
            continue
        name = rubric.channels[link.channel].name if link.channel in rubric.channels else link.channel
        of_a, of_b = (access.level if access is not None else None for access in (link.a, link.b))
        level = link.level.level if link.level.known else None
        yield ChannelResult(
            link.channel, name, of_a, of_b, level, min(dates.get(link.channel, ()), default=None)
        )


def on_record(judged: Judgement) -> list[RecordResult]:
    """Agreements, structures and treaties in common that serve a need in play, in this order, each once."""
    records: dict[tuple[str, str, str | None], RecordResult] = {}
    for record in (*_agreements(judged), *_structures(judged), *_treaties(judged)):
        records.setdefault((record.type, record.name, record.since), record)
    return list(records.values())


def gaps(judged: Judgement, records: Sequence[RecordResult]) -> list[Gap]:
    """The needs in play that no agreement in force and no treaty in common serves."""
    served = {need for record in records if record.status in (IN_FORCE, SHARED) for need in record.needs}
    return [
        Gap(sought.need, _stated(judged, sought)) for sought in _sought(judged) if sought.need not in served
    ]


def recorded_against(judged: Judgement) -> Iterator[RecordedAgainst]:
    """What the own record of either side tells against an indicator in scope, also where cases since outlive it."""
    rubric, scope = judged.rubric, judged.scope
    for key, indicator in rubric.indicators.items():
        kinds = dict.fromkeys(
            derivation.kind
            for derivation in indicator.derived
            if derivation.own and derivation.from_ == "relation"
        )
        if not in_scope(indicator, scope):
            continue
        for kind in kinds:
            for side, document, partner in _partners(judged):
                for _, relation in relations(partner, kind, scope.as_of):
                    yield RecordedAgainst(
                        key,
                        side,
                        relation.kind,
                        relation.since,
                        relation.note,
                        source_title(document, relation.source),
                        relation.url or source_address(document, relation.source),
                    )
        yield from _laws_against(judged, key, indicator)


def _laws_against(judged: Judgement, key: str, indicator: Indicator) -> Iterator[RecordedAgainst]:
    """What the law of either side bars, of persons of any kind, or of those whom the question names."""
    rubric, scope = judged.rubric, judged.scope
    sides: tuple[tuple[Side, ProfileDocument, ProfileDocument], ...] = (
        ("a", judged.a, judged.b),
        ("b", judged.b, judged.a),
    )
    for side, own, other in sides:
        for rule in indicator.derived:
            matter, asked = rule.matter, not scope.bars or rule.row in scope.bars
            if matter is None or not asked:
                continue
            law = laws.says(own.profile, matter, scope.as_of)
            if law is None or not laws.bars(rubric, rule, own.profile, other.profile, scope.as_of):
                continue
            read = [
                (it, said)
                for it in ((own, other) if rule.others else (own,))
                if (said := laws.says(it.profile, matter, scope.as_of)) is not None
            ]
            told = [
                fact_words.of_law(
                    rubric.law_matters[matter].statuses[said.status], names_of(it.profile), said
                )
                for it, said in read
            ]
            yield RecordedAgainst(
                key,
                side,
                matter,
                law.since,
                law.note,
                source_title(own, law.source),
                law.url or source_address(own, law.source),
                capitalised(clauses(told)),
                min((said.as_of for _, said in read if said.as_of is not None), default=None),
            )


def _stated(judged: Judgement, sought: Sought) -> bool:
    """Whether either profile states that it has no agreement with the other."""
    sides = ((judged.a, judged.b.id), (judged.b, judged.a.id))
    return any(
        entry.status == NONE
        for _, _, partner in _partners(judged)
        for _, entry in agreements(judged.rubric, partner, sought)
    ) or any(states_none(judged.rubric, document.profile, code, sought) for document, code in sides)


def _agreements(judged: Judgement) -> Iterator[RecordResult]:
    for side, document, partner in _partners(judged):
        needs: dict[int, list[str]] = {}
        for sought in _sought(judged):
            for index, entry in agreements(judged.rubric, partner, sought):
                if entry.status != NONE:
                    needs.setdefault(index, []).append(sought.need)
        for index, served in sorted(needs.items()):
            agreement = partner.agreements[index]
            yield RecordResult(
                "agreement",
                agreement.kind,
                agreement.title,
                agreement.status,
                agreement.since,
                served,
                side,
                None,
                source_title(document, agreement.source),
                source_address(document, agreement.source),
            )


def _structures(judged: Judgement) -> Iterator[RecordResult]:
    for side, document, partner in _partners(judged):
        needs: dict[int, list[str]] = {}
        for sought in _sought(judged):
            for index, _ in structures(judged.rubric, partner, sought):
                needs.setdefault(index, []).append(sought.need)
        for index, served in sorted(needs.items()):
            entry = partner.structures[index]
            yield RecordResult(
                "structure",
                entry.kind,
                entry.note,
                IN_PLACE,
                entry.since,
                served,
                side,
                None,
                source_title(document, entry.source),
                source_address(document, entry.source),
            )


def _treaties(judged: Judgement) -> Iterator[RecordResult]:
    """Treaties that bind both; `as_of` is the older of the days on which either status was known."""
    profiles, scope = (judged.a.profile, judged.b.profile), judged.scope
    for bond in in_common(judged.rubric, profiles, scope.needs):
        if bond.stands(scope.as_of):
            yield RecordResult(
                "instrument",
                bond.instrument,
                bond.name,
                SHARED,
                bond.since,
                list(bond.needs),
                "both",
                bond.as_of,
                None,
                None,
            )


def _sought(judged: Judgement) -> Iterator[Sought]:
    for need in judged.scope.needs:
        yield Sought(need, judged.scope.crimes, judged.scope.as_of)


def _partners(judged: Judgement) -> Iterator[tuple[Side, ProfileDocument, Partner]]:
    """What each profile says of the other, where it says anything."""
    sides: tuple[tuple[Side, ProfileDocument, str], ...] = (
        ("a", judged.a, judged.b.id),
        ("b", judged.b, judged.a.id),
    )
    for side, document, code in sides:
        partner = document.profile.partners.get(code)
        if partner is not None:
            yield side, document, partner
