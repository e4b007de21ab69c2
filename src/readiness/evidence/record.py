"""What is recorded between the two: agreements, structures and cases that serve a need and stand on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from datetime import date

    from readiness.model.profile import Agreement, Cases, Partner, Relation, Structure
    from readiness.model.rubric import Rubric


def agreements(rubric: Rubric, partner: Partner, need: str, as_of: date) -> list[tuple[int, Agreement]]:
    """Agreements that serve a need, of whatever status, with their places in the list."""
    return [
        (index, agreement)
        for index, agreement in enumerate(partner.agreements)
        if need in (agreement.needs or rubric.agreement_kinds[agreement.kind])
        and _stands(agreement.since, agreement.until, as_of)
    ]


def relations(partner: Partner, kind: str | None, as_of: date) -> list[tuple[int, Relation]]:
    """Relations of a kind that hold on a day, with their places in the list."""
    return [
        (index, relation)
        for index, relation in enumerate(partner.facts.relations)
        if relation.kind == kind and _stands(relation.since, relation.until, as_of)
    ]


def structures(partner: Partner, need: str, as_of: date) -> list[Structure]:
    """Structures that serve a need; without needs they serve all."""
    return [
        structure
        for structure in partner.structures
        if need in (structure.needs or [need]) and _stands(structure.since, structure.until, as_of)
    ]


def cases(partner: Partner, need: str, as_of: date) -> list[Cases]:
    """Casework for a need up to a day. A partial end that the day falls into counts: `to: 2021` in July 2021."""
    return [
        case
        for case in partner.cases
        if need in (case.needs or [need])
        and first_day(case.from_) <= as_of
        and (case.to is None or first_day(case.to) <= as_of)
    ]


def _stands(since: str | None, until: str | None, as_of: date) -> bool:
    begun = since is None or first_day(since) <= as_of
    return begun and (until is None or last_day(until) >= as_of)
