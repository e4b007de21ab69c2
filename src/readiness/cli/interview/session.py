"""Runs an interview: chooses the next open question, and saves each answer to the profile."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct
from msgspec.structs import replace

from readiness.assessment.assemble import assess
from readiness.cli.argument_checks import check_date, partner_of
from readiness.cli.interview import relation
from readiness.cli.interview.dialogue import Dialogue, Quit, Turn, Undo
from readiness.cli.interview.undoing import Steps
from readiness.cli.io.clock import today
from readiness.cli.io.files import STDIN, bundled_codes, exists, read_text, real
from readiness.cli.io.loading import load_profile, load_rubric
from readiness.cli.io.shipped import bundled
from readiness.cli.io.terminal import show
from readiness.documents.profile_checks import names_of
from readiness.documents.reading import read_profile
from readiness.errors import InputError, UsageError
from readiness.evidence import proxies
from readiness.jurisdictions.lookup import called, code_of, key_of
from readiness.language import _
from readiness.model.aliases import id_called
from readiness.model.fields import last_day
from readiness.model.question import Question
from readiness.profiles.questions import (
    most_wanted,
    open_questions,
    phase_of,
    quick_first,
    scope_of,
    wanted_first,
)
from readiness.profiles.recording import dated, record
from readiness.profiles.relation import open_kinds, put_records
from readiness.report.texts import texts
from readiness.words import clean
from readiness.words import level as shown_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.documents.reading import ProfileDocument
    from readiness.profiles.answers import Answer
    from readiness.profiles.questions import Ask
    from readiness.profiles.relation import Kind

INTERRUPTED = 130


class InterviewOptions(Struct, frozen=True):
    """The options of `readiness interview`."""

    file: str
    partner: str | None
    other: str | None
    needs: tuple[str, ...]
    measures: tuple[str, ...]
    crimes: tuple[str, ...]
    phase: str | None
    as_of: str | None
    rubric: str


def hold_both(options: InterviewOptions) -> None:
    """Hold the interview about each of two profiles towards the other, the first one first."""
    first, second = options.file, options.other or ""
    for name in (first, second):
        _check_file(Path(name))
    rubric = load_rubric(options.rubric)
    codes = [load_profile(name, rubric).id for name in (first, second)]
    if hold(replace(options, partner=codes[1])):
        hold(replace(options, file=second, other=first, partner=codes[0]))
    else:
        say = texts()
        show(clean(say("interview.other-side", other=codes[1], first=first, second=second)))


def hold(options: InterviewOptions) -> bool:
    """Hold the interview. Ends by itself, on q, at the end of input, or on an interrupt (exit code 130).

    Returns whether it ended by itself.
    """
    if options.file == STDIN:
        raise UsageError(_("an interview changes a file in place; expected a file, not standard input"))
    if sys.stdin is None:
        raise UsageError(_("an interview needs somebody to answer, and standard input is closed"))
    _check_file(Path(options.file))
    if options.as_of is not None:
        check_date(options.as_of)
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    gc.enable()  # unlike other runs, this one may last
    interview = _Interview(options)
    interview.run()
    return not interview.stopped


def _check_file(path: Path) -> None:
    """Raise UsageError, before anybody types, unless the file exists and can be changed."""
    if not exists(path):
        code = code_of(str(path))
        if code is None:
            raise UsageError(
                _("there is no file {path}; write one with `readiness init CODE -o {path}`").format(path=path)
            )
        raise UsageError(
            _(
                "there is no file {path}; an interview fills a file of your own: "
                "readiness init {code} -o {code}.yaml, then readiness interview {code}.yaml"
            ).format(path=path, code=code)
        )
    if not os.access(real(path).parent, os.W_OK):
        raise UsageError(_("{path} cannot be changed: its folder is not writable").format(path=path))


class _Interview:
    def __init__(self, options: InterviewOptions) -> None:
        self.options = options
        self.rubric = load_rubric(options.rubric)
        document = self._document()
        self.other = self._other(options)
        given = options.partner or (self.other.id if self.other is not None else None)
        self.partner = partner_of(given, document)
        if self.other is not None and key_of(self.other.id) != key_of(self.partner or ""):
            raise UsageError(
                _("--with is the profile of {id}, --partner says {partner}").format(
                    id=self.other.id, partner=self.partner
                )
            )
        date = options.as_of or today()
        self.talk = Dialogue(self.rubric, texts(), self.partner, date)
        self.asked = Question(
            phase=id_called(self.rubric, "phases", options.phase) if options.phase is not None else None,
            needs=self._ids("needs", options.needs),
            measures=self._ids("measures", options.measures),
            crimes=self._ids("crimes", options.crimes),
            as_of=date,
        )
        self.steps = Steps(options.file)
        self.stopped = False
        self.began_with = document.profile.as_of
        self.skipped: set[tuple[str, str | None]] = set()
        self.unrecorded: set[Kind] = set()

    def _ids(self, kind: str, names: Iterable[str]) -> tuple[str, ...]:
        """The rubric's ids for what people call them."""
        return tuple(id_called(self.rubric, kind, name) for name in names)

    def run(self) -> None:
        """Ask until nothing is open or the person stops; then say what was saved."""
        code = 0
        try:
            self._greet()
            while self._step():
                pass
        except (EOFError, Quit):
            self.stopped = True
            sys.stdout.write("\n")
        except KeyboardInterrupt:
            code = INTERRUPTED
            sys.stdout.write("\n")
        self._end()
        if code:
            raise typer.Exit(code)

    def _step(self) -> bool:
        """Ask the next question, or take back the last answer; False if nothing is left to ask."""
        try:
            return self._record() or self._next()
        except Undo:
            self.talk.tell("again" if self.talk.begun else self.steps.take_back(), "dim")
            return True

    def _document(self) -> ProfileDocument:
        """The profile as it is in the file now: it may be edited at the same time."""
        return read_profile(read_text(self.options.file), self.rubric)

    def _other(self, options: InterviewOptions) -> ProfileDocument | None:
        """The partner's profile: the one given, else the shipped one if it speaks this rubric."""
        if options.other is not None:
            return load_profile(options.other, self.rubric)
        code = code_of(options.partner) if options.partner is not None else None
        if code is None or code not in bundled_codes("profiles"):
            return None
        try:
            return load_profile(str(bundled("profiles") / f"{code}.yaml"), self.rubric)
        except InputError:
            return None

    def _record(self) -> bool:
        """Ask for the first kind of record that is open; False if there is none."""
        document = self._document()
        kinds = [
            kind for kind in open_kinds(document, self.rubric, self.partner) if kind not in self.unrecorded
        ]
        if not kinds or self.partner is None:
            return False
        scope = scope_of(document, self.rubric, self.asked)
        sys.stdout.write("\n")
        entries = relation.ask(self.talk, kinds[0], scope.needs, document.id)
        if entries is None:
            self.steps.skip(self.unrecorded, kinds[0])
            self.talk.tell("skipped", "dim")
            return True
        before = self._verdict(document)
        new = put_records(read_text(self.options.file), self.partner, kinds[0], entries, self.rubric)
        self.steps.save(dated(new, self.talk.date, self.rubric))
        self.talk.tell("recorded-as" if entries else "recorded-none", "dim", count=len(entries))
        self._tell_change(before)
        return True

    def _verdict(self, document: ProfileDocument) -> tuple[str, str] | None:
        """The verdict on the two, with its phase, and the range of readiness (0-100); None without the other one."""
        if self.other is None:
            return None
        it = assess(document, self.other, self.rubric, self.asked)
        verdict = self.talk.say(
            "interview.verdict", verdict=self.talk.say(f"verdict.{it.verdict}"), phase=it.phase.assessed
        )
        return verdict, f"{it.readiness.low:.0f}–{it.readiness.high:.0f}"

    def _tell_change(self, before: tuple[str, str] | None) -> None:
        now = self._verdict(self._document())
        if now is not None and before is not None:
            key = "unchanged" if now == before else "moved-range" if now[0] == before[0] else "changed"
            self.talk.tell(
                key, "dim", verdict=now[0], span=now[1], verdict_before=before[0], span_before=before[1]
            )

    def _open(self) -> tuple[list[Ask], str, ProfileDocument]:
        document = self._document()
        scope = scope_of(document, self.rubric, self.asked)
        phase = phase_of(document, self.rubric, self.partner, scope, self.asked.phase)
        questions = open_questions(document, self.rubric, scope, self.partner, phase)
        if self.other is not None and questions:
            wanted = most_wanted(document, self.other, self.rubric, self.asked)
            questions = quick_first(wanted_first(questions, wanted), self.rubric)
        return questions, phase, document

    def _count(self, document: ProfileDocument, questions: list[Ask]) -> int:
        """How many questions are open: kinds of record towards the partner, and indicators."""
        return len(questions) + len(open_kinds(document, self.rubric, self.partner))

    def _greet(self) -> None:
        questions, _, document = self._open()
        count = self._count(document, questions)
        name, file = clean(names_of(document.profile)), clean(self.options.file)
        if not count:
            self.talk.tell("nothing", name=name)
        elif self.partner is not None:
            self.talk.tell("start-towards", name=name, file=file, partner=called(self.partner), count=count)
        else:
            self.talk.tell("start", name=name, file=file, count=count)
        if count:
            self.talk.tell("how", "dim")

    def _next(self) -> bool:
        """Ask the most valuable question that is open; False if there is none."""
        questions, phase, document = self._open()
        left = [ask for ask in questions if (ask.indicator, ask.row) not in self.skipped]
        if not left:
            if questions or self.steps.saved:
                self.talk.tell("nothing-more")
            return False
        ask = left[0]
        done = self.steps.saved + len(self.skipped) + len(self.unrecorded)
        day = last_day(self.asked.as_of or "9999")
        prior = proxies.read(document, self.rubric.indicators[ask.indicator], day, self.rubric.evidence)
        sources = {key: {"title": entry.title} for key, entry in document.profile.sources.items()}
        answer = self.talk.ask(Turn(ask, (done + 1, done + len(left)), phase, prior, sources))
        if answer is None:
            self.steps.skip(self.skipped, (ask.indicator, ask.row))
            self.talk.tell("skipped", "dim")
        else:
            self._save(answer)
        return True

    def _save(self, answer: Answer) -> None:
        """Save the answer to the file as it is now."""
        before = self._verdict(self._document())
        recorded = record(read_text(self.options.file), answer, self.rubric)
        self.steps.save(dated(recorded.text, self.talk.date, self.rubric))
        name = self.rubric.indicators[answer.indicator].name
        self.talk.tell("saved", "dim", name=name, level=shown_level(answer.level, "n/a"))
        self._tell_change(before)

    def _end(self) -> None:
        file = clean(self.options.file)
        questions, _, document = self._open()
        self.talk.tell("end", count=self.steps.saved, file=file, left=self._count(document, questions))
        if self.steps.saved and document.profile.as_of != self.began_with:
            self.talk.tell("moved", date=document.profile.as_of)
        if self.steps.saved:
            other = self.options.other or (self.other.id if self.other is not None else "OTHER")
            self.talk.tell("next", "dim", file=file, other=clean(other))
