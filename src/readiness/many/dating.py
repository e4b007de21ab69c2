"""One date for several profiles, so that everything in one report is seen on the same day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readiness.errors import UsageError
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question


def on_one_day(question: Question, documents: Iterable[ProfileDocument]) -> Question:
    """The question with its date: the one asked for, else the newest of the profiles' own.

    Raises UsageError if no profile has a date and none was asked for, or if the date cannot be read.
    """
    if question.as_of is not None:
        try:
            return replace(question, as_of=last_day(question.as_of).isoformat())
        except ValueError as error:
            raise UsageError(f'"{question.as_of}" is no date: {error}') from None
    dates = [last_day(one.profile.as_of) for one in documents if one.profile.as_of is not None]
    if not dates:
        raise UsageError("none of the profiles has a date; add `as_of` to one, or give --as-of")
    return replace(question, as_of=max(dates).isoformat())
