"""A matrix as data: CSV with one row per pair, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.report.data.json_text import stamp, write
from readiness.report.pages.naming import entry_in_words
from readiness.report.pages.scope import as_data
from readiness.words import FORMULA, clean

if TYPE_CHECKING:
    from readiness.many.matrix import Cell, Matrix
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

SCHEMA = "readiness/matrix/1"
COLUMNS = (
    "a", "name_a", "b", "name_b", "phase", "verdict", "leaning", "readiness", "low", "high", "first", "obstacle", "status", "indicator",
)  # fmt: skip


def csv_text(matrix: Matrix, rubric: Rubric, say: Texts) -> str:
    """One row per pair, what comes first in words; readiness 0-100, empty where there is no point value."""
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in matrix.cells.values():
        writer.writerow([_plain(value) for value in _row(matrix, cell, rubric, say)])
    return buffer.getvalue()


def json_text(matrix: Matrix, rubric: Rubric) -> str:
    """Jurisdictions and pairs. What is absent is null, never left out."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "rubric": stamp(rubric),
        **as_data(matrix.scope),
        "jurisdictions": [{"id": code, "name": matrix.names[code]} for code in matrix.codes],
        "pairs": [
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
            for cell in matrix.cells.values()
        ],
        "left_out": list(matrix.left_out),
    }
    return write(data)


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
