"""Imports cases that an official release tells of, from the table that ships, `reported_cases.csv`, or one of the same layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFact, ImportedFile, newest
from readiness.datasets.own_records import NEEDS
from readiness.datasets.tables import as_date, cut, records
from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.datasets.import_result import Path

COLUMNS = ("a", "b", "needs", "from", "to", "what", "address")
ASKED_BY = "requesting"
"""A column that may stand besides: the code of the side that asked, where the release tells it."""


def read(file: str, data: bytes, dated: str | None, need_of: Callable[[str], str] = str) -> ImportedFile:
    """Completed cases of two jurisdictions, added to the profiles of both. Raises InputError.

    `need_of` gives the need that a text means. A row tells of one case, or of as many as its `completed` says.
    """
    rows = records(file, data, COLUMNS)
    when = newest([row["to"] for row in rows], dated, file)
    reading = ImportedFile(
        importer="releases",
        dated=when,
        source={
            "title": "Official releases on cases of two jurisdictions; the address stands in the note",
            "publisher": "Europol, Eurojust and ministries",
            "year": int(when[:4]),
            "url": "https://www.eurojust.europa.eu/media-and-events/press-releases-and-news",
            "licence": "facts of public releases",
        },
        restated=frozenset({("partners", "*", "cases")}),
    )
    told: dict[tuple[str, Path], list[dict[str, Any]]] = {}
    for i, row in enumerate(rows, 2):
        needs = [need_of(need) for need in row["needs"].split()]
        if not needs or not set(needs) <= set(NEEDS):
            message = _("row {number}: unknown needs {text}; expected some of {needs}").format(
                number=i, text=cut(row["needs"]), needs=", ".join(NEEDS)
            )
            raise InputError([Problem(message, file)])
        if not row["address"].startswith("https://"):
            raise InputError(
                [Problem(_("row {i}: expected the address of an official release").format(i=i), file)]
            )
        a, b = (code_in_row(reading, row[name], i) for name in ("a", "b"))
        if a is None or b is None:
            continue
        asker = code_in_row(reading, row[ASKED_BY], i) if row.get(ASKED_BY) else None
        if asker not in (None, a, b):
            message = _("row {number}: {text} is neither side of the case").format(
                number=i, text=cut(row[ASKED_BY])
            )
            raise InputError([Problem(message, file)])
        completed = row.get("completed") or "1"
        if not completed.isdecimal() or int(completed) < 1:
            message = _("row {number}: expected a number of completed cases, found {text}")
            raise InputError([Problem(message.format(number=i, text=cut(completed)), file)])
        case: dict[str, Any] = {"needs": needs} | ({"requesting": asker} if asker is not None else {})
        case |= {
            "from": as_date(row["from"]),
            "to": as_date(row["to"]),
            "completed": int(completed),
            "source": reading.key,
            "note": f"{row['what']}; {row['address']}",
        }
        for code, partner in ((a, b), (b, a)):
            told.setdefault((code, ("partners", partner, "cases")), []).append(case)
    for (code, path), cases in told.items():
        reading.facts.setdefault(code, []).append(ImportedFact(path, cases, when))
    return reading
