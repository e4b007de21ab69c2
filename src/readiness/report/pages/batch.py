"""A batch in words: the number of pairs by verdict, the most frequent first obstacles, and the pairs. Not a ranking."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readiness.engine.kernel import VERDICTS
from readiness.many.rows import rows
from readiness.report.layouts.markdown import render
from readiness.report.page import Grid, Heading, Line, Page
from readiness.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.many.rows import Row
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part

SHOWN = 500
"""Pairs that the page lists; further ones are counted."""


def markdown(table: Table, rubric: Rubric) -> str:
    """The page as Markdown, without a blank line at the end."""
    return render(page(list(rows(table)), rubric)).rstrip("\n") + "\n"


def page(pairs: Sequence[Row], rubric: Rubric) -> Page:
    """The page of a batch, from one row per pair."""
    title = f"{len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}"
    return Page(title, f"{rubric.title}, version {rubric.version}", list(_parts(pairs, rubric)))


def _parts(pairs: Sequence[Row], rubric: Rubric) -> Iterator[Part]:
    yield Heading("Verdicts, by the phase that each pair is in")
    yield _verdicts(pairs, rubric)
    yield Heading("What comes first")
    yield _first_obstacles(pairs, rubric)
    yield Heading("Pairs")
    heads = ["pair", "phase", "verdict", "readiness", "range", "first obstacle", "indicator", "side"]
    yield Grid(heads, [_pair(row, rubric) for row in pairs[:SHOWN]], right=(3, 4), measured=True)
    rest = len(pairs) - SHOWN
    if rest > 0:
        yield Line(f"{rest} more {'pair is' if rest == 1 else 'pairs are'} in the other formats.")
    yield Line(rubric.disclaimer, "emphasis")


def _verdicts(pairs: Sequence[Row], rubric: Rubric) -> Grid:
    counts = Counter((row["phase"], row["verdict"]) for row in pairs)
    cells = [[phase, *(str(counts[phase, verdict]) for verdict in VERDICTS)] for phase in rubric.phases]
    right = tuple(range(1, len(VERDICTS) + 1))
    return Grid(["phase", *VERDICTS], cells, right=right, measured=True)


def _first_obstacles(pairs: Sequence[Row], rubric: Rubric) -> Grid:
    """What comes first, the most frequent at the top."""
    counts = Counter(
        (row["first_obstacle"]["id"], row["first_obstacle"]["status"])
        for row in pairs
        if row["first_obstacle"]
    )
    cells = [
        [key, rubric.obstacles[key].name, status, str(count)]
        for (key, status), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Grid(["obstacle", "name", "status", "pairs"], cells, right=(3,), measured=True)


def _pair(row: Row, rubric: Rubric) -> list[str]:
    score, first = row["readiness"], row["first_obstacle"]
    cells = [
        f"{row['a']} – {row['b']}",
        row["phase"] + (" (assumed)" if row["basis"] == "assumed" else ""),
        row["verdict"],
        number(score["value"]),
        f"{score['low']:.0f}–{score['high']:.0f}",
    ]
    if first is None:
        return [*cells, "–", "–", "–"]
    indicator = rubric.indicators[first["indicator"]].name
    return [*cells, f"{first['id']}, {first['status']}", indicator, row.get(first["side"], first["side"])]
