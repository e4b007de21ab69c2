"""Tells which question about which profiles a result of an earlier report answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from readiness.many.earlier_reports import RowRecord

if TYPE_CHECKING:
    from readiness.many.earlier_reports import ReportRecord


def identity(record: ReportRecord) -> tuple[str, ...]:
    """What a result answers: both codes, the question, and the digests of both profiles and the rubric."""
    asked = json.dumps(record.asked, sort_keys=True)
    if isinstance(record, RowRecord):
        digests = record.digests
        return (record.a, record.b, asked, digests.a, digests.b, digests.rubric)
    a, b = record.inputs
    return (record.pair.a.id, record.pair.b.id, asked, a.digest, b.digest, record.rubric.digest)
