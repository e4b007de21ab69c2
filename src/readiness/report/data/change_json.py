"""What-ifs, plans and bottlenecks as JSON. What is absent is null, never left out; levels 0-4, readiness 0-100."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.change.change_notation import spelled
from readiness.plain_data import plain
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.scope import as_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result.sureness import EvidenceWorth
    from readiness.change.bottleneck import BottleneckTable
    from readiness.change.frontier import Buys
    from readiness.change.in_the_way import Closed, InTheWay
    from readiness.change.nudges import Flip, Nudge
    from readiness.change.plan import Plan
    from readiness.change.steps import StepOf
    from readiness.change.task import State
    from readiness.change.trials import SettableLevel
    from readiness.change.what_if import WhatIf
    from readiness.tlp import Tlp

WHAT_IF_SCHEMA = "readiness/what-if/1"
PLAN_SCHEMA = "readiness/plan/1"
BOTTLENECK_SCHEMA = "readiness/bottleneck/1"


def what_if(supposed: WhatIf, table: Sequence[Nudge] | None, smallest: Sequence[Flip]) -> str:
    """A what-if: what is set, both assessments, and what moved. `each` is null where it was not asked for."""
    former = supposed.former if supposed.only_by_phase else None
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
        "limits": {
            "side": found.limits.side,
            "within": found.limits.within,
            "budget": found.limits.budget,
            "without": list(found.limits.without),
        },
        "reached": found.reached,
        "exact": found.exact,
        "shortest": found.shortest,
        "cost": list(found.cost),
        "least": list(found.least),
        "months": found.months,
        "before": _state(found.before),
        "after": _state(found.after),
        "steps": [_step(step) for step in found.steps],
        "alternatives": {
            "found": found.alternatives.number,
            "complete": found.alternatives.complete,
            "listed": [
                {
                    "instead_of": list(other.steps),
                    "steps": [{"remedy": step.remedy, "side": step.side} for step in other.others],
                    "months": other.months,
                    "readiness": other.readiness,
                }
                for other in found.alternatives.listed
            ],
        },
        "frontier": [
            {
                "cost": list(row.cost) if row.cost is not None else None,
                "exact": row.exact,
                "buys": [_buys(item) for item in row.buys],
            }
            for row in found.frontier
        ],
        "in_the_way": _in_the_way(found.in_the_way) if found.in_the_way is not None else None,
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


def bottleneck(table: BottleneckTable, marking: Tlp | None) -> str:
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
            {
                "id": row.indicator,
                "applicable": row.applicable,
                "stopped": row.stopped,
                "level": row.level,
                "needs": [cell._asdict() for cell in row.cells],
            }
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
        "warning": "; ".join(step.warnings) or None,
        "unlocks": list(step.unlocks),
    }


def _buys(item: Buys) -> dict[str, Any]:
    return {
        "target": {"phase": item.target.phase, "verdict": item.target.verdict},
        "months": item.months,
        "verdict": None if item.state is None else item.state.verdict,
        "readiness": None if item.state is None else item.state.readiness,
        "highest": item.highest,
        "standing_must_end": item.ends,
    }


def _in_the_way(obstruction: InTheWay) -> dict[str, Any]:
    highest = obstruction.highest
    return {
        "levels": [
            {
                **_item(barrier.item),
                "level": barrier.level,
                "needed": barrier.needed,
                "proven": barrier.proven,
                "remedies": _closed(barrier.closed),
            }
            for barrier in obstruction.barriers
        ],
        "score": [
            {
                "levels": [_item(item) for item in lever.items],
                "level": lever.level,
                "readiness": lever.readiness,
                "remedies": _closed(lever.closed),
            }
            for lever in obstruction.levers
        ],
        "highest": None if highest is None else {"reached": highest.reached, "bound": highest.bound},
        "fastest": obstruction.fastest,
    }


def _closed(remedies: Sequence[Closed]) -> list[dict[str, Any]]:
    return [
        {"remedy": closed.remedy, "why": closed.why, "waits_for": list(closed.waits)} for closed in remedies
    ]


def _state(state: State) -> dict[str, Any]:
    return {"phase": state.phase, "verdict": state.verdict, "readiness": state.readiness}


def _item(item: SettableLevel) -> dict[str, Any]:
    return {"indicator": item.indicator, "side": item.holder}
