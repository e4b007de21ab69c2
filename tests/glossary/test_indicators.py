"""What `explain` says about an indicator follows from the rubric."""

from __future__ import annotations

from building import indicator, small_rubric
from readiness.glossary.indicators import indicator as explained


def test_the_level_of_a_do_no_harm_flag_is_the_rubrics() -> None:
    plain = small_rubric({"legal": {"protection": indicator(do_no_harm=True)}})
    verdict = plain.verdict.model_copy(update={"harm_level": 2.5})
    rubric = plain.model_copy(update={"verdict": verdict})
    assert "flagged at level 2.5 or below, whatever the need" in str(explained(rubric, "protection"))
