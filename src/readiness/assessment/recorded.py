"""What is on record between the two: the instruments that govern, the channels that either has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.assessment.result import ChannelResult, InstrumentResult
from readiness.evidence import channels, instruments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.judgement import Judgement


def governing(judged: Judgement) -> Iterator[InstrumentResult]:
    """The instruments that govern the crimes, in the order the crimes name them."""
    rubric, scope = judged.rubric, judged.scope
    names = dict.fromkeys(name for crime in scope.crimes for name in rubric.crimes[crime].governed_by)
    for name in names:
        status = instruments.standing(name, judged.a, judged.b, scope.as_of)
        yield InstrumentResult(name, rubric.instruments[name].name, status.a, status.b, status.shared)


def open_channels(judged: Judgement) -> Iterator[ChannelResult]:
    """The channels that either profile records, by the ladder of the most telling channel indicator."""
    rubric = judged.rubric
    ladder = next(iter(rubric.channel_ladders), None)
    for link in channels.links(rubric, ladder, judged.a, judged.b, judged.scope) if ladder else ():
        if link.a is None and link.b is None:
            continue
        name = rubric.channels[link.channel].name if link.channel in rubric.channels else link.channel
        levels = [access.level if access is not None else None for access in (link.a, link.b)]
        yield ChannelResult(
            link.channel, name, levels[0], levels[1], link.level.level if link.level.known else None
        )
