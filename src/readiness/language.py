"""The language in which everything is told, and its translations, which are files in gettext's PO format.

The texts in the sources and in the rubrics are English; a catalogue says them in another language and leaves in English what
it lacks. `cli/` sets the language once for a run. What is told follows it, what is judged never depends on it.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from gettext import GNUTranslations, c2py
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENGLISH = "en"

_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)[ \t]+)?("(?:[^"\\]|\\.)*")')
_PLURALS = re.compile(r"Plural-Forms:.*plural=([^;\n]+)")


class Entry(NamedTuple):
    """A message of a PO file: English, its translation in each form that the language has, and its line (from 1)."""

    context: str | None
    message: str
    plural: str | None
    told: tuple[str, ...]
    line: int


def entries(content: str) -> Iterator[Entry]:
    """The messages of a PO file, without those that are marked as fuzzy; the header is the one without a message.

    Raises ValueError, with the line, for what is no PO file.
    """
    fields: dict[str, str] = {}
    name, begin, fuzzy = "", 0, False
    for number, raw in enumerate([*content.split("\n"), ""], 1):
        line = raw.strip()
        match = _LINE.fullmatch(line)
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif match is None and line:
            raise ValueError(
                _("line {number}: expected msgid, msgstr or a comment, each text in double quotes").format(
                    number=number
                )
            )
        elif match is None:
            if "msgid" in fields and not fuzzy:
                told = tuple(text for field, text in fields.items() if field.startswith("msgstr"))
                yield Entry(fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"), told, begin)
            fields, fuzzy = {}, False
        else:
            begin = begin if fields else number
            name = match[1] or name
            fields[name] = ("" if match[1] else fields.get(name, "")) + json.loads(match[2])


class Catalogue(GNUTranslations):
    """The translations of one language, by its BCP 47 tag. English has none: it says what the sources say."""

    def __init__(self, tag: str = ENGLISH, translations: Iterable[Entry] = ()) -> None:
        """Take the entries of PO files; where two translate a message, the later one counts."""
        super().__init__()
        self.tag = tag
        self.forms = "n != 1"
        self._catalog: dict[str | tuple[str, int], str] = {}
        for entry in translations:
            self._add(entry)

    @cached_property
    def plural(self) -> Any:
        """Which plural form a number takes: a function, which most runs have no use for."""
        return c2py(self.forms)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it is sent to another process: the function that chooses plural forms is made anew there."""
        return _received, (self.tag, self.forms, self._catalog)

    def _add(self, entry: Entry) -> None:
        if not entry.message:
            stated = _PLURALS.search(entry.told[0])
            self.forms = stated[1] if stated is not None else self.forms
            return
        key = entry.message if entry.context is None else self.CONTEXT % (entry.context, entry.message)
        if entry.plural is None:
            told = entry.told[0] if entry.told else ""
            self._catalog |= {key: told} if told else {}
        elif all(entry.told):
            self._catalog |= {(key, form): told for form, told in enumerate(entry.told)}


def _received(tag: str, forms: str, translations: dict[str | tuple[str, int], str]) -> Catalogue:
    catalogue = Catalogue(tag)
    catalogue.forms, catalogue._catalog = forms, translations  # noqa: SLF001
    return catalogue


_SPOKEN: ContextVar[Catalogue] = ContextVar("language", default=Catalogue())  # noqa: B039  (never changed)


def spoken() -> Catalogue:
    """The catalogue of the language that this run speaks."""
    return _SPOKEN.get()


def speak(catalogue: Catalogue) -> None:
    """Speak a language from here on."""
    _SPOKEN.set(catalogue)


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Speak a language for a while."""
    before = _SPOKEN.set(catalogue)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def _(message: str) -> str:
    """A text of the program in the language spoken."""
    return spoken().gettext(message)


def marked(message: str) -> str:
    """A text that is told later by `_`: a constant is made before the language is known."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """A text that depends on a number, in the form that the language asks for."""
    return spoken().ngettext(one, many, count)


def label(name: str) -> str:
    """What a kind of thing, such as `indicator`, or another label that is English for programs is called."""
    return spoken().pgettext("label", name)


def word(name: str) -> str:
    """What an id of the rubric, such as `joint-operation`, is called; in English it stands for itself."""
    return spoken().pgettext("id", name)
