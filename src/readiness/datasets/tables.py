"""Reads the rows of CSV files and workbooks, within limits; errors name what was expected and what was found."""

from __future__ import annotations

import csv
import io
import re
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from readiness.datasets.import_result import refused
from readiness.documents.csv_text import csv_text
from readiness.errors import InputError, Problem, UsageError
from readiness.language import _
from readiness.model.aliases import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from zipfile import ZipFile, ZipInfo

    from openpyxl.workbook.workbook import Workbook

MAX_UNPACKED = 60_000_000
"""The most bytes that a workbook may hold when unpacked."""
MAX_STRETCH = 3_000_000
"""The most bytes of a workbook that may have to be read together, such as one row, or all styles."""
MAX_UNITS = 1_000_000
"""The most rows, or shared strings, that a part of a workbook may have."""
_UNIT = re.compile(rb"<(?:\w+:)?(?:row|si)\b")
_CHUNK = 1 << 20
MAX_ROWS = 300_000
"""The most rows that a sheet may claim; a small file can claim a million empty ones."""
_CELL = 1_000_000
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml|!--)", re.IGNORECASE)


def csv_rows(file: str, data: bytes) -> list[list[str]]:
    """All rows of a CSV file, with the header first. Raises InputError."""
    text = _text(file, data)
    csv.field_size_limit(_CELL)
    content, separator, before = csv_text(text)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        rows = [row for row in reader if any(row)]
    except csv.Error as error:
        line = before + reader.line_num
        actual = _("text that is none in line {line} ({error})").format(line=line, error=error)
        raise refused(file, _("a CSV file"), actual) from None
    if len(rows) < 2:
        actual = _("no rows") if rows else _("an empty file")
        raise refused(file, _("a CSV file with a header and rows"), actual)
    return rows


def _text(file: str, data: bytes) -> str:
    """The text of a CSV file. Raises InputError for a workbook, a web page, and what is no text in UTF-8."""
    expected = _("a CSV file in UTF-8")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refused(file, expected, _("text in UTF-16"), _("save the file as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        actual = _("an Excel workbook") if data[:2] == b"PK" else _("bytes that are no text in UTF-8")
        raise refused(file, expected, actual) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refused(file, expected, _("the character U+0000 in line {line}").format(line=line))
    if _PAGE.match(text):
        fix = _("download the file itself, not the page that shows it")
        raise refused(file, _("a CSV file"), _("a web page"), fix)
    return text


def records(file: str, data: bytes, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file that has at least these columns. Raises InputError."""
    header, *rows = csv_rows(file, data)
    written = {plain(name): name for name in columns}
    header = [written.get(plain(name), name) for name in header]
    check_columns(file, header, columns)
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise unequal(file, number, header, row)
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
        lacking = _("{names} (without {missing})").format(
            names=cut(", ".join(names)), missing=", ".join(missing)
        )
        raise refused(file, _("the columns {names}").format(names=", ".join(columns)), lacking)


def unequal(file: str, number: int, header: Sequence[str], row: Sequence[str]) -> InputError:
    """The error for a row with more or fewer cells than the header."""
    expected = _("{count} cells in row {number}").format(count=len(header), number=number)
    return refused(file, expected, f"{len(row)}: {cut(', '.join(row))}")


def workbook(file: str, data: bytes) -> Workbook:
    """An Excel workbook. Raises InputError for anything else, UsageError if the library is missing."""
    try:
        import openpyxl  # noqa: F401, PLC0415

        from readiness.datasets import merged_cells  # noqa: PLC0415  (slow to import, and only workbooks need it)
    except ImportError:
        raise missing_library("openpyxl") from None
    import warnings  # noqa: PLC0415

    expected = _("an Excel workbook (.xlsx)")
    if data[:2] != b"PK":
        begins = cut(ascii(data[:20])[2:-1])
        raise refused(file, expected, _("a file that begins with {text}").format(text=begins))
    _check_archive(file, data, expected)
    try:
        with warnings.catch_warnings(action="ignore"):
            return merged_cells.load(data)
    except Exception as error:  # noqa: BLE001  (a broken workbook raises whatever its broken part leads to)
        actual = _("one that is cut off or damaged ({error})").format(error=cut(str(error)))
        raise refused(file, expected, actual) from None


def _check_archive(file: str, data: bytes, expected: str) -> None:
    """Raise InputError for a workbook that would need much more memory when read than it has bytes, or has chart sheets.

    One whose table of contents is lost is left to the reader.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MAX_UNPACKED:
                smaller = _("{expected} of at most {most:,} bytes unpacked")
                raise refused(file, smaller.format(expected=expected, most=MAX_UNPACKED), f"{unpacked:,}")
            for part in parts:
                if part.filename.startswith("xl/chartsheets/"):
                    fix = _("remove the sheets that hold only a chart, and save it again")
                    with_cells = _("{expected} with cells").format(expected=expected)
                    raise refused(file, with_cells, _("one with a chart sheet"), fix)
                if part.file_size > MAX_STRETCH and _longest_stretch(archive, part) > MAX_STRETCH:
                    actual = _("one whose part {part} is too large to be read")
                    raise refused(file, expected, actual.format(part=cut(part.filename)))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return


def _longest_stretch(archive: ZipFile, part: ZipInfo) -> int:
    """The most bytes of a part between two rows or shared strings: so much is held in memory together, many times over.

    That is the whole part if there are too many of them.
    """
    longest = length = units = 0
    with archive.open(part) as stream:
        while (chunk := stream.read(_CHUNK)) and longest <= MAX_STRETCH:
            starts = [match.start() for match in _UNIT.finditer(chunk)]
            units += len(starts)
            if units > MAX_UNITS:
                return part.file_size
            if starts:
                gaps = (after - before for before, after in pairwise(starts))
                longest = max(longest, length + starts[0], *gaps)
                length = len(chunk) - starts[-1]
            else:
                length += len(chunk)
            longest = max(longest, length)
    return longest


def sheet_rows(file: str, book: Workbook, name: str, width: int) -> Iterator[tuple[Any, ...]]:
    """The rows of one sheet, at most `width` cells each. Raises InputError."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}  # a chart sheet has no rows
    if name not in sheets:
        there = _("the sheets {names}").format(names=cut(", ".join(sheets)))
        raise refused(
            file, _('a sheet "{name}"').format(name=name), there if sheets else _("none with cells")
        )
    try:
        yield from _bounded(file, sheets[name].iter_rows(max_col=width, values_only=True))
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001  (see above: rows are read only now)
        actual = _("one that is damaged ({error})").format(error=cut(str(error)))
        raise refused(file, _("a whole workbook"), actual) from None


def _bounded(file: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise refused(file, _("a sheet of at most {most:,} rows").format(most=MAX_ROWS), _("more"))
        yield row


def stated_year(file: str, position: str, text: object) -> int:
    """A year in a cell, whose position is said in an error. Raises InputError."""
    try:
        year = int(float(str(text)))
    except (ValueError, OverflowError):
        year = 0
    if not 1900 <= year <= 2200:
        raise InputError(
            [
                Problem(
                    _("{position}: expected a year; found {text}").format(
                        position=position, text=cut(repr(text))
                    ),
                    file,
                )
            ]
        )
    return year


def missing_library(name: str) -> UsageError:
    """The error for a library that only some importers need."""
    return UsageError(_('this importer needs {name}: pip install "readiness[import]"').format(name=name))


def cut(text: str, most: int = 160) -> str:
    """The text, cut to a length that fits an error message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
