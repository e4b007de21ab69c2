"""What people type, read: levels, grades, dates, sources. Nothing here asks or prints."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from readiness.model.fields import last_day
from readiness.profiles.answers import GRADE
from readiness.safe_text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HALVES = {str(value / 2).removesuffix(".0"): value / 2 for value in range(9)}


def plain(text: str) -> str:
    """A typed line without control characters, and without spaces at its ends and in a row."""
    return " ".join(printable(text).split())


def level(text: str) -> float | None:
    """A level 0-4 in whole or half steps, with a point or a comma, or None for what is none."""
    return HALVES.get(text.replace(",", ".").removesuffix(".0"))


def grade(text: str) -> str | None:
    """An Admiralty grade in capitals; empty for none, None for what is no grade."""
    shown = text.upper().replace(" ", "")
    return shown if not shown or GRADE.match(shown) else None


def date_fault(text: str) -> str:
    """What is wrong with a date, or nothing."""
    try:
        last_day(text)
    except ValueError as error:
        return str(error)
    return ""


def choice(text: str, values: Sequence[str]) -> str | None:
    """The one value that a text is or begins, or None."""
    folded = text.casefold()
    matches = [value for value in values if value.casefold() == folded]
    matches = matches or [value for value in values if folded and value.casefold().startswith(folded)]
    return matches[0] if len(matches) == 1 else None


def near_source(text: str, sources: Mapping[str, Any]) -> str | None:
    """A source that someone may have meant who typed an id that is not there: its id, or None."""
    if text in sources or " " in text:
        return None
    by_folded = {key.casefold(): key for key in sources}
    near = get_close_matches(text.casefold(), by_folded, n=1, cutoff=0.75)
    return by_folded[near[0]] if near else None
