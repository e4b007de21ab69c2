"""Imports from the Council of Europe Treaty Office: the chart of signatures and ratifications of treaty 185, the Budapest Convention."""

from __future__ import annotations

import re
from pathlib import PurePath

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest, refused
from readiness.datasets.tables import cut, records
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.model.fields import last_day

LEAVING = re.compile("withdrawal|denunciation|termination", re.IGNORECASE)
COLUMNS = ("name", "signature", "ratification_or_accession", "entry_into_force", "status")
OPENED = "2001-11-23"
_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})\Z")
_NUMBER = re.compile(r"(?:ETS|CETS)[ _-]?(\d{1,3})", re.IGNORECASE)


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """Parties from the entry into force on, signatories from the signature on; those only invited count as "none"."""
    number = _NUMBER.search(PurePath(file).name)
    if number is not None and int(number[1]) != 185:
        expected = _("the chart of treaty 185, the Budapest Convention")
        raise refused(file, expected, _("that of treaty {number}").format(number=number[1]))
    rows = records(file, data, COLUMNS)
    days = [_date(file, i, row[column]) for i, row in enumerate(rows, 2) for column in COLUMNS[1:4]]
    when = newest((day for day in days if day), dated, file)
    reading = ImportedFile(
        importer="coe",
        dated=when,
        source={
            "title": "Chart of signatures and ratifications of Treaty 185",
            "publisher": "Council of Europe",
            "year": int(when[:4]),
            "url": "https://www.coe.int/en/web/conventions",
            "licence": "reuse with acknowledgement",
        },
        restated=frozenset({("facts", "instruments", "budapest")}),
    )
    for i, row in enumerate(rows, 2):
        if left := next((day for name, day in row.items() if LEAVING.search(name) and day), ""):
            told = _("row {number}: {name} left on {day}: left out")
            reading.notes.append(told.format(number=i, name=row["name"], day=left))
            continue
        code = code_in_row(reading, row["name"], i)
        status = _status(file, i, row, when)
        if code is not None:
            reading.add(
                code, ("facts", "instruments", "budapest"), status, status.get("as_of") or status["since"]
            )
    return reading


def _status(file: str, number: int, row: dict[str, str], when: str) -> dict[str, str]:
    signed, bound, in_force = (_date(file, number, row[column]) for column in COLUMNS[1:4])
    since = in_force or bound
    match row["status"]:
        case "party" if since:
            return {"status": "party", "since": since}
        case "signatory" if signed:
            return {"status": "signatory", "since": signed, "as_of": when}
        case "invited":
            return {"status": "none", "as_of": when}
        case other:
            message = _("row {number}: expected party, signatory or invited, with its date; found {text}")
            raise InputError([Problem(message.format(number=number, text=cut(repr(other))), file)])


def _date(file: str, number: int, cell: str) -> str:
    """A date as YYYY-MM-DD; empty stays empty. Raises InputError."""
    if not cell:
        return ""
    match = _DATE.match(cell)
    try:
        day = f"{match[3]}-{match[2]}-{match[1]}" if match else ""
        last_day(day)
    except ValueError:
        message = _("row {number}: expected a date such as 23/11/2001; found {text}")
        raise InputError([Problem(message.format(number=number, text=cut(repr(cell))), file)]) from None
    if day < OPENED:
        expected = _("the chart of treaty 185, opened {day}").format(day=OPENED)
        actual = _("{cell} in row {number}: this is another chart").format(cell=cell, number=number)
        raise refused(file, expected, actual)
    return day
