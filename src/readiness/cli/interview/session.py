"""Runs an interview: chooses the next open question, and saves each answer to the profile."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from readiness.cli.arguments import check_date, partner_of
from readiness.cli.interview.dialogue import Dialogue, Quit
from readiness.cli.io.files import STDIN, exists, read_text, real
from readiness.cli.io.loading import load_profile, load_rubric
from readiness.cli.io.writing import save
from readiness.documents.profile_checks import names_of
from readiness.documents.reading import read_profile
from readiness.errors import UsageError
from readiness.evidence import proxies
from readiness.model.fields import last_day
from readiness.model.question import Question
from readiness.profiles.questions import most_wanted, open_questions, phase_of, scope_of, wanted_first
from readiness.profiles.recording import dated, record
from readiness.report.texts import texts
from readiness.words import clean
from readiness.words import level as shown_level

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.profiles.answers import Answer
    from readiness.profiles.questions import Ask

INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class InterviewOptions:
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


def hold(options: InterviewOptions) -> None:
    """Hold the interview. Ends by itself, on q, at the end of input, or on an interrupt (exit code 130)."""
    if options.file == STDIN:
        raise UsageError("an interview changes a file in place; expected a file, not standard input")
    if sys.stdin is None:
        raise UsageError("an interview needs somebody to answer, and standard input is closed")
    _check_file(Path(options.file))
    if options.as_of is not None:
        check_date(options.as_of)
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    gc.enable()  # unlike other runs, this one may last
    _Interview(options).run()


def _check_file(path: Path) -> None:
    """Raise UsageError, before anybody types, unless the file exists and can be changed."""
    if not exists(path):
        raise UsageError(f"there is no file {path}; write one with `readiness init CODE -o {path}`")
    if not os.access(real(path).parent, os.W_OK):
        raise UsageError(f"{path} cannot be changed: its folder is not writable")


class _Interview:
    def __init__(self, options: InterviewOptions) -> None:
        self.options = options
        self.rubric = load_rubric(options.rubric)
        document = self._document()
        self.other = load_profile(options.other, self.rubric) if options.other is not None else None
        given = options.partner or (self.other.id if self.other is not None else None)
        self.partner = partner_of(given, document)
        if self.other is not None and self.other.id != self.partner:
            raise UsageError(f"--with is the profile of {self.other.id}, --partner says {self.partner}")
        date = options.as_of or document.profile.as_of or ""
        self.talk = Dialogue(self.rubric, texts("en"), self.partner, date)
        self.asked = Question(
            phase=options.phase,
            needs=options.needs,
            measures=options.measures,
            crimes=options.crimes,
            as_of=date or None,
        )
        self.saved = 0
        self.dates: list[str] = []
        self.skipped: set[tuple[str, str | None]] = set()

    def run(self) -> None:
        """Ask until nothing is open or the person stops; then say what was saved."""
        code = 0
        try:
            self._day()
            self._greet()
            while self._next():
                pass
        except (EOFError, Quit):
            sys.stdout.write("\n")
        except KeyboardInterrupt:
            code = INTERRUPTED
            sys.stdout.write("\n")
        self._end()
        if code:
            raise typer.Exit(code)

    def _document(self) -> ProfileDocument:
        """The profile as it is in the file now: it may be edited at the same time."""
        return read_profile(read_text(self.options.file), self.rubric)

    def _day(self) -> None:
        """Ask for the date of the answers if the profile has none, and save it there."""
        if not self.talk.date:
            scope_of(
                self._document(), self.rubric, replace(self.asked, as_of="9999")
            )  # names first, then talk
            self.talk.date = self.talk.day()
            self.asked = replace(self.asked, as_of=self.talk.date)
            new = dated(read_text(self.options.file), self.talk.date, self.rubric)
            save(new)

    def _open(self) -> tuple[list[Ask], str, ProfileDocument]:
        document = self._document()
        scope = scope_of(document, self.rubric, self.asked)
        phase = phase_of(document, self.rubric, self.partner, scope, self.options.phase)
        questions = open_questions(document, self.rubric, scope, self.partner, phase)
        if self.other is not None and questions:
            questions = wanted_first(questions, most_wanted(document, self.other, self.rubric, self.asked))
        return questions, phase, document

    def _greet(self) -> None:
        questions, _, document = self._open()
        name, file = clean(names_of(document.profile)), clean(self.options.file)
        if not questions:
            self.talk.tell("nothing", name=name)
        elif self.partner is not None:
            self.talk.tell("start-towards", name=name, file=file, partner=self.partner, count=len(questions))
        else:
            self.talk.tell("start", name=name, file=file, count=len(questions))
        if questions:
            self.talk.tell("how", "dim")

    def _next(self) -> bool:
        """Ask the most valuable question that is open; False if there is none."""
        questions, phase, document = self._open()
        left = [ask for ask in questions if (ask.indicator, ask.row) not in self.skipped]
        if not left:
            if questions or self.saved:
                self.talk.tell("nothing-more")
            return False
        ask = left[0]
        done = self.saved + len(self.skipped)
        day = last_day(self.asked.as_of or "9999")
        prior = proxies.read(document, self.rubric.indicators[ask.indicator], day, self.rubric.evidence)
        sources = {key: {"title": entry.title} for key, entry in document.profile.sources.items()}
        answer = self.talk.ask(ask, (done + 1, done + len(left)), phase, prior, sources)
        if answer is None:
            self.skipped.add((ask.indicator, ask.row))
            self.talk.tell("skipped", "dim")
        else:
            self._save(answer)
        return True

    def _save(self, answer: Answer) -> None:
        """Save the answer to the file as it is now."""
        recorded = record(read_text(self.options.file), answer, self.rubric)
        save(recorded.text)
        self.saved += 1
        self.dates.append(answer.date)
        name = self.rubric.indicators[answer.indicator].name
        self.talk.tell("saved", "dim", name=name, level=shown_level(answer.level, "n/a"))

    def _end(self) -> None:
        file = clean(self.options.file)
        document = self._document()
        questions, _, _ = self._open() if self.asked.as_of else ([], "", document)
        self.talk.tell("end", count=self.saved, file=file, left=len(questions))
        own = document.profile.as_of
        if own is not None and any(last_day(date) > last_day(own) for date in self.dates):
            self.talk.tell("later", date=own)
        if self.saved:
            self.talk.tell("next", "dim", file=file)
