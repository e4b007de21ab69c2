"""Prints the questions of an interview and reads the answers; each answer is checked before it is accepted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from readiness.cli.io import terminal
from readiness.jurisdictions.lookup import called
from readiness.language import _
from readiness.profiles import typed
from readiness.profiles.answers import Answer
from readiness.profiles.questions import only_towards_partner, speaks_of_partner
from readiness.profiles.relation import SILENCE
from readiness.profiles.wording import Paragraph, notes, question
from readiness.safe_text import inert
from readiness.wrapping import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from readiness.evidence.level_reading import Reading
    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric
    from readiness.profiles.questions import Ask
    from readiness.words import Texts

CODES = {"plain": "", "strong": "\x1b[1m", "dim": "\x1b[2m"}
PLAIN = "\x1b[0m"


class Quit(Exception):  # noqa: N818
    """The person wants to stop."""


class Undo(Exception):  # noqa: N818
    """The person wants to take back what was typed last."""


class Skip(Exception):  # noqa: N818
    """The person leaves a question unanswered that was begun."""


class Turn(NamedTuple):
    """One question to ask: its number and how many there are, the phase whose gates count, a prior, the sources so far."""

    ask: Ask
    progress: tuple[int, int]
    phase: str
    prior: Reading | None
    sources: Mapping[str, Any]


class Dialogue:
    """Asks and shows. Any answer may be q, u, the end of input or an interrupt instead.

    `begun` tells whether anything was typed in answer to the present question.
    """

    def __init__(self, rubric: Rubric, say: Texts, partner: str | None, date: str) -> None:
        self.rubric, self.say, self.partner, self.date = rubric, say, partner, date
        self.begun = False
        self._width, self._colour = terminal.width(), terminal.colour()

    def show(self, paragraphs: Iterable[Paragraph]) -> None:
        """Print paragraphs, wrapped."""
        for lead, text, style in paragraphs:
            wrapped = "\n".join(filled(inert(text), self._width, lead, " " * len(lead)))
            code = CODES[style] if self._colour else ""
            sys.stdout.write(f"{code}{wrapped}{PLAIN if code else ''}\n")
        sys.stdout.flush()

    def tell(self, key: str, style: str = "plain", **values: object) -> None:
        """Print a sentence of the interview's texts."""
        self.show(Paragraph("", line, style) for line in self.say(f"interview.{key}", **values).splitlines())

    def line(self, key: str, default: str = "", **values: object) -> str:
        """The text typed after a prompt, cleaned. Raises EOFError, Quit for q, and Undo for u."""
        prompt = self.say(f"interview.{key}", **values)
        shown = f" [{default}]" if default else ""
        *lines, last = filled(inert(_("{prompt}:").format(prompt=f"{prompt}{shown}")), self._width - 1)
        sys.stdout.writelines(f"{line}\n" for line in lines)
        while not (text := input(f"{last} ")).isascii() and _undecoded(text):
            self.tell("encoding-wrong")
        text = typed.plain(text)
        if text.casefold() == "q":
            raise Quit
        if text.casefold() == "u":
            raise Undo
        self.begun = True
        return text or default

    def asked(
        self, key: str, read: Callable[[str], Any], wrong: str, default: str = "", **values: object
    ) -> Any:
        """The typed text as converted by `read`; asked again while `read` returns None.

        Where they are no answer, s raises Skip and ? explains the prompt.
        """
        while True:
            text = self.line(key, default, **values)
            if (value := read(text)) is not None:
                return value
            if text.casefold() == "s":
                raise Skip
            self.tell(f"{key}-help" if text == "?" else wrong, "plain", **values)
            self.tell("exits", "dim")

    def ask(self, turn: Turn) -> Answer | None:
        """Ask one question with all parts of its answer; None if it is skipped. Raises EOFError, Quit."""
        try:
            return self._answer(turn)
        except Skip:
            return None

    def _answer(self, turn: Turn) -> Answer | None:
        """The same; Skip where it is skipped when begun."""
        self.begun, ask = False, turn.ask
        rubric, indicator = self.rubric, self.rubric.indicators[ask.indicator]
        factor = rubric.factors[rubric.factor_of[ask.indicator]].name
        sys.stdout.write("\n")
        key, values = ("question-row", {"row": ask.row}) if ask.row is not None else ("question", {})
        number, count = turn.progress
        self.tell(key, "dim", number=number, count=count, factor=factor, name=indicator.name, **values)
        self.show(question(rubric, ask, turn.phase, self.partner, turn.prior, self.say))
        level = self._level(ask)
        if level is None:
            return None
        if level == "l":
            towards = self.partner if self.partner is not None and speaks_of_partner(indicator) else None
            return Answer(ask.indicator, towards, ask.row, not_applicable=SILENCE, date=self.date)
        partner = self._partner(indicator)
        if level == "n":
            reason = self.asked("reason", _reason, "reason-wrong")
            return Answer(ask.indicator, partner, ask.row, not_applicable=reason, date=self.dated())
        value = float(level)
        cause = self._cause(indicator, value) if ask.row is None else ""
        grade = self._grade()
        date = self.dated()
        evidence = self.line("evidence")
        source, link = self._source(turn.sources) if evidence else ("", "")
        note = self.line("note")
        return Answer(
            ask.indicator,
            partner,
            ask.row,
            level=value,
            cause=cause,
            grade=grade,
            date=date,
            evidence=evidence,
            source=source,
            link=link,
            note=note,
        )

    def _level(self, ask: Ask) -> float | str | None:
        """A level, "n" for not applicable, "l" for looked and found none, None for skip."""
        while True:
            text = self.line("level").casefold()
            if text == "s":
                return None
            if text in ("n", "l"):
                return text
            if text == "?":
                self.show(notes(self.rubric, ask, self.say))
                continue
            if (level := typed.level(text)) is not None:
                return level
            self.tell("level-wrong")

    def _partner(self, indicator: Indicator) -> str | None:
        """Towards whom the answer holds; asked where both are possible."""
        if self.partner is None or only_towards_partner(indicator):
            return self.partner
        default = "p" if speaks_of_partner(indicator) else "a"
        held = self.asked(
            "holds",
            lambda text: typed.choice(text, ("p", "a")),
            "holds-wrong",
            default,
            partner=called(self.partner),
        )
        return self.partner if held == "p" else None

    def _cause(self, indicator: Indicator, level: float) -> str:
        rule = indicator.cause
        if rule is None:
            return ""
        needed = rule.required_below is not None and level < rule.required_below

        def read(text: str) -> str | None:
            return "" if not text and not needed else typed.choice(text, rule.values)

        self.show([Paragraph("  ", rule.rule)])
        cause: str = self.asked(
            "cause" if needed else "cause-or-none", read, "cause-wrong", names=", ".join(rule.values)
        )
        return cause

    def _grade(self) -> str:
        while True:
            text = self.line("grade")
            if text == "?":
                self.tell("grade-help")
            elif (grade := typed.grade(text)) is not None:
                return grade
            else:
                self.tell("grade-wrong")

    def dated(self) -> str:
        """A date, by default that of the last answer."""
        self.date = self.day("date", self.date)
        return self.date

    def day(self, key: str, default: str = "", *, optional: bool = False) -> str:
        """A date; empty if it may be left out and is."""
        while True:
            text = self.line(key, default)
            if optional and not text:
                return text
            if text.casefold() == "s":
                raise Skip
            if not text or text == "?":
                self.tell("date-help")
                self.tell("exits", "dim")
                continue
            if not (fault := typed.date_fault(text)):
                return text
            self.tell("date-wrong", text=text, why=fault)

    def _source(self, sources: Mapping[str, Any]) -> tuple[str, str]:
        """An id or a title, and the link of a new source."""
        while True:
            text = self.line("source")
            if text == "?":
                self._list(sources)
                continue
            if text.isdecimal() and len(text) < len("1900"):
                if 0 < int(text) <= len(sources):
                    return list(sources)[int(text) - 1], ""
                self.tell("source-number-wrong", count=len(sources))
                continue
            near = typed.near_source(text, sources)
            if near is not None and self.line("near", near=near, given=text).casefold() != "n":
                return near, ""
            known = [key for key, entry in sources.items() if text.casefold() in _names(key, entry)]
            if known or not text:
                return (known[0] if known else ""), ""
            return text, self.line("link")

    def _list(self, sources: Mapping[str, Any]) -> None:
        if not sources:
            self.tell("no-sources")
        self.show(
            Paragraph(f"  {number}  ", typed.plain(f"{key}: {entry.get('title', '')}"))
            for number, (key, entry) in enumerate(sources.items(), 1)
        )


def _reason(text: str) -> str | None:
    """A reason in words; None for nothing and for what asks for help or leaves."""
    return None if text.casefold() in ("", "s", "?") else text


def _undecoded(text: str) -> bool:
    """Whether a typed line holds bytes that are no text: those of another encoding than the terminal's."""
    return any("\udc80" <= char <= "\udcff" for char in text)


def _names(key: str, entry: Mapping[str, Any]) -> tuple[str, str]:
    return key.casefold(), str(entry.get("title", "")).casefold()
