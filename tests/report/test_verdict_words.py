"""The sentence of the verdict: what works in an earlier phase, and which way round it is told."""

from __future__ import annotations

from typing import Any

from building import assessed, indicator, side, small_rubric
from readiness.report.pages.naming import Names
from readiness.report.pages.verdict import verdict_in_words
from readiness.report.texts import texts

NEEDS: dict[str, Any] = {
    "evidence": {
        "lane": "formal",
        "about": "statements",
        "can": "get evidence from each other",
        "can-get": "evidence",
    },
    "data": {"lane": "formal", "about": "records"},
}


def told(rule: str, necessary: dict[str, int], a: int, b: int, **question: Any) -> str:
    """The verdict on a pair of whom one indicator is rated on both sides."""
    item = indicator(rule, necessary=necessary, name="speed")
    kinds = {"mutual-legal-assistance": ["evidence", "data"]}
    rubric = small_rubric(
        {"capacity": {"speed": item}}, needs=NEEDS, default_needs=["evidence"], agreement_kinds=kinds
    )
    it = assessed(rubric, side(speed=a), side(speed=b), **{"phase": "late", **question})
    return verdict_in_words(Names(it, rubric, texts()))


def test_what_blocks_only_a_later_phase_takes_nothing_from_the_earlier_one() -> None:
    # Level 2 on both sides: enough for the middle phase (2), not for the late one (3).
    text = told("weakest", {"early": 1, "middle": 2, "late": 3}, 2, 2)
    assert "AAA and BBB can get evidence from each other as far as the middle phase goes (" in text
    assert "but cannot now expect what the late phase asks for, because of speed" in text
    assert "cannot now expect to get" not in text


def test_what_blocks_every_phase_is_told_as_that() -> None:
    text = told("weakest", {"early": 3, "middle": 3, "late": 3}, 2, 2)
    assert "AAA and BBB cannot now expect to get evidence from each other, because of speed" in text
    assert "as far as" not in text


def test_one_way_is_not_told_as_the_pair() -> None:
    # Whoever is asked must reach 3: AAA asks BBB, which is at 1.
    every = {"early": 3, "middle": 3, "late": 3}
    text = told("requested", every, 4, 1)
    assert "AAA cannot now expect to get evidence from BBB, because of speed (BBB)." in text
    assert "The other way round: ready." in text
    assert "each other" not in text


def test_a_way_that_was_asked_is_told_alone() -> None:
    every = {"early": 3, "middle": 3, "late": 3}
    text = told("requested", every, 4, 1, requesting="b")
    assert "BBB can get evidence from AAA." in text
    assert "other way round" not in text
    assert "BBB can get help with data from AAA." in told(
        "requested", every, 4, 1, requesting="b", needs=("data",)
    )


def test_each_side_is_named_once_where_one_way_is_told() -> None:
    both = {"requesting": "b", "needs": ("evidence", "data")}
    text = told("requested", {"early": 3, "middle": 3, "late": 3}, 4, 1, **both)
    assert "BBB can get evidence and help with data from AAA." in text


def test_several_needs_are_told_of_both_with_the_way_that_is_shown() -> None:
    text = told("requested", {"early": 3, "middle": 3, "late": 3}, 4, 1, needs=("evidence", "data"))
    assert "AAA and BBB cannot now expect to get evidence from each other or cooperate on data" in text
    assert "That is the way shown; the other way round: ready." in text


def test_both_ways_alike_are_told_as_the_pair() -> None:
    text = told("requested", {"early": 3, "middle": 3, "late": 3}, 4, 4)
    assert "AAA and BBB can get evidence from each other." in text
