"""Loads earlier reports from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.io.files import read_bytes
from readiness.documents.place import Text
from readiness.errors import InputError, Problem
from readiness.many.entry import results
from readiness.many.records import read_report

if TYPE_CHECKING:
    from readiness.many.entry import Result
    from readiness.many.records import ReportRecord

MAX_REPORT = 500_000_000


def load_report(name: str) -> list[ReportRecord]:
    """The results of a report made with `--format json` or `--format jsonl`. Raises InputError."""
    raw = read_bytes(name, MAX_REPORT)
    try:
        return read_report(Text(name, raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise InputError(
            [Problem("this is not UTF-8; expected a report as JSON or JSON Lines", name)]
        ) from None


def load_results(name: str) -> list[Result]:
    """The results of such a report, in the form in which reports are compared. Raises InputError."""
    return results(load_report(name))
