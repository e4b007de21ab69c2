"""A batch as JUnit XML: every pair a test case, every demand that it misses a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.many.rows import rows
from readiness.report.data.junit import Case, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.many.rows import Row
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric


def junit(table: Table, rubric: Rubric, missed: Sequence[Sequence[str]]) -> str:
    """The suite. `missed` are the demands that each row misses, in the order of the rows."""
    cases = [_case(row, rubric, failures) for row, failures in zip(rows(table), missed, strict=True)]
    return render(rubric.rubric, cases)


def _case(row: Row, rubric: Rubric, failures: Sequence[str]) -> Case:
    first, readiness = row["first_obstacle"], row["readiness"]
    named = (
        f"{first['status']}: {first['id']} {rubric.obstacles[first['id']].short}, {first['indicator']}"
        if first
        else ""
    )
    value = "–" if readiness["value"] is None else f"{readiness['value']:.0f}"
    headline = f"{row['verdict']} in the {row['phase']} phase, readiness {value} ({readiness['low']:.0f}–{readiness['high']:.0f})"
    return Case(
        name=f"{row['a']} – {row['b']} ({row['phase']})",
        group=f"{rubric.rubric}.{row['a']}-{row['b']}",
        verdict=row["verdict"],
        failures=failures,
        headline=headline,
        says=[line for line in (headline, named) if line],
    )
