"""Records into answers, and answers into a profile: all of them, or none and every mistake named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace as replaced

from readiness.documents.reading import read_profile
from readiness.errors import InputError, Problem
from readiness.jurisdictions.lookup import code_of, side_of
from readiness.language import _
from readiness.model.aliases import id_called
from readiness.profiles import relation, typed
from readiness.profiles.answers import Answer, faults
from readiness.profiles.questionnaire.fields import ANSWER
from readiness.profiles.questionnaire.relation_rows import is_relation
from readiness.profiles.recording import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.place import Text
    from readiness.documents.reading import ProfileDocument
    from readiness.errors import Fix
    from readiness.model.rubric import Rubric
    from readiness.profiles.questionnaire.filled_in_tables import Record
    from readiness.profiles.questionnaire.relation_rows import RecordedEntries

NONE_FOUND = "l"
NOT_APPLICABLE = ("n", "n/a", "na")


class Numbered(Struct, frozen=True):
    """An answer and the line in which it stands."""

    answer: Answer
    line: int


class Difference(Struct, frozen=True):
    """An answer that says something else than the profile: both ratings, and the line of the answer."""

    answer: Answer
    line: int
    before: Any


class Imported(Struct):
    """A profile's text with the answers, and what became of each of them.

    `recorded` counts kinds of record that were added, `unrecorded` are those that the profile has already.
    """

    text: Text
    added: list[Answer] = field(default_factory=list)
    same: int = 0
    replaced: list[Difference] = field(default_factory=list)
    kept: list[Difference] = field(default_factory=list)
    recorded: int = 0
    unrecorded: list[RecordedEntries] = field(default_factory=list)


def answers(
    records: Sequence[Record], text: Text, rubric: Rubric, document: ProfileDocument
) -> list[Numbered]:
    """The answers of a filled-in sheet; rows without any answer are passed over. Raises InputError."""
    _refuse_another_jurisdiction(records, text, document)
    answers: list[Numbered] = []
    problems: list[Problem] = []
    seen: dict[tuple[object, ...], int] = {}
    for entry in records:
        if is_relation(entry) or not any(entry.fields.get(name) for name in ANSWER):
            continue
        answer, wrong = _answer(entry, document)
        answer = replaced(answer, needs=tuple(id_called(rubric, "needs", need) for need in answer.needs))
        wrong += [(fault.field, fault.message, fault.fix) for fault in faults(answer, rubric, document.id)]
        problems += [entry.problem(text, name, message, fix) for name, message, fix in wrong]
        key = (answer.indicator, answer.row, answer.partner, frozenset(answer.needs))
        if key in seen:
            message = _("{indicator} is answered twice; the first answer is in line {line}").format(
                indicator=answer.indicator, line=seen[key]
            )
            problems.append(
                Problem(message, text.name, entry.line, 1, text.line(entry.line), _("keep one of them"))
            )
        seen.setdefault(key, entry.line)
        answers.append(Numbered(answer, entry.line))
    if problems:
        raise InputError(problems)
    return answers


def _refuse_another_jurisdiction(records: Sequence[Record], text: Text, document: ProfileDocument) -> None:
    """Raise InputError for a sheet about somebody else: what else is wrong in it follows from that."""
    answered = [entry for entry in records if any(entry.fields.get(name) for name in ANSWER)]
    strange = [
        entry
        for entry in answered
        if (code := entry.fields.get("jurisdiction", "")) and side_of(code, [document.id]) != document.id
    ]
    if strange:
        code = strange[0].fields["jurisdiction"]
        message = _("this is about {code}, the profile is of {id}").format(code=code, id=document.id)
        fix = (
            _("give --into the profile of {code}")
            if len(strange) == len(answered)
            else _("give --into the profile of {code}, and keep the sheets of two jurisdictions apart")
        ).format(code=code)
        raise InputError([strange[0].problem(text, "jurisdiction", message, fix)])


def put_records(done: Imported, records: Sequence[RecordedEntries], rubric: Rubric) -> None:
    """Records put into the text too, where the profile has none of that kind towards the partner."""
    for item in records:
        document = read_profile(done.text, rubric)
        if item.kind in relation.open_kinds(document, rubric, item.towards):
            done.text = relation.put_records(done.text, item.towards, item.kind, item.entries, rubric)
            done.recorded += 1
        else:
            done.unrecorded.append(item)


def put_all(profile: Text, answers: Sequence[Numbered], rubric: Rubric, *, replace: bool) -> Imported:
    """All answers put into a profile's text. Raises InputError, and then nothing is to be written."""
    done = Imported(profile)
    for item in answers:
        recorded = record(done.text, item.answer, rubric, replace=replace)
        done.text = recorded.text
        if recorded.outcome == "added":
            done.added.append(item.answer)
        elif recorded.outcome == "same":
            done.same += 1
        else:
            difference = Difference(item.answer, item.line, recorded.before)
            (done.replaced if recorded.outcome == "replaced" else done.kept).append(difference)
    return done


def _answer(entry: Record, document: ProfileDocument) -> tuple[Answer, list[tuple[str, str, Fix]]]:
    """The answer of a record, with what cannot be read in it: (field, message, fix) each."""
    fields = entry.fields
    wrong: list[tuple[str, str, Fix]] = []
    written = fields.get("level", "")
    level = typed.level(written) if written else None
    reason = fields.get("not-applicable", "")
    if written.casefold() == NONE_FOUND:
        level, reason = None, reason or relation.SILENCE
    elif written.casefold() in NOT_APPLICABLE:
        if not reason:
            fix = _("say why in the field not-applicable, such as: looked, none found")
            wrong.append(("level", _("not applicable, but no reason is given"), fix))
            reason = "-"
    elif written and level is None:
        wrong.append(
            (
                "level",
                _('"{written}" is no level').format(written=written),
                _("0, 1, 2, 3 or 4; l if you looked and found none, n if it is not applicable"),
            )
        )
        level = 0.0
    grade = fields.get("grade", "")
    needs = [part.strip() for part in fields.get("needs", "").replace(";", ",").split(",")]
    towards = side_of(fields.get("towards", ""), document.profile.partners)
    if towards not in document.profile.partners:
        towards = code_of(towards) or towards
    answer = Answer(
        indicator=fields.get("indicator", ""),
        partner=towards or None,
        row=fields.get("row", "") or None,
        level=level,
        not_applicable=reason,
        cause=fields.get("cause", ""),
        needs=tuple(need for need in needs if need),
        grade=typed.grade(grade) or grade,
        date=fields.get("date", ""),
        evidence=fields.get("evidence", ""),
        source=fields.get("source", ""),
        link=fields.get("link", ""),
        note=fields.get("note", ""),
    )
    return answer, wrong
