"""Recorded facts in words, as evidence quotes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence.joint_record import SUSPENDED
from readiness.language import _
from readiness.model.fields import UNKNOWN_DATE
from readiness.words import listed, named, with_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.model.facts import Law
    from readiness.model.joint_record import Agreement


def in_force(agreement: Agreement) -> str:
    """An agreement that binds: its kind, since when, and its title."""
    dated = agreement.since is not None and agreement.since != UNKNOWN_DATE
    told = _("agreement on {kind} in force since {since}") if dated else _("agreement on {kind} in force")
    return noted(told.format(kind=named(agreement.kind), since=agreement.since), agreement.title)


def unfinished(agreement: Agreement, status: str) -> str:
    """An agreement that does not bind: its kind, its status with the day if that is a suspension's, and its title."""
    if status == SUSPENDED:
        dated = agreement.since is not None and agreement.since != UNKNOWN_DATE
        told = (
            _("agreement on {kind} suspended since {since}") if dated else _("agreement on {kind} suspended")
        )
    else:
        told = _("agreement on {kind} recorded as {status}, not as in force")
    told = told.format(kind=named(agreement.kind), since=agreement.since, status=named(status))
    return noted(told, agreement.title)


def none_of(kind: str, bound: str | None) -> str:
    """That there is no agreement of a kind; `bound` is the name of a jurisdiction whose law allows such help under one only."""
    told = (
        _("no agreement on {kind}, and the law of {name} lets it give such help under one only")
        if bound is not None
        else _("no agreement on {kind}")
    )
    return told.format(kind=named(kind), name=with_article(bound or ""))


def bound_by(instrument: str) -> str:
    """That a side is party to an instrument."""
    return _("bound by {instrument}").format(instrument=instrument)


def belongs_to(organisation: str) -> str:
    """That a side is bound by the rules of an organisation of which it is a member."""
    return _("bound as a member by {organisation}").format(organisation=organisation)


def of_law(sentence: str, name: str, law: Law) -> str:
    """What the law of a jurisdiction says, with the act and its article where they are recorded."""
    told = sentence.format(name=with_article(name))
    return _("{what} ({aside})").format(what=told, aside=law.title) if law.title else told


def in_common(field: str, names: Iterable[str]) -> str:
    """What both have of what a field of facts records, such as languages."""
    return _("{field} in common: {names}").format(field=named(field), names=listed(names))


def noted(what: str, note: str) -> str:
    """Something, with what the profile says of it if it says anything."""
    return _("{what}: {note}").format(what=what, note=note) if note else what
