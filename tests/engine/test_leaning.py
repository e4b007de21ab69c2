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
