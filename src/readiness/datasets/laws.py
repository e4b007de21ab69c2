"""Imports what the laws of jurisdictions say on surrender from the table that ships, `laws.csv`, or one of the same layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile, newest
from readiness.datasets.tables import as_date, cut, records
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = ("code", "matter", "status", "since", "as_of", "title", "official", "source", "second", "note")
OFFICIAL = {"yes": True, "no": False}
"""Whether the one address is an official page, or a copy of one; anything else takes two."""
MATTERS = ("nationals", "death-penalty")
"""The matters that tables of this layout may speak of."""


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """What the law says, one row a jurisdiction and matter. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = newest([row["as_of"] for row in rows if row["as_of"]], dated, file)
    reading = ImportedFile(
        importer="laws",
        dated=when,
        source={
            "title": "What the law of each jurisdiction says on surrender; the address stands beside each",
            "publisher": "readiness",
            "year": int(when[:4]),
            "licence": "facts",
        },
        restated=frozenset(("facts", "law", matter) for matter in MATTERS),
    )
    seen: dict[tuple[str, str], int] = {}
    for i, row in enumerate(rows, 2):
        _check(file, i, row)
        code = code_in_row(reading, row["code"], i)
        if code is None:
            continue
        before = seen.setdefault((code, row["matter"]), i)
        if before != i:
            message = _("row {i}: {code} stands in row {before} already with {matter}")
            raise _wrong(file, message.format(i=i, code=code, before=before, matter=row["matter"]))
        reading.add(code, ("facts", "law", row["matter"]), _entry(row), row["as_of"] or when)
    return reading


def _entry(row: Mapping[str, str]) -> dict[str, Any]:
    told = {name: row[name] for name in ("title", "note") if row[name]}
    days = {name: as_date(row[name]) for name in ("since", "as_of") if row[name]}
    return {"status": row["status"], **days, **told, "url": row["source"]}


def _check(file: str, i: int, row: Mapping[str, str]) -> None:
    """Each row has a status, and an official page or two addresses that differ; its dates are dates."""
    if row["matter"] not in MATTERS:
        message = _("row {i}: matter must be one of {names}; found {text}")
        raise _wrong(file, message.format(i=i, names=", ".join(MATTERS), text=cut(repr(row["matter"]))))
    if not row["status"]:
        raise _wrong(file, _("row {i}: status is empty").format(i=i))
    if row["official"] not in OFFICIAL:
        message = _("row {i}: official must be yes or no; found {text}")
        raise _wrong(file, message.format(i=i, text=cut(repr(row["official"]))))
    alone = not row["second"] or row["second"] == row["source"]
    if not row["source"] or (alone and not OFFICIAL[row["official"]]):
        message = _("row {i}: expected an official page, or two addresses that differ, in source and second")
        raise _wrong(file, message.format(i=i))
    try:
        for name in ("since", "as_of"):
            if row[name]:
                last_day(row[name])
    except ValueError as error:
        raise _wrong(file, _("row {i}: {error}").format(i=i, error=error)) from None


def _wrong(file: str, message: str) -> InputError:
    return InputError([Problem(message, file)])
