"""What the law of a jurisdiction says on a matter, and where that is read as a bar of its side.

A warrant that binds both (`unless-bound`) takes away what the law says of surrender without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence.legal_bases import binding, in_common
from readiness.model.facts import Law
from readiness.model.fields import first_day, last_day

if TYPE_CHECKING:
    from datetime import date

    from readiness.evidence.legal_bases import Holder
    from readiness.model.indicator import Derivation
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


def says(profile: Profile, matter: str | None, as_of: date) -> Law | None:
    """What the law is recorded to say on a matter on a day."""
    law = profile.facts.law.get(matter) if matter is not None else None
    return law if isinstance(law, Law) and _stands(law, as_of) else None


def has_one_of(profile: Profile, matter: str | None, statuses: list[str], as_of: date) -> bool:
    """Whether the law has one of these statuses on a matter; without any named whatever it says or does not say."""
    law = says(profile, matter, as_of) if statuses else None
    return not statuses or (law is not None and law.status in statuses)


def bars(rubric: Rubric, rule: Derivation, own: Profile, other: Profile, as_of: date) -> bool:
    """Whether the law of a side is read as a bar towards the other."""
    return (
        has_one_of(own, rule.matter, rule.statuses, as_of)
        and has_one_of(other, rule.matter, rule.others, as_of)
        and not in_common(lifting(rubric, rule, as_of), own, other)
    )


def lifting(rubric: Rubric, rule: Derivation, as_of: date) -> Holder:
    """Tells which of the instruments that take a bar away bind a jurisdiction."""
    return binding(rubric, rule.unless_bound, as_of)


def _stands(law: Law, as_of: date) -> bool:
    begun = law.since is None or first_day(law.since) <= as_of
    return begun and (law.until is None or last_day(law.until) >= as_of)
