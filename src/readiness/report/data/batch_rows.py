"""The formats of rows of a batch, written part by part. Every one gives the same bytes for the same input."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from readiness.errors import UsageError
from readiness.language import _
from readiness.many.judging import no_pairs
from readiness.many.rows import SCHEMA, Coded, Numbers, fields, rows
from readiness.plain_data import line
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.batch import first_in_words
from readiness.words import FORMULA, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readiness.many.rows import Field, Row
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric

Cells = dict[str, Coded | Numbers]
"""The columns of a flat table, by name."""

ROWS, ROWS_END = ' "rows": [\n', "\n ]\n}\n"


class RowFormat(NamedTuple):
    """A text format: what stands before all rows, how some rows are written, what stands between, and what closes it."""

    head: Callable[[Rubric], str]
    part: Callable[[Table, Rubric], str]
    between: str = ""
    end: str = ""


def jsonl(table: Table) -> str:
    """One row per line."""
    columns: list[Iterable[str]] = []
    template = _template(fields(table), columns) + "\n"
    return "".join(map(template.__mod__, zip(*columns, strict=True)))


def _template(field: Field, columns: list[Iterable[str]]) -> str:
    """How a field is written in every row, with %s for each text that the columns, in this order, give for a row."""
    match field:
        case dict():
            parts = (f"{_static(name)}:{_template(part, columns)}" for name, part in field.items())
            return f"{{{','.join(parts)}}}"
        case list():
            return f"[{','.join(_template(part, columns) for part in field)}]"
        case Coded():
            texts = {key: line(value) for key, value in field.values.items()}
            if len(texts) == 1:
                return next(iter(texts.values())).replace("%", "%%")
            columns.append(map(texts.__getitem__, field.keys))
        case Numbers():
            if not np.isfinite(field.column).all():
                raise ValueError(_("a number of a row is not finite"))
            columns.append(field.listed(repr, "null"))
    return "%s"


def _static(name: str) -> str:
    return line(name).replace("%", "%%")


def document(lines: Sequence[Row], rubric: Rubric) -> str:
    """Rows in one document, with the rubric and its disclaimer."""
    whole = {"schema": SCHEMA, "rubric": stamp(rubric), "disclaimer": rubric.disclaimer, "rows": list(lines)}
    return write(whole, indent=1)


def _json_head(rubric: Rubric) -> str:
    head = {"schema": SCHEMA, "rubric": stamp(rubric), "disclaimer": rubric.disclaimer, "rows": []}
    return write(head, indent=1).removesuffix(' "rows": []\n}\n') + ROWS


def _json_part(table: Table, _rubric: Rubric) -> str:
    return write({"rows": list(rows(table))}, indent=1)[2:].removeprefix(ROWS).removesuffix(ROWS_END)


def flat(table: Table, rubric: Rubric) -> Cells:
    """Rows as cells: names beside codes, lists joined by a space, the scores of each phase side by side."""
    row: dict[str, Any] = fields(table)
    cells: Cells = {
        "a": row["a"],
        "name_a": row["names"]["a"].then(clean),
        "b": row["b"],
        "name_b": row["names"]["b"].then(clean),
    }
    cells |= {name: row[name] for name in ("as_of", "phase", "basis", "standing", "verdict")}
    cells |= {
        "leaning": row["leaning"].then(lambda leaning: leaning["verdict"] if leaning else None),
        "first": row["first_obstacle"].then(lambda first: first_in_words({"first_obstacle": first}, rubric)),
    }
    score = row["readiness"]
    cells |= {"readiness": score["value"], "low": score["low"], "high": score["high"]}
    for name, phase in zip(table.terms.phases, row["phases"], strict=True):
        score = phase["readiness"]
        cells |= {
            f"{name}_verdict": phase["verdict"],
            f"{name}_readiness": score["value"],
            f"{name}_low": score["low"],
            f"{name}_high": score["high"],
        }
    for name in ("id", "status", "factor", "side", "indicator"):
        title = "first_obstacle" if name == "id" else f"first_{name}"
        cells[title] = row["first_obstacle"].then(lambda first, name=name: first[name] if first else None)
    cells |= {"obstacles": row["obstacles"].then(" ".join), "unmet": row["unmet"], "unknown": row["unknown"]}
    cells |= {f"coverage_{factor}": share for factor, share in row["coverage"].items()}
    cells |= {"requesting": row["requesting"], "lane": row["lane"]}
    cells |= {name: row[name].then(" ".join) for name in ("needs", "measures", "crimes")}
    cells |= {
        "role_a": row["roles"]["a"],
        "role_b": row["roles"]["b"],
        "weights_set": row["weights_set"],
        "tlp": row["tlp"],
    }
    return cells | {f"digest_{name}": digest for name, digest in row["digests"].items()}


def _csv_head(rubric: Rubric) -> str:
    return csv_lines([list(flat(no_pairs(rubric), rubric))])


def _csv_part(table: Table, rubric: Rubric) -> str:
    """One line per pair. No cell can be read as a formula."""
    columns = (
        map({key: _cell(value) for key, value in column.values.items()}.__getitem__, column.keys)
        if isinstance(column, Coded)
        else column.listed()
        for column in flat(table, rubric).values()
    )
    return csv_lines(zip(*columns, strict=True))


def csv_lines(lines: Iterable[Iterable[Any]]) -> str:
    """Lines of cells as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


TEXTS = {
    "jsonl": RowFormat(lambda _: "", lambda table, _: jsonl(table)),
    "json": RowFormat(_json_head, _json_part, ",\n", ROWS_END),
    "csv": RowFormat(_csv_head, _csv_part),
}
"""The text formats whose size is bounded by nothing but the disk."""


def arrow(table: Table, rubric: Rubric) -> Any:
    """One line per pair, for data frames: an Arrow table, one row group of a Parquet file. Raises UsageError without pyarrow."""
    pa = pyarrow()
    cells = flat(table, rubric)
    return pa.table(
        {
            name: pa.array([column.values[key] for key in column.keys], pa.string())
            if isinstance(column, Coded)
            else pa.array(column.listed(), pa.from_numpy_dtype(column.column.dtype))
            for name, column in cells.items()
        }
    )


def pyarrow() -> Any:
    """The library that writes Parquet. Raises UsageError without it."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415
        from pyarrow import parquet  # noqa: F401, PLC0415
    except ImportError:
        raise UsageError(
            _("--format parquet needs pyarrow: pip install pyarrow, or take --format csv")
        ) from None
    return pa
