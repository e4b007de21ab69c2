"""What a leaning is said to rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.pages.naming import basis_in_words, leaning_in_words
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric


def test_a_recorded_fact_is_not_called_an_index(law_enforcement: Rubric) -> None:
    say = texts()
    # The climate has no index, so that its priors are recorded facts; integrity has one.
    assert (
        basis_in_words("prior", "bilateral-climate", law_enforcement, say)
        == "recorded facts that only suggest it"
    )
    assert basis_in_words("prior", "integrity", law_enforcement, say) == "public indices alone"
    assert (
        basis_in_words("fact", "bilateral-climate", law_enforcement, say)
        == "recorded facts alone, which nobody has rated"
    )


def test_what_a_completed_case_shows_is_told_as_against_nobody(law_enforcement: Rubric) -> None:
    say = texts()
    leaning = {"verdict": "fragile", "indicator": "domestic-implementation", "basis": "casework"}
    assert "powers at home" not in leaning_in_words(leaning, law_enforcement, say)
    assert "powers at home" in leaning_in_words(leaning | {"basis": "rating"}, law_enforcement, say)
