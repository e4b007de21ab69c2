"""What a request must meet, item by item: necessary conditions, bars, and what it can rest on; met, open or not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness import tlp
from readiness.report.page import Bullets, Checks, Heading, Line, Page
from readiness.report.pages import means
from readiness.report.pages.caveats import Reserve
from readiness.report.pages.naming import UNRATED
from readiness.words import clean, level, listed, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.indicators import GateState, IndicatorResult
    from readiness.report.page import Check, Part
    from readiness.report.pages.naming import Names

UNKNOWN: GateState = "unknown"
SUGGESTED = ("few-cases", "proxy")
"""What only suggests a level: it ticks nothing while it may lie on the other side of what is needed."""

STATES: tuple[GateState, ...] = ("unmet", "unknown", "met")


def checklist(names: Names) -> Page:
    """The page for the needs of the assessment."""
    it, say = names.it, names.say
    phase = say("checklist.phase", phase=it.phase.assessed)
    aside = [tlp.label(it.tlp), phase, names.as_of(), names.direction()]
    title = say("checklist.title", needs=listed(it.needs), a=names.in_full("a"), b=names.in_full("b"))
    return Page(title, " · ".join(part for part in aside if part), list(_parts(names)))


def _parts(names: Names) -> Iterator[Part]:
    say = names.say
    yield Line(say("checklist.intro", phase=names.it.phase.assessed))
    for line in Reserve(names).recorded_against():
        yield Line(line, "strong")
    checks = [check for result in names.it.indicators if result.in_scope for check in _checks(names, result)]
    for state in STATES:
        of_state = [check for check in checks if check[0] == state]
        if of_state:
            yield Heading(say(f"checklist.{state}", count=len(of_state), phase=names.it.phase.assessed))
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
            if said is None or said.level is None:
                state, told = UNKNOWN, names.say("checklist.ask")
            elif said.basis in UNRATED:  # nobody has seen what the words of the scale say
                suggested = said.basis in SUGGESTED and said.low < needed <= said.high
                state = UNKNOWN if suggested else "met" if said.level >= needed else "unmet"
                facts = said.basis == "proxy" and not item.proxies
                known = names.say(
                    "screen.facts" if facts else f"screen.{UNRATED[said.basis]}", level=level(said.level)
                )
                told = names.say("checklist.bar-unseen", known=known)
            else:
                state, told = "met" if said.level >= needed else "unmet", item.scale[int(said.level)]
            yield state, names.say("checklist.bar", bar=named(row), about=about, told=told)
    elif result.gate != "none":
        yield result.gate, _condition(names, result)


def _condition(names: Names, result: IndicatorResult) -> str:
    item = names.rubric.indicators[result.id]
    least = result.required or 0.0
    values = {
        "name": names.indicator(result.id),
        "side": names.side(result.side),
        "needed": names.least(result.id, least),
        "level": level(least),
        "phase": names.it.phase.assessed,
    }
    if result.level is None:
        return names.say("checklist.unknown-condition", question=item.question, **values)
    note = f" {clean(result.note)}" if result.note else ""
    if result.basis in UNRATED:  # nobody has seen what the words of the scale say
        known = names.say(f"screen.{names.unrated(result)}", level=level(result.level))
        key = "checklist.unseen-met" if result.gate == "met" else "checklist.unseen"
        return names.say(
            key, question=item.question, known=known, note=note, later=_later(names, result), **values
        )
    key = "checklist.condition-met" if result.gate == "met" else "checklist.condition"
    return names.say(
        key, seen=item.scale[int(result.level)], note=note, later=_later(names, result), **values
    )


def _later(names: Names, result: IndicatorResult) -> str:
    """The next phase that asks for more than is seen, if one does."""
    phases = list(names.rubric.phases)
    for phase in phases[phases.index(names.it.phase.assessed) + 1 :]:
        needed = names.rubric.indicators[result.id].necessary_for(phase, names.it.needs)
        if needed is not None and result.level is not None and result.level < needed:
            return names.say("checklist.later", phase=phase)
    return ""
