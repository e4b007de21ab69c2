"""Loads earlier reports from files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readiness.cli.io.files import STDIN, barred, is_file, is_yaml, read_written, written_lines
from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.many.comparable_result import results
from readiness.many.earlier_reports import read_report, records_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.comparable_result import Result
    from readiness.many.earlier_reports import ReportRecord


def load_results(name: str) -> list[Result]:
    """The results of a report made with `--format json` or `--format jsonl`, as reports are compared. Raises InputError."""
    fix = _("each is written by: readiness assess A B --as-of DATE -o NAME.json")
    if name != STDIN and not (os.path.lexists(name) or barred(name)):
        raise InputError([Problem(_("no such file; expected a report in JSON"), name, fix=fix)])
    if is_yaml(name) and is_file(name):
        told = _("this is YAML, as profiles are; expected a report in JSON")
        raise InputError([Problem(told, name, fix=fix)])
    return results(read_report(read_written(name, renewed=True)))


def stream_report(name: str) -> Iterator[ReportRecord]:
    """The results of such a report, one after the other. Raises InputError."""
    return records_in(name, written_lines(name))
