"""Reads results of earlier reports into one form, whether an assessment or a row of a batch, so that two can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.assessment.result.obstacles import PRESENT
from readiness.many.earlier_reports import RowRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readiness.many.earlier_reports import AssessmentRecord, IndicatorRecord, PhaseOutcome, ReportRecord

SCOPE = ("lane", "needs", "measures", "crimes", "weights_set")


class Level(Struct, frozen=True):
    """One indicator: its level in the pair (0-4), its gate, and by code the level of each side and its date."""

    level: float | None
    gate: str
    sides: Mapping[str, float | None]
    dates: Mapping[str, str | None]


class FirstObstacle(Struct, frozen=True):
    """The first obstacle, its status, and the code of the side that holds it (or both, or pair)."""

    id: str
    status: str
    factor: str
    side: str
    indicator: str


class Result(Struct, frozen=True):
    """One pair in a report. Sides are named by code, so that their order makes no difference.

    `levels` are by indicator, `record` the statuses of agreements and structures by kind and of treaties by name; None for a row
    of a batch, which has none. `requesting` is the code of the side that asks,
    None for a mutual assessment.
    """

    pair: tuple[str, str]
    scope: Mapping[str, Any]
    requesting: str | None
    as_of: str
    phase: str
    basis: str
    standing: str | None
    verdict: str
    readiness: Mapping[str, float | None]
    phases: Mapping[str, tuple[str, Mapping[str, float | None]]]
    first: FirstObstacle | None
    obstacles: frozenset[str]
    unmet: frozenset[str] | int
    unknown: frozenset[str] | int
    digests: Mapping[str, str]
    rubric: str
    levels: Mapping[str, Level] | None
    record: Mapping[str, str] | None = None
    standing_ended: str | None = None

    @property
    def name(self) -> str:
        """The two codes, as a title."""
        return f"{self.pair[0]} – {self.pair[1]}"


def results(records: Iterable[ReportRecord]) -> list[Result]:
    """The results of a report."""
    return [
        _of_row(record) if isinstance(record, RowRecord) else _of_assessment(record) for record in records
    ]


def _of_row(row: RowRecord) -> Result:
    codes = {"a": row.a, "b": row.b}
    first = row.first_obstacle
    asked = row.asked.get("requesting")
    return Result(
        pair=_pair(codes),
        scope=_scope(row, codes),
        requesting=codes.get(asked) if isinstance(asked, str) else None,
        as_of=row.as_of,
        phase=row.phase,
        basis=row.basis,
        standing=row.standing,
        verdict=row.verdict,
        readiness=dict(row.readiness),
        phases=_phases(row.phases),
        first=(
            FirstObstacle(
                first.id, first.status, first.factor, codes.get(first.side, first.side), first.indicator
            )
            if first is not None
            else None
        ),
        obstacles=frozenset(row.obstacles),
        unmet=row.unmet,
        unknown=row.unknown,
        digests={row.a: row.digests.a, row.b: row.digests.b},
        rubric=row.digests.rubric,
        levels=None,
    )


def _of_assessment(assessment: AssessmentRecord) -> Result:
    codes = {"a": assessment.pair.a.id, "b": assessment.pair.b.id}
    assessed, obstacles = assessment.outcome, assessment.obstacles
    one_way = assessment.direction.assessed == "one-way"
    first = obstacles[0] if obstacles else None
    return Result(
        pair=_pair(codes),
        scope=_scope(assessment, codes),
        requesting=codes.get(assessment.direction.requesting or "") if one_way else None,
        as_of=assessment.as_of,
        phase=assessed.id,
        basis=assessment.phase.basis,
        standing=assessment.standing.status if assessment.standing else None,
        verdict=assessment.verdict,
        readiness=dict(assessment.readiness),
        phases=_phases(assessment.phases),
        first=(
            FirstObstacle(
                first.id,
                first.status,
                first.factor,
                codes.get(first.side, first.side),
                first.indicators[0],
            )
            if first is not None
            else None
        ),
        obstacles=frozenset(obstacle.id for obstacle in obstacles if obstacle.status in PRESENT),
        unmet=frozenset(assessed.unmet),
        unknown=frozenset(assessed.unknown),
        digests={document.id: document.digest for document in assessment.inputs},
        rubric=assessment.rubric.digest,
        levels={indicator.id: _level(indicator, codes) for indicator in assessment.indicators},
        record=_record(assessment),
        standing_ended=assessment.standing_ended.until if assessment.standing_ended else None,
    )


def _record(assessment: AssessmentRecord) -> dict[str, str] | None:
    """What stands between the two, with its statuses."""
    if assessment.on_record is None:
        return None
    statuses: dict[str, set[str]] = {}
    for item in assessment.on_record:
        about = item.name if item.kind == "instrument" else item.type
        statuses.setdefault(about, set()).add(item.status)
    return {about: " ".join(sorted(given)) for about, given in statuses.items()}


def _pair(codes: Mapping[str, str]) -> tuple[str, str]:
    return (codes["a"], codes["b"]) if codes["a"] < codes["b"] else (codes["b"], codes["a"])


def _scope(record: ReportRecord, codes: Mapping[str, str]) -> dict[str, Any]:
    roles = {codes[side]: record.roles.get(side) for side in sorted(codes, key=lambda side: codes[side])}
    return {name: getattr(record, name) for name in SCOPE} | {"roles": roles}


def _phases(phases: Iterable[PhaseOutcome]) -> dict[str, tuple[str, Mapping[str, float | None]]]:
    return {phase.id: (phase.verdict, dict(phase.readiness)) for phase in phases}


def _level(indicator: IndicatorRecord, codes: Mapping[str, str]) -> Level:
    sides = {"a": indicator.a, "b": indicator.b}
    given = {codes[side]: level for side, level in sides.items() if level is not None}
    return Level(
        indicator.level,
        indicator.gate,
        {code: level.level for code, level in given.items()},
        {code: level.as_of for code, level in given.items()},
    )
