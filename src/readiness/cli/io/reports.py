"""Loads earlier reports from files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from readiness.cli.io.files import STDIN, read_bytes
from readiness.documents.place import Text
from readiness.errors import InputError, Problem
from readiness.many.changes import read_report
from readiness.many.entry import results

if TYPE_CHECKING:
    from readiness.many.changes import Record
    from readiness.many.entry import Result

MAX_REPORT = 500_000_000


def load_report(name: str) -> list[Record]:
    """The results of a report made with `--format json` or `--format jsonl`. Raises InputError."""
    raw = sys.stdin.buffer.read(MAX_REPORT) if name == STDIN else read_bytes(name, MAX_REPORT)
    try:
        return read_report(Text(name, raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise InputError(
            [Problem("this is not UTF-8; expected a report as JSON or JSON Lines", name)]
        ) from None


def load_results(name: str) -> list[Result]:
    """The results of such a report, in the form in which reports are compared. Raises InputError."""
    try:
        return results(load_report(name))
    except (KeyError, TypeError, IndexError, AttributeError, StopIteration) as error:
        message = f"a result in this report is not whole: {type(error).__name__} {error}"
        fix = "give a report as the program wrote it"
        raise InputError([Problem(message, name, fix=fix)]) from None
