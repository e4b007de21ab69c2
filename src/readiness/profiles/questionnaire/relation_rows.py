"""The rows of a questionnaire that ask for what decides the phase, and the records that come back in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.errors import InputError, suggestion
from readiness.jurisdictions.lookup import called, code_of, side_of
from readiness.language import _, marked
from readiness.model.aliases import hint, id_called, ids_called
from readiness.profiles import typed
from readiness.profiles.answers import Fault
from readiness.profiles.relation import KINDS, casework
from readiness.words import named

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from readiness.documents.place import Text
    from readiness.documents.reading import ProfileDocument
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric
    from readiness.profiles.questionnaire.filled_in_tables import Record
    from readiness.profiles.relation import Kind
    from readiness.words import Texts

DATE = marked("write it as text, such as 2023-06; spreadsheets like to turn dates into something else")

NEEDED_DATES = {
    "standing": marked("write since when it stands so, such as 2023-06"),
    "cases": marked("write the day up to which you counted, such as 2023-06-30"),
}


class RelationRow(Struct, frozen=True):
    """One question: a kind of record, and the kind of agreement or structure, or the need, that it asks about."""

    jurisdiction: str
    towards: str
    kind: Kind
    row: str
    question: str
    choices: str


class RecordedEntries(Struct, frozen=True):
    """The entries of a kind towards a partner, and the line of the first."""

    towards: str
    kind: Kind
    entries: list[dict[str, Any]]
    line: int


def relation_rows(
    rubric: Rubric, code: str, partner: str, kinds: Sequence[Kind], needs: Sequence[str], say: Texts
) -> list[RelationRow]:
    """The rows for these kinds of record."""
    agreed = [kind for kind, serves in rubric.agreement_kinds.items() if not serves or {*serves} & {*needs}]
    of_kind: dict[Kind, tuple[Sequence[str], str]] = {
        "standing": (("",), ", ".join(rubric.standing)),
        "agreements": (agreed, ", ".join(rubric.agreement_statuses)),
        "cases": (list(needs), say("questionnaire.record.number")),
        "structures": (list(rubric.structure_kinds), say("questionnaire.record.yes-or-no")),
    }
    return [
        RelationRow(
            code,
            partner,
            kind,
            row,
            say(f"questionnaire.record.{kind}", row=named(row), partner=called(partner)),
            choices,
        )
        for kind in kinds
        for rows, choices in (of_kind[kind],)
        for row in rows
    ]


def is_relation(entry: Record) -> bool:
    """Whether an answered row is about a record."""
    return entry.fields.get("indicator", "") in KINDS


def recorded(
    sheet: Sequence[Record], text: Text, rubric: Rubric, document: ProfileDocument
) -> list[RecordedEntries]:
    """The records of a filled-in sheet, by partner and kind. Raises InputError."""
    groups: dict[tuple[str, Kind], RecordedEntries] = {}
    problems: list[Problem] = []
    for entry in sheet:
        if not is_relation(entry) or not entry.fields.get("level"):
            continue
        kind = next(name for name in KINDS if name == entry.fields["indicator"])
        towards = side_of(entry.fields.get("towards", ""), document.profile.partners)
        if towards not in document.profile.partners:
            towards = code_of(towards) or towards
        faults: list[Fault] = (
            []
            if towards
            else [
                Fault(
                    "towards",
                    _("{kind} is asked towards a partner").format(kind=kind),
                    _("name the partner's code"),
                )
            ]
        )
        made = _entry(kind, entry.fields, rubric, faults)
        problems += [entry.problem(text, fault.field, fault.message, fault.fix) for fault in faults]
        group = groups.setdefault((towards, kind), RecordedEntries(towards, kind, [], entry.line))
        group.entries.extend(made)
    if problems:
        raise InputError(problems)
    return list(groups.values())


def _entry(kind: Kind, fields: dict[str, str], rubric: Rubric, faults: list[Fault]) -> list[dict[str, Any]]:
    """The entries that a row makes, one or none; what is wrong in it is added to the faults."""
    row, date = fields.get("row", ""), fields.get("date", "")
    rows: dict[str, Collection[str]] = {
        "agreements": rubric.agreement_kinds,
        "structures": rubric.structure_kinds,
        "cases": rubric.needs,
    }
    if kind == "cases":
        row = id_called(rubric, "needs", row)
    if kind in rows and row not in rows[kind]:
        several = hint(ids_called(rubric, "needs", row)) if kind == "cases" else ""
        message = _('unknown row "{row}"').format(row=row)
        faults.append(Fault("row", message, several or suggestion(row, list(rows[kind]))))
    if date and (wrong := typed.date_fault(date)):
        faults.append(
            Fault("date", _('"{date}" is no date: {wrong}').format(date=date, wrong=wrong), _(DATE))
        )
    if not date and kind in ("standing", "cases"):
        faults.append(
            Fault("date", _("{kind}: a date is needed here").format(kind=kind), _(NEEDED_DATES[kind]))
        )
    since = {"since": date} if date else {}
    note = {"note": fields["note"]} if fields.get("note") else {}
    if kind == "cases":
        count = _count(fields["level"], faults)
        return [] if faults else [casework(row, count, date) | note]
    if kind == "structures":
        there = _word(fields["level"], ("yes", "no"), faults) == "yes"
        return [{"kind": row, **since, **note}] if there else []
    if kind == "standing":
        cause = {"cause": fields["cause"]} if fields.get("cause") else {}
        return [{"status": _word(fields["level"], list(rubric.standing), faults), **since, **cause, **note}]
    title = {"title": fields["evidence"]} if fields.get("evidence") else {}
    status = _word(fields["level"], rubric.agreement_statuses, faults)
    return [{"kind": row, "status": status, **since, **title, **note}]


def _word(said: str, valid: Sequence[str], faults: list[Fault]) -> str | None:
    word = typed.choice(said, valid)
    if word is None:
        faults.append(
            Fault("level", _('"{said}" is no answer here').format(said=said), suggestion(said, valid))
        )
    return word


def _count(said: str, faults: list[Fault]) -> int:
    if said.isascii() and said.isdigit() and len(said) <= 6:
        return int(said)
    faults.append(
        Fault("level", _('"{said}" is no number of cases').format(said=said), _("a whole number; 0 for none"))
    )
    return 0
