"""What the two can work with, in words: the lanes, the instruments that govern the crimes, the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence.admiralty import is_stale
from readiness.model.fields import UNKNOWN_DATE, last_day
from readiness.words import clean, level, listed, named, number

if TYPE_CHECKING:
    from readiness.report.pages.naming import Names


def lanes(names: Names) -> list[str]:
    """Each lane alone: its verdict, and what it may lawfully be used for."""
    return [
        names.say(
            "means.lane",
            lane=names.say(f"lane.{lane.lane}"),
            verdict=names.say(f"verdict.{lane.verdict}"),
            value=number(lane.readiness.value),
            low=number(lane.readiness.low),
            high=number(lane.readiness.high),
            allows=lane.allows,
        )
        for lane in names.it.by_lane
    ]


def records(names: Names) -> list[str]:
    """Agreements, posts and treaties in common: their status, since when, for which need; then what a request would miss."""
    say = names.say
    lines = []
    for record in names.it.on_record:
        kind = named(record.type)
        title = clean(record.name)
        what = title if record.kind == "instrument" or not title else say("behind", what=title, aside=kind)
        across = record.kind == "instrument" and names.rubric.instruments[record.type].across
        since = record.since if record.since != UNKNOWN_DATE else None
        lines.append(
            say(
                f"means.{record.kind}-across" if across else f"means.{record.kind}",
                name=what or kind,
                status=named(record.status),
                since=say("means.since", since=since) if since else "",
                needs=listed(record.needs),
                age=age(names, record.as_of),
            )
        )
    gaps = [say("means.gap-stated" if gap.stated else "means.gap", need=gap.need) for gap in names.it.gaps]
    return [*lines, *gaps]


def age(names: Names, as_of: str | None) -> str:
    """How old what is known as of a day is, where the rubric calls that stale."""
    if as_of is None:
        return ""
    if not is_stale(last_day(as_of), last_day(names.it.as_of), names.rubric.evidence):
        return ""
    return names.say("means.age", as_of=as_of, years=names.years(as_of))


def crimes(names: Names) -> list[str]:
    """What the crimes in play ask for: who else must take part, what must be at hand, what to mind."""
    lines = []
    for key in names.it.crimes:
        crime = names.rubric.crimes[key]
        for word, texts in (
            ("partners", crime.partners),
            ("capabilities", crime.capabilities),
            ("notes", [crime.notes] if crime.notes else []),
        ):
            if texts:
                lines.append(names.say(f"means.crime-{word}", crime=crime.name, names=listed(list(texts))))
    return lines


def instruments(names: Names) -> list[str]:
    """The governing instruments: shared, lacking on one side, or not known."""
    return [
        names.say(f"means.{instrument.shared}", name=instrument.name, a=names.side("a"), b=names.side("b"))
        for instrument in names.it.instruments
    ]


def channels(names: Names) -> list[str]:
    """The recorded channels: how far each side reaches, and what that makes of the channel."""
    lines = []
    for channel in names.it.channels:
        key = (
            "means.channel-open"
            if channel.level
            else "means.channel-closed"
            if channel.level == 0
            else "means.channel"
        )
        lines.append(
            names.say(
                key,
                name=clean(channel.name),
                a=names.side("a"),
                b=names.side("b"),
                level_a=level(channel.a),
                level_b=level(channel.b),
                level=level(channel.level),
            )
            + age(names, channel.as_of)
        )
    return lines
