"""Reads the rows of CSV files and workbooks, within limits; errors name what was expected and what was found."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from readiness.datasets.reading import refused
from readiness.documents.csv_text import csv_text
from readiness.errors import InputError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.workbook.workbook import Workbook

MAX_UNPACKED = 400_000_000
"""The most bytes that a workbook may hold when unpacked."""
_CELL = 1_000_000


def csv_rows(file: str, data: bytes) -> list[list[str]]:
    """All rows of a CSV file, with the header first. Raises InputError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        actual = "an Excel workbook" if data[:2] == b"PK" else "bytes that are no text in UTF-8"
        raise refused(file, "a CSV file in UTF-8", actual) from None
    csv.field_size_limit(_CELL)
    try:
        content, separator, _ = csv_text(text)
        reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
        rows = [row for row in reader if any(row)]
    except csv.Error as error:
        raise refused(file, "a CSV file", f"text that is none ({error})") from None
    if len(rows) < 2:
        raise refused(file, "a CSV file with a header and rows", "no rows" if rows else "an empty file")
    return rows


def records(file: str, data: bytes, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file that has at least these columns. Raises InputError."""
    header, *rows = csv_rows(file, data)
    check_columns(file, header, columns)
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise refused(file, f"{len(header)} cells in row {number}", f"{len(row)}: {cut(', '.join(row))}")
    return [
        dict(zip((name.strip() for name in header), (cell.strip() for cell in row), strict=True))
        for row in rows
    ]


def as_date(cell: str) -> str | int:
    """A date as profiles have it: a year alone is a number."""
    return int(cell) if len(cell) == len("2026") and cell.isdecimal() else cell


def check_columns(file: str, header: Sequence[object], columns: Sequence[str]) -> None:
    """Raise InputError unless all columns are present."""
    names = [str(name).strip() for name in header if name is not None]
    missing = [name for name in columns if name not in names]
    if missing:
        lacking = f"{cut(', '.join(names))} (without {', '.join(missing)})"
        raise refused(file, f"the columns {', '.join(columns)}", lacking)


def workbook(file: str, data: bytes) -> Workbook:
    """An Excel workbook. Raises InputError for anything else, UsageError if the library is missing."""
    try:
        import openpyxl  # noqa: F401, PLC0415

        from readiness.datasets import merged_cells  # noqa: PLC0415  (slow to import, and only workbooks need it)
    except ImportError:
        raise missing_library("openpyxl") from None
    import warnings  # noqa: PLC0415

    expected = "an Excel workbook (.xlsx)"
    if data[:2] != b"PK":
        raise refused(file, expected, f"a file that begins with {cut(ascii(data[:20])[2:-1])}")
    unpacked = _unpacked(data)
    if unpacked > MAX_UNPACKED:
        raise refused(file, f"{expected} of at most {MAX_UNPACKED:,} bytes unpacked", f"{unpacked:,}")
    try:
        with warnings.catch_warnings(action="ignore"):
            return merged_cells.load(data)
    except Exception as error:  # noqa: BLE001  (a broken workbook raises whatever its broken part leads to)
        raise refused(file, expected, f"one that is cut off or damaged ({cut(str(error))})") from None


def _unpacked(data: bytes) -> int:
    """How many bytes an archive holds when unpacked; 0 for one whose table of contents is lost."""
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except BadZipFile:
        return 0


def sheet_rows(file: str, book: Workbook, name: str, width: int) -> Iterator[tuple[Any, ...]]:
    """The rows of one sheet, at most `width` cells each. Raises InputError."""
    if name not in book.sheetnames:
        raise refused(file, f'a sheet "{name}"', f"the sheets {cut(', '.join(book.sheetnames))}")
    try:
        yield from book[name].iter_rows(max_col=width, values_only=True)
    except Exception as error:  # noqa: BLE001  (see above: rows are read only now)
        raise refused(file, "a whole workbook", f"one that is damaged ({cut(str(error))})") from None


def stated_year(file: str, position: str, text: object) -> int:
    """A year in a cell, whose position is said in an error. Raises InputError."""
    try:
        year = int(float(str(text)))
    except (ValueError, OverflowError):
        year = 0
    if not 1900 <= year <= 2200:
        raise InputError([Problem(f"{position}: expected a year; found {cut(repr(text))}", file)])
    return year


def missing_library(name: str) -> UsageError:
    """The error for a library that only some importers need."""
    return UsageError(f'this importer needs {name}: pip install "readiness[import]"')


def cut(text: str, most: int = 160) -> str:
    """The text, cut to a length that fits an error message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
