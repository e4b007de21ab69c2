"""What-ifs, plans and bottlenecks as JSON. What is absent is null, never left out; levels 0-4, readiness 0-100."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.plain import plain
from readiness.report.data.json_text import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.change.nudges import Flip, Nudge
    from readiness.change.trials import Item
    from readiness.change.what_if import WhatIf

WHAT_IF_SCHEMA = "readiness/what-if/1"


def what_if(supposed: WhatIf, table: Sequence[Nudge] | None, smallest: Sequence[Flip]) -> str:
    """A what-if: what is set, both assessments, and what moved. `each` is null where it was not asked for."""
    former = supposed.later
    data = {
        "schema": WHAT_IF_SCHEMA,
        "set": [wish.text for wish in supposed.wishes],
        "before": supposed.before,
        "after": supposed.after,
        "moved": [
            {
                "what": item.what,
                "from": item.before,
                "to": item.after,
                "why": item.why,
                "by": list(item.by),
            }
            for item in supposed.moved
        ],
        "worse_only_by_phase": former,
        "smallest": [
            {
                "kind": flip.kind,
                "levels": flip.levels,
                "set": [{**_item(item), "level": value} for item, value in flip.sets],
                "verdict": flip.verdict,
                "first": flip.first,
                "others": flip.others,
            }
            for flip in smallest
        ],
        "each": None
        if table is None
        else [
            {
                **_item(nudge.item),
                "from": nudge.before,
                "to": nudge.after,
                "verdict": nudge.verdict,
                "readiness": nudge.readiness,
                "first": nudge.first,
                "changes_verdict": nudge.changes_verdict,
                "changes_first": nudge.changes_first,
            }
            for nudge in table
        ],
    }
    return write(plain(data))


def _item(item: Item) -> dict[str, Any]:
    return {"indicator": item.indicator, "side": item.holder}
