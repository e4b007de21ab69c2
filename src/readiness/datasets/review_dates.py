"""When the sources of a profile are to be looked at again: a day that the source names, else by the table review_dates.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.datasets.import_result import importer_of
from readiness.documents.yaml_text import decode, parse
from readiness.model.fields import first_day

if TYPE_CHECKING:
    from readiness.model.profile import Profile, SourceEntry

_TABLE = Path(__file__).with_suffix(".yaml")
NEVER = "never"
LISTS = ("agreements", "cldr")
"""Whose sources are named by the list or the version after a dash: `agreements-usa-mla-2015`, `cldr-49`."""


def reviews(profile: Profile) -> dict[str, date]:
    """By source, the first day on which it is to be looked at again; sources for which none is set are left out."""
    days = {key: review_day(key, entry) for key, entry in profile.sources.items()}
    return {key: day for key, day in days.items() if day is not None}


def review_day(key: str, entry: SourceEntry) -> date | None:
    """The first day on which a source is to be looked at again, or None."""
    if entry.review is not None:
        return first_day(entry.review)
    importer = importer_of(key)
    year = int(key[-4:]) if importer else entry.year
    return None if year is None else edition_review(_whose(importer or key), year)


def edition_review(importer: str, year: int) -> date | None:
    """The first day on which an importer's edition of a year is to be looked at again, or None."""
    months = months_by_importer().get(importer, NEVER)
    if months == NEVER:
        return None
    years, month = divmod(int(months), 12)
    return date(year + 1 + years, month + 1, 1)


def _whose(name: str) -> str:
    """The entry of the table for a source: that of the importer, also where the source is one of its lists."""
    importer, dash, _ = name.partition(".")[0].partition("-")
    return importer if dash and importer in LISTS else name.partition(".")[0]


@cache
def months_by_importer() -> dict[str, Any]:
    """Months after the end of an edition's year, by importer."""
    table: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return table
