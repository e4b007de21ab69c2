"""Imports the World Bank's Worldwide Governance Indicators: in every layout they have had."""

from __future__ import annotations

import math
from typing import Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile
from readiness.datasets.tables import cut, stated_year, workbook
from readiness.datasets.wgi_layouts import estimates
from readiness.errors import InputError, Problem
from readiness.language import _

INDICES = {
    "va": "wgi.voice-and-accountability",
    "pv": "wgi.political-stability",
    "ge": "wgi.government-effectiveness",
    "rq": "wgi.regulatory-quality",
    "rl": "wgi.rule-of-law",
    "cc": "wgi.control-of-corruption",
}
REVISED = " (method of 2025)"
"""Said of a source whose estimates are on another scale than those of earlier editions."""
MISSING = ("..", "", None, "#N/A")
ESTIMATE, SPREAD = 5.0, 2.0
"""Estimates run from about -2.5 to 2.5; anything beyond these bounds is another table."""


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The newest estimate of each indicator with its standard error. Raises InputError."""
    newest: dict[tuple[str, str], tuple[int, float, float | None]] = {}
    first: dict[str, int] = {}
    rows, of_2025 = estimates(file, workbook(file, data))
    for number, row in enumerate(rows, 2):
        if row.estimate in MISSING or row.indicator is None:
            continue
        year = stated_year(file, row.position, row.year)
        index = INDICES.get(str(row.indicator).strip().casefold())
        if index is None:
            message = _("{position}: expected an indicator of {names}; found {text}").format(
                position=row.position, names=", ".join(INDICES), text=cut(str(row.indicator))
            )
            raise InputError([Problem(message, file)])
        key = (str(row.code), index)
        first.setdefault(key[0], number)
        if key in newest and newest[key][0] > year:
            continue
        error = None if row.stddev in MISSING else _number(file, row.position, row.stddev, SPREAD)
        score = (year, _number(file, row.position, row.estimate, ESTIMATE), error)
        if key in newest and newest[key][0] == year and newest[key] != score:
            message = _("{position}: another row says something else of {code} in {year}").format(
                position=row.position, code=key[0], year=year
            )
            raise InputError([Problem(message, file, fix=_("keep the row that is right"))])
        newest[key] = score
    if not newest:
        raise InputError([Problem(_("no estimates in this workbook"), file)])
    return _reading(newest, first, dated, of_2025=of_2025)


def _number(file: str, position: str, value: object, most: float) -> float:
    """A number with two decimals, as the publisher shows it."""
    try:
        number = float(str(value))
    except ValueError:
        number = math.inf
    if not abs(number) <= most:
        raise InputError(
            [
                Problem(
                    _("{position}: expected a number from {least:g} to {most:g}; found {text}").format(
                        position=position, least=-most, most=most, text=cut(repr(value))
                    ),
                    file,
                )
            ]
        )
    return round(number, 2) + 0.0


def _reading(
    newest: dict[tuple[str, str], tuple[int, float, float | None]],
    rows: dict[str, int],
    dated: str | None,
    *,
    of_2025: bool,
) -> ImportedFile:
    latest = max(year for year, _, _ in newest.values())
    reading = ImportedFile(
        importer="wgi",
        dated=dated or f"{latest}-12-31",
        source={
            "title": f"Worldwide Governance Indicators, data to {latest}{REVISED if of_2025 else ''}",
            "publisher": "World Bank",
            "year": latest,
            "url": "https://www.govindicators.org",
            "licence": "CC BY 4.0",
        },
        restated=frozenset(("facts", "indices", index) for index in INDICES.values()),
    )
    if of_2025:
        reading.scale = "the method of 2025"
        reading.notes.append(
            _(
                "estimates by the method of 2025 are on another scale than earlier editions: import them into all profiles"
            )
        )
    codes = {code: code_in_row(reading, code, row) for code, row in rows.items()}
    for (code, index), (year, value, error) in sorted(newest.items()):
        placed = codes[code]
        if placed is not None:
            score: dict[str, Any] = {"value": value, "year": year}
            score |= {"error": error} if error is not None else {}
            reading.add(placed, ("facts", "indices", index), score, f"{year}-12-31")
    return reading
