"""One result of a report, whatever kind of report it stands in, in the terms in which two results are compared."""

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
    """One indicator: its level in the pair, its gate, and each side's level, by code."""

    level: float | None
    gate: str
    sides: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class First:
    """The first obstacle, its status, and the code of the side that holds it (or both, or pair)."""

    id: str
    status: str
    factor: str
    side: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Result:
    """One pair in an earlier or a later report. Sides are codes, so that the order of the two makes no difference.

    `levels` are those of a whole assessment, None for a row of a batch. `requesting` is the code of the side that asks, None
    for a mutual assessment.
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
    first: First | None
    obstacles: frozenset[str]
    unmet: frozenset[str] | int
    unknown: frozenset[str] | int
    digests: Mapping[str, str]
    rubric: str
    levels: Mapping[str, Level] | None

    @property
    def name(self) -> str:
        """The two codes."""
        return f"{self.pair[0]} – {self.pair[1]}"


def results(records: Iterable[Record]) -> list[Result]:
    """The results of a report. Raises KeyError, TypeError or IndexError for one that is not whole."""
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
        first=First(**first | {"side": codes.get(first["side"], first["side"])}) if first else None,
        obstacles=frozenset(row["obstacles"]),
        unmet=row["unmet"],
        unknown=row["unknown"],
        digests={code: row["digests"][side] for side, code in codes.items()},
        rubric=row["digests"]["rubric"],
        levels=None,
    )


def _of_assessment(found: Record) -> Result:
    codes = {side: found["pair"][side]["id"] for side in ("a", "b")}
    mine = next(phase for phase in found["phases"] if phase["id"] == found["phase"]["assessed"])
    one_way = found["direction"]["assessed"] == "one-way"
    return Result(
        pair=_pair(codes),
        scope={name: found[name] for name in SCOPE} | {"roles": _roles(codes, found["roles"])},
        requesting=codes.get(found["direction"]["requesting"]) if one_way else None,
        as_of=found["as_of"],
        phase=found["phase"]["assessed"],
        basis=found["phase"]["basis"],
        standing=found["standing"]["status"] if found["standing"] else None,
        verdict=found["verdict"],
        readiness=found["readiness"],
        phases=_phases(found),
        first=_first(found["obstacles"], codes),
        obstacles=frozenset(
            item["id"] for item in found["obstacles"] if item["status"] in ("blocking", "limiting")
        ),
        unmet=frozenset(mine["unmet"]),
        unknown=frozenset(mine["unknown"]),
        digests={one["id"]: one["digest"] for one in found["inputs"]},
        rubric=found["rubric"]["digest"],
        levels={item["id"]: _level(item, codes) for item in found["indicators"]},
    )


def _pair(codes: Mapping[str, str]) -> tuple[str, str]:
    return (codes["a"], codes["b"]) if codes["a"] < codes["b"] else (codes["b"], codes["a"])


def _roles(codes: Mapping[str, str], roles: Mapping[str, str | None]) -> dict[str, str | None]:
    return {codes[side]: roles[side] for side in sorted(codes, key=lambda side: codes[side])}


def _phases(record: Record) -> dict[str, tuple[str, Mapping[str, float | None]]]:
    return {phase["id"]: (phase["verdict"], phase["readiness"]) for phase in record["phases"]}


def _first(obstacles: list[Record], codes: Mapping[str, str]) -> First | None:
    if not obstacles:
        return None
    first = obstacles[0]
    side = codes.get(first["side"], first["side"])
    return First(first["id"], first["status"], first["factor"], side, first["indicators"][0])


def _level(item: Record, codes: Mapping[str, str]) -> Level:
    sides = {code: item[side]["level"] for side, code in codes.items() if item[side] is not None}
    return Level(item["level"], item["gate"], sides)
