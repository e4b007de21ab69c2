"""Two profiles that tell differently how the relation stands, and a standing that is over: what counts, and what is told beside it."""

from __future__ import annotations

from building import Data, assessed, indicator, side, small_rubric

RUBRIC = small_rubric(
    {"political": {"will": indicator()}},
    standing={
        "running": {"about": "as usual"},
        "strained": {"about": "slowed", "verdict-at-best": "fragile"},
    },
)


def stands(status: str, since: str, *needs: str) -> Data:
    entry = {"status": status, "since": since} | ({"needs": needs} if needs else {})
    return side(will=4, towards={"standing": [entry]})


def test_the_other_profile_is_told_where_it_disagrees() -> None:
    result = assessed(RUBRIC, stands("running", "2010"), stands("strained", "2022-02"))
    assert result.standing is not None
    assert result.standing.status == "strained"
    assert [(item.by, item.status, item.since) for item in result.standing.disputed] == [
        ("AAA", "running", "2010")
    ]


def test_two_that_agree_or_speak_of_different_needs_disagree_in_nothing() -> None:
    same = assessed(RUBRIC, stands("strained", "2021"), stands("strained", "2022-02"))
    assert same.standing is not None
    assert same.standing.disputed == []
    apart = assessed(
        RUBRIC,
        stands("running", "2010", "evidence"),
        stands("strained", "2022-02", "intelligence"),
        needs=("intelligence", "evidence"),
    )
    assert apart.standing is not None
    assert apart.standing.disputed == []


def over(status: str, until: str, *needs: str) -> Data:
    entry = {"status": status, "since": "2010", "until": until} | ({"needs": needs} if needs else {})
    return side(will=4, towards={"standing": [entry]})


def test_a_standing_that_is_over_is_told_where_none_follows() -> None:
    result = assessed(RUBRIC, over("running", "2015"), over("strained", "2022-02"))
    assert result.standing is None
    ended = result.standing_ended
    assert ended is not None
    assert (ended.status, ended.since, ended.until) == ("strained", "2010", "2022-02")
    assert assessed(RUBRIC, over("strained", "2022"), stands("running", "2016")).standing_ended is None
    assert (
        assessed(RUBRIC, over("strained", "2022", "evidence"), side(), needs=("surrender",)).standing_ended
        is None
    )
