"""Reads results of earlier reports into one form, whether an assessment or a row of a batch, so that two can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readiness.many.changes import BATCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readiness.many.changes import Record

SCOPE = ("lane", "needs", "measures", "crimes", "weights_set")


@dataclass(frozen=True, slots=True)
class Level:
    """One indicator: its level in the pair (0-4), its gate, and by code the level of each side and its date."""

    level: float | None
    gate: str
    sides: Mapping[str, float | None]
    dates: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class FirstObstacle:
    """The first obstacle, its status, and the code of the side that holds it (or both, or pair)."""

    id: str
    status: str
    factor: str
    side: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Result:
    """One pair in a report. Sides are named by code, so that their order makes no difference.

    `levels` are by indicator; None for a row of a batch, which has none. `requesting` is the code of the side that asks,
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

    @property
    def name(self) -> str:
        """The two codes, as a title."""
        return f"{self.pair[0]} – {self.pair[1]}"


def results(records: Iterable[Record]) -> list[Result]:
    """The results of a report. Raises KeyError, TypeError or IndexError for an incomplete one."""
    return [_of_row(record) if record["schema"] == BATCH else _of_assessment(record) for record in records]


def _of_row(row: Record) -> Result:
    codes = {"a": row["a"], "b": row["b"]}
    first = row["first_obstacle"]
    asked = row["asked"].get("requesting")
    return Result(
        pair=_pair(codes),
        scope={name: row[name] for name in SCOPE} | {"roles": _roles(codes, row["roles"])},
        requesting=codes.get(asked),
        as_of=row["as_of"],
        phase=row["phase"],
        basis=row["basis"],
        standing=row["standing"],
        verdict=row["verdict"],
        readiness=row["readiness"],
        phases=_phases(row),
        first=FirstObstacle(**first | {"side": codes.get(first["side"], first["side"])}) if first else None,
        obstacles=frozenset(row["obstacles"]),
        unmet=row["unmet"],
        unknown=row["unknown"],
        digests={code: row["digests"][side] for side, code in codes.items()},
        rubric=row["digests"]["rubric"],
        levels=None,
    )


def _of_assessment(assessment: Record) -> Result:
    codes = {side: assessment["pair"][side]["id"] for side in ("a", "b")}
    assessed = next(phase for phase in assessment["phases"] if phase["id"] == assessment["phase"]["assessed"])
    one_way = assessment["direction"]["assessed"] == "one-way"
    return Result(
        pair=_pair(codes),
        scope={name: assessment[name] for name in SCOPE} | {"roles": _roles(codes, assessment["roles"])},
        requesting=codes.get(assessment["direction"]["requesting"]) if one_way else None,
        as_of=assessment["as_of"],
        phase=assessment["phase"]["assessed"],
        basis=assessment["phase"]["basis"],
        standing=assessment["standing"]["status"] if assessment["standing"] else None,
        verdict=assessment["verdict"],
        readiness=assessment["readiness"],
        phases=_phases(assessment),
        first=_first(assessment["obstacles"], codes),
        obstacles=frozenset(
            obstacle["id"]
            for obstacle in assessment["obstacles"]
            if obstacle["status"] in ("blocking", "limiting")
        ),
        unmet=frozenset(assessed["unmet"]),
        unknown=frozenset(assessed["unknown"]),
        digests={document["id"]: document["digest"] for document in assessment["inputs"]},
        rubric=assessment["rubric"]["digest"],
        levels={indicator["id"]: _level(indicator, codes) for indicator in assessment["indicators"]},
    )


def _pair(codes: Mapping[str, str]) -> tuple[str, str]:
    return (codes["a"], codes["b"]) if codes["a"] < codes["b"] else (codes["b"], codes["a"])


def _roles(codes: Mapping[str, str], roles: Mapping[str, str | None]) -> dict[str, str | None]:
    return {codes[side]: roles[side] for side in sorted(codes, key=lambda side: codes[side])}


def _phases(record: Record) -> dict[str, tuple[str, Mapping[str, float | None]]]:
    return {phase["id"]: (phase["verdict"], phase["readiness"]) for phase in record["phases"]}


def _first(obstacles: list[Record], codes: Mapping[str, str]) -> FirstObstacle | None:
    if not obstacles:
        return None
    first = obstacles[0]
    side = codes.get(first["side"], first["side"])
    return FirstObstacle(first["id"], first["status"], first["factor"], side, first["indicators"][0])


def _level(indicator: Record, codes: Mapping[str, str]) -> Level:
    sides = {code: indicator[side]["level"] for side, code in codes.items() if indicator[side] is not None}
    dates = {code: indicator[side]["as_of"] for side, code in codes.items() if indicator[side] is not None}
    return Level(indicator["level"], indicator["gate"], sides, dates)
