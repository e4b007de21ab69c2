"""What the models of all documents share: strictness, kebab-case keys, partial dates, levels."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class Model(BaseModel):
    """A part of a document: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # a validator is built when a document is first read: most runs read only profiles
        allow_inf_nan=False,
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    )


def _date_text(value: Any) -> Any:
    return f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value


def _real_date(value: str) -> str:
    last_day(value)
    return value


PartialDate = Annotated[
    str,
    BeforeValidator(_date_text),
    AfterValidator(_real_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
            "description": "YYYY, YYYY-MM or YYYY-MM-DD",
        }
    ),
]
"""A date people wrote: YYYY, YYYY-MM or YYYY-MM-DD."""

Level = Annotated[float, Field(strict=True, ge=0, le=4)]
"""A level of an indicator, 0 (absent or obstructed) to 4 (routine and tested)."""


@lru_cache(maxsize=4096)
def last_day(text: str) -> date:
    """The day a date stands for as the date of evidence: a partial date means its last day. Raises ValueError."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def first_day(text: str) -> date:
    """The day a date stands for as a beginning: a partial date means its first day. Raises ValueError."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _parts(text: str) -> tuple[int, int, int]:
    match = _DATE.match(text)
    if match is None:
        raise ValueError("expected a date: YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if match[2] and not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if year == 0:
        raise ValueError("there is no year 0")
    if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"there is no day {day} in {match[1]}-{match[2]}")
    return year, month, day
