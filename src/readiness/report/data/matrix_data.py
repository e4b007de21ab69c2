"""A matrix as data: CSV with one row per pair, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.report.data.json_text import stamp, write
from readiness.report.pages.scope import as_data
from readiness.words import FORMULA

if TYPE_CHECKING:
    from readiness.many.matrix import Cell, Matrix
    from readiness.model.rubric import Rubric

SCHEMA = "readiness/matrix/1"
COLUMNS = ("a", "b", "phase", "verdict", "readiness", "low", "high", "obstacle", "status", "indicator")


def csv_text(matrix: Matrix) -> str:
    """One row per pair; readiness 0-100, empty where there is no point value."""
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for cell in matrix.cells.values():
        writer.writerow([_plain(value) for value in _row(cell)])
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
            }
            for cell in matrix.cells.values()
        ],
        "left_out": list(matrix.left_out),
    }
    return write(data)


def _row(cell: Cell) -> tuple[str | float | None, ...]:
    scores = (cell.value, cell.low, cell.high)
    return (cell.a, cell.b, cell.phase, cell.verdict, *scores, cell.obstacle, cell.status, cell.indicator)


def _plain(value: str | float | None) -> str:
    """A value that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return f"{value:g}" if value == int(value) else f"{value:.6f}".rstrip("0")
