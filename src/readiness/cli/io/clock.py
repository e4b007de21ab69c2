"""The one clock: the day on which somebody types something. No assessment reads it."""

from __future__ import annotations

from datetime import date


def today() -> str:
    """Today's date where the program runs, as YYYY-MM-DD."""
    return date.today().isoformat()  # noqa: DTZ011  (the day of whoever types)
