"""A batch against `assess`, pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from readiness.assessment.assemble import assess
from readiness.assessment.result.obstacles import PRESENT
from readiness.errors import ReadinessError
from readiness.many.judging import tabulate
from readiness.many.rows import rows
from readiness.plain_data import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.many.request import Request
    from readiness.model.rubric import Rubric

Data = dict[str, Any]


def expected_row(result: Assessment) -> Data:
    """What the row of a batch must say, read off a whole assessment."""
    first = result.obstacles[0] if result.obstacles else None
    mine = next(phase for phase in result.phases if phase.id == result.phase.assessed)
    row = {
        "a": result.pair.a.id,
        "b": result.pair.b.id,
        "as_of": result.as_of,
        "phase": result.phase.assessed,
        "basis": result.phase.basis,
        "standing": result.standing.status if result.standing is not None else None,
        "verdict": result.verdict,
        "readiness": result.readiness,
        "phases": [
            {"id": phase.id, "verdict": phase.verdict, "readiness": phase.readiness}
            for phase in result.phases
        ],
        "first_obstacle": None
        if first is None
        else {
            "id": first.id,
            "status": first.status,
            "factor": first.factor,
            "side": first.side,
            "indicator": first.indicators[0],
        },
        "leaning": result.leaning,
        "obstacles": sorted(item.id for item in result.obstacles if item.status in PRESENT),
        "unmet": len(mine.unmet),
        "unknown": len(mine.unknown),
        "coverage": result.coverage,
        "requesting": result.direction.requesting,
        "lane": result.lane,
        "needs": result.needs,
        "measures": result.measures,
        "crimes": result.crimes,
        "weights_set": result.weights_set,
        "digests": {
            "a": result.inputs[0].digest,
            "b": result.inputs[1].digest,
            "rubric": result.rubric.digest,
        },
    }
    found: Data = plain(row)
    return found


def compare(rubric: Rubric, requests: Sequence[Request]) -> int:
    """Assert that every row agrees with `assess`. Returns how many pairs were compared."""
    table = tabulate(rubric, requests)
    found = list(rows(table))
    refused = {refusal.request_index for refusal in table.refused}
    places = [place for place in range(len(requests)) if place not in refused]
    assert len(found) == len(places)
    for place in refused:
        with pytest.raises(ReadinessError):
            assess(*requests[place][:2], rubric, requests[place].question)
    for place, row in zip(places, found, strict=True):
        a, b, question = requests[place]
        wanted = expected_row(assess(a, b, rubric, question))
        shown = {key: row[key] for key in wanted}
        shown["obstacles"] = sorted(shown["obstacles"])
        differing = {key for key in wanted if not close(shown[key], wanted[key])}
        assert not differing, {key: (shown[key], wanted[key]) for key in sorted(differing)}
    return len(found)


def close(found: Any, wanted: Any) -> bool:
    """Equal, but for the last decimal of a rounded number."""
    if isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(close(found[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(close(*pair) for pair in zip(found, wanted, strict=True))
    if isinstance(wanted, float) and isinstance(found, float):
        return abs(found - wanted) <= 2e-6
    return bool(found == wanted)
