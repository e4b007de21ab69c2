"""A matrix as data: CSV with one row per pair, or JSON, written part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.many.matrix import cells
from readiness.report.data.batch_rows import RowFormat, csv_lines
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.naming import entry_in_words
from readiness.report.pages.scope import as_data
from readiness.words import FORMULA, clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.many.matrix import Cell, Matrix
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

SCHEMA = "readiness/matrix/1"
COLUMNS = (
    "a", "name_a", "b", "name_b", "phase", "verdict", "leaning", "readiness", "low", "high", "first", "obstacle", "status", "indicator",
)  # fmt: skip


def formats(matrix: Matrix, say: Texts) -> dict[str, RowFormat]:
    """The formats that are written part by part, by name."""
    head, end = _json_frame(matrix)
    return {
        "csv": RowFormat(
            lambda _: csv_lines([COLUMNS]),
            lambda table, rubric: csv_lines(
                [_plain(value) for value in _row(matrix, cell, rubric, say)] for cell in cells(table)
            ),
        ),
        "json": RowFormat(head, lambda table, _: _json_part(table), ",\n", end),
    }


def _json_frame(matrix: Matrix) -> tuple[Callable[[Rubric], str], str]:
    """What stands before the pairs of a document and after them. What is absent is null, never left out."""

    def head(rubric: Rubric) -> str:
        members = [{"id": code, "name": matrix.names[code]} for code in matrix.codes]
        data: dict[str, Any] = {"schema": SCHEMA, "rubric": stamp(rubric), **as_data(matrix.scope)}
        return write(data | {"jurisdictions": members, "pairs": []}).removesuffix("[]\n}\n") + "[\n"

    return head, "\n  ],\n" + write({"left_out": list(matrix.left_out)}).removeprefix("{\n")


def _json_part(table: Table) -> str:
    pairs = [
        {
            "a": cell.a,
            "b": cell.b,
            "phase": cell.phase,
            "verdict": cell.verdict,
            "readiness": {"value": cell.value, "low": cell.low, "high": cell.high},
            "first_obstacle": {"id": cell.obstacle, "status": cell.status, "indicator": cell.indicator}
            if cell.obstacle is not None
            else None,
            "leaning": cell.leaning,
        }
        for cell in cells(table)
    ]
    return write({"pairs": pairs}).removeprefix('{\n  "pairs": [\n').removesuffix("\n  ]\n}\n")


def _row(matrix: Matrix, cell: Cell, rubric: Rubric, say: Texts) -> tuple[str | float | None, ...]:
    first = None
    if cell.obstacle is not None and cell.indicator is not None:
        first = entry_in_words(cell.obstacle, cell.indicator, cell.status, rubric, say)
    sides = (cell.a, clean(matrix.names[cell.a]), cell.b, clean(matrix.names[cell.b]))
    leaning = cell.leaning["verdict"] if cell.leaning is not None else None
    scores = (cell.value, cell.low, cell.high)
    return (
        *sides,
        cell.phase,
        cell.verdict,
        leaning,
        *scores,
        first,
        cell.obstacle,
        cell.status,
        cell.indicator,
    )


def _plain(value: str | float | None) -> str:
    """A value that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return f"{value:g}" if value == int(value) else f"{value:.6f}".rstrip("0")
