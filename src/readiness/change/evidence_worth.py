"""What missing evidence is worth: how often finding it out would change the verdict, the first entry or the plan."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Literal

import numpy as np

from readiness.assessment.result.sureness import EvidenceWorth
from readiness.change.starting_levels import by_few_cases
from readiness.change.trials import SettableLevel, Trials
from readiness.engine.arithmetic import TOLERANCE

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement
    from readiness.change.plan import Plan
    from readiness.engine.arithmetic import Quantity
    from readiness.evidence.level_reading import Reading
    from readiness.evidence.supposed_levels import Holder
    from readiness.many.column_arithmetic import Column


def evidence_worth(judged: Judgement, plan: Plan | None = None) -> list[EvidenceWorth]:
    """Every level in scope that is not sure, what is worth most first: by the verdict, then the first entry, then the plan."""
    trials, phase = Trials(judged), judged.asked.phase
    missing = [
        (item, _possible(trials.level(item))) for item in trials.items() if _is_open(trials.level(item))
    ]
    rows = [(item, level) for item, levels in missing for level in levels]
    size = len(rows) + 1
    changes: dict[SettableLevel, Column] = {}
    for row, (item, level) in enumerate(rows):
        changes.setdefault(item, np.full(size, np.nan))[row] = level
    tried, (status, first) = trials.told(changes, phase, size)
    other_verdict = tried.verdict != tried.verdict[-1]
    other_first = (first != first[-1]) | (status != status[-1])
    worths: list[EvidenceWorth] = []
    begin = 0
    for item, levels in missing:
        part = slice(begin, begin + len(levels))
        begin += len(levels)
        voided = None
        if plan is not None and plan.reached:
            voided = sum(not plan.stands_if(item, level) for level in levels) / len(levels)
        worths.append(
            EvidenceWorth(
                item.indicator,
                item.holder,
                _reason(trials.level(item), trials.reading(item)),
                list(levels),
                float(other_verdict[part].mean()),
                float(other_first[part].mean()),
                voided,
                list(judged.rubric.indicators[item.indicator].sources),
                _knows(item.holder),
            )
        )
    return sorted(
        worths,
        key=lambda worth: (-worth.changes_verdict, -worth.changes_first, -(worth.voids_plan or 0.0)),
    )


def _is_open(level: Quantity) -> bool:
    return bool(level.applicable) and (not level.known or level.prior or level.high - level.low > TOLERANCE)


def _possible(level: Quantity) -> tuple[float, ...]:
    """The whole levels that the interval allows; its ends where it allows none."""
    whole = range(ceil(level.low - TOLERANCE), floor(level.high + TOLERANCE) + 1)
    return tuple(float(value) for value in whole) or (float(level.low), float(level.high))


def _reason(level: Quantity, reading: Reading) -> Literal["unknown", "prior", "few-cases", "wide"]:
    if not level.known:
        return "unknown"
    if not level.prior:
        return "wide"
    return "few-cases" if by_few_cases(reading) else "prior"


def _knows(holder: Holder) -> Literal["a", "b", "both"]:
    return "both" if holder == "pair" else holder
