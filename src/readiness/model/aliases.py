"""What people call the needs, measures, crimes, phases and roles of a rubric beside their ids. Nothing is matched by likeness."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args
from unicodedata import normalize

from readiness.errors import did_you_mean
from readiness.language import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readiness.model.rubric import Rubric

_BETWEEN = re.compile(r"\s*(?:[,;/+&|]|\b(?:and|or|und|et|y)\b)\s*", re.IGNORECASE)

AskedKind = Literal["needs", "measures", "crimes", "phases", "roles"]
"""What is asked for by a word, and may be called otherwise."""


class Name(NamedTuple):
    """What an entry is called: its id, the text, and the keys that lead from the entries to it."""

    key: str
    text: str
    path: tuple[str | int, ...]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A name in the form used for comparison: case, the signs between words and the plural make no difference."""
    text = normalize("NFKC", text).casefold()
    return " ".join(map(_singular, "".join(char if char.isalnum() else " " for char in text).split()))


def numbered(text: str) -> str:
    """An id of a letter and a number in the form used for comparison: "r1" and "R01" are one."""
    return re.sub(r"(?<=[a-z])0+(?=\d)", "", text.strip().casefold())


def ids_called(rubric: Rubric, kind: str, text: str) -> tuple[str, ...]:
    """The ids of a kind that a text may mean, also as the language spoken calls them: none, one, or several that must be asked back."""
    if kind not in get_args(AskedKind):
        return ()
    entries = getattr(rubric, kind)
    if text in entries:
        return (text,)
    spoken = tuple(key for key in entries if plain(word(key)) == plain(text))
    return rubric.ids_by_name[kind].get(plain(text), spoken)


def id_called(rubric: Rubric, kind: str, text: str) -> str:
    """The one id that a text means; the text itself if it means none, or several."""
    ids = ids_called(rubric, kind, text)
    return ids[0] if len(ids) == 1 else text


def joined(rubric: Rubric, kind: str, text: str) -> list[str]:
    """The ids of several names in one text, such as "drugs and money laundering"; empty if it is none, or one is not known."""
    parts = [part for part in _BETWEEN.split(text) if part]
    ids = [id_called(rubric, kind, part) for part in parts]
    return ids if len(ids) > 1 and set(ids) <= set(getattr(rubric, kind)) else []


def hint(ids: Iterable[str]) -> str:
    """What leads from a name to what it may mean. Empty without any."""
    ids = tuple(ids)
    return did_you_mean(ids) if ids else ""


def names_of(entries: Mapping[str, Any]) -> Iterator[Name]:
    """Each name of each entry, its id among them."""
    for key, entry in entries.items():
        yield Name(key, key, (key,))
        if name := getattr(entry, "name", ""):
            yield Name(key, name, (key, "name"))
        for number, other in enumerate(entry.called):
            yield Name(key, other, (key, "called", number))


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith("ss") or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
