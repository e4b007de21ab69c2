"""Several needs asked together are never judged better than the worst of them alone (design 2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import (
    CASEWORK,
    EVIDENCE,
    Data,
    assessed,
    document_of,
    found,
    indicator,
    rubric_of,
    side,
    small_rubric,
)
from random_documents import as_question, random_case
from readiness.assessment.assemble import assess
from readiness.engine.kernel import VERDICTS

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

BOTH = ("intelligence", "evidence")


def rubric(**indicators: Data) -> Rubric:
    return small_rubric({"political": indicators}, evidence=EVIDENCE | CASEWORK)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_no_verdict_of_several_needs_is_better_than_that_of_one_alone(seed: int, draw: Any) -> None:
    data, a, b, asked = random_case(seed)
    needs = draw.sample(list(data["needs"]), min(len(data["needs"]), draw.choice([2, 2, 3])))
    loaded = rubric_of(data)
    profiles = document_of(a, loaded), document_of(b, loaded)

    def verdict(*names: str) -> int:
        question = as_question({**asked, "needs": list(names), "measures": []})
        return VERDICTS.index(assess(*profiles, loaded, question).verdict)

    assert verdict(*needs) <= min(verdict(need) for need in needs)


def test_cases_for_one_need_show_nothing_of_another() -> None:
    it = rubric(will=indicator(necessary=2, shown_by="casework"))
    a = side(towards={"cases": [{"from": "2022", "to": "2023", "needs": ["intelligence"], "completed": 9}]})
    assert assessed(it, a, side(), needs=("intelligence",)).verdict == "fragile"  # 2 of 4 is 50, below 55
    assert assessed(it, a, side(), needs=("evidence",)).verdict == "undetermined"
    both = assessed(it, a, side(), needs=BOTH)
    assert (both.verdict, found(both, "will").level, both.decided_by) == ("undetermined", None, None)


def test_a_need_whose_own_indicators_are_low_holds_the_whole_down() -> None:
    it = rubric(
        tips=indicator(when={"needs": ["intelligence"]}), proof=indicator(when={"needs": ["evidence"]})
    )
    # Together (4 + 1) / 8 = 62.5, above the bar of 55; evidence alone 1 / 4 = 25.
    both = assessed(it, side(tips=4, proof=1), side(tips=4, proof=1), needs=BOTH)
    assert (both.verdict, both.readiness.value, both.decided_by) == ("fragile", 25, "evidence")
    assert both.needs == list(BOTH)
    assert both.first is not None
    assert both.first.indicator == "proof"
    assert {need.need: need.verdict for need in both.by_need} == {
        "intelligence": "ready",
        "evidence": "fragile",
    }


def test_a_need_that_is_further_is_judged_by_what_its_own_phase_asks() -> None:
    it = rubric(will=indicator(necessary={"late": 3}))
    late = {"structures": [{"kind": "liaison-post", "since": "2019", "needs": ["evidence"]}]}
    # Intelligence is early, where nothing is asked; evidence is late, where 2.5 misses 3: at most 2.5 / 3 of 100.
    both = assessed(it, side(will=2.5, towards=late), side(will=2.5), needs=BOTH)
    assert (
        assessed(it, side(will=2.5, towards=late), side(will=2.5), needs=("intelligence",)).verdict == "ready"
    )
    assert (both.verdict, both.phase.assessed, both.decided_by) == ("blocked", "late", "evidence")
    assert both.readiness.value == 62.5
    assert both.first is not None
    assert (both.first.indicator, both.first.status) == ("will", "blocking")
