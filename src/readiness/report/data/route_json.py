"""Routes and chains as JSON. What is absent is null, never left out; levels 0-4, readiness 0-100, times in hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.plain_data import plain
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.scope import as_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric
    from readiness.routes.chain import Chain, Operation
    from readiness.routes.links import Link
    from readiness.routes.originator_control import RelayPosition
    from readiness.routes.relayed_path import Path, Route

ROUTE_SCHEMA = "readiness/route/1"
CHAIN_SCHEMA = "readiness/chain/1"


def route(way: Route, names: Mapping[str, str], rubric: Rubric) -> str:
    """A way through relays."""
    return _write(
        {
            "schema": ROUTE_SCHEMA,
            "rubric": stamp(rubric),
            **as_data(way.scope),
            "jurisdictions": [{"id": code, "name": names[code]} for code in sorted(names)],
            "origin": way.origin,
            "target": way.target,
            "advice": way.advice,
            "direct": _link(way.direct),
            "path": _path(way.path) if way.path is not None else None,
            "relays": [_relay(relay) for relay in way.relays],
            "excluded": [_relay(relay) for relay in way.excluded],
            "worth_finding_out": [
                {"could": worth.could, "alone": worth.alone, "link": _link(worth.link)} for worth in way.worth
            ],
        }
    )


def chain(whole: Chain, rubric: Rubric) -> str:
    """A chain."""
    return _write(
        {
            "schema": CHAIN_SCHEMA,
            "rubric": stamp(rubric),
            "as_of": whole.as_of,
            "lane": whole.weakest_link.lane,
            "needs": whole.weakest_link.needs,
            "measures": whole.weakest_link.measures,
            "crimes": whole.weakest_link.crimes,
            "route": list(whole.codes),
            "verdict": whole.weakest_link.verdict,
            "weakest_link": whole.weakest,
            "links": [_assessed(link, rubric) for link in whole.links],
            "operation": [_operation(operation) for operation in whole.operations],
        }
    )


def _write(data: dict[str, Any]) -> str:
    return write(plain(data))


def _link(link: Link) -> dict[str, Any]:
    limiting = link.limiting
    return {
        "a": link.a,
        "b": link.b,
        "strength": link.strength,
        "at_most": link.at_most,
        "hours": link.hours,
        "limited_by": limiting.indicator if limiting is not None else None,
        "levels": [
            {
                "indicator": link_level.indicator,
                "level": link_level.level,
                "at_most": link_level.most,
                "held_by": list(link_level.held_by),
            }
            for link_level in link.levels
        ],
    }


def _path(path: Path) -> dict[str, Any]:
    return {
        "codes": list(path.codes),
        "strength": path.strength,
        "hours": path.hours,
        "weakest_hop": path.hops.index(path.weakest),
        "hops": [
            {
                "from": hop.sender,
                "to": hop.receiver,
                "hours": hop.hours,
                "hours_stated_by_relay": hop.stated,
                "link": _link(hop.link),
            }
            for hop in path.hops
        ],
    }


def _relay(relay: RelayPosition) -> dict[str, Any]:
    return {
        "id": relay.code,
        "passes_on": relay.passes_on,
        "hours": relay.hours,
        "note": relay.note,
        "source": relay.source,
    }


def _assessed(link: Assessment, rubric: Rubric) -> dict[str, Any]:
    first = link.obstacles[0] if link.obstacles else None
    return {
        "a": link.pair.a.id,
        "b": link.pair.b.id,
        "phase": link.phase.assessed,
        "verdict": link.verdict,
        "readiness": link.readiness,
        "first_obstacle": {
            "id": first.id,
            "status": first.status,
            "indicators": first.indicators,
            "side": first.side,
            "remedies": [
                key for key in first.remedies if key in rubric.indicators[first.indicators[0]].remedies
            ],
        }
        if first is not None
        else None,
    }


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "indicator": operation.indicator,
        "level": operation.level,
        "low": operation.low,
        "high": operation.high,
        "needed": operation.needed,
        "weakest": list(operation.weakest),
        "unknown": list(operation.unknown),
        "states": [
            {"id": state.code, "level": state.level, "low": state.low, "high": state.high}
            for state in operation.states
        ],
    }
