"""Everything that can go wrong for a reason the user can mend."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Union
from unicodedata import combining, east_asian_width

from msgspec import Struct
from msgspec.structs import replace

from readiness.language import _, label, ngettext
from readiness.safe_text import inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Fix = Union[str, "Callable[[], str]"]
"""How to mend a mistake, or a function that looks for it."""

MOST_SHOWN = 20
"""The most mistakes of one file that are shown; further ones are counted."""
LONGEST = 1000
"""The most characters of a message: a name in it may be as long as the file that it stands in."""


class Problem(Struct, frozen=True):
    """One mistake: what is wrong, where, and how to mend it.

    `line` and `column` count from 1; 0 means that the problem has no place in a file.
    `text` is the offending line of the file. A `fix` that takes looking for, such as the nearest name, may be a function:
    it is called only for the mistakes shown. `more` is not 0 where this stands for so many mistakes not shown.
    """

    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    text: str = ""
    fix: Fix = ""
    more: int = 0

    def render(self) -> str:
        """The problem as people read it: file:line:col, the line with a caret, and the fix."""
        if not self.file:
            head = self.message
        elif not self.line:
            head = f"{self.file}: {self.message}"
        else:
            head = f"{self.file}:{self.line}:{self.column}: {self.message}"
        parts = [head]
        if self.line and self.text.strip():
            shown, caret = _excerpt(self.text, self.column)
            gutter = f"{self.line:>5} | "
            parts.append(f"{gutter}{shown}")
            parts.append(f"{' ' * (len(gutter) - 2)}| {' ' * caret}^")
        fix = self.fix if isinstance(self.fix, str) else self.fix()
        if fix:
            parts.append(f"        {fix}")
        return "\n".join(inert(_cut(part)) for part in parts)


class ReadinessError(Exception):
    """Base of all errors that are reported to the user without a traceback."""

    def __str__(self) -> str:
        """The message, without anything that could command a terminal or the log of a build."""
        return "\n".join(inert(_cut(line)) for line in super().__str__().split("\n"))


class UsageError(ReadinessError):
    """The request itself does not make sense, whatever the files say."""


class InputError(ReadinessError):
    """One or more files are wrong. Holds the problems in file order: the first of each file, and how many more there are."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(capped(problems))
        super().__init__("\n".join(problem.render() for problem in self.problems))


def capped(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems in file order, at most MOST_SHOWN of each file and one that counts the others."""
    by_file: dict[str, list[Problem]] = {}
    for problem in sorted(problems, key=lambda p: (p.file, p.more > 0, p.line, p.column, p.message)):
        by_file.setdefault(problem.file, []).append(problem)
    for file, own in by_file.items():
        told = [problem for problem in own if not problem.more]
        for problem in told[:MOST_SHOWN]:
            yield problem if isinstance(problem.fix, str) else replace(problem, fix=problem.fix())
        more = len(told[MOST_SHOWN:]) + sum(problem.more for problem in own)
        if more:
            told_ = ngettext("and {count:,} more mistake", "and {count:,} more mistakes", more)
            yield Problem(told_.format(count=more), file, more=more)


SLIP = 0.85
"""Names as alike as this differ by a slip of the pen; of others that share a word none is nearer for the letters of the rest."""
LONG_WORD = 5
"""The letters of a word that says what is meant."""
LONGEST_NAME = 300
"""The most characters of what is looked at as a name that may be misspelled."""
MOST_ALIKE = 5
"""More names than these that share a word are no suggestion."""


def suggestion(name: str, valid: Iterable[str], *, what: str = "") -> str:
    """Text that leads from a wrong name to the right one: the nearest valid name, or the list if it is short."""
    names = [str(item) for item in valid]
    together = [part.strip() for part in name.split(",")]
    if len(together) > 1 and set(together) <= set(names):
        return _("give each on its own: {names}").format(names=_(" and ").join(together))
    near = alike(name, names)
    if near:
        return did_you_mean(near)
    if not names:
        return ""
    if len(names) <= 12:
        return _("expected one of: {names}").format(names=", ".join(names))
    return _("see `readiness list {what}`").format(what=what) if what else ""


def did_you_mean(names: Iterable[str]) -> str:
    """The question whether one of these names was meant."""
    return _("did you mean {names}?").format(names=_(" or ").join(f'"{name}"' for name in names))


def alike(name: str, valid: Iterable[str]) -> list[str]:
    """The names that a wrong name may stand for: a few that share a word with it, or the one that is spelled alike."""
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415  (slow to import, and only mistakes need it)

    if len(name) > LONGEST_NAME:
        return []
    names = list(valid)
    by_folded = {item.casefold(): item for item in names}
    sharing = [item for item in names if _shares_word(name, item)]
    near = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    slip = bool(near) and SequenceMatcher(None, near[0], name.casefold()).ratio() >= SLIP
    if not sharing and not slip and len(_words(name)) > 1:
        sharing = [item for item in names if _words_alike(name, item)]
    if name.casefold() not in by_folded and 0 < len(sharing) <= MOST_ALIKE:
        return sharing
    return [by_folded[item] for item in near]


def nearest(name: str, valid: Iterable[str], *, what: str = "") -> Callable[[], str]:
    """The same as a fix that is looked for only if the mistake is shown: looking among many names takes long."""
    return partial(suggestion, name, valid, what=what)


def unknown(
    what: str, name: str, valid: Iterable[str], replaced: Mapping[str, Sequence[str]], *, listed: str = ""
) -> tuple[str, Fix]:
    """What is wrong with a name that does not exist, and how to mend it; a name given up leads to those that replace it."""
    heirs = replaced.get(name)
    if not heirs:
        return _('unknown {what} "{name}"').format(what=label(what), name=name), nearest(
            name, valid, what=listed
        )
    if len(heirs) == 1:
        message = _('the {what} "{name}" is given up: {heir} replaces it')
        return message.format(what=label(what), name=name, heir=heirs[0]), _("write {heir}").format(
            heir=heirs[0]
        )
    message = _('the {what} "{name}" is given up: {heirs} and {heir} replace it')
    fix = _("write what is meant: {names}; a level is not copied, each is rated from its own facts")
    return (
        message.format(what=label(what), name=name, heirs=", ".join(heirs[:-1]), heir=heirs[-1]),
        fix.format(names=", ".join(heirs)),
    )


def _shares_word(name: str, valid: str) -> bool:
    """Whether a name of a few words holds the word that was typed, in singular or plural."""
    word = name.casefold().removesuffix("s")
    return len(word) >= 3 and any(part.removesuffix("s") == word for part in _words(valid))


def _words_alike(name: str, valid: str) -> bool:
    """Whether two names of several words share a word, but for a slip."""
    from difflib import get_close_matches  # noqa: PLC0415

    longer = [word for word in _words(valid) if len(word) >= LONG_WORD]
    return any(
        get_close_matches(word, longer, cutoff=SLIP) for word in _words(name) if len(word) >= LONG_WORD
    )


def _words(name: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in name.casefold()).split()


def _excerpt(text: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of a line around a column, without control characters, and how many cells stand before the caret."""
    clean = inert(text)
    start = max(0, min(column - 1 - width // 2, len(clean) - width)) if len(clean) > width else 0
    shown = clean[start : start + width].rstrip()
    before = clean[start : max(start, len(inert(text[: max(0, column - 1)])))]
    if start:
        shown, before = f"…{shown[1:]}", f"…{before[1:]}"
    if start + width < len(clean):
        shown = f"{shown}…"
    return shown, sum(_cells(char) for char in before)


def _cut(text: str) -> str:
    """The text without its middle, if it is long: both what stands in front of a long name and what is said of it stay."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def _cells(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
