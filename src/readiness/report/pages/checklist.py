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

    from readiness.assessment.result.indicators import BarResult, GateState, IndicatorResult
    from readiness.report.page import Check, Part
    from readiness.report.pages.naming import Names

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
    quotes = list(_quotes(names))
    if quotes:
        yield Heading(say("checklist.quoted"))
        yield Bullets(quotes)
    checks = list(_checks(names))
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


def _quotes(names: Names) -> Iterator[str]:
    """What raters quote of the rules that a request meets, on the sides whose rules these are."""
    for result in names.it.indicators:
        if not (result.in_scope and names.rubric.indicators[result.id].sets_conditions):
            continue
        rated = {side for side, said in (("a", result.a), ("b", result.b)) if said.basis == "rating"}
        for item in result.evidence:
            if item.side in rated and result.side in (item.side, "both"):
                source = names.say("checklist.source", source=clean(item.source)) if item.source else ""
                yield names.say(
                    "checklist.quote",
                    name=names.indicator(result.id),
                    side=names.side(item.side),
                    says=clean(item.says),
                    source=source,
                )


def _checks(names: Names) -> Iterator[Check]:
    """In the rubric's order the bars, one by one, and what else is necessary."""
    for key in names.rubric.indicators:
        bars = [bar for bar in names.it.by_bar if bar.indicator == key]
        yield from (_bar(names, bar) for bar in bars if bar.gate != "none")
        result = names.by_id.get(key)
        if not bars and result is not None and result.in_scope and result.gate != "none":
            yield result.gate, _condition(names, result)


def _bar(names: Names, bar: BarResult) -> Check:
    """A bar by what is rated of it, or else by what a law says; what nobody has rated is told as such."""
    item = names.rubric.indicators[bar.indicator]
    if bar.level is None:
        law = _law(names, bar)
        told = names.say("checklist.ask") if law is None else names.say("checklist.law", says=law)
    elif bar.basis in UNRATED:
        known = _known_from(names, bar.indicator, bar.basis, bar.level)
        told = names.say(
            "checklist.bar-unseen-met" if bar.gate == "met" else "checklist.bar-unseen", known=known
        )
    else:
        told = item.scale[int(bar.level)]
        if bar.gate == "unmet" and not bar.asked:
            told = names.say("checklist.bar-of-some", told=told)
    about = item.table.rows[bar.row] if item.table is not None else ""
    return bar.gate, names.say(
        "checklist.bar", bar=named(bar.row), side=names.side(bar.side), about=about, told=told
    )


def _law(names: Names, bar: BarResult) -> str | None:
    """What the law of the side that raises a bar says of it, if that is recorded."""
    matters = {rule.matter for rule in names.rubric.indicators[bar.indicator].derived if rule.row == bar.row}
    return next(
        (
            clean(fact.says)
            for fact in names.it.recorded_against
            if (fact.indicator, fact.side) == (bar.indicator, bar.side) and fact.kind in matters and fact.says
        ),
        None,
    )


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
    if result.level is None and result.gate != "unmet":
        return names.say("checklist.unknown-condition", question=item.question, **values)
    note = f" {clean(result.note)}" if result.note else ""
    if result.level is None or names.suspended(result):
        return names.say(
            "checklist.condition", seen=names.seen(result), note="", later=_later(names, result), **values
        )
    if result.basis in UNRATED:  # nobody has seen what the words of the scale say
        question = names.beside_record(item.question, result.id)
        if result.gate == "unknown" and question != item.question and not note:
            return names.say("checklist.unknown-condition", question=question, **values)
        known = _known_from(names, result.id, result.basis, result.level)
        key = "checklist.unseen-met" if result.gate == "met" else "checklist.unseen"
        return names.say(
            key, question=item.question, known=known, note=note, later=_later(names, result), **values
        )
    poor = result.level < names.rubric.verdict.workable_level
    met = "checklist.condition-poor" if poor else "checklist.condition-met"
    key = met if result.gate == "met" else "checklist.condition"
    return names.say(
        key, seen=item.scale[int(result.level)], note=note, later=_later(names, result), **values
    )


def _known_from(names: Names, indicator: str, basis: str, seen: float) -> str:
    """What a level that nobody has rated rests on."""
    return names.say(f"screen.{names.unrated(indicator, basis)}", level=level(seen))


def _later(names: Names, result: IndicatorResult) -> str:
    """The next phase that asks for more than is seen, if one does."""
    phases = list(names.rubric.phases)
    for phase in phases[phases.index(names.it.phase.assessed) + 1 :]:
        needed = names.rubric.indicators[result.id].necessary_for(phase, names.it.needs)
        if needed is not None and result.level is not None and result.level < needed:
            return names.say("checklist.later", phase=phase)
    return ""
