"""What the two can work with, in words: the lanes, the instruments that govern the crimes, the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.words import clean, level, number

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
        )
    return lines
