"""Loads earlier reports from files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.files import STDIN, read_bytes
from readiness.documents.place import Text
from readiness.errors import InputError, Problem
from readiness.many.changes import check, read_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.changes import Record

MAX_REPORT = 500_000_000


def load_report(name: str) -> list[Record]:
    """The results of a report made with `--format json` or `--format jsonl`. Raises InputError."""
    raw = sys.stdin.buffer.read(MAX_REPORT) if name == STDIN else read_bytes(name, MAX_REPORT)
    try:
        return read_report(Text(name, raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise _not_utf8(name) from None


def stream_report(name: str) -> Iterator[Record]:
    """The same one by one, if the file is JSON Lines: it may be larger than memory. Raises InputError."""
    if not Path(name).is_file() or not _is_result(name):
        yield from load_report(name)
        return
    with Path(name).open(encoding="utf-8-sig", newline="\n") as file:
        number = 0
        try:
            for row, line in enumerate(file, 1):
                if line.strip():
                    number += 1
                    yield _result(line, row, number, name)
        except UnicodeDecodeError:
            raise _not_utf8(name) from None


def _is_result(name: str) -> bool:
    """Whether the first line of a file is a whole result."""
    with Path(name).open("rb") as file:
        try:
            check(json.loads(file.readline().decode("utf-8-sig")), 1, name)
        except (ValueError, InputError):
            return False
    return True


def _result(line: str, row: int, number: int, name: str) -> Record:
    try:
        record: Record = json.loads(line)
    except json.JSONDecodeError as wrong:
        message = f"this is not JSON: {wrong.msg}"
        raise InputError([Problem(message, name, row, wrong.colno, line.rstrip("\r\n"))]) from None
    check(record, number, name)
    return record


def _not_utf8(name: str) -> InputError:
    return InputError([Problem("this is not UTF-8; expected a report as JSON or JSON Lines", name)])
