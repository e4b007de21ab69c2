"""Loads earlier reports from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.io.files import read_written
from readiness.many.entry import results
from readiness.many.records import read_report

if TYPE_CHECKING:
    from readiness.many.entry import Result
    from readiness.many.records import ReportRecord


def load_report(name: str) -> list[ReportRecord]:
    """The results of a report made with `--format json` or `--format jsonl`. Raises InputError."""
    return read_report(read_written(name))


def load_results(name: str) -> list[Result]:
    """The results of such a report, in the form in which reports are compared. Raises InputError."""
    return results(load_report(name))
