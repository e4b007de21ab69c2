"""One row per pair: the plain data that every format of a batch is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from readiness.engine.kernel import VERDICTS
from readiness.engine.leaning import LEANS_ON
from readiness.engine.statuses import STATUSES
from readiness.many.first import NONE
from readiness.many.request import asked_for
from readiness.many.table import BASES, SIDES
from readiness.plain import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.table import Table, Terms

Row = dict[str, Any]
FIRST = ("first_status", "first_obstacle", "first_indicator", "first_side")
LEANING = ("leaning_verdict", "leaning_indicator", "leaning_side", "leaning_grounds")
SCHEMA = "readiness/batch/1"


def rows(table: Table) -> Iterator[Row]:
    """The rows in order. Scores are 0-100, coverage 0-1; what is absent is None, never left out.

    `readiness` holds the same keys as in an assessment. `asked` is the question without what was left open.
    """
    terms = table.terms
    columns = _listed(table)
    asked = {key: asked_for(question) for key, question in {id(item): item for item in table.asked}.items()}
    for row in range(len(table)):
        phase = columns["phase"][row]
        scope = table.scope[row]
        verdicts = [VERDICTS[number] for number in columns["verdict"][row]]
        scores = [
            _readiness(score, known)
            for score, known in zip(columns["scores"][row], columns["known"][row], strict=True)
        ]
        standing = columns["standing"][row]
        yield {
            "schema": SCHEMA,
            "a": table.a[row],
            "b": table.b[row],
            "names": {"a": table.name_a[row], "b": table.name_b[row]},
            "as_of": table.as_of[row],
            "phase": terms.phases[phase],
            "basis": BASES[columns["basis"][row]],
            "standing": terms.standings[standing] if standing != NONE else None,
            "verdict": verdicts[phase],
            "readiness": scores[phase],
            "phases": [
                {"id": name, "verdict": verdict, "readiness": score}
                for name, verdict, score in zip(terms.phases, verdicts, scores, strict=True)
            ],
            "first_obstacle": _first(terms, *(columns[name][row] for name in FIRST)),
            "leaning": _leaning(
                terms,
                *(columns[name][row] for name in LEANING),
            ),
            "obstacles": [
                name for name, holds in zip(terms.obstacles, columns["present"][row], strict=True) if holds
            ],
            "unmet": columns["unmet"][row],
            "unknown": columns["unknown"][row],
            "coverage": dict(zip(terms.factors, columns["coverage"][row], strict=True)),
            "requesting": SIDES[columns["requesting"][row]],
            "lane": scope.lane,
            "needs": list(scope.needs),
            "measures": list(scope.measures),
            "crimes": list(scope.crimes),
            "roles": {"a": scope.roles[0], "b": scope.roles[1]},
            "weights_set": scope.weights,
            "asked": asked[id(table.asked[row])],
            "tlp": table.tlp[row],
            "digests": {"a": table.digest_a[row], "b": table.digest_b[row], "rubric": terms.digest},
        }


def _listed(table: Table) -> dict[str, list[Any]]:
    """The columns as lists, numbers rounded."""
    names = ("phase", "basis", "standing", "requesting", "verdict", "known", "unmet", "unknown", "present")
    whole = {name: getattr(table, name).tolist() for name in (*names, *FIRST, *LEANING)}
    return whole | {
        "scores": np.round(table.scores, DECIMALS).tolist(),
        "coverage": np.round(table.coverage, DECIMALS).tolist(),
    }


def _readiness(score: list[float], known: bool) -> dict[str, float | None]:
    value, low, high, index, ceiling = score
    return {
        "value": value if known else None,
        "low": low,
        "high": high,
        "index": index if known else None,
        "ceiling": ceiling,
    }


def _first(terms: Terms, status: int, obstacle: int, indicator: int, side: int) -> dict[str, Any] | None:
    if status == NONE:
        return None
    return {
        "id": terms.obstacles[obstacle],
        "status": STATUSES[status],
        "factor": terms.factor_of[indicator],
        "side": SIDES[side],
        "indicator": terms.indicators[indicator],
    }


def _leaning(terms: Terms, verdict: int, indicator: int, side: int, grounds: int) -> dict[str, Any] | None:
    if verdict == NONE:
        return None
    return {
        "verdict": VERDICTS[verdict],
        "indicator": terms.indicators[indicator],
        "factor": terms.factor_of[indicator],
        "side": SIDES[side],
        "basis": LEANS_ON[grounds],
    }
