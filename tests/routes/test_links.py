"""What makes a link, worked out by hand."""

from __future__ import annotations

import pytest

from building import indicator, small_rubric, suspendable
from readiness.errors import InputError, UsageError
from readiness.model.question import Question
from readiness.routes.links import measure_all
from routes.routing import HOURS, country, measure, profile, rubric, written

RULES = rubric()
ASKED = Question()


def test_a_link_is_as_strong_as_its_lowest_level() -> None:
    link = measure(RULES, country(RULES, "BBB", 3, 2), country(RULES, "AAA", 4, 3, BBB=3), ASKED)
    assert (link.ends, link.strength, link.at_most, link.hours) == (("AAA", "BBB"), 2, 2, 50)
    assert link.limiting is not None
    assert (link.limiting.indicator, link.limiting.held_by) == ("contact", ("BBB",))


def test_a_link_is_the_same_both_ways() -> None:
    a, b = country(RULES, "AAA", 4, 3, BBB=3), country(RULES, "BBB", 3, 2)
    assert measure(RULES, a, b, ASKED) == measure(RULES, b, a, ASKED)


def test_what_belongs_to_the_pair_is_held_down_on_no_side() -> None:
    link = measure(RULES, country(RULES, "AAA", 4, 4, BBB=1), country(RULES, "BBB", 4, 4), ASKED)
    assert link.strength == 1
    assert link.limiting is not None
    assert link.limiting.held_by == ()


def test_of_equal_levels_the_first_one_named_limits_and_both_sides_are_named() -> None:
    link = measure(RULES, country(RULES, "AAA", 2, 2, BBB=2), country(RULES, "BBB", 2, 2), ASKED)
    assert link.limiting is not None
    assert (link.limiting.indicator, link.limiting.held_by) == ("will", ("AAA", "BBB"))


def test_one_unknown_level_leaves_the_link_unknown_but_bounded() -> None:
    link = measure(RULES, country(RULES, "AAA", 3, 2), country(RULES, "BBB", 3, 4), ASKED)
    assert (link.strength, link.at_most) == (None, 2)
    assert [level.indicator for level in link.unknown] == ["climate"]


def test_an_unknown_side_is_named() -> None:
    link = measure(
        RULES, profile(RULES, "AAA", {"contact": 3}, BBB={"climate": 3}), country(RULES, "BBB", 3, 3), ASKED
    )
    assert [(level.indicator, level.held_by) for level in link.unknown] == [("will", ("AAA",))]
    assert link.strength is None


def test_a_level_of_0_settles_a_link_whatever_else_is_unknown() -> None:
    link = measure(RULES, country(RULES, "AAA", 0, 4), country(RULES, "BBB", 4, 4), ASKED)
    assert (link.strength, link.at_most) == (0, 0)


def test_nothing_known_at_all() -> None:
    link = measure(RULES, profile(RULES, "AAA"), profile(RULES, "BBB"), ASKED)
    assert (link.strength, link.at_most, link.hours, link.limiting) == (None, 4, None, None)


def test_what_does_not_apply_leaves_the_link_alone() -> None:
    climate = {"climate": {"not-applicable": "looked"}}
    link = measure(RULES, country(RULES, "AAA", 3, 2, BBB=climate), country(RULES, "BBB", 3, 2), ASKED)
    assert [level.indicator for level in link.levels] == ["will", "contact"]
    assert link.strength == 2


def test_what_is_out_of_scope_counts_neither_for_strength_nor_for_hours() -> None:
    indicators = {
        "will": indicator(),
        "climate": indicator("shared"),
        "contact": indicator(when={"needs": ["intelligence"]}),
    }
    routes = {
        "link": ["will", "climate", "contact"],
        "relay-costs": 1,
        "hours-from": "contact",
        "hours": HOURS,
    }
    rules = small_rubric({"political": indicators}, routes=routes)
    pair = country(rules, "AAA", 3, 1, BBB=3), country(rules, "BBB", 3, 1)
    asked = measure(rules, *pair, Question(needs=("intelligence",)))
    spared = measure(rules, *pair, Question(needs=("evidence",)))
    assert (asked.strength, asked.hours) == (1, 100)
    assert (spared.strength, spared.hours) == (3, None)


def test_a_level_that_rests_only_on_an_index_does_not_make_a_link_known() -> None:
    proxies = [{"index": "some.index", "points": [[0, 0], [4, 4]]}]
    rules = small_rubric(
        {"political": {"will": indicator(proxies=proxies)}},
        routes={"link": ["will"], "relay-costs": 1, "hours-from": "will", "hours": HOURS},
    )
    a = profile(rules, "AAA", {"will": 3})
    assert measure(rules, a, profile(rules, "BBB", {"will": 3}), ASKED).strength == 3
    index = {"some.index": {"value": 2, "year": 2022}}
    link = measure(rules, a, written(rules, "BBB", facts={"indices": index}), ASKED)
    assert (link.strength, link.hours) == (None, None)


def test_a_suspension_stops_the_link_it_rests_on() -> None:
    indicators = {"will": indicator(necessary=2)}
    rules = small_rubric(
        {"political": indicators},
        standing=suspendable("will"),
        routes={"link": ["will"], "relay-costs": 1, "hours-from": "will", "hours": HOURS},
    )
    stopped = {"status": "suspended", "since": "2023-01-01", "cause": "will"}
    will = {"will": {"level": 4, "grade": "A1"}}
    a = written(rules, "AAA", ratings=will, partners={"BBB": {"standing": [stopped]}})
    b = profile(rules, "BBB", {"will": 4})
    assert measure(rules, a, b, ASKED).strength == 1


def test_a_suspension_closes_a_link_also_over_what_is_no_link_indicator() -> None:
    rules = small_rubric(
        {"political": {"will": indicator(), "veto": indicator(necessary=1)}},
        standing=suspendable("veto"),
        routes={"link": ["will"], "relay-costs": 1, "hours-from": "will", "hours": HOURS},
    )
    stopped = {"status": "suspended", "since": "2023-01-01", "cause": "veto"}
    will = {"will": {"level": 4, "grade": "A1"}}
    a = written(rules, "AAA", ratings=will, partners={"BBB": {"standing": [stopped]}})
    link = measure(rules, a, profile(rules, "BBB", {"will": 4}), ASKED)
    assert [level.indicator for level in link.levels] == ["will", "veto"]
    assert link.strength == 0


@pytest.mark.parametrize(("contact", "hours"), [(0, None), (1, 100), (2.5, 50), (4, 2)])
def test_hours_follow_the_whole_level_of_the_contact(contact: float, hours: float | None) -> None:
    link = measure(RULES, country(RULES, "AAA", 4, contact, BBB=4), country(RULES, "BBB", 4, 4), ASKED)
    assert link.hours == hours


def test_all_links_of_three() -> None:
    nodes = [country(RULES, code, 3, 3) for code in ("CCC", "AAA", "BBB")]
    assert list(measure_all(RULES, nodes, ASKED)) == [("AAA", "BBB"), ("AAA", "CCC"), ("BBB", "CCC")]


def test_a_rubric_without_routes_is_an_error() -> None:
    rules = small_rubric({"political": {"will": indicator()}})
    with pytest.raises(UsageError, match="no `routes`"):
        measure(rules, profile(rules, "AAA"), profile(rules, "BBB"), ASKED)


@pytest.mark.parametrize("rule", ["requested", "requesting"])
def test_a_link_cannot_rest_on_what_depends_on_who_asks(rule: str) -> None:
    routes = {"link": ["will"], "relay-costs": 1, "hours-from": "will", "hours": HOURS}
    with pytest.raises(InputError, match="will depends on who asks; a link is the same both ways"):
        small_rubric({"political": {"will": indicator(rule)}}, routes=routes)
