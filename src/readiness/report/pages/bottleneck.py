"""The bottleneck table in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.kernel import READY
from readiness.language import word
from readiness.report.page import VERDICT_STYLE, Bullets, Grid, Heading, Line, Page
from readiness.report.pages.naming import Names
from readiness.report.pages.scope import aside
from readiness.words import level, number, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.assessment.result.assessment import Assessment
    from readiness.change.bottleneck import BottleneckTable, Least
    from readiness.report.page import Part
    from readiness.words import Texts


def page(table: BottleneckTable, assessed: Assessment, say: Texts) -> Page:
    """The table on a page, for the pair as its readers may see it."""
    names = Names(assessed, table.judged.rubric, say)
    return Page(names.title(), aside(assessed, table.judged.rubric, say), list(_parts(table, names)))


def _parts(table: BottleneckTable, names: Names) -> Iterator[Part]:
    judged, rubric, assessed, say = table.judged, table.judged.rubric, names.it, names.say
    verdict = say(f"verdict.{assessed.verdict}").upper()
    yield Line(
        say("bottleneck.headline", VERDICT=verdict, phase=assessed.phase.assessed),
        VERDICT_STYLE[assessed.verdict],
    )
    yield Heading(say("bottleneck.table"))
    phase = assessed.phase.assessed
    column_of = {(item.phase, item.verdict): column for column, item in enumerate(table.outcomes)}
    columns = [(column_of[name, "fragile"], column_of[name, "ready"]) for name in rubric.phases]
    heads = [
        say("heading.indicator"),
        say("bottleneck.now"),
        *map(word, rubric.phases),
        say("bottleneck.alone"),
    ]
    rows = [
        [
            names.indicator(row.indicator),
            level(row.level) if row.applicable else say("bottleneck.not-applicable"),
            *(_cells(row.cells[opened], row.cells[ready], row.stopped, say) for opened, ready in columns),
            level(row.cells[column_of[phase, "ready"]].alone, say("bottleneck.never"))
            if row.applicable
            else say("bottleneck.free"),
        ]
        for row in table.rows
    ]
    yield Grid(heads, rows, right=(1,))
    bar = number(rubric.verdict.fragile_below)
    yield Bullets(
        [
            say("bottleneck.floor", phase=phase, value=number(value), bar=bar)
            for phase, value in table.floors.items()
        ]
    )
    if judged.standing is not None and (judged.stands.stopped or judged.stands.at_best < READY):
        told = [say("bottleneck.standing", status=judged.standing.status)]
        told += [say("bottleneck.stops")] if any(row.stopped for row in table.rows) else []
        yield Line(sentences(told))
    yield Line(say("bottleneck.reads"), "dim")
    yield Line(rubric.disclaimer, "italic")


def _cells(opened: Least, ready: Least, stopped: bool, say: Texts) -> str:
    """What it takes that nothing blocks the phase; what it takes to be ready as well, where that is more."""
    told = _cell(opened, stopped, say)
    if ready.needed == opened.needed:
        return told
    return say("bottleneck.both", open=told, ready=_cell(ready, stopped, say))


def _cell(cell: Least, stopped: bool, say: Texts) -> str:
    if cell.needed is None:
        return say("bottleneck.free")
    needed = level(cell.needed)
    if stopped and not cell.distance:
        return say("bottleneck.stopped", needed=needed)
    if cell.distance is None:
        return say("bottleneck.unknown", needed=needed)
    if cell.distance <= 0:
        return say("bottleneck.met", needed=needed)
    return say("bottleneck.short", needed=needed, distance=level(cell.distance))
