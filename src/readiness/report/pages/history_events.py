"""The dated events of a pair in words: who did what, when, and whose profile records it; those of a long time by decades."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from readiness.report.page import Bullets, Heading, Line, Outline
from readiness.words import capitalised, clean, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.history import Event
    from readiness.report.page import Part
    from readiness.report.pages.naming import Names
    from readiness.words import Texts

FEW, YEARS = 10, 15
"""As many events stand in one list, and as many years are told one by one; more events are told by years, more years by decades."""


def events_told(events: Sequence[Event], names: Names) -> Iterator[Part]:
    """The part of the page that lists the events, in the order of their days."""
    if not events:
        return
    say = names.say
    yield Heading(say("history.events"))
    sides = {event.side for event in events}
    if len(sides) == 1 and "both" not in sides:
        yield Line(say("history.recorded", side=names.side(events[0].side)), "dim", close=True)
    told = [(int(event.day[:4]), _in_words(event, names, apart=len(sides) > 1)) for event in events]
    first, last = told[0][0], told[-1][0]
    if len(told) <= FEW:
        yield Bullets([text for _, text in told])
        return
    decades = last - first >= YEARS
    lines: list[tuple[int, str]] = []
    for begin, group in groupby(told, key=lambda item: item[0] // 10 * 10 if decades else item[0]):
        lines.append((0, say("history.decade", year=f"{begin:04}") if decades else f"{begin:04}"))
        lines += [(1, text) for _, text in group]
    yield Outline(lines)


def _in_words(event: Event, names: Names, *, apart: bool) -> str:
    """An event; `apart` says whose profile records it."""
    say, note, cause = names.say, clean(event.note), clean(event.cause)
    what = names.rubric.relation_kinds.get(event.what, named(event.what))
    if event.kind in ("agreement", "instrument"):
        what = note or say("history.untitled", kind=what)
    if event.cause in names.rubric.indicators:
        cause = names.indicator(event.cause)
    text = say(
        _key(event, say),
        day=event.day,
        years=" – ".join(dict.fromkeys((event.begin[:4], event.day[:4]))),
        what=capitalised(what),
        status=named(event.status),
        count=event.completed,
        a=names.side("a"),
        b=names.side("b"),
        cause=say("scope.cause", cause=cause) if cause else "",
        note=say("history.note", note=note) if note else "",
        needs=say("history.needs", needs=listed(list(event.needs))) if event.needs else "",
    )
    return text + (
        say("history.whose", side=names.side(event.side)) if apart and event.side != "both" else ""
    )


def _key(event: Event, say: Texts) -> str:
    """The text of an event: by its status where there is one, else that of the kind."""
    key = f"event-{event.kind}"
    if event.kind == "casework" and event.completed is None:
        key += "-many"
    elif event.status:
        known = f"{key}-{event.status}"
        key = known if known in say.below("history") else f"{key}-other"
    return f"history.{key}"
