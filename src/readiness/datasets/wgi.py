"""Imports the World Bank's Worldwide Governance Indicators: one row per jurisdiction, year and indicator."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.reading import ImportedFile, refused
from readiness.datasets.tables import check_columns, cut, sheet_rows, stated_year, workbook
from readiness.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = ("code", "year", "indicator", "estimate", "stddev")
INDICES = {
    "va": "wgi.voice-and-accountability",
    "pv": "wgi.political-stability",
    "ge": "wgi.government-effectiveness",
    "rq": "wgi.regulatory-quality",
    "rl": "wgi.rule-of-law",
    "cc": "wgi.control-of-corruption",
}
WIDTH = 11
MISSING = ("..", "", None, "#N/A")
ESTIMATE, SPREAD = 5.0, 2.0
"""Estimates run from about -2.5 to 2.5; anything beyond these bounds is another table."""


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The newest estimate of each indicator with its standard error. Raises InputError."""
    newest: dict[tuple[str, str], tuple[int, float, float | None]] = {}
    rows: dict[str, int] = {}
    for number, row in enumerate(_rows(file, data), 2):
        if row["estimate"] in MISSING or row["indicator"] is None:
            continue
        year = stated_year(file, number, row["year"])
        index = INDICES.get(str(row["indicator"]))
        if index is None:
            expected = ", ".join(INDICES)
            raise InputError(
                [
                    Problem(
                        f"row {number}: expected an indicator of {expected}; found {cut(str(row['indicator']))}",
                        file,
                    )
                ]
            )
        key = (str(row["code"]), index)
        rows.setdefault(key[0], number)
        if key not in newest or newest[key][0] < year:
            error = None if row["stddev"] in MISSING else _number(file, number, row["stddev"], SPREAD)
            newest[key] = (year, _number(file, number, row["estimate"], ESTIMATE), error)
    if not newest:
        raise InputError([Problem("no estimates in this workbook", file)])
    return _reading(newest, rows, dated)


def _rows(file: str, data: bytes) -> Iterator[dict[str, Any]]:
    """The rows by the names of their columns. Raises InputError."""
    book = workbook(file, data)
    sheets = [sheet.title for sheet in book.worksheets]
    if not sheets:
        raise refused(file, "a sheet of estimates", "no sheet with cells")
    rows = sheet_rows(file, book, sheets[0], WIDTH)
    header = next(rows, ())
    check_columns(file, header, COLUMNS)
    names = [str(name) for name in header]
    for row in rows:
        yield dict(zip(names, row, strict=False))


def _number(file: str, row: int, value: object, most: float) -> float:
    """A number with two decimals, as the publisher shows it."""
    try:
        number = float(str(value))
    except ValueError:
        number = math.inf
    if not abs(number) <= most:
        raise InputError(
            [
                Problem(
                    f"row {row}: expected a number from {-most:g} to {most:g}; found {cut(repr(value))}", file
                )
            ]
        )
    return round(number, 2) + 0.0


def _reading(
    newest: dict[tuple[str, str], tuple[int, float, float | None]], rows: dict[str, int], dated: str | None
) -> ImportedFile:
    latest = max(year for year, _, _ in newest.values())
    reading = ImportedFile(
        importer="wgi",
        dated=dated or f"{latest}-12-31",
        source={
            "title": f"Worldwide Governance Indicators, data to {latest}",
            "publisher": "World Bank",
            "year": latest,
            "url": "https://www.govindicators.org",
            "licence": "CC BY 4.0",
        },
        restated=frozenset(("facts", "indices", index) for index in INDICES.values()),
    )
    codes = {code: code_in_row(reading, code, row) for code, row in rows.items()}
    for (code, index), (year, value, error) in sorted(newest.items()):
        placed = codes[code]
        if placed is not None:
            score: dict[str, Any] = {"value": value, "year": year}
            score |= {"error": error} if error is not None else {}
            reading.add(placed, ("facts", "indices", index), score, f"{year}-12-31")
    return reading
