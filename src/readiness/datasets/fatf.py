"""Imports FATF's consolidated table of assessment ratings (4th round, 2013 methodology), the publisher's own workbook.

The workbook may not be redistributed, so none of it ships: users import their own copy.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest, refused
from readiness.datasets.tables import check_columns, cut, sheet_rows, workbook
from readiness.language import _

SHEET, WIDTH, TOP = "Ratings only", 57, 12
NAME, TYPE, DATE = "Jurisdiction", "Report Type", "Report Date"
EFFECTIVENESS = {"le": 0, "me": 1, "se": 2, "he": 3, "low": 0, "moderate": 1, "substantial": 2, "high": 3}
COMPLIANCE = {"nc": 0, "pc": 1, "lc": 2, "c": 3}
COMPLIANCE |= {"non-compliant": 0, "partially compliant": 1, "largely compliant": 2, "compliant": 3}
UNRATED = ("", "n/a", "na", "not applicable", "-", "–", "..")
OUTCOMES = {f"IO{number}": f"fatf.io{number}" for number in (2, 6, 7, 8)}
RECOMMENDATIONS = {f"R.{number}": f"fatf.r{number}" for number in (29, 30, 31, 36, 37, 38, 39, 40)}
"""The ratings that bear on cooperation: outcomes on cooperation, intelligence, investigation and assets; powers; cooperation."""
LONGEST = 60
"""Characters of a cell, up to which it is looked at as a rating."""
_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"\s*(?:[*†‡]+|\(\d+\)|\d+|level of effectiveness)\s*\Z", re.IGNORECASE)
"""A footnote's mark behind a rating, or words that say nothing more."""
_UPDATED = re.compile(r"Updated (\d{1,2} \w+ \d{4})")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The newest ratings of each jurisdiction, from 0 (low, non-compliant) to 3 (high, compliant). Raises InputError."""
    book = workbook(file, data)
    rows = list(sheet_rows(file, book, SHEET, WIDTH))
    top = next((i for i, row in enumerate(rows[:TOP]) if _text(row[0]).startswith(NAME)), None)
    if top is None:
        seen = [_text(row[0]) for row in rows[:TOP] if row and row[0]]
        expected = _('a header row that begins with "{name}"').format(name=NAME)
        raise refused(file, expected, cut("; ".join(seen) or _("none")))
    header = [_text(cell) for cell in rows[top]]
    check_columns(file, header, [TYPE, DATE, *OUTCOMES, *RECOMMENDATIONS])
    reports = [
        (number, _text(row[0]), dict(zip(header[1:], row[1:], strict=False)))
        for number, row in enumerate(rows[top + 1 :], top + 2)
        if row and row[0] and len(row) > 2 and row[1] and row[2]
    ]
    days = [day for _, _, report in reports if (day := _day(report[DATE]))]
    when = newest([_updated(rows[:top])] if _updated(rows[:top]) else days, dated, file)
    reading = _empty(when)
    by_name: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, name, report in reports:
        by_name.setdefault(name, []).append((number, report))
    for name, own in by_name.items():
        code = code_in_row(reading, name, own[0][0])
        if code is not None:
            _ratings(reading, code, [report for _, report in own])
    return reading


def _ratings(reading: ImportedFile, code: str, reports: list[dict[str, Any]]) -> None:
    """Recommendations as last re-rated; outcomes as in the mutual evaluation, since only that rates them."""
    whole = [report for report in reports if _text(report[TYPE]).startswith("MER") and _day(report[DATE])]
    first = next((report for report in whole if _text(report[TYPE]) == "MER"), None)
    current = max(whole, key=lambda report: str(_day(report[DATE])), default=None)
    for report, columns, scale in (
        (first or current, OUTCOMES, EFFECTIVENESS),
        (current, RECOMMENDATIONS, COMPLIANCE),
    ):
        if report is None:
            reading.notes.append(_("{code}: no mutual evaluation with a date; left out").format(code=code))
            return
        day = str(_day(report[DATE]))
        for column, index in columns.items():
            cell = _text(report[column])
            value = scale.get(_MARK.sub("", cell[:LONGEST]).casefold())
            if value is None and cell.casefold() not in UNRATED:
                told = _('{code}: {column} is "{text}", which is no rating; left out')
                reading.notes.append(told.format(code=code, column=column, text=cut(cell)))
            if value is not None:
                reading.add(code, ("facts", "indices", index), {"value": value, "year": int(day[:4])}, day)


def _empty(when: str) -> ImportedFile:
    indices = [*OUTCOMES.values(), *RECOMMENDATIONS.values()]
    return ImportedFile(
        importer="fatf",
        dated=when,
        source={
            "title": "Consolidated assessment ratings, 4th round",
            "publisher": "FATF",
            "year": int(when[:4]),
            "url": "https://www.fatf-gafi.org/en/publications/Mutualevaluations/Assessment-ratings.html",
            "licence": "all rights reserved; not for redistribution",
        },
        restated=frozenset(("facts", "indices", index) for index in indices),
    )


def _text(cell: object) -> str:
    return _SPACE.sub(" ", str(cell)).strip() if cell is not None else ""


def _day(cell: object) -> str | None:
    """A report's date, as YYYY-MM-DD or YYYY-MM or YYYY."""
    if isinstance(cell, date):  # a datetime is one too
        return cell.isoformat()[:10]
    for form, length in (("%B %Y", 7), ("%b %Y", 7), ("%Y-%m-%d", 10), ("%Y", 4)):
        try:
            return datetime.strptime(_text(cell), form).isoformat()[:length]  # noqa: DTZ007  (a calendar date)
        except ValueError:
            continue
    return None


def _updated(rows: list[tuple[Any, ...]]) -> str:
    """The date of the last update that the workbook states, or an empty text."""
    for row in rows:
        match = _UPDATED.search(_text(row[0]) if row else "")
        if match:
            try:
                day = datetime.strptime(match[1], "%d %B %Y").date().isoformat()  # noqa: DTZ007
            except ValueError:
                continue
            return day
    return ""
