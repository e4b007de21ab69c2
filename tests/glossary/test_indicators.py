"""What `explain` says about an indicator follows from the rubric."""

from __future__ import annotations

from msgspec.structs import replace

from building import indicator, small_rubric
from readiness.glossary.indicators import indicator as explained
from readiness.glossary.judgement_words import obstacle


def test_the_level_of_a_do_no_harm_flag_is_the_rubrics() -> None:
    plain = small_rubric({"legal": {"protection": indicator(do_no_harm=True)}})
    verdict = replace(plain.verdict, harm_level=2.5)
    rubric = replace(plain, verdict=verdict)
    assert "flagged at level 2.5 or below, whatever the need" in str(explained(rubric, "protection"))


def test_an_obstacle_names_the_causes_that_raise_it() -> None:
    cause = {"values": ["shut-out", "means"], "obstacles": {"shut-out": "O1", "means": "O7"}, "rule": "."}
    rubric = small_rubric({"capacity": {"line": indicator(obstacles=["O7"], cause=cause)}})
    assert "line: shut-out" in str(obstacle(rubric, "O1"))
    assert "line: means" not in str(obstacle(rubric, "O7"))  # it is raised by the line anyway
