"""Imports facts of public law between two jurisdictions from the table that ships, `relations.csv`, or one of the same layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.reading import ImportedFact, ImportedFile, newest
from readiness.datasets.tables import as_date, cut, records
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from readiness.datasets.reading import Path

COLUMNS = ("a", "b", "kind", "since", "until", "by", "note", "source", "second")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """What stands between two, added to the profiles of both. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = newest([], dated, file)
    reading = ImportedFile(
        importer="relations",
        dated=when,
        source={
            "title": "Facts of public law between two, each read in two sources; the first stands beside it",
            "publisher": "readiness",
            "year": int(when[:4]),
            "licence": "facts",
        },
        restated=frozenset({("partners", "*", "facts", "relations")}),
    )
    told: dict[tuple[str, Path], list[dict[str, Any]]] = {}
    for i, row in enumerate(rows, 2):
        _check(file, i, row)
        a, b = (code_in_row(reading, row[name], i) for name in ("a", "b"))
        if a is None or b is None:
            continue
        entry = _entry(row, reading.key)
        for code, partner in ((a, b), (b, a)):
            told.setdefault((code, ("partners", partner, "facts", "relations")), []).append(entry)
    for (code, path), entries in told.items():
        reading.facts.setdefault(code, []).append(ImportedFact(path, entries, when))
    return reading


def _entry(row: dict[str, str], key: str) -> dict[str, Any]:
    note = "; ".join(filter(None, (f"by {row['by']}" if row["by"] else "", row["note"])))
    entry: dict[str, Any] = {"kind": row["kind"]}
    entry |= {name: as_date(row[name]) for name in ("since", "until") if row[name]}
    entry |= {"source": key, "url": row["source"]}
    return entry | ({"note": note} if note else {})


def _check(file: str, i: int, row: dict[str, str]) -> None:
    """Each row names two addresses that differ, and dates in order."""
    if not row["source"] or not row["second"] or row["source"] == row["second"]:
        message = f"row {i}: expected two addresses that differ, in source and second"
        raise InputError([Problem(message, file, fix=_("leave out what only one source says"))])
    if row["by"] not in ("", row["a"], row["b"]):
        raise InputError(
            [
                Problem(
                    _("row {i}: by must be {a} or {b}; found {text}").format(
                        i=i, a=row["a"], b=row["b"], text=cut(row["by"])
                    ),
                    file,
                )
            ]
        )
    try:
        days = [last_day(row[name]) for name in ("since", "until") if row[name]]
    except ValueError as error:
        raise InputError([Problem(_("row {i}: {error}").format(i=i, error=error), file)]) from None
    if days != sorted(days):
        raise InputError([Problem(_("row {i}: it ended before it began").format(i=i), file)])
