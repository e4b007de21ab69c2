"""Chains, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from readiness.assessment.assemble import assess
from readiness.errors import InputError, UsageError
from readiness.model.question import Question
from readiness.routes.chain import chain
from routes.routing import profile, rubric, written

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.routes.chain import Chain

RULES = rubric()
JOINT = {"measures": ("joint",)}


def state(code: str, will: float = 4, power: float | None = 4, **partners: Any) -> ProfileDocument:
    """A jurisdiction with a good contact."""
    ratings = {"will": will, "contact": 4} | ({"power": power} if power is not None else {})
    return profile(RULES, code, ratings, **{code: {"climate": level} for code, level in partners.items()})


def found(*states: ProfileDocument, **question: Any) -> Chain:
    return chain(states, RULES, Question(**(JOINT | question)))


def test_every_link_is_assessed_as_by_itself() -> None:
    states = [state("AAA", BBB=4), state("BBB", CCC=2), state("CCC")]
    it = found(*states)
    alone = [assess(a, b, RULES, Question(measures=("joint",))) for a, b in (states[:2], states[1:])]
    assert [(link.pair.a.id, link.pair.b.id) for link in it.links] == [("AAA", "BBB"), ("BBB", "CCC")]
    assert [link.readiness.value for link in it.links] == [one.readiness.value for one in alone]


def test_the_operation_is_as_strong_as_its_weakest_state() -> None:
    it = found(
        state("AAA", power=4, BBB=4), state("BBB", power=3, CCC=4), state("CCC", power=1, DDD=4), state("DDD")
    )
    power = next(one for one in it.operations if one.indicator == "power")
    assert (power.level, power.weakest, power.unknown, power.needed) == (1, ("CCC",), (), 2)
    assert [state.level for state in power.states] == [4, 3, 1, 4]


def test_an_unknown_state_leaves_the_operation_without_a_level() -> None:
    it = found(state("AAA", power=3, BBB=4), state("BBB", power=None, CCC=4), state("CCC"))
    power = it.operations[0]
    assert (power.level, power.weakest, power.unknown) == (None, ("AAA",), ("BBB",))
    assert (power.low, power.high) == (0, 3)


def test_a_state_speaks_in_both_its_links_and_the_lower_counts() -> None:
    b = profile(RULES, "BBB", {"will": 4, "contact": 4, "power": 4}, CCC={"climate": 4, "power": 2})
    power = found(state("AAA", BBB=4), b, state("CCC")).operations[0]
    assert (power.level, power.weakest) == (2, ("BBB",))


def test_without_the_measure_nothing_is_needed_along_the_route() -> None:
    assert found(state("AAA"), state("BBB"), state("CCC"), measures=()).operations == ()


def test_the_weakest_link_is_the_one_with_the_worst_verdict() -> None:
    it = found(state("AAA", power=4, BBB=4), state("BBB", power=4, CCC=4), state("CCC", power=0))
    assert [link.verdict for link in it.links] == ["ready", "blocked"]
    assert (it.weakest, it.weakest_link.pair.b.id) == (1, "CCC")


def test_at_equal_verdicts_the_lower_readiness() -> None:
    it = found(state("AAA", will=4, BBB=4), state("BBB", will=4, CCC=4), state("CCC", will=3))
    assert [link.verdict for link in it.links] == ["ready", "ready"]
    assert it.weakest == 1


def test_all_links_are_seen_on_one_day() -> None:
    days = {"AAA": "2021-12-31", "BBB": "2022-12-31", "CCC": "2023-12-31"}
    it = found(*(written(RULES, code, as_of=day) for code, day in days.items()))
    assert {link.as_of for link in it.links} == {"2023-12-31"}
    assert it.as_of == "2023-12-31"


def test_loops_and_short_routes_are_errors() -> None:
    a, b, c = state("AAA"), state("BBB"), state("CCC")
    with pytest.raises(InputError, match="AAA stands twice"):
        found(a, b, a)
    with pytest.raises(UsageError, match="three jurisdictions or more, found 2"):
        found(a, c)
