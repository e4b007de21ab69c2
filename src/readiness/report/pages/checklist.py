"""What a request must meet, item by item: necessary conditions, bars, and what it can rest on; met, open or not known."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from readiness import tlp
from readiness.report.page import Bullets, Checks, Heading, Line, Page
from readiness.report.pages import means
from readiness.words import clean, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result import GateState, IndicatorResult
    from readiness.report.page import Check, Part
    from readiness.report.pages.naming import Names

STATES: tuple[GateState, ...] = ("unmet", "unknown", "met")


def checklist(names: Names) -> Page:
    """The page for the needs of the assessment."""
    it, say = names.it, names.say
    aside = [tlp.label(it.tlp), say("scope.as-of", date=it.as_of)]
    if it.direction.requesting is not None:
        aside.append(names.asks("scope.asks", it.direction.requesting))
    title = say("checklist.title", needs=listed(it.needs), a=names.side("a"), b=names.side("b"))
    return Page(title, " · ".join(part for part in aside if part), list(_parts(names)))


def _parts(names: Names) -> Iterator[Part]:
    say = names.say
    yield Line(say("checklist.intro"))
    checks = [check for result in names.it.indicators if result.in_scope for check in _checks(names, result)]
    for state in STATES:
        of_state = [check for check in checks if check[0] == state]
        if of_state:
            yield Heading(say(f"checklist.{state}", count=len(of_state)))
            yield Checks(of_state)
    records = means.records(names)
    if records:
        yield Heading(say("heading.records"))
        yield Bullets(records)
    crimes = means.crimes(names)
    if crimes:
        yield Heading(say("heading.crimes"))
        yield Bullets(crimes)
    yield Line(names.rubric.disclaimer, "italic")


def _checks(names: Names, result: IndicatorResult) -> Iterator[Check]:
    """The bars of an indicator that has some, one by one; else its necessary condition, if it is one."""
    item = names.rubric.indicators[result.id]
    if item.table is not None and item.table.by == "bar":
        needed = result.required or names.rubric.verdict.workable_level
        for row, about in item.table.rows.items():
            said = (result.rows or {}).get(row)
            if said is not None and said.basis == "not-applicable":
                continue
            level = said.level if said is not None else None
            state: GateState = "unknown" if level is None else "met" if level >= needed else "unmet"
            told = item.scale[int(level)] if level is not None else names.say("checklist.ask")
            yield state, names.say("checklist.bar", bar=named(row), about=about, told=told)
    elif result.gate != "none":
        yield result.gate, _condition(names, result)


def _condition(names: Names, result: IndicatorResult) -> str:
    item = names.rubric.indicators[result.id]
    needed = item.scale[max(ceil(result.required or 0), ceil(names.rubric.verdict.workable_level))]
    values = {"name": names.indicator(result.id), "side": names.side(result.side), "needed": needed}
    if result.level is None:
        return names.say("checklist.unknown-condition", question=item.question, **values)
    note = f" {clean(result.note)}" if result.note else ""
    key = "checklist.condition-met" if result.gate == "met" else "checklist.condition"
    return names.say(key, seen=item.scale[int(result.level)], note=note, **values)
