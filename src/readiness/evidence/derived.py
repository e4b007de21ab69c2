"""Levels of a pair read off recorded facts, by ladders that the rubric declares. Any rating replaces them.

The rules are written over `Arithmetic`: what each profile holds is gathered once, a fact is measured and turned into a
level for one pair or for many. What a profile records about its partner is read for one pair only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.arithmetic import FLOATS, PRIOR, RECORDED, Quantity
from readiness.evidence.bases import (
    ALIKE,
    MEMBER_END,
    BasisQuery,
    held_instruments,
    held_organisations,
    optional_instruments,
)
from readiness.evidence.proxies import level_at
from readiness.evidence.reading import UNKNOWN, CitedItem, Reading, Recorded, around, source_title
from readiness.evidence.record import (
    ENDED,
    IN_FORCE,
    Sought,
    agreements,
    cases,
    relations,
    states_none,
    unfinished,
)
from readiness.language import _
from readiness.model.fields import UNKNOWN_DATE
from readiness.words import listed, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Arithmetic, Flag, Number
    from readiness.evidence.bases import Held, Holder
    from readiness.evidence.reading import Basis
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.profile import Agreement, Partner, Profile
    from readiness.model.rubric import Rubric


class FactQuestion(NamedTuple):
    """What a fact is asked about: a pair, a need (None where the indicator has no rows), crimes, a day.

    `level` is what the fact would give, `kind` the kind of relation that is asked for.
    """

    rubric: Rubric
    a: ProfileDocument
    b: ProfileDocument
    need: str | None
    crimes: tuple[str, ...]
    as_of: date
    level: float | None = None
    kind: str | None = None

    @property
    def basis_query(self) -> BasisQuery:
        """What a legal basis is asked about: the same without the pair."""
        return BasisQuery(self.rubric, self.need, self.crimes, self.as_of, self.level)

    @property
    def sought(self) -> Sought | None:
        """The help that is asked about; None without a need."""
        return Sought(self.need, self.crimes, self.as_of) if self.need is not None else None


class Measurement(NamedTuple):
    """A fact of each profile or each pair: whether it is recorded, and its value, which means nothing where it is not."""

    recorded: Flag
    value: Number


class RecordedFact(NamedTuple):
    """A fact found: its value where it is measured, and the evidence that records it."""

    value: float
    items: tuple[CitedItem, ...]


def read(indicator: Indicator, asked: FactQuestion) -> Reading:
    """The reading of the first derivation whose fact is recorded, or UNKNOWN."""
    for derivation in indicator.derived:
        fact = FACTS[derivation.from_](asked._replace(level=derivation.level, kind=derivation.kind))
        if fact is not None:
            level = level_of(FLOATS, asked.rubric, derivation, fact.value)
            basis: Basis = "proxy" if derivation.prior else "derived"
            half = _half(asked.rubric, derivation)
            return Reading(level.level, level.low, level.high, basis, half, origin=Recorded(fact.items))
    return UNKNOWN


def crimes_apart(crimes: tuple[str, ...], row: str | None) -> list[tuple[str, ...]]:
    """The crimes of which a row is asked one by one, each of which may have a basis of its own; without a row together."""
    return [(crime,) for crime in crimes] if crimes and row is not None else [crimes]


def level_of(arithmetic: Arithmetic, rubric: Rubric, derivation: Derivation, value: Number) -> Quantity:
    """The level that a fact of this value gives."""
    level = derivation.level
    if level is None:
        level = level_at(derivation.points, value, arithmetic)
    low, high = around(level, _half(rubric, derivation), arithmetic)
    return Quantity(True, True, PRIOR if derivation.prior else RECORDED, level, low, high)


def ran_out(indicator: Indicator, asked: FactQuestion) -> bool:
    """Whether an agreement on which an indicator rests is suspended or has lapsed: cases under it show no basis any more."""
    sought = asked.sought
    rests = any(derivation.from_ == "agreement-in-force" for derivation in indicator.derived)
    return (
        rests
        and sought is not None
        and any(
            not ENDED.isdisjoint(unfinished(asked.rubric, partner, sought))
            for _, _, partner in _partners(asked)
        )
    )


def of_record(profile: Profile, code: str, indicator: Indicator) -> bool:
    """Whether what a profile records about a partner may give an indicator's level."""
    facts = {derivation.from_ for derivation in indicator.derived}
    if "no-agreement" in facts and any(
        code in stated.with_ for stated in profile.facts.no_agreement.values()
    ):
        return True
    partner = profile.partners.get(code)
    if partner is None:
        return False
    if indicator.shown_by is not None and (partner.cases or partner.structures):
        return True
    return bool(partner.agreements or partner.facts.relations) and not facts.isdisjoint(OF_RECORD)


def _half(rubric: Rubric, derivation: Derivation) -> float:
    return rubric.evidence.derived if derivation.width is None else derivation.width


def _item(document: ProfileDocument, says: str, *path: str | int, source: str | None = None) -> CitedItem:
    """A recorded fact in words, with the date of the profile that records it."""
    title = source_title(document, source)
    return CitedItem(says, title, None, document.profile.as_of, document.file, document.line(*path))


def _agreement_in_words(agreement: Agreement) -> str:
    known = agreement.since is not None and agreement.since != UNKNOWN_DATE
    told = _("agreement on {kind} in force since {since}") if known else _("agreement on {kind} in force")
    words = told.format(kind=named(agreement.kind), since=agreement.since)
    return _("{what}: {note}").format(what=words, note=agreement.title) if agreement.title else words


def _partners(asked: FactQuestion) -> Iterator[tuple[ProfileDocument, str, Partner]]:
    """Each side's record about the other."""
    for document, code in ((asked.a, asked.b.id), (asked.b, asked.a.id)):
        if code in document.profile.partners:
            yield document, code, document.profile.partners[code]


def _agreement_in_force(asked: FactQuestion) -> RecordedFact | None:
    sought = asked.sought
    if sought is None:
        return None
    items = tuple(
        _item(
            document,
            _agreement_in_words(agreement),
            *("partners", code, "agreements", index),
            source=agreement.source,
        )
        for document, code, partner in _partners(asked)
        for index, agreement in agreements(asked.rubric, partner, sought)
        if agreement.status == IN_FORCE
    )
    return RecordedFact(1.0, items) if items else None


def _no_agreement(asked: FactQuestion) -> RecordedFact | None:
    """What a whole list tells of absence: with the other side it has no agreement of a kind that would serve."""
    sought = asked.sought
    if sought is None:
        return None
    kinds = asked.rubric.agreement_kinds
    items = tuple(
        _item(document, _("no agreement on {kind}").format(kind=named(kind)), "facts", "no-agreement", kind)
        for document, other in ((asked.a, asked.b), (asked.b, asked.a))
        if states_none(asked.rubric, document.profile, other.id, sought)
        for kind, stated in document.profile.facts.no_agreement.items()
        if other.id in stated.with_ and sought.need in kinds[kind]
    )
    return RecordedFact(1.0, items) if items else None


def _agreement_in_use(asked: FactQuestion) -> RecordedFact | None:
    """An agreement in force under which cases of the kind were completed."""
    sought = asked.sought
    basis = _agreement_in_force(asked)
    if basis is None or sought is None:
        return None
    worked = [case.completed for _, _, partner in _partners(asked) for _, case in cases(partner, sought)]
    return basis if any(worked) else None


def _relation(asked: FactQuestion) -> RecordedFact | None:
    """What either profile records, and once what both do."""
    items: dict[tuple[str | None, ...], CitedItem] = {}
    for document, code, partner in sorted(_partners(asked), key=lambda side: side[0].id):
        for index, relation in relations(partner, asked.kind, asked.as_of):
            says = asked.rubric.relation_kinds[relation.kind]
            items.setdefault(
                (relation.since, relation.until, relation.note),
                CitedItem(
                    _("{what}: {note}").format(what=says, note=relation.note) if relation.note else says,
                    source_title(document, relation.source),
                    None,
                    relation.since,
                    document.file,
                    document.line("partners", code, "facts", "relations", index),
                ),
            )
    return RecordedFact(1.0, tuple(items.values())) if items else None


def _languages(profile: Profile) -> Held:
    """Languages, whatever their script or region."""
    return dict.fromkeys(sorted({tag.split("-")[0] for tag in profile.facts.languages}), ALIKE)


def _legal_family(profile: Profile) -> Held:
    return {profile.facts.legal_family: ALIKE} if profile.facts.legal_family else {}


HOLDINGS: Mapping[str, Callable[[BasisQuery], Holder]] = {
    "shared-instrument": held_instruments,
    "optional-instrument": optional_instruments,
    "common-organisation": held_organisations,
    "shared-language": lambda _: _languages,
    "same-legal-family": lambda _: _legal_family,
}
"""What tells what each profile holds that may serve. The value of these facts is how many of them both hold by fitting ends, if any."""


def _in_common(fact: str, asked: FactQuestion) -> dict[str, tuple[int, int]]:
    """What both hold, with the end of each side."""
    held = HOLDINGS[fact](asked.basis_query)
    of_a, of_b = held(asked.a.profile), held(asked.b.profile)
    return {name: (end, of_b[name]) for name, end in of_a.items() if name in of_b and end + of_b[name] == 0}


def _instrument_in_common(fact: str, asked: FactQuestion) -> RecordedFact | None:
    common = _in_common(fact, asked)
    items = tuple(
        _item(
            document,
            _("bound by {instrument}").format(instrument=asked.rubric.instruments[name].name),
            "facts",
            *_where(asked.rubric, name, end),
        )
        for name, ends in common.items()
        for document, end in zip((asked.a, asked.b), ends, strict=True)
    )
    return RecordedFact(float(len(common)), items) if common else None


def _where(rubric: Rubric, instrument: str, end: int) -> tuple[str, str]:
    """The fact that binds a side: its adherence, or its membership of the body that is bound."""
    across = rubric.instruments[instrument].across
    return ("memberships", across) if end == MEMBER_END and across else ("instruments", instrument)


def _common_organisation(asked: FactQuestion) -> RecordedFact | None:
    common = _in_common("common-organisation", asked)
    items = tuple(
        _item(
            document,
            _("belongs to {organisation}").format(organisation=asked.rubric.organisations[name].name),
            *("facts", "memberships", name),
        )
        for name in common
        for document in (asked.a, asked.b)
    )
    return RecordedFact(float(len(common)), items) if common else None


def _in_field(fact: str, field: str, asked: FactQuestion) -> RecordedFact | None:
    """A fact that stands in one field of each profile."""
    common = _in_common(fact, asked)
    says = _("{field} in common: {names}").format(field=named(field), names=listed(common))
    items = tuple(_item(document, says, "facts", field) for document in (asked.a, asked.b))
    return RecordedFact(float(len(common)), items) if common else None


OF_RECORD: Mapping[str, Callable[[FactQuestion], RecordedFact | None]] = {
    "agreement-in-use": _agreement_in_use,
    "agreement-in-force": _agreement_in_force,
    "relation": _relation,
    "no-agreement": _no_agreement,
}
"""Facts that only the record between the two can give."""

FACTS: Mapping[str, Callable[[FactQuestion], RecordedFact | None]] = {
    **OF_RECORD,
    "shared-instrument": partial(_instrument_in_common, "shared-instrument"),
    "optional-instrument": partial(_instrument_in_common, "optional-instrument"),
    "common-organisation": _common_organisation,
    "shared-language": partial(_in_field, "shared-language", "languages"),
    "same-legal-family": partial(_in_field, "same-legal-family", "legal-family"),
}
