"""When the sources of a profile are to be looked at again: a day that the source names, else by the table reviews.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.datasets.reading import importer_of
from readiness.documents.yaml_text import decode, parse
from readiness.model.fields import first_day

if TYPE_CHECKING:
    from readiness.model.profile import Profile, SourceEntry

_TABLE = Path(__file__).with_suffix(".yaml")
NEVER = "never"


def reviews(profile: Profile) -> dict[str, date]:
    """By source, the first day on which it is to be looked at again; sources for which none is set are left out."""
    days = {key: review_day(key, entry) for key, entry in profile.sources.items()}
    return {key: day for key, day in days.items() if day is not None}


def review_day(key: str, entry: SourceEntry) -> date | None:
    """The first day on which a source is to be looked at again, or None."""
    if entry.review is not None:
        return first_day(entry.review)
    months = months_by_importer().get(importer_of(key) or "", NEVER)
    if months == NEVER:
        return None
    years, month = divmod(int(months), 12)
    return date(int(key[-4:]) + 1 + years, month + 1, 1)


@cache
def months_by_importer() -> dict[str, Any]:
    """Months after the end of an edition's year, by importer."""
    table: dict[str, Any] = parse(decode(_TABLE.name, _TABLE.read_bytes()))[0]
    return table
