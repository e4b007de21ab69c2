"""How far a verdict depends on weights and evidence, and what evidence to get first (design 2.7)."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from building import Data, assessed, indicator, side, small_rubric

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.sureness import Corner, EvidenceNeed

ORDERS = {"early": ["political >= legal"]}
TINY = small_rubric({"political": {"will": indicator()}, "legal": {"law": indicator()}}, orders=ORDERS)
GATED = small_rubric(
    {"political": {"will": indicator(necessary=2)}, "legal": {"law": indicator()}}, orders=ORDERS
)


def graded(level: float, grade: str = "A1") -> Data:
    return {"level": level, "grade": grade}


def both(rubric: Any, **levels: Any) -> Assessment:
    """Both sides rated the same."""
    return assessed(rubric, side(**levels), side(**levels), phase="early")


# --- weights: politics at least as heavy as law, so from all on politics to half and half


def corners(result: Assessment) -> dict[tuple[float, float], Corner]:
    return {(item.weights["political"], item.weights["legal"]): item for item in result.robustness.vertices}


def test_the_verdict_is_tried_at_every_corner_of_the_weights() -> None:
    # will 1/4, law 4/4. Point weights 3/4 and 1/4.
    result = both(TINY, will=1, law=4)
    assert result.readiness.value == pytest.approx(100 * 0.25**0.75)
    found = corners(result)
    assert set(found) == {(1, 0), (0.5, 0.5)}
    assert found[1, 0].readiness.value == pytest.approx(25)
    assert found[0.5, 0.5].readiness.value == pytest.approx(100 * sqrt(0.25))
    assert {item.verdict for item in found.values()} == {"fragile"}


def test_the_ceiling_does_not_depend_on_the_weights() -> None:
    # will 1.5/4 with 2 needed: ceiling 75. Index 37.5 and 100 * sqrt(0.375) = 61.2.
    found = corners(both(GATED, will=1.5, law=4))
    assert [found[key].readiness.ceiling for key in ((1, 0), (0.5, 0.5))] == pytest.approx([75, 75])
    assert found[1, 0].readiness.value == pytest.approx(37.5)
    assert found[0.5, 0.5].readiness.value == pytest.approx(100 * sqrt(0.375))


def test_the_corners_of_the_late_phase_are_those_of_its_orders() -> None:
    result = assessed(TINY, side(will=1, law=4), side(will=1, law=4), phase="late")
    assert set(corners(result)) == {(1, 0), (0, 1)}


# --- evidence: every level at one end


def test_the_verdict_is_tried_at_both_ends_of_the_evidence() -> None:
    # will 2 at C3: [1.5, 2.5]; law 4 at C3: [3.5, 4].
    result = both(TINY, will=graded(2, "C3"), law=graded(4, "C3"))
    ends = result.robustness.evidence
    assert ends.low.readiness == pytest.approx(100 * (1.5 / 4) ** 0.75 * (3.5 / 4) ** 0.25)
    assert ends.high.readiness == pytest.approx(100 * (2.5 / 4) ** 0.75 * (4 / 4) ** 0.25)
    assert (ends.low.verdict, ends.high.verdict) == ("fragile", "ready")


def test_at_the_low_end_an_unsure_gate_fails() -> None:
    # will 2 at C3 may be 1.5 of 2: ceiling 75, index 100 * (1.5/4)^0.75.
    ends = both(GATED, will=graded(2, "C3"), law=4).robustness.evidence
    assert (ends.low.verdict, ends.high.verdict) == ("blocked", "ready")
    assert ends.low.readiness == pytest.approx(100 * (1.5 / 4) ** 0.75)


def test_what_is_unknown_stands_at_the_ends_of_the_scale() -> None:
    ends = both(GATED, law=4).robustness.evidence
    assert (ends.low.verdict, ends.high.verdict) == ("blocked", "ready")
    assert (ends.low.readiness, ends.high.readiness) == pytest.approx((5, 100))


# --- stability


def stability(result: Assessment) -> tuple[str, str]:
    return result.verdict, result.robustness.stability


def test_a_block_by_a_sure_gate_is_stable() -> None:
    assert stability(both(GATED, will=1, law=4)) == ("blocked", "stable")
    assert stability(both(GATED, will=graded(1, "C3"), law=4)) == ("blocked", "stable")  # [0.5, 1.5]


def test_a_block_by_unsure_gates_within_half_a_level_is_fragile() -> None:
    assert stability(both(GATED, will=graded(1.5, "C3"), law=4)) == ("blocked", "fragile")  # [1, 2]
    assert stability(both(GATED, will=graded(1.75, "D4"), law=4)) == ("blocked", "fragile")


def test_a_block_by_an_unsure_gate_further_off_is_contestable() -> None:
    assert stability(both(GATED, will=graded(1, "D4"), law=4)) == ("blocked", "contestable")  # [0, 2]
    assert stability(both(GATED, will=graded(1.4, "D4"), law=4)) == ("blocked", "contestable")  # 0.6 short


TWO_GATES = small_rubric(
    {"political": {"will": indicator(necessary=2)}, "legal": {"law": indicator(necessary=2)}}, orders=ORDERS
)


def test_how_close_is_close_is_rubric_data() -> None:
    wide = replace(GATED, verdict=replace(GATED.verdict, near_gate=1.0))
    assert stability(both(wide, will=graded(1, "D4"), law=4)) == ("blocked", "fragile")  # 1 short
    assert stability(both(wide, will=graded(0.9, "E5"), law=4)) == ("blocked", "contestable")  # [0, 2.4]


def test_one_sure_gate_of_several_makes_a_block_stable() -> None:
    assert stability(both(TWO_GATES, will=graded(1.5, "C3"), law=0)) == ("blocked", "stable")


def test_one_unsure_gate_further_off_makes_a_block_contestable() -> None:
    result = both(TWO_GATES, will=graded(1.5, "C3"), law=graded(1, "D4"))
    assert stability(result) == ("blocked", "contestable")


def test_what_is_undetermined_is_contestable() -> None:
    assert stability(both(GATED, law=4)) == ("undetermined", "contestable")
    assert stability(both(TINY, will=4)) == ("undetermined", "contestable")


def test_a_verdict_that_holds_for_all_weights_and_evidence_is_stable() -> None:
    # At the ends 3.5/4 and 4/4, at every corner: between 87.5 and 100.
    assert stability(both(GATED, will=graded(4, "C3"), law=graded(4, "C3"))) == ("ready", "stable")
    # 1/4 and 1/4: 25 everywhere, at most 1.5/4 = 37.5.
    assert stability(both(TINY, will=graded(1, "C3"), law=graded(1, "C3"))) == ("fragile", "stable")


def test_a_verdict_that_hangs_on_the_weights_is_contestable() -> None:
    # Point 100 * 0.5^0.75 = 59.5: ready; all on politics 50: fragile. The evidence is sure.
    result = both(TINY, will=2, law=4)
    assert stability(result) == ("ready", "contestable")
    assert result.robustness.reason == "weights-decide"


def test_a_verdict_that_hangs_on_the_evidence_is_contestable() -> None:
    # 3/4 everywhere is ready; at the low end (3 - 1)/4 = 50 is fragile.
    result = both(TINY, will=graded(3, "D4"), law=graded(3, "D4"))
    assert stability(result) == ("ready", "contestable")
    assert result.robustness.reason == "evidence-decides"


def test_a_met_gate_that_is_unsure_makes_the_verdict_contestable() -> None:
    # 2 at C3 may be 1.5.
    assert stability(both(GATED, will=graded(2, "C3"), law=4)) == ("ready", "contestable")


# --- what evidence to get first


def needed(result: Assessment) -> list[str]:
    return [item.indicator for item in result.evidence_needed]


def need(result: Assessment, name: str) -> EvidenceNeed:
    return next(item for item in result.evidence_needed if item.indicator == name)


HALVES = small_rubric(
    {"political": {"gate": indicator(necessary=2), "open": indicator()}, "legal": {"law": indicator()}}
)
"""Half the weight each; in the political factor a gate at 2 and one without."""


def test_where_everything_is_rated_nothing_is_needed() -> None:
    assert both(HALVES, gate=3, open=3, law=3).evidence_needed == []


def test_a_missing_level_is_needed() -> None:
    assert needed(both(HALVES, gate=3, law=3)) == ["open"]


def test_unknown_gates_come_first_and_each_says_how_much_it_narrows() -> None:
    result = both(HALVES, law=4)
    # Now: low is the floor 5 (the gate may be 0), high 100.
    assert (result.readiness.low, result.readiness.high) == pytest.approx((5, 100))
    # gate at 0: ceiling 5 throughout. At 1: ceiling 50, index from 100 * sqrt(1/8) to 79.
    # At 2, 3 and 4: no ceiling, index from 100 * sqrt(gate/8) to 100 * sqrt((gate + 4)/8).
    gate = [
        0,
        50 - 100 * sqrt(1 / 8),
        *(100 * sqrt((level + 4) / 8) - 100 * sqrt(level / 8) for level in (2, 3, 4)),
    ]
    # open at any level: low stays 5, high is 100 * sqrt((4 + open)/8).
    opened = [100 * sqrt((4 + level) / 8) - 5 for level in range(5)]
    assert needed(result) == ["gate", "open"]
    assert (need(result, "gate").reason, need(result, "open").reason) == ("unknown-gate", "wide-range")
    assert need(result, "gate").narrows_by == pytest.approx(95 - sum(gate) / 5)
    assert need(result, "open").narrows_by == pytest.approx(95 - sum(opened) / 5)


def test_an_unknown_gate_comes_first_even_if_something_else_narrows_more() -> None:
    rubric = small_rubric(
        {
            "political": {"one": indicator(necessary=1), "two": indicator(necessary=1)},
            "legal": {"law": indicator()},
        }
    )
    result = both(rubric)
    # The low end stays 5 while any of the others is unknown. law: high 100 * sqrt(law/4), not under the floor.
    law = [100 * sqrt(max(level / 4, 0.05)) - 5 for level in range(5)]
    # one at 0: ceiling 5; else high 100 * sqrt((one + 4)/8).
    one = [0, *(100 * sqrt((level + 4) / 8) - 5 for level in (1, 2, 3, 4))]
    assert need(result, "law").narrows_by == pytest.approx(95 - sum(law) / 5)
    assert need(result, "one").narrows_by == pytest.approx(95 - sum(one) / 5)
    assert sum(law) < sum(one)
    assert needed(result) == ["one", "two", "law"]


def test_of_unknown_gates_the_one_that_narrows_more_comes_first() -> None:
    rubric = small_rubric(
        {
            "political": {"small": indicator(necessary=2), "large": indicator(necessary=2, weight=3.0)},
            "legal": {"law": indicator()},
        }
    )
    assert needed(both(rubric, law=4)) == ["large", "small"]


def test_an_interval_narrows_what_is_possible() -> None:
    # One side of gate is 2: the pair lies in [0, 2], so 0, 1 and 2 are possible. open and law are 4.
    result = assessed(HALVES, side(gate=2, open=4, law=4), side(open=4, law=4), phase="early")
    # Now: low 5, high 100 * sqrt((2 + 4)/8). Each level leaves no range.
    assert need(result, "gate").narrows_by == pytest.approx(100 * sqrt(6 / 8) - 5)
    assert need(result, "gate").side == "b"


def test_a_gate_that_rests_on_an_unsure_prior_is_needed_first() -> None:
    proxy = {"index": "some.index", "points": [[0, 0], [4, 4]]}
    rubric = small_rubric(
        {"political": {"open": indicator(), "order": indicator(necessary=2, proxies=[proxy])}}
    )
    index = {"facts": {"indices": {"some.index": {"value": 2.0, "year": 2023}}}}
    result = assessed(rubric, side() | index, side() | index)
    assert needed(result) == ["order", "open"]
    assert need(result, "order").reason == "unknown-gate"


def test_what_is_out_of_scope_or_not_applicable_is_not_needed() -> None:
    rubric = small_rubric(
        {
            "political": {
                "will": indicator(),
                "bars": indicator(when={"needs": ["surrender"]}, necessary=2),
                "limits": indicator(necessary=2),
            }
        }
    )
    gone = {"not-applicable": "none found"}
    assert both(rubric, will=3, limits=gone).evidence_needed == []
