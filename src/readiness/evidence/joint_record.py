"""What is recorded between the two: agreements, structures and cases that serve a need and stand on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readiness.model.facts import Relation
    from readiness.model.joint_record import Agreement, Cases, Structure
    from readiness.model.profile import Partner, Profile
    from readiness.model.rubric import Rubric


IN_FORCE = "in-force"
"""The status of an agreement that binds."""
LAPSED = "lapsed"
"""The status of one that did."""
NO_AGREEMENT = "none"
"""The status that says that there is none of its kind."""
SIGNED = "signed"
"""The status of an agreement of which nobody records that it came into force: it may bind by now."""
SUSPENDED = "suspended"
"""The status of one that binds again when the suspension ends."""
ENDED = frozenset({LAPSED, SUSPENDED})
"""The statuses of those under which nothing is done any more."""


class Sought(NamedTuple):
    """The help that is sought: its kind, the crimes it is for (none: whatever crime) and the day."""

    need: str
    crimes: Sequence[str]
    as_of: date


def agreements(rubric: Rubric, partner: Partner, sought: Sought) -> list[tuple[int, Agreement]]:
    """Agreements that serve the help sought, of whatever status, with their places in the list.

    One that is narrowed to crimes serves only if these are all that help is sought for.
    """
    return [
        (index, agreement)
        for index, agreement in enumerate(partner.agreements)
        if sought.need in (agreement.needs or rubric.agreement_kinds[agreement.kind])
        and _covers(agreement, sought.crimes)
        and _stands(agreement.since, agreement.until, sought.as_of)
    ]


def unfinished(rubric: Rubric, partner: Partner, sought: Sought) -> list[tuple[int, Agreement, str]]:
    """Agreements that would serve the help sought and do not bind, with their places and statuses; one that ran out has lapsed."""
    return [
        (index, agreement, LAPSED if agreement.status == IN_FORCE else agreement.status)
        for index, agreement in enumerate(partner.agreements)
        if sought.need in (agreement.needs or rubric.agreement_kinds[agreement.kind])
        and _covers(agreement, sought.crimes)
        and _stands(agreement.since, None, sought.as_of)
        and (agreement.status != IN_FORCE or not _stands(None, agreement.until, sought.as_of))
    ]


def states_none(rubric: Rubric, profile: Profile, code: str, sought: Sought) -> bool:
    """Whether a profile states that with a partner it has no agreement of a kind that would serve."""
    return any(
        code in stated.with_
        and sought.need in rubric.agreement_kinds[kind]
        and _stands(stated.as_of, None, sought.as_of)
        for kind, stated in profile.facts.no_agreement.items()
    )


def relations(partner: Partner, kind: str | None, as_of: date) -> list[tuple[int, Relation]]:
    """Relations of a kind that hold on a day, with their places in the list."""
    return [
        (index, relation)
        for index, relation in enumerate(partner.facts.relations)
        if relation.kind == kind and _stands(relation.since, relation.until, as_of)
    ]


def telling(rubric: Rubric, need: str) -> set[str]:
    """The needs of which work tells of one: it itself, and those that include it."""
    return {name for name, item in rubric.needs.items() if name == need or need in item.includes}


def structures(rubric: Rubric, partner: Partner, sought: Sought) -> list[tuple[int, Structure]]:
    """Structures that serve the need, with their places in the list; without needs they serve those of their kind."""
    needs = telling(rubric, sought.need)
    return [
        (index, structure)
        for index, structure in enumerate(partner.structures)
        if not needs.isdisjoint(structure.needs or rubric.structure_kinds[structure.kind])
        and _stands(structure.since, structure.until, sought.as_of)
    ]


def cases(rubric: Rubric, partner: Partner, sought: Sought) -> list[tuple[int, Cases]]:
    """Casework that tells of the need up to the day, with places in the list; without needs it tells of all.

    A partial end that the day falls into counts: `to: 2021` in July 2021.
    """
    needs = telling(rubric, sought.need)
    return [
        (index, case)
        for index, case in enumerate(partner.cases)
        if not needs.isdisjoint(case.needs or needs) and counts(case, sought.as_of)
    ]


def counts(case: Cases, as_of: date) -> bool:
    """Whether casework has ended, or at least lies in part, before a day."""
    return first_day(case.from_) <= as_of and (case.to is None or first_day(case.to) <= as_of)


def ended(case: Cases, as_of: date) -> date:
    """The last day of casework, at the latest the day of the assessment."""
    return as_of if case.to is None else min(as_of, last_day(case.to))


def surely_ended(case: Cases, as_of: date) -> date:
    """The first day on which casework may have ended: a partial end may mean any of its days."""
    return as_of if case.to is None else min(as_of, first_day(case.to))


def _covers(agreement: Agreement, crimes: Sequence[str]) -> bool:
    return not agreement.crimes or (bool(crimes) and set(crimes) <= set(agreement.crimes))


def _stands(since: str | None, until: str | None, as_of: date) -> bool:
    begun = since is None or first_day(since) <= as_of
    return begun and (until is None or last_day(until) >= as_of)
