"""Channels as substitutes: each as strong as the weaker side's access to its parts, the best one counts (S2.2, S2.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence.facts import memberships
from readiness.evidence.reading import HIGHEST, LOWEST, UNKNOWN, Item, Reading, around
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.model.catalogue import Channel, Rung
    from readiness.model.profile import Profile
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

MEMBER, NONE = "member", "none"


class Access(NamedTuple):
    """One side's level on a channel (0-4) and the most it may be where parts are not recorded. `parts` is what is."""

    level: float
    most: float
    parts: Mapping[str, str]
    line: int


class Link(NamedTuple):
    """One channel between two sides. An access that is not recorded is None; `level` is None where that leaves it open."""

    channel: str
    a: Access | None
    b: Access | None
    level: float | None
    most: float


def links(rubric: Rubric, indicator: str, a: ProfileDocument, b: ProfileDocument, scope: Scope) -> list[Link]:
    """Every channel that may serve, as it stands between the two, in the rubric's order."""
    named = {channel for crime in scope.crimes for channel in rubric.crimes[crime].channel_ids}
    serving = [key for key, item in rubric.channels.items() if item.open_to == "all" or key in named]
    if rubric.unlisted_channel is not None:
        own = [entry.id for document in (a, b) for entry in document.profile.facts.channels]
        serving += sorted({key for key in own if key not in rubric.channels})
    return [_link(rubric, indicator, key, a, b, scope.as_of) for key in serving]


def best(rubric: Rubric, indicator: str, a: ProfileDocument, b: ProfileDocument, scope: Scope) -> Reading:
    """The reading that recorded channels give.

    The level is that of the best channel known to be open to both; a channel that is not recorded can only raise it.
    Without an open one there is a level only if every channel is known to be closed: silence is never a zero.
    """
    if indicator not in rubric.channel_ladders:
        return UNKNOWN
    found = links(rubric, indicator, a, b, scope)
    open_ones = [link for link in found if link.level]
    most = max((link.most for link in found), default=HIGHEST)
    if not open_ones and (most > LOWEST or not found):
        return UNKNOWN if most >= HIGHEST else Reading(None, LOWEST, most, "none")
    chosen = max(open_ones or found, key=lambda link: link.level or LOWEST)
    level = chosen.level or LOWEST
    low, high = around(level, rubric.evidence.derived)
    items = tuple(
        Item(_said(chosen.channel, access), None, None, document.profile.as_of, document.file, access.line)
        for document, access in ((a, chosen.a), (b, chosen.b))
        if access is not None
    )
    first = items[0] if items else None
    return Reading(
        level,
        low,
        max(high, most),
        "derived",
        rubric.evidence.derived,
        file=first.file if first else "",
        line=first.line if first else 0,
        items=items,
    )


def _link(
    rubric: Rubric, indicator: str, channel: str, a: ProfileDocument, b: ProfileDocument, as_of: date
) -> Link:
    sides = [_access(rubric, indicator, channel, document, as_of) for document in (a, b)]
    cap = _terms(rubric, channel).caps.get(indicator, HIGHEST)
    most = min([cap, *(access.most for access in sides if access is not None)])
    known = [access.level for access in sides if access is not None]
    level = min([cap, *known]) if len(known) == len(sides) or most <= LOWEST else None
    return Link(channel, sides[0], sides[1], level, most)


def _access(
    rubric: Rubric, indicator: str, channel: str, document: ProfileDocument, as_of: date
) -> Access | None:
    """What a side's profile records of a channel: its parts, or the membership that gives them."""
    profile = document.profile
    parts = _by_membership(rubric, channel, profile, as_of)
    line = document.line("facts", "memberships")
    for i, entry in enumerate(profile.facts.channels):
        if entry.id == channel and (entry.as_of is None or last_day(entry.as_of) <= as_of):
            parts = {**(parts or {}), **entry.components}
            line = document.line("facts", "channels", i)
    if parts is None:
        return None
    ladder = rubric.channel_ladders[indicator]
    worst = {part: parts.get(part, rubric.channel_access[0]) for part in rubric.channel_components}
    hoped = {part: parts.get(part, rubric.channel_access[-1]) for part in rubric.channel_components}
    if parts.get("communications") == rubric.channel_access[0]:
        hoped = worst  # without a line there is nothing to look things up through
    return Access(_rung(rubric, ladder, worst), _rung(rubric, ladder, hoped), parts, line)


def _by_membership(rubric: Rubric, channel: str, profile: Profile, as_of: date) -> dict[str, str] | None:
    """The parts that membership gives, all closed for a side that is recorded as shut out, else None."""
    recorded = memberships(profile, as_of)
    for body, parts in _terms(rubric, channel).member_of.items():
        if recorded.get(body) == MEMBER:
            return dict(parts)
        if recorded.get(body) == NONE:
            return dict.fromkeys(rubric.channel_components, rubric.channel_access[0])
    return None


def _terms(rubric: Rubric, channel: str) -> Channel:
    """What the rubric says of a channel; one that only profiles name is taken as the rubric directs."""
    return rubric.channels[channel if channel in rubric.channels else rubric.unlisted_channel or channel]


def _rung(rubric: Rubric, ladder: Sequence[Rung], parts: Mapping[str, str]) -> float:
    order = {access: place for place, access in enumerate(rubric.channel_access)}
    reached = [
        rung.level
        for rung in ladder
        if all(order[parts[part]] >= order[access] for part, access in rung.demands.items())
    ]
    return max(reached, default=LOWEST)


def _said(channel: str, access: Access) -> str:
    return f"{channel}: {', '.join(f'{part} {value}' for part, value in access.parts.items())}"
