"""Imports one side's list of its agreements, in one layout for all lists; what their words mean is in agreements.yaml.

Each agreement goes into the profile of the side whose list it is. `once` leaves out what the partner's profile tells.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFact, ImportedFile, newest, refused
from readiness.datasets.tables import cut, records
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError, Problem, suggestion
from readiness.jurisdictions.lookup import hint
from readiness.jurisdictions.tables import known as known_codes
from readiness.language import _
from readiness.model.fields import last_day
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS = (
    "side",
    "partner",
    "partner_as_written",
    "kind",
    "title",
    "signed",
    "in_force",
    "status_as_written",
    "source_id",
)
AGREEMENTS = "agreements"
_TABLE = Path(__file__).with_suffix(".yaml")
_SUPERSEDED = re.compile(r"superseded (\d{4}-\d{2}-\d{2})")
_SUSPENDED = re.compile(r"SUSPENDED in (\d{4})")
_BEGUN = {"in-force": "in_force", "signed": "signed", "negotiating": "signed"}
"""The column that tells since when a status holds."""

Row = dict[str, str]
Agreement = dict[str, Any]


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The agreements of one list, under its side's partners. Raises InputError."""
    rows = records(file, data, COLUMNS)
    name, known = _list_of(file, rows)
    when = newest(
        (row[key] for row in _checked(file, rows) for key in ("signed", "in_force") if row[key]), dated, file
    )
    reading = ImportedFile(
        importer=f"{AGREEMENTS}-{name}",
        dated=when,
        source={
            "title": known["title-of-list"],
            "publisher": known["publisher"],
            "year": int(when[:4]),
            "url": known["url"],
            "licence": known["licence"],
        },
        restated=frozenset({("partners", "*", AGREEMENTS), ("facts", "no-agreement", "*")}),
    )
    told: dict[str, list[Agreement]] = {}
    listed: dict[str, set[str]] = {}
    of_kinds = [(i, row) for i, row in enumerate(rows, 2) if row["kind"] in known["kinds"]]
    if len(of_kinds) < len(rows):
        reading.notes.append(
            _("rows of other kinds, left out: {count}").format(count=len(rows) - len(of_kinds))
        )
    for i, row in of_kinds:
        for code in _partners(reading, known, row, i):
            listed.setdefault(row["kind"], set()).add(code)
            agreement = _agreement(file, i, known, row, code)
            if agreement is not None and not _told_already(agreement, told.get(code, [])):
                told.setdefault(code, []).append(agreement | {"source": reading.key})
    own = reading.facts.setdefault(known["side"], [])
    whole = len(of_kinds) >= known.get("whole", 0)
    for kind, among in known.get("no-agreement", {}).items() if whole else ():
        without = [code for code in among if code not in listed.get(kind, ())]
        required = {"only-by-agreement": True} if kind in known.get("only-by-agreement", ()) else {}
        stated = {"with": without} | required | {"as_of": when, "source": reading.key}
        own.append(ImportedFact(("facts", "no-agreement", kind), stated, when))
    for code, agreements in sorted(told.items()):
        begun = [agreement["since"] for agreement in agreements if "since" in agreement]
        own.append(
            ImportedFact(("partners", code, AGREEMENTS), agreements, max(begun, key=last_day, default=when))
        )
    return reading


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return table


def _list_of(file: str, rows: list[Row]) -> tuple[str, dict[str, Any]]:
    """The list that the rows are of: of their side and a kind that it takes; of several one that knows all their words."""
    sides, kinds = {row["side"] for row in rows}, {row["kind"] for row in rows}
    fitting = [
        (str(name), known)
        for name, known in _table()["lists"].items()
        if sides == {known["side"]} and kinds & set(known["kinds"])
    ]
    if fitting:
        words = {row["status_as_written"] for row in rows}
        return next(
            (
                entry
                for entry in fitting
                if all(text.startswith(tuple(entry[1]["statuses"])) for text in words)
            ),
            fitting[0],
        )
    lists = "; ".join(f"{known['side']} {', '.join(known['kinds'])}" for known in _table()["lists"].values())
    actual = f"{', '.join(sorted(sides))} {', '.join(sorted(kinds))}"
    expected = _("the rows of one list: {lists}").format(lists=lists)
    raise refused(file, expected, cut(actual), fix=_("cut the file by side and kind"))


def _checked(file: str, rows: list[Row]) -> list[Row]:
    """The rows, after a look at their dates. Raises InputError."""
    problems: list[Problem] = []
    for i, row in enumerate(rows, 2):
        for column in ("signed", "in_force"):
            try:
                last_day(row[column] or "2000")
            except ValueError as error:
                problems.append(
                    Problem(
                        _("row {i}: {column} is {text}: {error}").format(
                            i=i, column=column, text=cut(repr(row[column])), error=error
                        ),
                        file,
                    )
                )
    if problems:
        raise InputError(problems)
    return rows


def _partners(reading: ImportedFile, known: Mapping[str, Any], row: Row, number: int) -> list[str]:
    if row["partner"] in known_codes():
        return [row["partner"]]
    codes: list[str] = known.get("partners", {}).get(row["partner_as_written"], [])
    if not codes and row["partner"]:
        code = code_in_row(reading, row["partner"], number)
        return [code] if code is not None else []
    if not codes:
        text = cut(row["partner_as_written"] or row["title"])
        told = _('row {number}: "{text}" is no jurisdiction with a code: left out')
        near = hint(row["partner_as_written"])
        reading.notes.append(clauses(part for part in (told.format(number=number, text=text), near) if part))
    return codes


def _agreement(file: str, number: int, known: Mapping[str, Any], row: Row, code: str) -> Agreement | None:
    """A row as an agreement; None for one that is left out."""
    corrections: Mapping[str, Any] = known.get("but", {})
    keys = (f"{code} {row['source_id']}", row["source_id"], code)
    correction: dict[str, Any] | None = next((corrections[key] for key in keys if key in corrections), {})
    kind = _table()["kinds"].get(row["kind"], {"kind": row["kind"]})
    if correction is None:
        return None
    status = _status(file, number, known, row) or correction.get("status")
    if status is None:
        return None
    suspended = _SUSPENDED.match(row["status_as_written"])
    since = row[_BEGUN[status]] if status in _BEGUN else suspended[1] if suspended else ""
    if status == "in-force" and known.get("dated-only") and not (since or "since" in correction):
        return None
    superseded = _SUPERSEDED.match(row["status_as_written"])
    agreement = {
        **kind,
        "status": status,
        "since": since,
        "until": superseded[1] if superseded else "",
        "title": _part(known, "title", row["title"]),
        "note": "; ".join(
            filter(
                None,
                (_part(known, "number", row["source_id"]), _as_written(row, status, superseded is not None)),
            )
        ),
        **correction,
    }
    return {key: value for key, value in agreement.items() if value}


def _status(file: str, number: int, known: Mapping[str, Any], row: Row) -> str | None:
    """The rubric's word for a status; None for a row that is left out. Raises InputError for words that are not known."""
    statuses: dict[str, str | None] = known["statuses"]
    fitting = [words for words in statuses if row["status_as_written"].startswith(words)]
    if not fitting:
        hint = suggestion(row["status_as_written"], statuses)
        message = _("row {number}: unknown status {text}; {hint}").format(
            number=number, text=cut(repr(row["status_as_written"])), hint=hint
        )
        raise InputError([Problem(message, file)])
    return statuses[max(fitting, key=len)]


def _part(known: Mapping[str, Any], name: str, text: str) -> str:
    """The part of a text that the list's pattern takes; empty without a pattern."""
    match = re.search(known[name], " ".join(text.split())) if name in known else None
    return str(match[1]) if match else ""


def _as_written(row: Row, status: str, superseded: bool) -> str:
    """The list's own words where the rubric's say less."""
    return row["status_as_written"] if superseded or status != "in-force" else ""


def _told_already(agreement: Agreement, told: list[Agreement]) -> bool:
    """Whether a list repeats itself: the same text, or of several without a date another one of the kind."""
    return any(
        _matter(agreement) == _matter(other)
        and agreement.get("since") == other.get("since")
        and ("since" not in agreement or agreement.get("title") == other.get("title"))
        for other in told
    )


def _matter(agreement: Agreement) -> tuple[Any, ...]:
    return agreement["kind"], agreement["status"], tuple(agreement.get("crimes", ()))


def once(reading: ImportedFile, profiles: Mapping[str, Any]) -> Iterator[str]:
    """Leave out of a reading what the two profiles tell from elsewhere. Yields what is left out, in words.

    `profiles` are the data of the profiles that there are, by code.
    """
    for side, facts in reading.facts.items():
        for i, fact in enumerate(facts):
            if fact.path[-1] != AGREEMENTS:
                continue
            partner = fact.path[1]
            others = [
                *_from_elsewhere(reading, profiles.get(side), partner),
                *_from_elsewhere(reading, profiles.get(partner), side),
            ]
            new = [entry for entry in fact.value if not any(same(entry, other) for other in others)]
            if len(new) < len(fact.value):
                yield _("{side}: {count} of {all} with {partner} stand there already").format(
                    side=side, count=len(fact.value) - len(new), all=len(fact.value), partner=partner
                )
            facts[i] = fact._replace(value=new)
        facts[:] = [fact for fact in facts if fact.value]


def _from_elsewhere(reading: ImportedFile, profile: Any, partner: str) -> list[Agreement]:
    """A profile's agreements with a partner that are not from this list."""
    told = ((profile or {}).get("partners") or {}).get(partner) or {}
    return [
        entry
        for entry in told.get(AGREEMENTS) or []
        if str(entry.get("source", "")).rpartition("-")[0] != reading.importer
    ]


def same(a: Agreement, b: Agreement) -> bool:
    """Whether two entries are of one text: of one kind, and no dates that tell them apart.

    Lists may have the exchange of notes or the day of entry into force, hence a year's difference. What one list has as
    signed another may have in force since later.
    """
    if a["kind"] != b["kind"] or sorted(a.get("crimes") or []) != sorted(b.get("crimes") or []):
        return False
    if (a["status"] == "lapsed") != (b["status"] == "lapsed"):
        return False
    if not a.get("since") or not b.get("since"):
        return True
    pending = {"signed", "negotiating"}
    years = [int(str(entry["since"])[:4]) for entry in (a, b)]
    if (a["status"] in pending) != (b["status"] in pending):
        signed, begun = years if a["status"] in pending else reversed(years)
        return signed <= begun
    return abs(years[0] - years[1]) <= 1
