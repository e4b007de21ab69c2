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
CENTURY = 2000
"""That of years written in two digits, which may be of either calendar."""
LONGEST = 40
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_PART = r"[-/.\s年月]+"
_YEAR_FIRST = rf"(\d{{4}}){_PART}(\d{{1,2}})(?:{_PART}(\d{{1,2}}))?(?:日|[t\s].*|{_PART})?\Z"
_TOGETHER = r"(\d{4})(\d\d)(\d\d)?\Z"
_YEAR_LAST = rf"(\d{{1,2}}){_PART}(\d{{1,2}}){_PART}(\d{{4}})\Z"
_YEAR_AND_MONTH = r"(\d{1,2})\s*[-/.]\s*(\d{4})\Z"
_SHORT = r"(\d\d)([-/.])(\d{1,2})\2(\d{1,2})\Z"
_MINGUO = rf"(?:民[國国])?\s*(\d{{2,3}})(?:{_PART}(\d{{1,2}})(?:{_PART}(\d{{1,2}}))?)?[年月日]?\Z"
_WORDS = r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})\Z"


def dates_meant(text: str) -> list[str]:
    """The dates, as YYYY, YYYY-MM or YYYY-MM-DD, that a text may stand for; several if day and month may be turned."""
    if len(text) > LONGEST:
        return []
    plain = normalize("NFKC", text).strip().casefold()
    return list(dict.fromkeys(_written(*parts) for parts in _read(plain) if _exists(*parts)))


def _read(text: str) -> Iterator[tuple[int, int | None, int | None]]:
    """Year, month and day as a text may be read."""
    if match := re.match(_YEAR_FIRST, text) or re.match(_TOGETHER, text):
        yield int(match[1]), int(match[2]), _number(match[3])
    elif match := re.match(_YEAR_LAST, text):
        yield int(match[3]), int(match[2]), int(match[1])
        yield int(match[3]), int(match[1]), int(match[2])
    elif match := re.match(_YEAR_AND_MONTH, text):
        yield int(match[2]), int(match[1]), None
    elif match := re.match(_SHORT, text):
        first, middle, last = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "-":
            yield CENTURY + first, middle, last
        else:
            yield from ((CENTURY + last, middle, first), (CENTURY + last, first, middle))
        yield first + MINGUO, middle, last
    elif match := re.match(_MINGUO, text):
        yield int(match[1]) + MINGUO, _number(match[2]), _number(match[3])
    elif (match := re.match(_WORDS, text)) and match[2][:3] in MONTHS:
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
