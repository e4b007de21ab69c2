"""The sheet of a workbook as the text of a CSV file, in which a line is a row."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from readiness.cli.io.files import read_bytes
from readiness.datasets.tables import sheet_rows, workbook
from readiness.documents.place import Text

MAX_BYTES = 20_000_000
"""Bytes of the largest workbook that is read."""
MAX_COLUMNS = 200


def sheet_text(name: str) -> Text:
    """The first sheet of a workbook as CSV. Raises InputError for what is none, UsageError without openpyxl."""
    book = workbook(name, read_bytes(name, MAX_BYTES))
    first = next((sheet.title for sheet in book.worksheets), "")
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in sheet_rows(name, book, first, MAX_COLUMNS):
        cells = [_written(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    return Text(name, buffer.getvalue())


def _written(cell: object) -> str:
    """A cell as somebody would have typed it, in one line: a date as YYYY-MM-DD."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""
