"""Levels of a pair read off recorded facts, by ladders that the rubric declares. Any rating replaces them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence import instruments
from readiness.evidence.proxies import level_at
from readiness.evidence.reading import UNKNOWN, Item, Reading, Recorded, around
from readiness.evidence.record import agreements, cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.reading import Basis
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.profile import Partner
    from readiness.model.rubric import Rubric

IN_FORCE = "in-force"
IDEAL_POINT = "unga.ideal-point"


class Asked(NamedTuple):
    """What a fact is asked about: a pair, a need (None where the indicator has no rows), a day."""

    rubric: Rubric
    a: ProfileDocument
    b: ProfileDocument
    need: str | None
    as_of: date


class Fact(NamedTuple):
    """A fact found: its value where it is measured, and the evidence that records it."""

    value: float
    items: tuple[Item, ...]


def read(indicator: Indicator, asked: Asked) -> Reading:
    """The reading of the first derivation whose fact is recorded, or UNKNOWN."""
    for derivation in indicator.derived:
        fact = FACTS[derivation.from_](asked)
        if fact is not None:
            return _reading(asked.rubric, derivation, fact)
    return UNKNOWN


def _reading(rubric: Rubric, derivation: Derivation, fact: Fact) -> Reading:
    level = derivation.level if derivation.level is not None else level_at(derivation.points, fact.value)
    half = rubric.evidence.derived if derivation.width is None else derivation.width
    low, high = around(level, half)
    basis: Basis = "proxy" if derivation.prior else "derived"
    return Reading(level, low, high, basis, half, origin=Recorded(fact.items))


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
        _item(document, agreement.title or agreement.kind, "partners", code, "agreements", place)
        for document, code, partner in _partners(asked)
        for place, agreement in agreements(asked.rubric, partner, asked.need, asked.as_of)
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


def _shared_instrument(asked: Asked) -> Fact | None:
    names = [
        name
        for name, item in asked.rubric.instruments.items()
        if asked.need in item.serves
        and instruments.standing(name, asked.a, asked.b, asked.as_of).shared == "shared"
    ]
    items = tuple(
        _item(document, asked.rubric.instruments[name].name, "facts", "instruments", name)
        for name in names
        for document in (asked.a, asked.b)
    )
    return Fact(float(len(names)), items) if names else None


def _shared_language(asked: Asked) -> Fact | None:
    """A language in both lists, whatever its script or region."""
    spoken = [
        {tag.split("-")[0] for tag in document.profile.facts.languages} for document in (asked.a, asked.b)
    ]
    common = sorted(spoken[0] & spoken[1])
    items = tuple(_item(document, ", ".join(common), "facts", "languages") for document in (asked.a, asked.b))
    return Fact(float(len(common)), items) if common else None


def _same_legal_family(asked: Asked) -> Fact | None:
    families = [document.profile.facts.legal_family for document in (asked.a, asked.b)]
    if families[0] is None or families[0] != families[1]:
        return None
    return Fact(
        1.0,
        tuple(_item(document, str(families[0]), "facts", "legal-family") for document in (asked.a, asked.b)),
    )


def _political_distance(asked: Asked) -> Fact | None:
    """The distance of the two: as a profile records it, else of the ideal points in the newest common year."""
    for document, code, partner in _partners(asked):
        recorded = [value for value in partner.facts.ideal_point_distance if value.year <= asked.as_of.year]
        if recorded:
            newest = max(recorded, key=lambda value: value.year)
            return _distance(newest.value, newest.year, [(document, ("partners", code, "facts"))])
    by_year: list[Mapping[int, float]] = [
        {value.year: value.value for value in document.profile.facts.indices.get(IDEAL_POINT, [])}
        for document in (asked.a, asked.b)
    ]
    years = [year for year in by_year[0] if year in by_year[1] and year <= asked.as_of.year]
    if not years:
        return None
    distance = abs(by_year[0][max(years)] - by_year[1][max(years)])
    path = ("facts", "indices", IDEAL_POINT)
    return _distance(distance, max(years), [(document, path) for document in (asked.a, asked.b)])


def _distance(value: float, year: int, places: list[tuple[ProfileDocument, tuple[str, ...]]]) -> Fact:
    says = f"{IDEAL_POINT} {year}: distance {value:.2f}"
    return Fact(value, tuple(_item(document, says, *path) for document, path in places))


FACTS: dict[str, Callable[[Asked], Fact | None]] = {
    "agreement-in-use": _agreement_in_use,
    "agreement-in-force": _agreement_in_force,
    "shared-instrument": _shared_instrument,
    "shared-language": _shared_language,
    "same-legal-family": _same_legal_family,
    "political-distance": _political_distance,
}
