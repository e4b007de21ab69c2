"""Loads earlier reports from files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.io.files import read_written, written_lines
from readiness.many.entry import results
from readiness.many.records import read_report, records_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.entry import Result
    from readiness.many.records import ReportRecord


def load_results(name: str) -> list[Result]:
    """The results of a report made with `--format json` or `--format jsonl`, as reports are compared. Raises InputError."""
    return results(read_report(read_written(name)))


def stream_report(name: str) -> Iterator[ReportRecord]:
    """The results of such a report, one after the other. Raises InputError."""
    return records_in(name, written_lines(name))
