"""Imports status tables of the UN Treaty Collection, one per treaty. They prove that a state is a party, never that it is not."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest, refused
from readiness.datasets.tables import csv_rows, cut, unequal
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem
from readiness.language import _

_TABLE = Path(__file__).with_suffix(".yaml")
_CELL = re.compile(r"(\d{1,2} [A-Z][a-z]{2} \d{4})(?:\s+[A-Za-z]{1,2})?\Z")
_NUMBER = re.compile(r"(\d+-\d+(?:-[a-z])?)\.csv\Z")
_JOINING = re.compile("ratification|accession|succession", re.IGNORECASE)
LEAVING = re.compile("withdrawal|denunciation|termination", re.IGNORECASE)


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The parties to a treaty, each with the date of its deposit. Raises InputError."""
    number, treaty = _treaty(file)
    header, *rows = csv_rows(file, data)
    joining = [i for i, name in enumerate(header) if i and _JOINING.search(name)]
    if header[0].strip() != "Participant" or not joining:
        raise refused(
            file,
            _("the columns Participant, Signature and Ratification, Accession …"),
            cut(", ".join(header)),
        )
    parties: list[tuple[str, int, date]] = []
    leaving = [i for i, name in enumerate(header) if i not in joining and LEAVING.search(name)]
    withdrawn: list[tuple[str, date]] = []
    signed = 0
    for i, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise unequal(file, i, header, row)
        dates = {j: _date(file, i, cell, number, treaty) for j, cell in enumerate(row) if j and cell.strip()}
        joined = [day for j, day in dates.items() if j in joining]
        left = [day for j, day in dates.items() if j in leaving]
        if left and max(left) > max(joined, default=date.min):
            withdrawn.append((row[0].strip(), max(left)))
        elif joined:
            parties.append((row[0].strip(), i, min(joined)))
        else:
            signed += 1
    reading = _reading(file, number, treaty, parties, signed, dated)
    told = _("{number}: {name} withdrew on {day}: left out")
    reading.notes += [told.format(number=number, name=name, day=day) for name, day in withdrawn]
    return reading


@cache
def _treaties() -> dict[str, Any]:
    tables: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return tables


def _treaty(file: str) -> tuple[str, dict[str, str]]:
    match = _NUMBER.search(PurePath(file).name)
    known = _treaties()
    if match is None or match[1] not in known:
        listed = ", ".join(f"{key}.csv" for key in known)
        expected = _("a table named by its chapter and number, one of {names}").format(names=listed)
        raise refused(file, expected, PurePath(file).name)
    return match[1], known[match[1]]


def _date(file: str, row: int, cell: str, number: str, treaty: dict[str, str]) -> date:
    match = _CELL.match(cell.strip())
    try:
        # A calendar date; no time zone is meant.
        day = datetime.strptime(match[1], "%d %b %Y").date() if match else None  # noqa: DTZ007
    except ValueError:
        day = None
    if day is None:
        message = _('row {number}: expected a date such as "24 Sep 2003 a"; found {text}')
        raise InputError([Problem(message.format(number=row, text=cut(repr(cell))), file)])
    if day.isoformat() < treaty["opened"]:
        expected = _("the table {number}, {name}, opened {day}").format(
            number=number, name=treaty["name"], day=treaty["opened"]
        )
        actual = _("{cell} in row {number}: this is another table").format(cell=cell.strip(), number=row)
        raise refused(file, expected, actual)
    return day


def _reading(
    file: str,
    number: str,
    treaty: dict[str, str],
    parties: list[tuple[str, int, date]],
    signed: int,
    dated: str | None,
) -> ImportedFile:
    when = newest((day.isoformat() for _, _, day in parties), dated, file)
    reading = ImportedFile(
        importer="un-treaties",
        dated=when,
        source={
            "title": "Multilateral Treaties Deposited with the Secretary-General, status tables",
            "publisher": "United Nations",
            "year": int(when[:4]),
            "url": "https://treaties.un.org",
            "licence": "facts; UN terms of use",
        },
        restated=frozenset(),
    )
    for name, row, day in parties:
        code = code_in_row(reading, name, row)
        if code is not None:
            since = day.isoformat()
            reading.add(
                code,
                ("facts", "instruments", treaty["instrument"]),
                {"status": "party", "since": since},
                since,
            )
    if signed:
        told = _(
            "{number}: {count} who only signed are left out: by now they may be parties (table of {when})"
        )
        reading.notes.append(told.format(number=number, count=signed, when=when))
    return reading
