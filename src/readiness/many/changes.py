"""Reads an earlier report and selects the pairs that it no longer covers: their profiles, rubric or question changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readiness.errors import InputError, Problem
from readiness.many.request import asked_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.place import Text
    from readiness.many.request import Request

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
        if not isinstance(record, dict) or record.get("schema") not in (ASSESSMENT, BATCH):
            message = f"result {number} is no assessment and no row of a batch"
            fix = "give a report made with `--format json` or `--format jsonl`"
            raise InputError([Problem(message, text.name, fix=fix)])
    return records


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


def changed(requests: Sequence[Request], rubric_digest: str, earlier: Sequence[Record]) -> list[Request]:
    """The requests without an earlier result for the same question, profiles and rubric."""
    known = {_identity(record) for record in earlier}
    texts: dict[int, str] = {}
    remaining = []
    for request in requests:
        a, b, question = request
        asked = texts.get(id(question))
        if asked is None:
            asked = texts[id(question)] = json.dumps(asked_for(question), sort_keys=True)
        if (a.id, b.id, asked, a.digest, b.digest, rubric_digest) not in known:
            remaining.append(request)
    return remaining


def _identity(record: Record) -> tuple[str, ...]:
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
