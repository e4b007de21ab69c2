"""What a date was meant to be that is not written as YYYY-MM-DD: only for suggestions, never read as a date."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

MINGUO = 1911
"""What turns a year of the Republic of China, which Taiwan's documents are dated by, into one of the common era."""
LONGEST = 40
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_PART = r"[-/.\s年月]+"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_PART}(\d{{1,2}})(?:{_PART}(\d{{1,2}}))?(?:日|[t\s].*|{_PART})?\Z")
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)?\Z")
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_PART}(\d{{1,2}}){_PART}(\d{{4}})\Z")
_MINGUO = re.compile(rf"(?:民[國国])?\s*(\d{{2,3}})(?:{_PART}(\d{{1,2}})(?:{_PART}(\d{{1,2}}))?)?[年月日]?\Z")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\Z"
)


def dates_meant(text: str) -> list[str]:
    """The dates, as YYYY, YYYY-MM or YYYY-MM-DD, that a text may stand for; several if day and month may be turned."""
    if len(text) > LONGEST:
        return []
    plain = normalize("NFKC", text).strip().casefold()
    return list(dict.fromkeys(_written(*parts) for parts in _read(plain) if _exists(*parts)))


def _read(text: str) -> Iterator[tuple[int, int | None, int | None]]:
    """Year, month and day as a text may be read."""
    if match := _YEAR_FIRST.match(text) or _TOGETHER.match(text):
        yield int(match[1]), int(match[2]), _number(match[3])
    elif match := _YEAR_LAST.match(text):
        yield int(match[3]), int(match[2]), int(match[1])
        yield int(match[3]), int(match[1]), int(match[2])
    elif match := _MINGUO.match(text):
        yield int(match[1]) + MINGUO, _number(match[2]), _number(match[3])
    elif (match := _WORDS.match(text)) and match[2][:3] in MONTHS:
        yield int(match[4]), MONTHS.index(match[2][:3]) + 1, _number(match[1] or match[3])


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _exists(year: int, month: int | None, day: int | None) -> bool:
    try:
        return bool(date(year, month or 1, day or 1))
    except ValueError:
        return False


def _written(year: int, month: int | None, day: int | None) -> str:
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
