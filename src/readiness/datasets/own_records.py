"""The user's own log of requests, one row a request: counts of completed cases a partner, need and year. No rating."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFact, ImportedFile, Unplaced, newest
from readiness.datasets.tables import cut, records
from readiness.errors import InputError, Problem, suggestion
from readiness.jurisdictions.lookup import code_of, hint
from readiness.language import _
from readiness.model.dates_meant import dates_meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COLUMNS = ("date-sent", "from", "to", "need", "days", "outcome")
NEEDS = ("intelligence", "evidence", "surrender", "assets", "data", "joint-operation")
COMPLETED = ("completed", "partly")
OPEN = ("unanswered", "pending")
OUTCOMES = (*COMPLETED, "refused", "withdrawn", *OPEN)
MAX_DAYS = 36500


class OwnRequest(NamedTuple):
    """One request: its sides, when it was sent, and when and how it ended."""

    row: int
    asks: str
    asked: str
    need: str
    sent: date
    days: int | None
    outcome: str

    @property
    def ended(self) -> date:
        """The day of the answer, or of the request while there is none."""
        return self.sent + timedelta(days=self.days or 0)


def read(file: str, data: bytes, dated: str | None, need_of: Callable[[str], str] = str) -> ImportedFile:
    """Completed cases in the profile of the side whose log it is. Raises InputError for any row that is not clear.

    `need_of` gives the need that a text means.
    """
    rows = [
        row | {"need": need_of(row["need"]), "outcome": row["outcome"].casefold()}
        for row in records(file, data, COLUMNS)
    ]
    problems: list[Problem] = []
    requests = [request for i, row in enumerate(rows, 2) if (request := _request(file, i, row, problems))]
    if problems:
        raise InputError(problems)
    owner = _owner(file, requests)
    when = newest((request.ended.isoformat() for request in requests), dated, file)
    reading = ImportedFile(
        importer="own-records",
        dated=when,
        source={"title": "Own log of requests", "year": int(when[:4]), "licence": "own records"},
        restated=frozenset({("partners", "*", "cases")}),
    )
    texts = {text: request.row for request in reversed(requests) for text in (request.asks, request.asked)}
    codes = {
        text: code_in_row(reading, text, row, code_of)
        for text, row in sorted(texts.items(), key=lambda item: item[1])
    }
    groups: dict[str, dict[tuple[str, int, str], list[OwnRequest]]] = {}
    for request in requests:
        other = codes[request.asked if _side(request.asks) == owner else request.asks]
        if other is not None:
            by_need = groups.setdefault(other, {})
            asking = owner if _side(request.asks) == owner else other
            by_need.setdefault((request.need, request.ended.year, asking), []).append(request)
    own = next((code for code in codes.values() if code == owner), None)
    if own is not None:
        for other, by_need in sorted(groups.items()):
            entries = [_entry(reading.key, asks, group) for (_, _, asks), group in sorted(by_need.items())]
            latest = max(request.ended for group in by_need.values() for request in group)
            fact = ImportedFact(("partners", other, "cases"), entries, latest.isoformat())
            reading.facts.setdefault(own, []).append(fact)
    reading.notes.append(_("read as the log of {owner}").format(owner=owner))
    return reading


def _request(file: str, number: int, row: dict[str, str], problems: list[Problem]) -> OwnRequest | None:
    wrong: list[str] = []
    try:
        sent = date.fromisoformat(row["date-sent"])
    except ValueError:
        sent = date.min
        meant = [day for day in dates_meant(row["date-sent"]) if len(day) == len("YYYY-MM-DD")]
        near = _("; did you mean {names}?").format(names=_(" or ").join(meant)) if meant else ""
        told = _("date-sent must be YYYY-MM-DD; found {text}{near}")
        wrong.append(told.format(text=cut(repr(row["date-sent"])), near=near))
    for column, valid in (("need", NEEDS), ("outcome", OUTCOMES)):
        if row[column] not in valid:
            told = _("unknown {column} {text}; {hint}")
            hint = suggestion(row[column], valid)
            wrong.append(told.format(column=column, text=cut(repr(row[column])), hint=hint))
    days = row["days"]
    if days and not (
        days.isascii() and days.isdigit() and len(days) <= len(str(MAX_DAYS)) and int(days) <= MAX_DAYS
    ):
        wrong.append(_("days must be a whole number or empty; found {text}").format(text=cut(repr(days))))
    elif days and sent > date.max - timedelta(days=int(days)):
        told = _("the answer would be after the year {year}: {days} days after {sent}")
        wrong.append(told.format(year=date.max.year, days=days, sent=sent))
    elif not days and row["outcome"] not in OPEN:
        wrong.append(_("days is empty, but the outcome is {outcome}").format(outcome=row["outcome"]))
    if _same(row["from"], row["to"]):
        wrong.append(_("from and to are both {text}").format(text=cut(repr(row["from"]))))
    problems += [
        Problem(_("row {number}: {message}").format(number=number, message=message), file)
        for message in wrong
    ]
    if wrong:
        return None
    return OwnRequest(
        number, row["from"], row["to"], row["need"], sent, int(days) if days else None, row["outcome"]
    )


def _owner(file: str, requests: list[OwnRequest]) -> str:
    """The side that is in every row; if both are, the one that asks more often. Raises InputError if none is."""
    sides = [{_side(request.asks), _side(request.asked)} for request in requests]
    always = set.intersection(*sides)
    if not always:
        texts = {text: request.row for request in requests for text in (request.asks, request.asked)}
        strange = {text: row for text, row in texts.items() if code_of(text) is None and hint(text)}
        if strange:
            raise InputError(
                Problem(Unplaced(text, row).message, file, fix=hint(text)) for text, row in strange.items()
            )
        fix = _("put each side's log into a file of its own")
        raise InputError(
            [Problem(_("no jurisdiction is in every row; expected the log of one"), file, fix=fix)]
        )
    asking = Counter(_side(request.asks) for request in requests)
    return min(always, key=lambda text: (-asking[text], text))


def _side(text: str) -> str:
    """What all names of one side have in common."""
    return code_of(text) or text.casefold()


def _same(text: str, other: str) -> bool:
    return _side(text) == _side(other)


def _entry(key: str, asks: str, group: list[OwnRequest]) -> dict[str, Any]:
    done = [request for request in group if request.outcome in COMPLETED]
    shown = done or group
    return {
        "needs": [group[0].need],
        "requesting": asks,
        "from": min(request.sent for request in shown).isoformat(),
        "to": max(request.ended for request in shown).isoformat(),
        "completed": len(done),
        "source": key,
        "note": _note(group, (request.days for request in done if request.days is not None)),
    }


def _note(group: list[OwnRequest], days: Iterable[int]) -> str:
    counted = Counter(request.outcome for request in group)
    outcomes = ", ".join(f"{counted[name]} {name}" for name in OUTCOMES if counted[name])
    taken = sorted(days)
    if not taken:
        return f"requests: {outcomes}"
    return f"requests: {outcomes}; median {median(taken):g} days ({taken[0]} to {taken[-1]})"
