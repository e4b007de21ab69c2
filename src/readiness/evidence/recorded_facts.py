"""The facts that two profiles record and that a rubric may read levels off: each with its value, and with what records it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readiness.documents.profile_checks import names_of
from readiness.evidence import fact_words, laws
from readiness.evidence.admiralty import width
from readiness.evidence.joint_record import (
    IN_FORCE,
    NO_AGREEMENT,
    SIGNED,
    SUSPENDED,
    Sought,
    agreements,
    cases,
    relations,
    states_none,
    unfinished,
)
from readiness.evidence.legal_bases import (
    ALIKE,
    MEMBER_END,
    BasisQuery,
    frames,
    held_instruments,
    held_organisations,
    in_common,
    optional_instruments,
)
from readiness.evidence.level_reading import CitedItem, source_title
from readiness.model.fields import first_day
from readiness.words import capitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.legal_bases import Held, Holder
    from readiness.model.indicator import Derivation
    from readiness.model.joint_record import Agreement
    from readiness.model.profile import Partner, Profile
    from readiness.model.rubric import Rubric


class FactQuestion(NamedTuple):
    """What a fact is asked about: a pair, a need (None where the indicator has no rows), crimes, a day.

    `level` is what the fact would give, `kind` the kind of relation that is asked for, `law` how the law of a side is read. `side` is the jurisdiction whose own
    record alone counts; None where that of both does.
    """

    rubric: Rubric
    a: ProfileDocument
    b: ProfileDocument
    need: str | None
    crimes: tuple[str, ...]
    as_of: date
    level: float | None = None
    kind: str | None = None
    law: Derivation | None = None
    side: str | None = None

    @property
    def basis_query(self) -> BasisQuery:
        """What a legal basis is asked about: the same without the pair."""
        return BasisQuery(self.rubric, self.need, self.crimes, self.as_of, self.level)

    @property
    def sought(self) -> Sought | None:
        """The help that is asked about; None without a need."""
        return Sought(self.need, self.crimes, self.as_of) if self.need is not None else None


class RecordedFact(NamedTuple):
    """A fact found: its value where it is measured, the evidence that records it, and by how many levels that evidence widens.

    `since` is the first day of what stands between the two; None where that is not what the fact tells.
    """

    value: float
    items: tuple[CitedItem, ...]
    width: float = 0.0
    since: date | None = None


def _item(document: ProfileDocument, says: str, *path: str | int, source: str | None = None) -> CitedItem:
    """A recorded fact in words, with the date of the profile that records it."""
    title = source_title(document, source)
    return CitedItem(says, title, None, document.profile.as_of, document.file, document.line(*path))


def partners(asked: FactQuestion) -> Iterator[tuple[ProfileDocument, str, Partner]]:
    """Each side's record about the other, or that of the one side alone."""
    for document, code in ((asked.a, asked.b.id), (asked.b, asked.a.id)):
        if code in document.profile.partners and asked.side in (None, document.id):
            yield document, code, document.profile.partners[code]


def _agreement_in_force(asked: FactQuestion) -> RecordedFact | None:
    """An agreement that binds and would serve."""
    sought = asked.sought
    if sought is None:
        return None
    return _fact(
        _of_agreement(document, code, index, agreement, fact_words.in_force(agreement))
        for document, code, partner in partners(asked)
        for index, agreement in agreements(asked.rubric, partner, sought)
        if agreement.status == IN_FORCE
    )


def _agreement_unfinished(asked: FactQuestion, *, suspended: bool) -> RecordedFact | None:
    """An agreement that would serve: one that is suspended, or one that is still negotiated or binds no more. A signed one may bind by now."""
    sought = asked.sought
    if sought is None:
        return None
    return _fact(
        _of_agreement(document, code, index, agreement, fact_words.unfinished(agreement, status))
        for document, code, partner in partners(asked)
        for index, agreement, status in unfinished(asked.rubric, partner, sought)
        if status not in (NO_AGREEMENT, SIGNED) and (status == SUSPENDED) == suspended
    )


def _of_agreement(
    document: ProfileDocument, code: str, index: int, agreement: Agreement, told: str
) -> CitedItem:
    return _item(document, told, "partners", code, "agreements", index, source=agreement.source)


def _fact(items: Iterable[CitedItem]) -> RecordedFact | None:
    recorded = tuple(items)
    return RecordedFact(1.0, recorded) if recorded else None


def _no_agreement(asked: FactQuestion, *, required: bool) -> RecordedFact | None:
    """What tells of absence: a whole list without an agreement of a kind that would serve, or an entry that says there is none.

    With `required` only where the law of the side that says so allows such help under an agreement only.
    """
    sought = asked.sought
    if sought is None:
        return None
    kinds = asked.rubric.agreement_kinds
    listed = (
        _item(
            document,
            fact_words.none_of(kind, names_of(document.profile) if stated.only_by_agreement else None),
            "facts",
            "no-agreement",
            kind,
        )
        for document, other in ((asked.a, asked.b), (asked.b, asked.a))
        if states_none(asked.rubric, document.profile, other.id, sought)
        for kind, stated in document.profile.facts.no_agreement.items()
        if other.id in stated.with_
        and sought.need in kinds[kind]
        and (stated.only_by_agreement or not required)
    )
    recorded = (
        _of_agreement(document, code, index, agreement, fact_words.none_of(agreement.kind, None))
        for document, code, partner in partners(asked)
        for index, agreement, status in unfinished(asked.rubric, partner, sought)
        if status == NO_AGREEMENT and not required
    )
    return _fact((*listed, *recorded))


def _agreement_in_use(asked: FactQuestion) -> RecordedFact | None:
    """An agreement in force under which cases of the kind were completed."""
    return _agreement_in_force(asked) if _worked(asked) else None


def _worked(asked: FactQuestion) -> bool:
    """Whether cases of the kind were completed."""
    sought = asked.sought
    return sought is not None and any(
        case.completed
        for _, _, partner in partners(asked)
        for _, case in cases(asked.rubric, partner, sought)
    )


def _relation(asked: FactQuestion) -> RecordedFact | None:
    """What either profile records, and once what both do. The best grade widens; a fact without a grade not at all."""
    items: dict[tuple[str | None, ...], CitedItem] = {}
    widths: list[float] = []
    for document, code, partner in sorted(partners(asked), key=lambda side: side[0].id):
        for index, relation in relations(partner, asked.kind, asked.as_of):
            says = asked.rubric.relation_kinds[relation.kind]
            widths.append(width(relation.grade, asked.rubric.evidence) if relation.grade else 0.0)
            items.setdefault(
                (relation.since, relation.until, relation.note),
                CitedItem(
                    fact_words.noted(says, relation.note),
                    source_title(document, relation.source),
                    relation.grade,
                    relation.since,
                    document.file,
                    document.line("partners", code, "facts", "relations", index),
                ),
            )
    newest = max((first_day(item.as_of) for item in items.values() if item.as_of is not None), default=None)
    return RecordedFact(1.0, tuple(items.values()), min(widths), newest) if items else None


def _law(asked: FactQuestion) -> RecordedFact | None:
    """What the law of the side that is asked about says, and that of the other where it takes both to raise a bar."""
    rule = asked.law
    if rule is None or rule.row not in (None, asked.need):
        return None
    own, other = (asked.b, asked.a) if asked.b.id == asked.side else (asked.a, asked.b)
    if not laws.bars(asked.rubric, rule, own.profile, other.profile, asked.as_of):
        return None
    told = (own, other) if rule.others else (own,)
    return _fact(_of_law(asked, document, rule.matter) for document in told)


def _of_law(asked: FactQuestion, document: ProfileDocument, matter: str | None) -> CitedItem:
    law = laws.says(document.profile, matter, asked.as_of)
    if law is None or matter is None:
        raise ValueError(document.id)
    sentence = asked.rubric.law_matters[matter].statuses[law.status]
    return CitedItem(
        capitalised(fact_words.of_law(sentence, names_of(document.profile), law)),
        source_title(document, law.source),
        None,
        law.as_of or document.profile.as_of,
        document.file,
        document.line("facts", "law", matter),
    )


def _languages(profile: Profile) -> Held:
    """Languages, whatever their script or region."""
    return dict.fromkeys(sorted({tag.split("-")[0] for tag in profile.facts.languages}), ALIKE)


def _legal_family(profile: Profile) -> Held:
    return {profile.facts.legal_family: ALIKE} if profile.facts.legal_family else {}


HOLDINGS: Mapping[str, Callable[[BasisQuery], Holder]] = {
    "shared-instrument": held_instruments,
    "optional-instrument": optional_instruments,
    "common-organisation": held_organisations,
    "frame": frames,
    "shared-language": lambda _: _languages,
    "same-legal-family": lambda _: _legal_family,
}
"""What tells what each profile holds that may serve. The value of these facts is how many of them both hold by fitting ends, if any.

No level is read off a frame: it tells of the phase.
"""


def _in_common(fact: str, asked: FactQuestion) -> dict[str, tuple[int, int]]:
    return in_common(HOLDINGS[fact](asked.basis_query), asked.a.profile, asked.b.profile)


def _instrument_in_use(asked: FactQuestion) -> RecordedFact | None:
    """A frame between the two, whatever level it shows by itself, where cases of the kind were completed, which must have rested on it.

    A convention open to the world is none: what two of its parties do may rest on their laws as well.
    """
    if not _worked(asked):
        return None
    return _instruments(_in_common("frame", asked._replace(level=None)), asked)


def _instrument_in_common(fact: str, asked: FactQuestion) -> RecordedFact | None:
    return _instruments(_in_common(fact, asked), asked)


def _instruments(common: Mapping[str, tuple[int, int]], asked: FactQuestion) -> RecordedFact | None:
    items = tuple(
        _item(
            document,
            fact_words.bound_by(asked.rubric.instruments[name].name),
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
            fact_words.belongs_to(asked.rubric.organisations[name].name),
            *("facts", "memberships", name),
        )
        for name in common
        for document in (asked.a, asked.b)
    )
    return RecordedFact(float(len(common)), items) if common else None


def _in_field(fact: str, field: str, asked: FactQuestion) -> RecordedFact | None:
    """A fact that stands in one field of each profile."""
    common = _in_common(fact, asked)
    says = fact_words.in_common(field, common)
    items = tuple(_item(document, says, "facts", field) for document in (asked.a, asked.b))
    return RecordedFact(float(len(common)), items) if common else None


OF_RECORD: Mapping[str, Callable[[FactQuestion], RecordedFact | None]] = {
    "agreement-in-use": _agreement_in_use,
    "instrument-in-use": _instrument_in_use,
    "agreement-in-force": _agreement_in_force,
    "relation": _relation,
    "agreement-required": partial(_no_agreement, required=True),
    "agreement-suspended": partial(_agreement_unfinished, suspended=True),
    "agreement-not-in-force": partial(_agreement_unfinished, suspended=False),
    "no-agreement": partial(_no_agreement, required=False),
}
"""Facts that only the record between the two can give."""

FACTS: Mapping[str, Callable[[FactQuestion], RecordedFact | None]] = {
    **OF_RECORD,
    "law": _law,
    "shared-instrument": partial(_instrument_in_common, "shared-instrument"),
    "optional-instrument": partial(_instrument_in_common, "optional-instrument"),
    "common-organisation": _common_organisation,
    "shared-language": partial(_in_field, "shared-language", "languages"),
    "same-legal-family": partial(_in_field, "same-legal-family", "legal-family"),
}
