"""Writes questionnaires to files and imports filled-in ones: choice of file and layout, and messages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from readiness.cli import formats
from readiness.cli.argument_checks import coded, partner_of
from readiness.cli.io.files import STDIN, bundled_codes, exists, is_yaml, profile_text, read_text
from readiness.cli.io.loading import load_rubric
from readiness.cli.io.sheets import sheet_text
from readiness.cli.io.terminal import tell
from readiness.cli.io.writing import save, write_all
from readiness.documents.place import Text
from readiness.documents.profile_checks import names_of
from readiness.documents.reading import read_profile
from readiness.errors import UsageError
from readiness.language import _
from readiness.model.aliases import id_called
from readiness.model.question import Question
from readiness.profiles.questionnaire import answer_sheet as reading
from readiness.profiles.questionnaire import filled_in_tables, sheet
from readiness.profiles.questionnaire.fields import ANSWER, COLUMNS
from readiness.profiles.questionnaire.relation_rows import recorded, relation_rows
from readiness.profiles.questions import every, open_questions, phase_of, scope_of
from readiness.profiles.relation import KINDS, open_kinds
from readiness.report.data import questionnaire_xlsx
from readiness.report.texts import texts
from readiness.words import Count, clean
from readiness.words import level as shown_level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric
    from readiness.profiles.answers import Answer
    from readiness.profiles.questionnaire.answer_sheet import Difference, Imported
    from readiness.profiles.questionnaire.filled_in_tables import Record
    from readiness.words import Texts

OTHER_WORKBOOKS = (".xls", ".xlsm", ".ods", ".numbers")
READERS: dict[str, Callable[[Text], list[Record]]] = {
    "markdown": filled_in_tables.from_markdown,
    "csv": filled_in_tables.from_csv,
    "xlsx": filled_in_tables.from_csv,
}


def send_out(
    name: str,
    rubric_name: str,
    *,
    partner: str | None,
    needs: Sequence[str],
    unanswered: bool,
    format_: str | None,
    output: str,
) -> None:
    """Write the questionnaire about a jurisdiction."""
    layout = _layout(format_, output, "markdown")
    rubric = load_rubric(rubric_name)
    needs = [id_called(rubric, "needs", need) for need in needs]
    document = _document(name, rubric)
    towards = partner_of(partner, document)
    asks = every(rubric, partner=towards is not None)
    if needs or unanswered:
        blank = read_profile(Text(name, f'profile: "{document.id}"\n'), rubric)
        asked = Question(needs=tuple(needs or rubric.needs), measures=tuple(rubric.measures), as_of="9999")
        scope = scope_of(document, rubric, asked)
        phase = phase_of(document, rubric, towards, scope, None)
        base = document if unanswered else blank
        wanted = {(ask.indicator, ask.row) for ask in open_questions(base, rubric, scope, towards, phase)}
        asks = [ask for ask in asks if (ask.indicator, ask.row) in wanted]
    kinds = open_kinds(document, rubric, towards) if unanswered else KINDS if towards else ()
    say = texts()
    related = relation_rows(rubric, document.id, towards or "", kinds, needs or list(rubric.needs), say)
    if not asks and not related:
        tell(_("nothing to ask: the profile answers everything in play"))
        raise typer.Exit(3)
    rows = sheet.rows(rubric, document.id, towards, asks)
    content: str | bytes
    if layout == "markdown":
        content = sheet.to_markdown(rows, names_of(document.profile), rubric, say, related)
    elif layout == "csv":
        content = sheet.to_csv(sheet.table(rows, related))
    else:
        content = questionnaire_xlsx.render(sheet.table(rows, related), COLUMNS, ANSWER)
    formats.refuse_inputs([output])
    write_all([(output, content)])
    if output != STDIN:
        tell(
            _("wrote {output}: {count:question|questions}").format(
                output=output, count=Count(len(rows) + len(related))
            )
        )


def take_in(
    name: str, into: str, rubric_name: str, format_: str | None, *, replace: bool, dry_run: bool
) -> None:
    """Import the answers of a filled-in sheet into a profile, all or none. Raises InputError, UsageError."""
    if into == STDIN:
        raise UsageError(_("--into changes a file in place; expected a file, not standard input"))
    if not exists(into):
        raise UsageError(
            _("--into: there is no file {into}; begin one: readiness init CODE -o {into}").format(into=into)
        )
    layout = _layout(format_, name, None)
    rubric = load_rubric(rubric_name)
    profile = read_text(into)
    document = read_profile(profile, rubric)
    answered = sheet_text(name) if layout == "xlsx" else read_text(name)
    rows = READERS[layout](answered)
    records = recorded(rows, answered, rubric, document)
    answers = reading.answers(rows, answered, rubric, document)
    done = reading.put_all(profile, answers, rubric, replace=replace)
    reading.put_records(done, records, rubric)
    if not dry_run and done.text.content != profile.content:
        save(done.text)
    _report(done, name, into, texts(), dry_run=dry_run)


def _report(done: Imported, name: str, into: str, say: Texts, *, dry_run: bool) -> None:
    """Print on standard output what happened to the answers."""
    key = "questionnaire.would" if dry_run else "questionnaire.done"
    counts = {"added": len(done.added) + done.recorded, "same": done.same}
    counts |= {"replaced": len(done.replaced), "kept": len(done.kept) + len(done.unrecorded)}
    lines = [say(key, file=clean(into), **counts)]
    for title, group in (("replaced", done.replaced), ("kept", done.kept)):
        if group:
            lines.append(say(f"questionnaire.{title}"))
            lines += [_difference(difference, name, say) for difference in group]
    lines += [
        say(
            "questionnaire.record.there",
            file=clean(name),
            line=item.line,
            kind=item.kind,
            partner=item.towards,
        )
        for item in done.unrecorded
    ]
    if done.kept:
        lines.append(say("questionnaire.how-to-replace"))
    sys.stdout.write("\n".join(lines) + "\n")


def _difference(difference: Difference, name: str, say: Texts) -> str:
    answer = difference.answer
    parts = [
        answer.indicator,
        answer.row or "",
        _("towards {partner}").format(partner=answer.partner) if answer.partner else "",
    ]
    about = " · ".join(part for part in parts if part)
    return clean(
        say(
            "questionnaire.difference",
            file=name,
            line=difference.line,
            about=about,
            new=_answer_text(answer),
            old=_rating_text(difference.before),
        )
    )


def _answer_text(answer: Answer) -> str:
    level = shown_level(answer.level, _("n/a, {reason}").format(reason=answer.not_applicable))
    return ", ".join(part for part in (level, answer.grade, answer.date) if part)


def _rating_text(before: object) -> str:
    if not isinstance(before, dict):
        return str(before)
    rows = before.get("rows")
    none = _("n/a, {reason}").format(reason=before.get("not-applicable", ""))
    level = _("rows {names}").format(names=", ".join(rows)) if rows else before.get("level", none)
    return ", ".join(
        str(part) for part in (level, before.get("grade"), before.get("as_of")) if part is not None
    )


def _layout(given: str | None, file: str, default: str | None) -> str:
    """The layout asked for, else that of the file's suffix. Raises UsageError."""
    if given is not None:
        layout = formats.meant(given, tuple(READERS))
        formats.refuse_other_suffix(file, layout)
    elif Path(file).suffix.casefold() in OTHER_WORKBOOKS:
        raise UsageError(
            _("{file}: of workbooks only .xlsx is read and written; save its sheet as .xlsx").format(
                file=file
            )
        )
    elif default is None:
        layout = formats.by_suffix(file, READERS) or ""
    else:
        layout = formats.of_output(file, READERS, default)
    if not layout:
        raise UsageError(_("{file}: is this md, csv or xlsx? say so with --format").format(file=file))
    if layout == "xlsx" and default is not None and file == STDIN:
        raise UsageError(_("--format xlsx is not text: give a file with --output"))
    return layout


def _document(name: str, rubric: Rubric) -> ProfileDocument:
    """The profile of a file or a shipped code; an empty one for any other code."""
    if name == STDIN or is_yaml(name) or Path(name).exists():
        return read_profile(profile_text(name), rubric)
    code = coded(name, "CODE")
    if code in bundled_codes("profiles"):
        return read_profile(profile_text(code), rubric)
    return read_profile(Text(code, f'profile: "{code}"\n'), rubric)
