"""Selects the pairs that an earlier report no longer covers: their profiles, rubric or question changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readiness.many.records import RowRecord
from readiness.many.request import asked_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.many.records import ReportRecord
    from readiness.many.request import Request


def changed(
    requests: Sequence[Request], rubric_digest: str, earlier: Sequence[ReportRecord]
) -> list[Request]:
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


def _identity(record: ReportRecord) -> tuple[str, ...]:
    asked = json.dumps(record.asked, sort_keys=True)
    if isinstance(record, RowRecord):
        digests = record.digests
        return (record.a, record.b, asked, digests.a, digests.b, digests.rubric)
    a, b = record.inputs
    return (record.pair.a.id, record.pair.b.id, asked, a.digest, b.digest, record.rubric.digest)
