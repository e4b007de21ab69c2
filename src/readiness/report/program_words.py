"""The program's own words, such as undetermined or gate, as entries of the reference: their texts are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.errors import UsageError, alike, did_you_mean
from readiness.glossary.entries import explain
from readiness.glossary.entry import GlossaryEntry
from readiness.language import _, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.model.rubric import Rubric
    from readiness.words import Texts


def entries_of(rubric: Rubric, names: Sequence[str], say: Texts) -> list[GlossaryEntry]:
    """The entries of several names, of which several may be one that was written without quotes. Raises UsageError."""
    names = list(dict.fromkeys(names))
    together = " ".join(names)
    if len(names) > 1:
        try:
            return _entries(rubric, together, say)
        except UsageError:  # they are names of their own
            pass
    return [entry for name in names for entry in _entries(rubric, name, say)]


def _entries(rubric: Rubric, name: str, say: Texts) -> list[GlossaryEntry]:
    """The program's own word of that name, if there is one, and what the rubric calls so. Raises UsageError for neither."""
    words = say.below("own-words")
    called = {label(word).casefold(): word for word in words} | {word: word for word in words}
    word = called.get(name.casefold())
    entries = []
    if word is not None:
        entries = [GlossaryEntry("word", word, label(word), (("means", say(f"own-words.{word}")),))]
    try:
        return [*entries, *explain(rubric, name)]
    except UsageError:
        if entries:
            return entries
        if near := alike(name, called):
            told = _('nothing is called "{name}"; {hint}')
            raise UsageError(told.format(name=name, hint=did_you_mean(near))) from None
        raise
