"""Agreement between raters as JSON, `readiness/agreement/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.plain_data import plain
from readiness.report.data.json_text import stamp, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.model.rubric import Rubric
    from readiness.raters.summary import Summary
    from readiness.report.pages.agreement import RaterFiles

SCHEMA = "readiness/agreement/1"


def render(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> str:
    """The report for programs: alpha at most 1, shares 0-1, levels 0-4, absent values null."""
    data = {
        "schema": SCHEMA,
        "rubric": stamp(rubric),
        "raters": [
            {
                "name": rater.name,
                "profiles": [{"id": code, "digest": digest} for code, digest in rater.profiles],
            }
            for rater in raters
        ],
        "overall": plain(summary.overall),
        "indicators": [
            {"id": item.id, "factor": item.factor, **plain(item.agreement)} for item in summary.indicators
        ],
        "apart": [{**plain(unit.subject), "said": list(unit.said)} for unit in summary.apart],
    }
    return write(data)
