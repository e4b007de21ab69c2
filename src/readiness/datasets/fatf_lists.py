"""Imports whom the FATF lists: jurisdictions under increased monitoring, and those on which it calls for action.

Both lists are closed, so that a file with both also tells who is on neither. They give no level (docs/validation.md says why).
"""

from __future__ import annotations

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest
from readiness.datasets.tables import cut, records
from readiness.errors import InputError, Problem
from readiness.jurisdictions import tables
from readiness.language import _

COLUMNS = ("iso3", "list", "as_of")
LISTS = ("call-for-action", "increased-monitoring")
PATH = ("facts", "memberships", "fatf-listing")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The list that a jurisdiction is on, and `none` for all others. Raises InputError, also if one of the lists is missing."""
    rows = records(file, data, COLUMNS)
    when = newest([row["as_of"] for row in rows], dated, file)
    reading = ImportedFile(
        importer="fatf-lists",
        dated=when,
        source={
            "title": "High-risk jurisdictions subject to a call for action; jurisdictions under increased monitoring",
            "publisher": "FATF",
            "year": int(when[:4]),
            "url": "https://www.fatf-gafi.org/en/topics/high-risk-and-other-monitored-jurisdictions.html",
            "licence": "facts of public lists",
        },
        restated=frozenset({PATH}),
    )
    for i, row in enumerate(rows, 2):
        if row["list"] not in LISTS:
            raise InputError(
                [
                    Problem(
                        _("row {i}: unknown list {text}; expected {lists}").format(
                            i=i, text=cut(row["list"]), lists=_(" or ").join(LISTS)
                        ),
                        file,
                    )
                ]
            )
        code = code_in_row(reading, row["iso3"], i)
        if code is not None:
            reading.add(code, PATH, {"status": row["list"], "as_of": when})
    missing = sorted({*LISTS} - {row["list"] for row in rows})
    if missing:
        message = _("no row of the list {name}: half of the lists does not tell who is on neither")
        raise InputError([Problem(message.format(name=missing[0]), file)])
    for code in sorted(tables.known() - reading.facts.keys()):
        reading.add(code, PATH, {"status": "none", "as_of": when})
    return reading
