"""Where an undetermined pair leans: priors and facts count as levels, unknown gates as met (design 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, indicator, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric

PROXY = {"index": "control", "points": [[0, 0], [4, 4]]}
VERDICT = {
    "floor": 0.05,
    "fragile-below": 55,
    "quality-level": 3,
    "limiting-share": 0.2,
    "limiting-below": 2.5,
    "harm-level": 1,
    "near-gate": 0.5,
    "prior-blocks-from": 0.5,
}
"""The rules of the small rubric, with the hair of the shipped one by which a prior may miss a gate."""


def rubric(*, gate: float = 2, **changes: Any) -> Rubric:
    """Will has a gate and a proxy, trust a gate alone; law and speech have none, speech is read off a common language."""
    return small_rubric(
        {
            "political": {
                "will": indicator(necessary=gate, proxies=[PROXY]),
                "trust": indicator(necessary=2),
            },
            "legal": {
                "law": indicator(),
                "speech": indicator("shared", derived=[{"from": "shared-language", "level": 1}]),
            },
        },
        **changes,
    )


def side_with(*, index: float | None = None, languages: tuple[str, ...] = (), **ratings: Any) -> Data:
    facts: Data = {"languages": list(languages)} if languages else {}
    if index is not None:
        facts["indices"] = {"control": {"value": index, "year": 2022}}
    return side(**ratings) | {"facts": facts}


def leaning(result: Assessment) -> tuple[str, str, str, str, str] | None:
    it = result.leaning
    return None if it is None else (it.verdict, it.indicator, it.factor, it.side, it.basis)


def test_a_prior_that_misses_its_gate_leans_to_blocked_on_the_side_that_misses_it() -> None:
    # The index gives will 1.5 on the side of a, [0.5, 2.5], and 3, [2, 4], of b: the gate 2 is open.
    result = assessed(rubric(), side_with(index=1.5, law=3), side_with(index=3, law=3))
    assert result.verdict == "undetermined"
    assert leaning(result) == ("blocked", "will", "political", "a", "prior")


def test_of_several_that_miss_their_gates_the_first_to_remove_is_named() -> None:
    # Will misses its gate 2 by a whole level, nerve its gate 1 by half of one.
    it = small_rubric(
        {
            "political": {
                "nerve": indicator(necessary=1, proxies=[PROXY | {"index": "nerve"}]),
                "will": indicator(necessary=2, proxies=[PROXY]),
            }
        }
    )
    both = {
        "facts": {"indices": {"control": {"value": 1, "year": 2022}, "nerve": {"value": 0.5, "year": 2022}}}
    }
    assert leaning(assessed(it, side() | both, side() | both)) == (
        "blocked",
        "will",
        "political",
        "both",
        "prior",
    )


def test_unknown_gates_count_as_met_and_the_known_factors_decide() -> None:
    # Only law is known: 1 of 4 is 25, below 55; 2.5 of 4 is 62.5.
    low = assessed(rubric(), side(law=1), side(law=4))
    assert low.verdict == "undetermined"
    assert leaning(low) == ("fragile", "law", "legal", "a", "rating")
    assert leaning(assessed(rubric(), side(law=2.5), side(law=2.5))) == (
        "ready",
        "law",
        "legal",
        "both",
        "rating",
    )


def test_it_is_compared_as_it_is_printed() -> None:
    # 2.19 of 4 is 54.75, printed as 55; 2.17 of 4 is 54.25, printed as 54.
    for level, verdict in ((2.19, "ready"), (2.17, "fragile")):
        rated = side(law=level)
        assert (leaning(assessed(rubric(), rated, rated)) or ("",))[0] == verdict


def test_a_fact_that_holds_it_down_most_is_named_as_one() -> None:
    # A common language gives speech 1; law is 3. The mean 2 of 4 is 50, below 55.
    a, b = side_with(languages=("en",), law=3), side_with(languages=("en",), law=3)
    assert leaning(assessed(rubric(), a, b)) == ("fragile", "speech", "legal", "pair", "fact")


def test_a_prior_that_passes_its_gate_weighs_as_a_level() -> None:
    # Will 2 by the index, its gate 2 is open and would be met; political 2 of 4, legal 4 of 4, both weigh the same:
    # the root of 0.5 is 70.7. What lacks most below 3 is will.
    a = side_with(index=2, law=4)
    assert leaning(assessed(rubric(), a, a)) == ("ready", "will", "political", "both", "prior")


def test_there_is_none_unless_it_is_undetermined() -> None:
    done = side(will=3, trust=3, law=3)
    it = rubric()
    assert (assessed(it, done, done).verdict, leaning(assessed(it, done, done))) == ("ready", None)
    bad = side(will=1, law=3)
    assert (assessed(it, bad, bad).verdict, leaning(assessed(it, bad, bad))) == ("blocked", None)


def test_where_nothing_is_known_it_leans_nowhere() -> None:
    result = assessed(rubric(), side(), side())
    assert (result.verdict, leaning(result)) == ("undetermined", None)


def test_under_a_strained_standing_it_leans_to_fragile_at_most() -> None:
    standing = {"running": {"about": "."}, "strained": {"about": ".", "verdict-at-best": "fragile"}}
    towards = {"standing": [{"status": "strained", "since": "2022"}]}
    result = assessed(rubric(standing=standing), side(law=4, towards=towards), side(law=4))
    assert (leaning(result) or ("",))[0] == "fragile"


@pytest.mark.parametrize("phase", ["early", "late"])
def test_each_need_leans_by_itself(phase: str) -> None:
    it = small_rubric(
        {
            "political": {
                "will": indicator(necessary=2),
                "tips": indicator(lane="informal"),
                "law": indicator(lane="formal"),
            }
        }
    )
    rated = side(tips=4, law=1)
    result = assessed(it, rated, rated, needs=("intelligence", "evidence"), phase=phase)
    assert {need.need: need.leaning and need.leaning.verdict for need in result.by_need} == {
        "intelligence": "ready",
        "evidence": "fragile",
    }


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (1.6, ("fragile", "will", "political", "a", "prior")),  # misses the gate 2 by 0.4
        (1.5, ("blocked", "will", "political", "a", "prior")),  # by half a level
    ],
)
def test_a_prior_that_only_just_misses_its_gate_leans_to_fragile_at_best(
    index: float, expected: tuple[str, str, str, str, str]
) -> None:
    # Political 1.6 of 4, legal 4 of 4: the root of 0.4 is 63, above the bar of 55; only the gate keeps it from ready.
    result = assessed(rubric(verdict=VERDICT), side_with(index=index, law=4), side_with(index=3, law=4))
    assert result.verdict == "undetermined"
    assert leaning(result) == expected


def test_where_the_index_is_low_anyway_the_largest_shortfall_is_named_beside_a_gate_that_is_just_missed() -> (
    None
):
    # Political 1.6 of 4, legal 1 of 4: the root of 0.1 is 32, below 55; law lacks 2 of 3, will 1.4.
    result = assessed(rubric(verdict=VERDICT), side_with(index=1.6, law=1), side_with(index=3, law=4))
    assert leaning(result) == ("fragile", "law", "legal", "a", "rating")


def test_a_fact_or_a_rating_is_no_prior_however_closely_it_misses() -> None:
    # Speech 1.6 by a common language (a fact), gate 2: a fact decides by itself, sure or not.
    speech = indicator("shared", necessary=2, derived=[{"from": "shared-language", "level": 1.6}])
    it = small_rubric({"legal": {"speech": speech}}, verdict=VERDICT)
    a = side_with(languages=("en",))
    assert assessed(it, a, a).verdict == "blocked"


def test_a_side_known_from_an_index_alone_that_just_misses_beside_an_unknown_one() -> None:
    # Will of a 1.6, of b unknown: no level, 1.6 at most. Nothing else is known: fragile, over that gate.
    result = assessed(rubric(verdict=VERDICT), side_with(index=1.6), side())
    assert leaning(result) == ("fragile", "will", "political", "a", "prior")


def test_a_prior_at_an_open_gate_is_to_be_found_out_and_limits_nothing() -> None:
    # The index gives will 1.5 ± 1, so that the gate 2 is open; law at 2 of 3 is rated and limits.
    result = assessed(rubric(), side_with(index=1.5, law=2, trust=3), side_with(index=3, law=2, trust=3))
    status = {key: item.status for item in result.obstacles for key in item.indicators}
    assert status.get("will", "unknown") == "unknown"
    assert status["law"] == "limiting"


# === what stands against a pair that leans to fragile, first (decision 0024): each factor weighs half

FAMILY = {"from": "same-legal-family", "level": 1, "prior": True}
BORDERS = PROXY | {"index": "calm"}


def of_two(*facts: Data, gate: float | None = 1) -> Rubric:
    """Will and calm have a proxy each, trust the only gate; law is rated, a basis is read off what is recorded of both."""
    trust = {} if gate is None else {"trust": indicator(necessary=gate)}
    return small_rubric(
        {
            "political": {
                "will": indicator(proxies=[PROXY]),
                "calm": indicator(proxies=[BORDERS]),
                **trust,
            },
            "legal": {"law": indicator(), "basis": indicator("shared", derived=list(facts))},
        },
        verdict=VERDICT,
    )


def with_indices(will: float, calm: float | None = None, **ratings: Any) -> Data:
    indices = {"control": {"value": will, "year": 2022}}
    if calm is not None:
        indices["calm"] = {"value": calm, "year": 2022}
    facts = {"indices": indices, "languages": ["en"], "legal-family": "civil"}
    return side(**ratings) | {"facts": facts}


def against(rubric: Rubric, both: Data) -> tuple[str, str]:
    """Where the pair leans, or its verdict, and the indicator that is named first."""
    result = assessed(rubric, both, both)
    if result.leaning is not None:
        return result.leaning.verdict, result.leaning.indicator
    return result.verdict, result.first.indicator if result.first is not None else ""


def test_what_is_recorded_of_the_two_comes_before_an_index_that_weighs_more() -> None:
    # Will 0.5 lacks 0.5 x 2.5 = 1.25, the basis 1, which a record only suggests, 0.5 x 2 = 1. 100 x root(0.125 x 0.25) = 17.7.
    it, both = of_two(FAMILY), with_indices(0.5)
    assert against(it, both) == ("fragile", "basis")
    first = assessed(it, both, both).first
    assert first is not None
    assert (first.indicator, first.status) == ("basis", "limiting")


def test_what_is_rated_comes_before_an_index_that_weighs_more() -> None:
    # Law 2.4 lacks 0.5 x 0.6 = 0.3, will 1.5 lacks 0.5 x 1.5 = 0.75. 100 x root(0.375 x 0.6) = 47.4.
    assert against(of_two(), with_indices(1.5, law=2.4)) == ("fragile", "law")
    # From 2.5 upwards a level is too good to stand against the pair: 100 x root(0.375 x 0.65) = 49.4.
    assert against(of_two(), with_indices(1.5, law=2.6)) == ("fragile", "will")


SPEAKS = {"from": "shared-language", "level": 2}


@pytest.mark.parametrize(
    ("calm", "expected"),
    [
        # Will 1.5 lacks 0.5 x 0.5 x 1.5 = 0.375, the workable basis 0.5 x 1 = 0.5. Politics 2.25 of 4: 100 x root(0.5625 x 0.5) = 53.
        (3, ("fragile", "will")),
        # Politics 2.75 of 4: 100 x root(0.6875 x 0.5) = 58.6. Nothing stands against the pair, and the basis lacks most.
        (4, ("ready", "basis")),
    ],
)
def test_what_is_workable_stands_against_no_pair_while_anything_is_below(
    calm: float, expected: tuple[str, str]
) -> None:
    assert against(of_two(SPEAKS), with_indices(1.5, calm)) == expected


def test_the_same_order_holds_where_the_verdict_is_fragile() -> None:
    # The levels of before without an open gate.
    assert assessed(of_two(SPEAKS, gate=None), *[with_indices(1.5, 3)] * 2).verdict == "fragile"
    assert against(of_two(SPEAKS, gate=None), with_indices(1.5, 3)) == ("fragile", "will")


def test_of_what_is_only_workable_the_largest_shortfall_comes_first() -> None:
    # Will 2 lacks 0.5 x 1 = 0.5; of the legal half the basis 2 lacks 0.5 x 0.5 x 1, law 2.6 0.5 x 0.5 x 0.4. Politics 2 of 4,
    # law 2.3: 100 x root(0.5 x 0.575) = 53.6.
    assert against(of_two(SPEAKS), with_indices(2, law=2.6)) == ("fragile", "will")
