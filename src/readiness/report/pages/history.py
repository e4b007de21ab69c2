"""One pair through time: verdict, standing, casework and levels, year by year, and the dated events."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from math import inf, isfinite
from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness import tlp
from readiness.language import word
from readiness.model.joint_record import MANY
from readiness.report.page import EMPTY, Heading, Line, Page, Series, Timeline
from readiness.report.pages.history_events import events_told
from readiness.report.pages.naming import Names
from readiness.words import level, listed, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.history import History
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.words import Texts

LEVELS = 4.0
SCORES = 100.0
SHOWN = 14
"""Indicators that are told at most: those that moved most."""


def page(it: History, rubric: Rubric, say: Texts) -> Page:
    """The page. Each series has one value per day; levels are 0-4, readiness 0-100."""
    last = it.points[-1]
    names = Names(last, rubric, say)
    aside = [tlp.label(last.tlp), say("scope.needs", names=listed(last.needs))]
    days = [point.as_of for point in it.points]
    step = max((int(after[:4]) - int(before[:4]) for before, after in pairwise(days)), default=1)
    key = "history.day" if len(days) == 1 else "history.days" if step <= 1 else "history.days-apart"
    aside.append(say(key, first=days[0][:4], last=days[-1], step=step))
    title = say("history.title", a=names.in_full("a"), b=names.in_full("b"))
    return Page(title, " · ".join(part for part in aside if part), list(_parts(it, names)))


def _parts(it: History, names: Names) -> Iterator[Part]:
    say = names.say
    years = [point.as_of[:4] for point in it.points]
    phases = [
        say("history.legend-phase", letter=word(phase)[:1], phase=phase) for phase in names.rubric.phases
    ]
    yield Line(say("history.legend", phases=listed(phases)), "dim")
    yield Timeline(years, [*_course(it, say), *_casework(it, years, names)])
    levels = sorted(_levels(it, names), key=lambda series: (-_moved(series), series.name))
    moved = [series for series in levels if _moved(series)]
    if moved:
        yield Heading(say("history.levels"))
        yield Timeline(years, moved[:SHOWN])
    still = len(levels) - min(len(moved), SHOWN)
    if still:
        yield Line(say("history.still", count=still), "dim")
    yield from events_told(it.events, names)
    yield Line(names.rubric.disclaimer, "italic", close=True)


def _course(it: History, say: Texts) -> Iterator[Series]:
    """Verdict, phase, standing and readiness."""
    yield Series(
        say("heading.verdict"),
        [say(f"matrix.symbol-{point.verdict}") for point in it.points],
        [say(f"verdict.{point.verdict}") for point in it.points],
    )
    yield Series(
        say("heading.phase"),
        [word(point.phase.assessed)[:1] for point in it.points],
        [word(point.phase.assessed) for point in it.points],
    )
    if any(point.standing for point in it.points):
        standings = [point.standing.status if point.standing else None for point in it.points]
        yield Series(
            say("heading.standing"),
            [say.word("history.standing-", status) if status else EMPTY for status in standings],
            [say.word("standing.", status) if status else say("none") for status in standings],
        )
    values = [point.readiness.value for point in it.points]
    yield Series.of_values(say("heading.readiness"), values, SCORES, number)


def _casework(it: History, years: list[str], names: Names) -> Iterator[Series]:
    """Completed cases of each need by the years told in which the record of them ends, by the profile that records more.

    `many` stand as high as the most of those counted, and at least as high as what the rubric takes for ordinary work.
    """
    say, rules = names.say, names.rubric.evidence.casework
    ordinary = (rules.ordinary_from or rules.record_from) if rules is not None else 1
    for need in it.points[-1].needs:
        by_side: dict[tuple[str, str], float] = {}
        for event in it.events:
            if event.kind != "casework" or need not in (event.needs or (need,)):
                continue
            year = years[bisect_left(years, event.day[:4])]
            for side in ("a", "b") if event.side == "both" else (event.side,):
                cases = inf if event.completed is None else event.completed
                by_side[year, side] = by_side.get((year, side), 0) + cases
        counted: dict[str, float] = {}
        for (year, _), cases in by_side.items():
            counted[year] = max(counted.get(year, 0), cases)
        if counted:
            top = max(1, *(cases if isfinite(cases) else ordinary for cases in counted.values()))
            row = Series.of_values(
                say("history.cases", need=need),
                [min(counted[year], top) if year in counted else None for year in years],
                top,
                number,
            )
            told = zip(row.words, years, strict=True)
            words = [word(MANY) if counted.get(year) == inf else text for text, year in told]
            yield replace(row, words=words)


def _levels(it: History, names: Names) -> Iterator[Series]:
    by_point = [{item.id: item.level for item in point.indicators} for point in it.points]
    for item in it.points[-1].indicators:
        if item.in_scope:
            values = [levels.get(item.id) for levels in by_point]
            yield Series.of_values(names.indicator(item.id), values, LEVELS, level)


def _moved(series: Series) -> float:
    """By how much a series moves between its lowest and its highest value."""
    known = [value for value in series.values or [] if value is not None]
    return max(known) - min(known) if known else 0.0


def as_data(it: History) -> dict[str, object]:
    """The history as plain data."""
    return {
        "schema": "readiness/history/1",
        "pair": {side: getattr(it.points[-1].pair, side).id for side in ("a", "b")},
        "needs": it.points[-1].needs,
        "points": [_point(point) for point in it.points],
        "events": [event._asdict() | {"needs": list(event.needs)} for event in it.events],
    }


def _point(point: Assessment) -> dict[str, object]:
    return {
        "as_of": point.as_of,
        "verdict": point.verdict,
        "phase": point.phase.assessed,
        "standing": point.standing.status if point.standing else None,
        "readiness": point.readiness.value,
        "levels": {item.id: item.level for item in point.indicators if item.in_scope},
    }
