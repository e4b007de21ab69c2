"""What-ifs, plans and bottlenecks as JSON. What is absent is null, never left out; levels 0-4, readiness 0-100."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.change.wishes import spelled
from readiness.plain import plain
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.scope import as_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result import EvidenceWorth
    from readiness.change.bottleneck import Table
    from readiness.change.nudges import Flip, Nudge
    from readiness.change.plan import Plan, State, StepOf
    from readiness.change.trials import Item
    from readiness.change.what_if import WhatIf
    from readiness.tlp import Tlp

WHAT_IF_SCHEMA = "readiness/what-if/1"
PLAN_SCHEMA = "readiness/plan/1"
BOTTLENECK_SCHEMA = "readiness/bottleneck/1"


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
                "set": [{**_item(move.item), "level": move.after, "by": move.by} for move in flip.moves],
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
                **_item(nudge.move.item),
                "from": nudge.move.before,
                "to": nudge.move.after,
                "by": nudge.move.by,
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


def plan(found: Plan, worths: Sequence[EvidenceWorth], marking: Tlp | None) -> str:
    """A plan, and the evidence to get first. Costs are the steps by band, the dearest first; `least` is a cost that no plan is below."""
    judged = found.judged
    codes = (judged.a.id, judged.b.id)
    data = {
        "schema": PLAN_SCHEMA,
        "pair": {"a": codes[0], "b": codes[1]},
        "rubric": stamp(judged.rubric),
        **as_data(judged.scope),
        "tlp": marking,
        "target": {"phase": found.target.phase, "verdict": found.target.verdict},
        "reached": found.reached,
        "exact": found.exact,
        "shortest": found.shortest,
        "cost": list(found.cost),
        "least": list(found.least),
        "months": found.months,
        "before": _state(found.before),
        "after": _state(found.after),
        "steps": [_step(step) for step in found.steps],
        "alternatives": [
            {"step": other.step, "remedy": other.remedy, "side": other.side, "months": other.months}
            for other in found.alternatives
        ],
        "frontier": [
            {
                "target": {"phase": item.target.phase, "verdict": item.target.verdict},
                "cost": list(item.cost) if item.cost is not None else None,
                "months": item.months,
                "exact": item.exact,
                "verdict": item.state.verdict,
                "readiness": item.state.readiness,
                "standing_must_end": item.ends,
            }
            for item in found.frontier
        ],
        "blocked_by": [
            {
                **_item(barrier.item),
                "level": barrier.level,
                "needed": barrier.needed,
                "closed": [{"remedy": remedy, "waits_for": list(waits)} for remedy, waits in barrier.closed],
            }
            for barrier in found.barriers
        ],
        "taken_for_granted": [
            {**_item(taken.item), "level": taken.level, "basis": taken.basis} for taken in found.taken
        ],
        "evidence_first": list(worths),
        "standing_must_end": found.premises.ends,
        "what_if": [
            *(["pair.standing=running"] if found.premises.ends is not None else []),
            *(spelled(item, codes) for item in found.supposed),
        ],
    }
    return write(plain(data))


def bottleneck(table: Table, marking: Tlp | None) -> str:
    """The bottleneck table. `needed` is null where an outcome asks nothing, `distance` where the level is not known.

    `alone` is null where no level of the indicator alone is enough.
    """
    judged = table.judged
    data = {
        "schema": BOTTLENECK_SCHEMA,
        "pair": {"a": judged.a.id, "b": judged.b.id},
        "rubric": stamp(judged.rubric),
        **as_data(judged.scope),
        "tlp": marking,
        "outcomes": [outcome._asdict() for outcome in table.outcomes],
        "indicators": [
            {"id": row.indicator, "level": row.level, "needs": [cell._asdict() for cell in row.cells]}
            for row in table.rows
        ],
        "readiness_if_just_met": dict(table.floors),
    }
    return write(plain(data))


def _step(step: StepOf) -> dict[str, Any]:
    return {
        "remedy": step.remedy,
        "target": step.target,
        "side": step.side,
        "lifts": [{**_item(lift.item), "from": lift.before, "to": lift.after} for lift in step.lifts],
        "start": step.start,
        "end": step.end,
        "cost": step.cost,
        "assumes": list(step.assumes),
        "warning": step.warning or None,
        "unlocks": list(step.unlocks),
    }


def _state(state: State) -> dict[str, Any]:
    return {"phase": state.phase, "verdict": state.verdict, "readiness": state.readiness}


def _item(item: Item) -> dict[str, Any]:
    return {"indicator": item.indicator, "side": item.holder}
