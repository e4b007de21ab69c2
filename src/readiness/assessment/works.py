"""What works between the two: gates met on evidence, agreements, channels, structures and casework on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.result.joint_record import Works
from readiness.documents.profile_checks import names_of
from readiness.engine.diagnosis import hindering
from readiness.engine.pair_levels import sides_that_count
from readiness.evidence.casework import in_words, recent
from readiness.evidence.fact_words import in_force
from readiness.evidence.joint_record import IN_FORCE, Sought, agreements, structures
from readiness.evidence.level_reading import source_title
from readiness.language import _
from readiness.model.fields import UNKNOWN_DATE
from readiness.words import listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.assessment.result.joint_record import ChannelResult
    from readiness.evidence.level_reading import Basis


def works(
    judged: Judgement, indicators: Sequence[IndicatorResult], channels: Sequence[ChannelResult]
) -> list[Works]:
    """What works, of each kind: casework and structures first, then agreements, channels and gates, the highest level first."""
    return list(
        dict.fromkeys(
            [
                *_casework(judged),
                *_structures(judged),
                *_agreements(judged),
                *_channels(judged, channels),
                *_gates(judged, indicators, set(_agreed(judged))),
            ]
        )
    )


def _sought(judged: Judgement) -> Iterator[Sought]:
    for need in judged.scope.needs:
        yield Sought(need, judged.scope.crimes, judged.scope.as_of)


def _casework(judged: Judgement) -> Iterator[Works]:
    """Completed cases; where one direction is asked about, none that the other side asked for."""
    scope = judged.scope
    other = {"a": judged.b.id, "b": judged.a.id}.get(judged.asked.requesting or "")
    documents = ((judged.a, judged.b.id), (judged.b, judged.a.id))
    names = {document.id: names_of(document.profile) for document, _ in documents}
    for document, _code, _index, entry in recent(judged.rubric, documents, scope.needs, scope.as_of):
        if other is not None and entry.requesting == other:
            continue
        text, source = in_words(entry, scope.as_of, names), source_title(document, entry.source)
        yield Works("casework", None, text, source, tuple(entry.needs))


def _structures(judged: Judgement) -> Iterator[Works]:
    for document, code in ((judged.a, judged.b.id), (judged.b, judged.a.id)):
        partner = document.profile.partners.get(code)
        for sought in _sought(judged) if partner is not None else ():
            for _index, entry in structures(judged.rubric, partner, sought) if partner is not None else ():
                text = f"{entry.note or named(entry.kind)}{_since(entry.since)}"
                source = source_title(document, entry.source)
                yield Works("structure", None, text, source, tuple(entry.needs))


def _agreements(judged: Judgement) -> Iterator[Works]:
    for document, code in ((judged.a, judged.b.id), (judged.b, judged.a.id)):
        partner = document.profile.partners.get(code)
        for sought in _sought(judged) if partner is not None else ():
            for _index, entry in agreements(judged.rubric, partner, sought) if partner is not None else ():
                if entry.status == IN_FORCE:
                    text = f"{entry.title or named(entry.kind)}{_since(entry.since)}"
                    source = source_title(document, entry.source)
                    needs = entry.needs or judged.rubric.agreement_kinds[entry.kind]
                    yield Works("agreement", None, text, source, tuple(needs))


def _agreed(judged: Judgement) -> Iterator[str]:
    """The agreements that are told, in the words in which evidence quotes them."""
    for document, code in ((judged.a, judged.b.id), (judged.b, judged.a.id)):
        partner = document.profile.partners.get(code)
        for entry in partner.agreements if partner is not None else ():
            yield in_force(entry)


def _since(beginning: str | None) -> str:
    """A beginning as it is added to a name; nothing if it is not known."""
    known = beginning and beginning != UNKNOWN_DATE
    return _(", since {date}").format(date=beginning) if known else ""


def _channels(judged: Judgement, channels: Sequence[ChannelResult]) -> Iterator[Works]:
    for channel in channels:
        if channel.level is not None and channel.level >= judged.rubric.verdict.workable_level:
            yield Works("channel", None, channel.name, None)


def _gates(judged: Judgement, indicators: Sequence[IndicatorResult], agreed: set[str]) -> Iterator[Works]:
    """Gates met at a workable level by what was seen; nothing that stands in the way now or later.

    What only facts show is told by these, not by words of the scale that nobody has found true; facts that are told as a channel or
    an agreement are not told again.
    """
    hindered = hindering(judged.outcome, judged.phase.phase)
    workable = judged.rubric.verdict.workable_level
    met = [
        (item.low if item.level is None else item.level, item)
        for item in indicators
        if item.gate == "met" and item.id not in hindered and _seen(judged, item) <= {"rating", "derived"}
    ]
    for level, item in sorted(met, key=lambda entry: -entry[0]):
        indicator = judged.rubric.indicators[item.id]
        source = next((entry.source for entry in item.evidence if entry.source), None)
        if level < workable:
            continue
        if item.basis != "derived":
            yield Works("gate", item.id, indicator.scale[int(level)], source)
            continue
        facts = dict.fromkeys(entry.says for entry in item.evidence if entry.says not in agreed)
        if facts and indicator.unit != "channel":
            yield Works("gate", item.id, listed(facts), source)


def _seen(judged: Judgement, item: IndicatorResult) -> set[Basis]:
    """What the level rests on, on each side that counts: the words of a level are true only of what was seen."""
    reading = judged.readings[item.id]
    rule = judged.rubric.indicators[item.id].combine.rule
    counting = sides_that_count(rule, judged.outcome.requesting, judged.harmed)
    said = [reading.side(side) for side in counting] or [reading.pair]
    return {statement.basis for statement in said if statement.applicable}
