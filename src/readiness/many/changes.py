"""Reads earlier reports, and tells what question about which profiles each of their results answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readiness.errors import InputError, Problem

if TYPE_CHECKING:
    from readiness.documents.place import Text

ASSESSMENT, BATCH = "readiness/assessment/1", "readiness/batch/1"
Record = dict[str, Any]


def read_report(text: Text) -> list[Record]:
    """The results in a report: one assessment, or the rows of a batch as JSON or JSON Lines. Raises InputError."""
    content = text.content.strip()
    if not content:
        raise InputError([Problem("the file is empty; expected a report as JSON or JSON Lines", text.name)])
    try:
        whole = json.loads(content)
    except json.JSONDecodeError as error:
        records = _lines(text, error)
    else:
        records = (
            whole
            if isinstance(whole, list)
            else whole.get("rows", [whole])
            if isinstance(whole, dict)
            else [whole]
        )
    for number, record in enumerate(records, 1):
        check(record, number, text.name)
    return records


def check(record: Any, number: int, name: str) -> None:
    """Raise InputError if this result of a report, counted from 1, is no assessment and no row."""
    if not isinstance(record, dict) or record.get("schema") not in (ASSESSMENT, BATCH):
        message = f"result {number} is no assessment and no row of a batch"
        fix = "give a report made with `--format json` or `--format jsonl`"
        raise InputError([Problem(message, name, fix=fix)])


def _lines(text: Text, error: json.JSONDecodeError) -> list[Any]:
    """The values of JSON Lines. If the first line is not JSON, the error is that of the whole text read as JSON."""
    values: list[Any] = []
    for number, line in enumerate(text.content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except json.JSONDecodeError as wrong:
            position = (number, wrong.colno) if values else (error.lineno, error.colno)
            message = f"this is not JSON: {wrong.msg if values else error.msg}"
            raise InputError([Problem(message, text.name, *position, text.line(position[0]))]) from None
    return values


def identity(record: Record) -> tuple[str, ...]:
    """What a result answers: both codes, the question, and the digests of both profiles and the rubric."""
    asked = json.dumps(record.get("asked", {}), sort_keys=True)
    if record["schema"] == BATCH:
        digests = record.get("digests", {})
        return (
            str(record.get("a")),
            str(record.get("b")),
            asked,
            *(str(digests.get(name)) for name in ("a", "b", "rubric")),
        )
    pair, inputs = record.get("pair", {}), record.get("inputs", [{}, {}])
    return (
        str(pair.get("a", {}).get("id")),
        str(pair.get("b", {}).get("id")),
        asked,
        *(str(document.get("digest")) for document in inputs),
        str(record.get("rubric", {}).get("digest")),
    )
