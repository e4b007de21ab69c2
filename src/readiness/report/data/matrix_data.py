"""A matrix as data: CSV with one row per pair, or JSON, written part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.many.matrix import cells
from readiness.many.rows import Numbers, fields
from readiness.report.data.batch_rows import RowFormat, csv_lines
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.naming import entry_in_words
from readiness.report.pages.scope import as_data
from readiness.words import FORMULA, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readiness.many.matrix import Matrix
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
            lambda table, rubric: csv_lines(zip(*_columns(table, rubric, say), strict=True)),
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


def _columns(table: Table, rubric: Rubric, say: Texts) -> Iterator[Iterable[str]]:
    """The cells of each column, in order of the rows."""
    row: dict[str, Any] = fields(table)
    first, names, readiness = row["first_obstacle"], row["names"], row["readiness"]
    columns = (
        row["a"],
        names["a"].then(clean),
        row["b"],
        names["b"].then(clean),
        row["phase"],
        row["verdict"],
        row["leaning"].then(lambda leaning: leaning["verdict"] if leaning else None),
        readiness["value"],
        readiness["low"],
        readiness["high"],
        first.then(lambda it: entry_in_words(it["indicator"], it["status"], rubric, say) if it else None),
        *(
            first.then(lambda it, name=name: it[name] if it else None)
            for name in ("id", "status", "indicator")
        ),
    )
    for column in columns:
        if isinstance(column, Numbers):
            yield column.listed(_plain, "")
        else:
            texts = {key: _plain(value) for key, value in column.values.items()}
            yield map(texts.__getitem__, column.keys)


def _plain(value: str | float | None) -> str:
    """A value that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return f"{value:g}" if value == int(value) else f"{value:.6f}".rstrip("0")
