"""Which sources of profiles are to be looked at again, by the clock or on a day that the user names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from readiness.datasets.review_dates import reviews
from readiness.errors import UsageError
from readiness.language import _
from readiness.model.fields import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.profile import Profile

FEW = 5
"""Profiles named one by one, up to so many."""


def due_lines(profiles: Sequence[Profile], day: date) -> Iterator[str]:
    """A line for each source that is overdue, the longest overdue first, with the profiles that cite it."""
    codes: dict[tuple[date, str, str], list[str]] = {}
    for profile in profiles:
        for key, due in reviews(profile).items():
            if due <= day:
                codes.setdefault((due, key, profile.sources[key].title), []).append(profile.profile)
    for (due, key, title), citing in sorted(codes.items()):
        where = ", ".join(citing) if len(citing) <= FEW else _("{count} profiles").format(count=len(citing))
        yield _("{key}: {title}; due since {due} ({where})").format(
            key=key, title=title, due=due, where=where
        )
    if not codes:
        yield _("nothing is due on {day}").format(day=day)


def day_of(today: str | None) -> date:
    """Today by the clock, or the day that the user names. Raises UsageError."""
    if today is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return last_day(today)
    except ValueError as error:
        raise UsageError(_('--today: "{today}": {error}').format(today=today, error=error)) from None
