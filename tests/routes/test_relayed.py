"""The way through friendly forces, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from readiness.errors import InputError, UsageError
from readiness.model.question import Question
from readiness.routes.relayed_path import route
from routes.routing import country, profile, rubric, written

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.routes.relayed_path import Route

RULES = rubric()


def found(a: ProfileDocument, b: ProfileDocument, *through: ProfileDocument, **question: Any) -> Route:
    return route(a, b, through, RULES, Question(**question))


def four(direct: float = 1, said: dict[str, Any] | None = None) -> tuple[ProfileDocument, ...]:
    """AAA and ZZZ at a climate of `direct`; MMM with contact 3 and NNN with contact 2 stand well with both.

    So a hop over MMM is 3 strong and takes 10 hours, one over NNN is 2 strong and takes 50. `said` is what MMM says of
    relaying for AAA.
    """
    relay = {"AAA": {"relay": said}} if said is not None else {}
    return (
        country(RULES, "AAA", 4, 4, ZZZ=direct, MMM=4, NNN=4),
        country(RULES, "ZZZ", 4, 4),
        country(RULES, "MMM", 4, 3, ZZZ=4, NNN=4, **relay),
        country(RULES, "NNN", 4, 2, ZZZ=4),
    )


def test_the_widest_path_less_one_rung() -> None:
    it = found(*four())
    assert it.path is not None
    assert (it.path.codes, it.path.strength, it.path.hours) == (("AAA", "MMM", "ZZZ"), 2, 20)
    assert (it.direct.strength, it.advice) == (1, "relayed")


def test_the_hop_that_limits_is_named_with_indicator_and_side() -> None:
    it = found(*four())
    assert it.path is not None
    weakest = it.path.weakest
    assert (weakest.sender, weakest.receiver) == ("AAA", "MMM")
    assert weakest.link.limiting is not None
    assert (weakest.link.limiting.indicator, weakest.link.limiting.held_by) == ("contact", ("MMM",))


def test_a_relay_that_does_not_pass_on_is_left_out_and_told() -> None:
    it = found(*four(said={"passes-on": "no", "note": "third-party rule"}))
    assert it.path is not None
    assert (it.path.codes, it.path.strength, it.path.hours) == (("AAA", "NNN", "ZZZ"), 1, 100)
    assert [(relay.code, relay.note) for relay in it.excluded] == [("MMM", "third-party rule")]


def test_a_refusal_towards_another_originator_excludes_nobody() -> None:
    a, z, _, n = four()
    refuses = country(RULES, "MMM", 4, 3, ZZZ={"climate": 4, "relay": {"passes-on": "no"}}, NNN=4)
    assert found(a, z, refuses, n).excluded == ()
    back = found(z, a, refuses, n)
    assert [relay.code for relay in back.excluded] == ["MMM"]


@pytest.mark.parametrize("said", [{"passes-on": "ask"}, {"note": "nothing in writing"}, None])
def test_a_relay_that_asks_or_says_nothing_stays_and_is_told(said: dict[str, Any] | None) -> None:
    it = found(*four(said=said))
    assert [(relay.code, relay.passes_on) for relay in it.relays] == [("MMM", (said or {}).get("passes-on"))]


def test_a_relay_may_state_how_long_it_takes_to_pass_on() -> None:
    it = found(*four(said={"passes-on": "yes", "hours": 90}))
    assert it.path is not None
    assert [(hop.hours, hop.stated) for hop in it.path.hops] == [(10, False), (90, True)]
    assert it.path.hours == 100


def test_what_a_relay_said_after_the_date_does_not_count() -> None:
    it = found(*four(said={"passes-on": "no", "since": "2024-01-01"}))
    assert it.excluded == ()
    assert found(*four(said={"passes-on": "no", "since": "2024"}), as_of="2024-06-30").excluded != ()


def test_two_relays_cost_one_rung_like_one() -> None:
    it = found(
        country(RULES, "AAA", 4, 4, MMM=3),
        country(RULES, "ZZZ", 4, 4, NNN=3, AAA=0),
        country(RULES, "MMM", 4, 4, NNN=3),
        country(RULES, "NNN", 4, 4),
    )
    assert it.path is not None
    assert (it.path.codes, it.path.strength, it.path.hours) == (("AAA", "MMM", "NNN", "ZZZ"), 2, 6)


def test_a_wider_path_with_more_hops_wins_over_a_narrow_short_one() -> None:
    it = found(
        country(RULES, "AAA", 4, 4, MMM=3, BBB=1, ZZZ=0),
        country(RULES, "ZZZ", 4, 4, NNN=3, BBB=4),
        country(RULES, "BBB", 4, 4),
        country(RULES, "MMM", 4, 4, NNN=3),
        country(RULES, "NNN", 4, 4),
    )
    assert it.path is not None
    assert it.path.codes == ("AAA", "MMM", "NNN", "ZZZ")


def test_never_below_0() -> None:
    it = found(
        country(RULES, "AAA", 4, 4, MMM=0.5, ZZZ=0),
        country(RULES, "ZZZ", 4, 4),
        country(RULES, "MMM", 4, 4, ZZZ=4),
    )
    assert it.path is not None
    assert (it.path.strength, it.advice) == (0, "none")


@pytest.mark.parametrize(("direct", "advice"), [(0, "relayed"), (1, "relayed"), (2, "direct"), (4, "direct")])
def test_the_better_of_both_is_advised(direct: float, advice: str) -> None:
    assert found(*four(direct)).advice == advice


def test_at_equal_strength_the_faster_is_advised() -> None:
    # The direct link: contact 1, 100 hours. Over MMM: will 2 less 1, and 10 + 10 hours.
    slow = country(RULES, "ZZZ", 4, 4, AAA={"contact": 1})
    a = country(RULES, "AAA", 4, 4, ZZZ=4, MMM=4)
    m = country(RULES, "MMM", 2, 3, ZZZ=4)
    it = found(a, slow, m)
    assert it.path is not None
    assert (it.direct.strength, it.direct.hours) == (1, 100)
    assert (it.path.strength, it.path.hours, it.advice) == (1, 20, "relayed")


def test_an_unknown_link_never_decides_but_is_worth_finding_out() -> None:
    it = found(
        profile(RULES, "AAA", {"will": 4, "contact": 4}, ZZZ={"climate": 1}, NNN={"climate": 2}),
        country(RULES, "ZZZ", 4, 4, MMM=4, NNN=4),
        country(RULES, "MMM", 4, 4),
        country(RULES, "NNN", 4, 4),
    )
    assert it.path is not None
    assert it.path.codes == ("AAA", "NNN", "ZZZ")
    assert [(worth.link.ends, worth.could, worth.alone) for worth in it.worth] == [(("AAA", "MMM"), 3, True)]


def test_two_unknown_links_that_only_help_together_are_both_listed() -> None:
    it = found(
        profile(RULES, "AAA", {"will": 4, "contact": 4}, ZZZ={"climate": 1}),
        profile(RULES, "ZZZ", {"will": 4, "contact": 4}),
        country(RULES, "MMM", 4, 3),
    )
    assert [(worth.link.ends, worth.could, worth.alone) for worth in it.worth] == [
        (("AAA", "MMM"), 2, False),
        (("MMM", "ZZZ"), 2, False),
    ]


def test_an_unknown_link_that_cannot_better_the_best_is_not_listed() -> None:
    it = found(
        profile(RULES, "AAA", {"will": 4, "contact": 4}, ZZZ={"climate": 3}),
        country(RULES, "ZZZ", 4, 4, MMM=4),
        country(RULES, "MMM", 4, 4),
    )
    assert (it.advice, it.worth) == ("direct", ())


def test_an_unknown_direct_link_leaves_the_comparison_open() -> None:
    _, z, m, n = four()
    it = found(
        profile(RULES, "AAA", {"will": 4, "contact": 4}, MMM={"climate": 4}, NNN={"climate": 4}), z, m, n
    )
    assert (it.direct.strength, it.direct.at_most, it.advice) == (None, 4, "open")
    assert it.worth[0].link.ends == ("AAA", "ZZZ")


def test_nothing_known_at_all() -> None:
    it = found(profile(RULES, "AAA"), profile(RULES, "ZZZ"), profile(RULES, "MMM"))
    assert (it.path, it.advice) == (None, "none")
    assert it.worth[0].link.ends == ("AAA", "ZZZ")


def test_no_relays_at_all() -> None:
    it = found(*four()[:2])
    assert (it.path, it.advice) == (None, "direct")


def test_the_order_of_the_relays_makes_no_difference() -> None:
    a, z, m, n = four()
    assert found(a, z, m, n) == found(a, z, n, m)


def test_both_ends_must_differ_and_each_jurisdiction_comes_once() -> None:
    a, z, m, _ = four()
    with pytest.raises(InputError, match="both ends are AAA"):
        found(a, a, m)
    with pytest.raises(UsageError, match="both of MMM"):
        found(a, z, m, m)


def test_without_any_date_there_is_none_to_judge_on() -> None:
    a, z = (written(RULES, code, as_of=None) for code in ("AAA", "ZZZ"))
    with pytest.raises(UsageError, match="has a date"):
        found(a, z)
    assert found(a, z, as_of="2023").scope.as_of.isoformat() == "2023-12-31"
    with pytest.raises(UsageError, match="no date"):
        found(a, z, as_of="2023-13")
