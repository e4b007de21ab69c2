"""The formats of a batch, from its rows. Every one gives the same bytes for the same input."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from readiness.errors import UsageError
from readiness.many.rows import SCHEMA, rows
from readiness.plain import line
from readiness.report.data.json_text import stamp, write
from readiness.report.pages import batch
from readiness.report.pages.batch import first_in_words
from readiness.words import FORMULA, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from readiness.many.rows import Row
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric


def jsonl(table: Table, _rubric: Rubric) -> str:
    """One row per line."""
    return lines(rows(table))


def lines(records: Iterable[Mapping[str, Any]]) -> str:
    """Records as JSON Lines."""
    return "".join(f"{line(record)}\n" for record in records)


def as_json(table: Table, rubric: Rubric) -> str:
    """All rows in one document."""
    return document(list(rows(table)), rubric)


def document(lines: Sequence[Row], rubric: Rubric) -> str:
    """Rows in one document, with the rubric and its disclaimer."""
    whole = {"schema": SCHEMA, "rubric": stamp(rubric), "disclaimer": rubric.disclaimer, "rows": list(lines)}
    return write(whole, indent=1)


def as_csv(table: Table, rubric: Rubric) -> str:
    """One line per pair, what comes first in words too. No cell can be read as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head: list[str] | None = None
    for row in rows(table):
        cells = flat(row, rubric)
        if head is None:
            head = list(cells)
            writer.writerow(head)
        writer.writerow([_cell(value) for value in cells.values()])
    return text.getvalue()


def parquet(table: Table, rubric: Rubric) -> bytes:
    """One line per pair, for data frames. Raises UsageError without pyarrow."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415
        from pyarrow import parquet as writing  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "--format parquet needs pyarrow: pip install pyarrow, or take --format csv"
        ) from None
    cells = [flat(row, rubric) for row in rows(table)]
    columns = {name: [row[name] for row in cells] for name in cells[0]}
    buffer = io.BytesIO()
    writing.write_table(pa.table(columns), buffer, compression="zstd")
    return buffer.getvalue()


def flat(row: Row, rubric: Rubric) -> dict[str, Any]:
    """A row as cells: names beside codes, lists joined by a space, the scores of each phase side by side."""
    first = row["first_obstacle"] or dict.fromkeys(("id", "status", "factor", "side", "indicator"))
    words, leaning = first_in_words(row, rubric), row["leaning"]
    cells: dict[str, Any] = {
        "a": row["a"],
        "name_a": clean(row["names"]["a"]),
        "b": row["b"],
        "name_b": clean(row["names"]["b"]),
    }
    cells |= {name: row[name] for name in ("as_of", "phase", "basis", "standing", "verdict")}
    cells |= {"leaning": leaning["verdict"] if leaning else None, "first": words}
    cells |= {
        "readiness": row["readiness"]["value"],
        "low": row["readiness"]["low"],
        "high": row["readiness"]["high"],
    }
    for phase in row["phases"]:
        score = phase["readiness"]
        cells |= {
            f"{phase['id']}_verdict": phase["verdict"],
            f"{phase['id']}_readiness": score["value"],
            f"{phase['id']}_low": score["low"],
            f"{phase['id']}_high": score["high"],
        }
    cells |= {"first_obstacle": first["id"]} | {
        f"first_{name}": first[name] for name in ("status", "factor", "side", "indicator")
    }
    cells |= {"obstacles": " ".join(row["obstacles"]), "unmet": row["unmet"], "unknown": row["unknown"]}
    cells |= {f"coverage_{factor}": share for factor, share in row["coverage"].items()}
    cells |= {"requesting": row["requesting"], "lane": row["lane"]}
    cells |= {name: " ".join(row[name]) for name in ("needs", "measures", "crimes")}
    cells |= {
        "role_a": row["roles"]["a"],
        "role_b": row["roles"]["b"],
        "weights_set": row["weights_set"],
        "tlp": row["tlp"],
    }
    return cells | {f"digest_{name}": digest for name, digest in row["digests"].items()}


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


TEXTS: dict[str, Callable[[Table, Rubric], str]] = {
    "jsonl": jsonl,
    "json": as_json,
    "csv": as_csv,
    "markdown": batch.markdown,
}
