"""Levels of a pair read off recorded facts, by ladders that the rubric declares. Any rating replaces them.

The rules are written over `Arithmetic`: what each profile holds is gathered once, a fact is measured and turned into a
level for one pair or for many. What a profile records about its partner is read for one pair only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.arithmetic import FLOATS, Quantity
from readiness.evidence.facts import instruments
from readiness.evidence.instruments import PARTY
from readiness.evidence.proxies import level_at
from readiness.evidence.reading import UNKNOWN, Item, Reading, Recorded, around
from readiness.evidence.record import agreements, cases, relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Arithmetic, Flag, Number
    from readiness.evidence.reading import Basis
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.profile import Partner, Profile
    from readiness.model.rubric import Rubric

IN_FORCE = "in-force"


class Asked(NamedTuple):
    """What a fact is asked about: a pair, a need (None where the indicator has no rows), a day, a kind of relation."""

    rubric: Rubric
    a: ProfileDocument
    b: ProfileDocument
    need: str | None
    as_of: date
    kind: str | None = None


class Measure(NamedTuple):
    """A fact of each profile or each pair: whether it is recorded, and its value, which means nothing where it is not."""

    recorded: Flag
    value: Number


class Fact(NamedTuple):
    """A fact found: its value where it is measured, and the evidence that records it."""

    value: float
    items: tuple[Item, ...]


def read(indicator: Indicator, asked: Asked) -> Reading:
    """The reading of the first derivation whose fact is recorded, or UNKNOWN."""
    for derivation in indicator.derived:
        fact = FACTS[derivation.from_](asked._replace(kind=derivation.kind))
        if fact is not None:
            level = level_of(FLOATS, asked.rubric, derivation, fact.value)
            basis: Basis = "proxy" if derivation.prior else "derived"
            half = _half(asked.rubric, derivation)
            return Reading(level.level, level.low, level.high, basis, half, origin=Recorded(fact.items))
    return UNKNOWN


def level_of(arithmetic: Arithmetic, rubric: Rubric, derivation: Derivation, value: Number) -> Quantity:
    """The level that a fact of this value gives."""
    level = derivation.level
    if level is None:
        level = level_at(derivation.points, value, arithmetic)
    low, high = around(level, _half(rubric, derivation), arithmetic)
    return Quantity(True, True, derivation.prior, level, low, high)


def of_record(partner: Partner | None, indicator: Indicator) -> bool:
    """Whether what a profile records about a partner may give an indicator's level."""
    if partner is None:
        return False
    facts = {derivation.from_ for derivation in indicator.derived}
    return bool(partner.agreements or partner.facts.relations) and not facts.isdisjoint(OF_RECORD)


def _half(rubric: Rubric, derivation: Derivation) -> float:
    return rubric.evidence.derived if derivation.width is None else derivation.width


def _item(document: ProfileDocument, says: str, *path: str | int) -> Item:
    return Item(says, None, None, document.profile.as_of, document.file, document.line(*path))


def _partners(asked: Asked) -> Iterator[tuple[ProfileDocument, str, Partner]]:
    """Each side's record about the other."""
    for document, code in ((asked.a, asked.b.id), (asked.b, asked.a.id)):
        if code in document.profile.partners:
            yield document, code, document.profile.partners[code]


def _agreement_in_force(asked: Asked) -> Fact | None:
    if asked.need is None:
        return None
    items = tuple(
        _item(document, agreement.title or agreement.kind, "partners", code, "agreements", index)
        for document, code, partner in _partners(asked)
        for index, agreement in agreements(asked.rubric, partner, asked.need, asked.as_of)
        if agreement.status == IN_FORCE
    )
    return Fact(1.0, items) if items else None


def _agreement_in_use(asked: Asked) -> Fact | None:
    """An agreement in force under which cases of the kind were completed."""
    need = asked.need
    basis = _agreement_in_force(asked)
    if basis is None or need is None:
        return None
    worked = [
        case.completed for _, _, partner in _partners(asked) for case in cases(partner, need, asked.as_of)
    ]
    return basis if any(worked) else None


def _relation(asked: Asked) -> Fact | None:
    """What either profile records, and once what both do."""
    items: dict[tuple[str | None, ...], Item] = {}
    for document, code, partner in sorted(_partners(asked), key=lambda side: side[0].id):
        for index, relation in relations(partner, asked.kind, asked.as_of):
            says = asked.rubric.relation_kinds[relation.kind]
            items.setdefault(
                (relation.since, relation.until, relation.note),
                Item(
                    f"{says}: {relation.note}" if relation.note else says,
                    _title(document, relation.source),
                    None,
                    relation.since,
                    document.file,
                    document.line("partners", code, "facts", "relations", index),
                ),
            )
    return Fact(1.0, tuple(items.values())) if items else None


def _title(document: ProfileDocument, source: str | None) -> str | None:
    entry = document.profile.sources.get(source or "")
    return entry.title if entry is not None else source


def _party(rubric: Rubric, profile: Profile, need: str | None, as_of: date) -> list[str]:
    """Instruments that serve the need, to which a profile's jurisdiction is party."""
    standing = instruments(profile, as_of)
    return [
        name
        for name, item in rubric.instruments.items()
        if need in item.serves and standing.get(name) == PARTY
    ]


def _languages(_rubric: Rubric, profile: Profile, _need: str | None, _as_of: date) -> list[str]:
    """Languages, whatever their script or region."""
    return sorted({tag.split("-")[0] for tag in profile.facts.languages})


def _legal_family(_rubric: Rubric, profile: Profile, _need: str | None, _as_of: date) -> list[str]:
    return [profile.facts.legal_family] if profile.facts.legal_family else []


HOLDINGS: Mapping[str, Callable[[Rubric, Profile, str | None, date], list[str]]] = {
    "shared-instrument": _party,
    "shared-language": _languages,
    "same-legal-family": _legal_family,
}
"""What each profile holds for a need on a day. The value of these facts is how many of them both hold, if any."""


def _in_common(fact: str, asked: Asked) -> list[str]:
    of_a, of_b = (
        HOLDINGS[fact](asked.rubric, document.profile, asked.need, asked.as_of)
        for document in (asked.a, asked.b)
    )
    return [name for name in of_a if name in of_b]


def _shared_instrument(asked: Asked) -> Fact | None:
    names = _in_common("shared-instrument", asked)
    items = tuple(
        _item(document, asked.rubric.instruments[name].name, "facts", "instruments", name)
        for name in names
        for document in (asked.a, asked.b)
    )
    return Fact(float(len(names)), items) if names else None


def _in_field(fact: str, field: str, asked: Asked) -> Fact | None:
    """A fact that stands in one field of each profile."""
    common = _in_common(fact, asked)
    items = tuple(_item(document, ", ".join(common), "facts", field) for document in (asked.a, asked.b))
    return Fact(float(len(common)), items) if common else None


OF_RECORD: Mapping[str, Callable[[Asked], Fact | None]] = {
    "agreement-in-use": _agreement_in_use,
    "agreement-in-force": _agreement_in_force,
    "relation": _relation,
}
"""Facts that only the record between the two can give."""

FACTS: Mapping[str, Callable[[Asked], Fact | None]] = {
    **OF_RECORD,
    "shared-instrument": _shared_instrument,
    "shared-language": partial(_in_field, "shared-language", "languages"),
    "same-legal-family": partial(_in_field, "same-legal-family", "legal-family"),
}
