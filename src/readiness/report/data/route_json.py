"""Routes and chains as JSON. What is absent is null, never left out; levels 0-4, readiness 0-100, times in hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.plain import plain
from readiness.report.data.json_text import stamp, write
from readiness.report.pages.scope import as_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.result import Assessment
    from readiness.model.rubric import Rubric
    from readiness.routes.chain import Chain, Operation
    from readiness.routes.links import Link
    from readiness.routes.relayed import Path, Route
    from readiness.routes.relays import Relay

ROUTE_SCHEMA = "readiness/route/1"
CHAIN_SCHEMA = "readiness/chain/1"


def route(found: Route, names: Mapping[str, str], rubric: Rubric) -> str:
    """A way through relays."""
    return _write(
        {
            "schema": ROUTE_SCHEMA,
            "rubric": stamp(rubric),
            **as_data(found.scope),
            "jurisdictions": [{"id": code, "name": names[code]} for code in sorted(names)],
            "origin": found.origin,
            "target": found.target,
            "advice": found.advice,
            "direct": _link(found.direct),
            "path": _path(found.path) if found.path is not None else None,
            "relays": [_relay(relay) for relay in found.relays],
            "excluded": [_relay(relay) for relay in found.excluded],
            "worth_finding_out": [
                {"could": one.could, "alone": one.alone, "link": _link(one.link)} for one in found.worth
            ],
        }
    )


def chain(found: Chain, rubric: Rubric) -> str:
    """A chain."""
    return _write(
        {
            "schema": CHAIN_SCHEMA,
            "rubric": stamp(rubric),
            "as_of": found.as_of,
            "lane": found.weakest_link.lane,
            "needs": found.weakest_link.needs,
            "measures": found.weakest_link.measures,
            "crimes": found.weakest_link.crimes,
            "route": list(found.codes),
            "verdict": found.weakest_link.verdict,
            "weakest_link": found.weakest,
            "links": [_assessed(link, rubric) for link in found.links],
            "operation": [_operation(one) for one in found.operations],
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
                "indicator": one.indicator,
                "level": one.level,
                "at_most": one.most,
                "held_by": list(one.held_by),
            }
            for one in link.levels
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


def _relay(relay: Relay) -> dict[str, Any]:
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
            "remedies": rubric.indicators[first.indicators[0]].remedies,
        }
        if first is not None
        else None,
    }


def _operation(found: Operation) -> dict[str, Any]:
    return {
        "indicator": found.indicator,
        "level": found.level,
        "low": found.low,
        "high": found.high,
        "needed": found.needed,
        "weakest": list(found.weakest),
        "unknown": list(found.unknown),
        "states": [
            {"id": one.code, "level": one.level, "low": one.low, "high": one.high} for one in found.states
        ],
    }
