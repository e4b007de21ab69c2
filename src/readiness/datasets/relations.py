"""Imports facts of public law between two jurisdictions from the table that ships, `relations.csv`, or one of the same layout."""

from __future__ import annotations

import pathlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFact, ImportedFile, newest
from readiness.datasets.tables import as_date, cut, records
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from readiness.datasets.import_result import Path

COLUMNS = ("a", "b", "kind", "since", "until", "by", "note", "grade", "source", "second")
_RULES = pathlib.Path(__file__).with_suffix(".yaml")
_GRADE = re.compile("[A-F][1-6]")


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """What stands between two, added to the profiles of both, or of the one that it says something of. Raises InputError."""
    rows = records(file, data, COLUMNS)
    when = newest([], dated, file)
    reading = ImportedFile(
        importer="relations",
        dated=when,
        source={
            "title": "Facts of public law between two, graded by what tells them; the first address stands beside each",
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
        both = ((a, b), (b, a))
        own = row["kind"] in _rules()["recorded-by-one"]
        entry = _entry(row, reading.key, own=own)
        for code, partner in [side for side in both if not own or row["by"] == side[0]]:
            told.setdefault((code, ("partners", partner, "facts", "relations")), []).append(entry)
    for (code, path), entries in told.items():
        reading.facts.setdefault(code, []).append(ImportedFact(path, entries, when))
    return reading


def _entry(row: dict[str, str], key: str, *, own: bool) -> dict[str, Any]:
    """What is written of a row. Of what is said of one side alone the profile tells whose it is."""
    by = f"by {row['by']}" if row["by"] and not own else ""
    note = "; ".join(filter(None, (by, row["note"])))
    entry: dict[str, Any] = {"kind": row["kind"]}
    entry |= {name: as_date(row[name]) for name in ("since", "until") if row[name]}
    entry |= {"grade": row["grade"], "source": key, "url": row["source"]}
    return entry | ({"note": note} if note else {})


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = parse(decode(_RULES.name, _RULES.read_bytes()))[0]
    return rules


def _at_best(grade: str, limit: str) -> bool:
    """Whether neither half of a grade is better than that of the limit."""
    return grade[0] >= limit[0] and grade[1] >= limit[1]


def _check(file: str, i: int, row: dict[str, str]) -> None:
    """Each row has an Admiralty grade, two addresses that differ unless the grade says that there is one, and dates in order."""
    grade = row["grade"]
    if not _GRADE.fullmatch(grade):
        message = _("row {i}: grade must be an Admiralty grade such as A1, B2 or C3; found {text}").format(
            i=i, text=cut(repr(grade))
        )
        raise InputError([Problem(message, file, fix=_("grade what tells the fact: docs/importing.md"))])
    alone = not row["second"] or row["source"] == row["second"]
    if not row["source"] or (alone and not _at_best(grade, _rules()["one-report-at-best"])):
        message = _(
            "row {i}: expected two addresses that differ, in source and second, for grade {grade}"
        ).format(i=i, grade=grade)
        fix = _("grade what only one source says {grade} or lower").format(
            grade=_rules()["one-report-at-best"]
        )
        raise InputError([Problem(message, file, fix=fix)])
    if row["by"] not in (*([] if row["kind"] in _rules()["recorded-by-one"] else [""]), row["a"], row["b"]):
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
