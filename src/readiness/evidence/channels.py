"""Channels as substitutes: each as strong as the weaker side's access to its parts, the best one counts (S2.2, S2.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.arithmetic import FLOATS, RECORDED, Quantity
from readiness.engine.pair_levels import weakest
from readiness.evidence.facts import MEMBER, NONE, memberships
from readiness.evidence.level_reading import HIGHEST, LOWEST, UNKNOWN, CitedItem, Reading, Recorded, around
from readiness.language import _, word
from readiness.model.fields import first_day
from readiness.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Arithmetic
    from readiness.model.catalogue import Channel, Rung
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

NOT_RECORDED = Quantity(True, False, RECORDED, HIGHEST, LOWEST, HIGHEST)
"""The access of a side that records nothing of a channel."""


class Access(NamedTuple):
    """One side's level on a channel (0-4) and the most it may be where parts are not recorded. `parts` is what is."""

    level: float
    most: float
    parts: Mapping[str, str]
    line: int

    @property
    def quantity(self) -> Quantity:
        """The access as the kernel sees a level."""
        return Quantity(True, True, RECORDED, self.level, self.level, self.most)


class ChannelLink(NamedTuple):
    """One channel between two sides. An access that is not recorded is None, and may leave the level unknown."""

    channel: str
    a: Access | None
    b: Access | None
    level: Quantity


def accesses(rubric: Rubric, indicator: str, document: ProfileDocument, scope: Scope) -> dict[str, Access]:
    """What a profile records, for one indicator, of every channel that may serve, by the channel's name."""
    own: dict[str, list[int]] = {}
    for number, entry in enumerate(document.profile.facts.channels):
        own.setdefault(entry.id, []).append(number)
    unlisted = sorted(own.keys() - rubric.channels.keys()) if rubric.unlisted_channel is not None else []
    joined = memberships(document.profile, scope.as_of)
    recorded = {
        channel: _access(
            rubric,
            rubric.channel_ladders[indicator],
            document,
            own.get(channel, ()),
            _by_membership(rubric, channel, joined),
            scope.as_of,
        )
        for channel in (*serving(rubric, scope), *unlisted)
    }
    return {channel: access for channel, access in recorded.items() if access is not None}


def serving(rubric: Rubric, scope: Scope) -> list[str]:
    """The channels of the rubric that may serve, in its order."""
    named = {channel for crime in scope.crimes for channel in rubric.crimes[crime].channel_ids}
    return [key for key, item in rubric.channels.items() if item.open_to == "all" or key in named]


def cap(rubric: Rubric, indicator: str, channel: str) -> float:
    """The most that a channel can stand for (0-4)."""
    return _terms(rubric, channel).caps.get(indicator, HIGHEST)


def joint(arithmetic: Arithmetic, a: Quantity, b: Quantity, most: float) -> Quantity:
    """A channel between two: the weaker access, and never above `most`. Closed on one side it is closed, whatever the other."""
    lower = weakest(arithmetic, a, b)
    high = arithmetic.least(lower.high, most)
    known = lower.known | (high <= LOWEST)
    level = arithmetic.choose(known, arithmetic.least(lower.level, most), high)
    low = arithmetic.choose(known, level, LOWEST)
    return Quantity(a.applicable | b.applicable, known, RECORDED, level, low, high)


def strongest(arithmetic: Arithmetic, channels: Iterable[Quantity], half: float) -> Quantity:
    """The level of the best channel known to be open, ± `half`; a channel that is not known can only raise it.

    Without an open one there is a level only if every channel is known to be closed: silence is never a zero.
    """
    level, most, any_serves = LOWEST, LOWEST, False
    for channel in channels:
        opened = channel.applicable & channel.known
        level = arithmetic.most(level, arithmetic.choose(opened, channel.level, LOWEST))
        most = arithmetic.most(most, arithmetic.choose(channel.applicable, channel.high, LOWEST))
        any_serves = any_serves | channel.applicable
    most = arithmetic.choose(any_serves, most, HIGHEST)
    known = (level > LOWEST) | (most <= LOWEST)
    low, high = around(level, half, arithmetic)
    return Quantity(
        applicable=True,
        known=known,
        grounds=RECORDED,
        level=arithmetic.choose(known, level, most),
        low=arithmetic.choose(known, low, LOWEST),
        high=arithmetic.choose(known, arithmetic.most(high, most), most),
    )


def links(
    rubric: Rubric, indicator: str, a: ProfileDocument, b: ProfileDocument, scope: Scope
) -> list[ChannelLink]:
    """Every channel that may serve, as it stands between the two, in the rubric's order."""
    of_a, of_b = (accesses(rubric, indicator, document, scope) for document in (a, b))
    listed = serving(rubric, scope)
    unlisted = sorted((of_a.keys() | of_b.keys()) - set(listed))
    return [
        _link(channel, of_a.get(channel), of_b.get(channel), cap(rubric, indicator, channel))
        for channel in (*listed, *unlisted)
    ]


def best(rubric: Rubric, indicator: str, a: ProfileDocument, b: ProfileDocument, scope: Scope) -> Reading:
    """The reading that recorded channels give (see `strongest`)."""
    if indicator not in rubric.channel_ladders:
        return UNKNOWN
    channels = links(rubric, indicator, a, b, scope)
    half = rubric.evidence.derived
    level = strongest(FLOATS, [link.level for link in channels], half)
    if not level.known:
        return (
            UNKNOWN
            if level.high >= HIGHEST
            else Reading(None, level.low, level.high, "none", held_at=level.level, held_on="derived")
        )
    decided = [link for link in channels if link.level.known]
    chosen = max(decided, key=lambda link: float(link.level.level))
    items = tuple(
        CitedItem(
            _said(chosen.channel, access), None, None, document.profile.as_of, document.file, access.line
        )
        for document, access in ((a, chosen.a), (b, chosen.b))
        if access is not None
    )
    origin = Recorded(items) if items else None
    return Reading(level.level, level.low, level.high, "derived", half, origin=origin)


def _link(channel: str, a: Access | None, b: Access | None, most: float) -> ChannelLink:
    of_a, of_b = (access.quantity if access is not None else NOT_RECORDED for access in (a, b))
    return ChannelLink(channel, a, b, joint(FLOATS, of_a, of_b, most))


def _access(
    rubric: Rubric,
    ladder: Sequence[Rung],
    document: ProfileDocument,
    entries: Iterable[int],
    by_membership: dict[str, str] | None,
    as_of: date,
) -> Access | None:
    """What a side's profile records of a channel: its parts, by the entries of these numbers or the membership that gives them."""
    parts, last = by_membership, None
    for number in entries:
        entry = document.profile.facts.channels[number]
        if entry.as_of is None or first_day(entry.as_of) <= as_of:
            parts, last = {**(parts or {}), **entry.components}, number
    if parts is None:
        return None
    line = document.line("facts", "memberships") if last is None else document.line("facts", "channels", last)
    worst = {part: parts.get(part, rubric.channel_access[0]) for part in rubric.channel_components}
    hoped = {part: parts.get(part, rubric.channel_access[-1]) for part in rubric.channel_components}
    if parts.get("communications") == rubric.channel_access[0]:
        hoped = worst  # without a line there is nothing to look things up through
    return Access(_rung(rubric, ladder, worst), _rung(rubric, ladder, hoped), parts, line)


def _by_membership(rubric: Rubric, channel: str, joined: Mapping[str, str]) -> dict[str, str] | None:
    """The parts that membership gives, all closed for a side that is recorded as shut out, else None."""
    for body, parts in _terms(rubric, channel).member_of.items():
        if joined.get(body) == MEMBER:
            return dict(parts)
        if joined.get(body) == NONE:
            return dict.fromkeys(rubric.channel_components, rubric.channel_access[0])
    return None


def _terms(rubric: Rubric, channel: str) -> Channel:
    """What the rubric says of a channel; one that only profiles name is taken as the rubric directs."""
    return rubric.channels[channel if channel in rubric.channels else rubric.unlisted_channel or channel]


def _rung(rubric: Rubric, ladder: Sequence[Rung], parts: Mapping[str, str]) -> float:
    order = {access: rank for rank, access in enumerate(rubric.channel_access)}
    reached = [
        rung.level
        for rung in ladder
        if all(order[parts[part]] >= order[access] for part, access in rung.demands.items())
    ]
    return max(reached, default=LOWEST)


def _said(channel: str, access: Access) -> str:
    parts = listed(f"{word(part)} {word(value)}" for part, value in access.parts.items())
    return _("{what}: {note}").format(what=channel, note=parts)
