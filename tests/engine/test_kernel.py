"""Scores, index, gates, ceiling, readiness and verdict of one phase (design 2.5)."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

import pytest

from building import (
    NOT_APPLICABLE,
    assessed,
    factor,
    found,
    indicator,
    known,
    phase,
    side,
    small_rubric,
    unknown,
)
from readiness.engine.arithmetic import Floats, Quantity
from readiness.engine.kernel import (
    VERDICTS,
    Demand,
    Gate,
    PhaseScore,
    Triple,
    factor_score,
    gate,
    index_of,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FLOATS = Floats()
FLOOR, BAR = 0.05, 55


def score(*weighted: tuple[float, Quantity]) -> tuple[float | None, float, float]:
    """A factor's score with its range."""
    result = factor_score(FLOATS, weighted)
    return (result.score.value if result.known else None), result.score.low, result.score.high


def judged(
    levels: Sequence[Quantity],
    necessary: Sequence[float | None],
    *,
    factors: Sequence[int] | None = None,
    weights: Sequence[float] = (1.0,),
    stopped: int | None = None,
) -> PhaseScore:
    """One phase, by default of one factor."""
    demands = [
        Demand(0 if factors is None else factors[i], 1.0, needed, i == stopped)
        for i, needed in enumerate(necessary)
    ]
    return judge(FLOATS, demands, levels, weights, FLOOR, BAR)


def verdict(result: PhaseScore) -> str:
    return VERDICTS[int(result.verdict)]


def three(triple: Triple) -> tuple[float, float, float]:
    return triple.value, triple.low, triple.high


# --- the weakest link is already found (2.3)


def test_the_ceiling_takes_the_level_of_the_known_side() -> None:
    # The known side is 1 (D4, so the pair is at most 2) and 2 is needed: 100 * 1/2.
    assert judged([unknown(0, 2, held_at=1)], [2]).ceiling.value == pytest.approx(50)


# --- factor scores


def test_an_indicator_scores_a_quarter_of_its_level() -> None:
    assert score((1, known(3))) == (3 / 4, 3 / 4, 3 / 4)


def test_a_factor_scores_the_mean_of_its_indicators() -> None:
    assert score((1, known(4)), (1, known(1)), (1, known(2))) == pytest.approx(((4 + 1 + 2) / 12,) * 3)


def test_weights_of_indicators_make_a_weighted_mean() -> None:
    assert score((2, known(4)), (1, known(1))) == pytest.approx(((2 * 4 + 1 * 1) / (3 * 4),) * 3)


def test_the_ends_average_the_ends() -> None:
    value, low, high = score((1, known(2, 1, 3)), (1, known(3, 2.5, 3.5)))
    assert (value, low, high) == pytest.approx(((2 + 3) / 8, (1 + 2.5) / 8, (3 + 3.5) / 8))


def test_the_point_averages_the_known_and_the_ends_use_all() -> None:
    value, low, high = score((1, known(3, 2, 4)), (1, unknown()))
    assert (value, low, high) == pytest.approx((3 / 4, (2 + 0) / 8, (4 + 4) / 8))


def test_an_unknown_side_may_leave_a_narrower_interval() -> None:
    # One indicator is 1 for certain, the other at most 2.
    value, low, high = score((1, known(1)), (1, unknown(0, 2)))
    assert (value, low, high) == pytest.approx((1 / 4, (1 + 0) / 8, (1 + 2) / 8))


def test_the_point_stays_inside_the_range() -> None:
    # The known one is 4, but the other is at most 0: the factor is at most (4 + 0)/8.
    assert score((1, known(4)), (1, unknown(0, 0))) == pytest.approx((4 / 8, 4 / 8, 4 / 8))
    # The known one is 0, but the other is at least 4.
    assert score((1, known(0)), (1, unknown(4, 4))) == pytest.approx((4 / 8, 4 / 8, 4 / 8))


def test_what_is_not_applicable_leaves_the_mean() -> None:
    assert score((1, known(3)), (5, NOT_APPLICABLE)) == (3 / 4, 3 / 4, 3 / 4)


def test_what_is_out_of_scope_leaves_the_mean() -> None:
    assert score((1, known(3)), (0, known(0)), (0, unknown())) == (3 / 4, 3 / 4, 3 / 4)


def test_a_factor_without_any_level_has_no_score_only_a_range() -> None:
    assert score((1, unknown()), (1, unknown(0, 2))) == (None, 0, (4 + 2) / 8)


def test_a_factor_without_any_level_has_no_score_even_if_something_is_not_applicable() -> None:
    assert score((1, unknown()), (1, NOT_APPLICABLE))[0] is None
    assert score((1, NOT_APPLICABLE))[0] is None


def test_a_crime_overlay_multiplies_and_renormalises() -> None:
    rubric = small_rubric(
        {"political": {"will": indicator(), "climate": indicator()}},
        crimes={
            "fraud": {"name": "fraud", "emphasis": {"will": 1.5}},
            "smuggling": {"name": "smuggling", "emphasis": {"will": 3.0, "climate": 1.25}},
        },
    )
    levels = side(will=4, climate=2)
    plain = assessed(rubric, levels, levels)
    assert factor(plain, "political").score == pytest.approx(100 * (4 + 2) / (2 * 4))
    fraud = assessed(rubric, levels, levels, crimes=("fraud",))
    assert found(fraud, "will").weight == pytest.approx(1.5 / (1.5 + 1))
    assert factor(fraud, "political").score == pytest.approx(100 * (1.5 * 4 + 1 * 2) / (2.5 * 4))
    # Several overlays: the highest multiplier of each, 3 and 1.25.
    both = assessed(rubric, levels, levels, crimes=("fraud", "smuggling"))
    assert found(both, "will").weight == pytest.approx(3 / (3 + 1.25))
    assert factor(both, "political").score == pytest.approx(100 * (3 * 4 + 1.25 * 2) / (4.25 * 4))


def test_weights_that_the_rubric_sets_stand() -> None:
    rubric = small_rubric({"political": {"will": indicator(weight=3.0), "climate": indicator()}})
    result = assessed(rubric, side(will=4, climate=0), side(will=4, climate=0))
    assert [found(result, name).weight for name in ("will", "climate")] == [3 / 4, 1 / 4]
    assert result.readiness.value == pytest.approx(100 * 3 / 4)


# --- index


def index(scores: Sequence[float], weights: Sequence[float]) -> float:
    return float(index_of(FLOATS, [Triple(item, item, item) for item in scores], weights, FLOOR).value)


def test_the_index_is_a_weighted_geometric_mean() -> None:
    assert index((0.25, 1), (0.5, 0.5)) == pytest.approx(100 * sqrt(0.25))
    assert index((0.5, 0.25), (0.75, 0.25)) == pytest.approx(100 * exp(0.75 * log(0.5) + 0.25 * log(0.25)))


def test_imbalance_costs() -> None:
    # The arithmetic mean of both is 1/2.
    assert index((0.5, 0.5), (0.5, 0.5)) == pytest.approx(50)
    assert index((0.9, 0.1), (0.5, 0.5)) == pytest.approx(100 * 0.3)


def test_a_missing_factor_counts_as_the_floor_and_never_zeroes_the_index() -> None:
    assert index((0, 1), (0.5, 0.5)) == pytest.approx(100 * sqrt(0.05))
    assert index((0, 0), (0.5, 0.5)) == pytest.approx(5)


def test_a_score_under_the_floor_counts_as_the_floor() -> None:
    assert index((0.04, 1), (0.5, 0.5)) == pytest.approx(100 * sqrt(0.05))
    assert index((0.06, 1), (0.5, 0.5)) == pytest.approx(100 * sqrt(0.06))


def test_full_scores_give_a_hundred() -> None:
    assert index((1, 1, 1, 1), (25 / 48, 23 / 144, 23 / 144, 23 / 144)) == pytest.approx(100)


def test_the_early_index_of_the_staged_orders() -> None:
    rubric = small_rubric(
        {name: {name[:3]: indicator()} for name in ("political", "legal", "cultural", "capacity")},
        orders={
            "early": ["political >= legal, cultural, capacity"],
            "middle": ["legal >= political, cultural, capacity"],
            "late": ["cultural, capacity >= legal, political"],
        },
    )
    levels = side(pol=1, leg=2, cul=3, cap=4)
    result = assessed(rubric, levels, levels)
    logs = {"political": log(1 / 4), "legal": log(2 / 4), "cultural": log(3 / 4), "capacity": log(4 / 4)}
    early = 25 / 48 * logs["political"] + 23 / 144 * (logs["legal"] + logs["cultural"] + logs["capacity"])
    middle = 25 / 48 * logs["legal"] + 23 / 144 * (logs["political"] + logs["cultural"] + logs["capacity"])
    late = 19 / 48 * (logs["cultural"] + logs["capacity"]) + 5 / 48 * (logs["political"] + logs["legal"])
    assert [phase(result, name).readiness.index for name in ("early", "middle", "late")] == pytest.approx(
        [100 * exp(early), 100 * exp(middle), 100 * exp(late)]
    )


def test_the_ends_of_the_index_take_the_ends_of_the_scores() -> None:
    result = judged([known(2, 1, 3), known(4, 3, 4)], [None, None], factors=[0, 1], weights=(0.5, 0.5))
    assert three(result.index) == pytest.approx(
        (100 * sqrt(2 / 4 * 4 / 4), 100 * sqrt(1 / 4 * 3 / 4), 100 * sqrt(3 / 4 * 4 / 4))
    )


# --- gates; at least 2 is needed


MET, UNMET, UNKNOWN = (True, False, False), (False, True, False), (False, False, True)


@pytest.mark.parametrize(
    ("level", "state", "sure"),
    [
        (known(3), MET, True),
        (known(2), MET, True),
        (known(2, 1.5, 2.5), MET, False),
        (known(2.5, 2, 3), MET, True),
        (known(1), UNMET, True),
        (known(1.5, 1, 2), UNMET, False),
        (known(1.5, 1, 1.99), UNMET, True),
        (known(0), UNMET, True),
        (unknown(), UNKNOWN, False),
        (unknown(0, 2), UNKNOWN, False),
        (unknown(0, 1.99), UNMET, True),
        (unknown(0, 1.5, held_at=1), UNMET, True),  # the known side, C3: 1 ± 0.5 stays below 2
        (unknown(0, 2, held_at=1), UNMET, False),  # the known side, D4: 1 ± 1 reaches 2
        (unknown(0, 3, held_at=2), UNKNOWN, False),  # the known side passes and says nothing of the other
        (unknown(2, 4), MET, True),
        (unknown(1.99, 4), UNKNOWN, False),
        (known(3, 2, 4, prior=True), MET, True),
        (known(3, 1.99, 4, prior=True), UNKNOWN, False),
        (known(1, 0, 2, prior=True), UNKNOWN, False),
        (known(0.9, 0, 1.9, prior=True), UNMET, True),
        (known(2, 1, 3, prior=True), UNKNOWN, False),
    ],
)
def test_the_state_of_a_gate(level: Quantity, state: tuple[bool, bool, bool], sure: bool) -> None:
    assert gate(2, level) == Gate(*state, sure)


def test_a_gate_that_does_not_apply_has_no_state() -> None:
    assert gate(2, NOT_APPLICABLE) == Gate(met=False, unmet=False, unknown=False, sure=False)


def test_a_level_at_the_necessary_one_meets_the_gate_within_the_tolerance() -> None:
    assert gate(2, known(2 - 1e-10)).met
    assert gate(2, known(2 - 1e-8)).unmet


def test_a_gate_under_a_suspension_is_surely_unmet() -> None:
    for level in (known(1), known(1, 0, 2), unknown(), known(1, 0, 2, prior=True)):
        assert gate(2, level, stopped=True) == Gate(met=False, unmet=True, unknown=False, sure=True)


def test_without_a_necessary_level_there_is_no_gate() -> None:
    assert judged([known(0)], [None]).gates == (None,)


def test_out_of_scope_there_is_no_gate() -> None:
    demands = [Demand(0, 1.0, None, stopped=False), Demand(0, 0.0, 2.0, stopped=False)]
    result = judge(FLOATS, demands, [known(4), known(0)], [1.0], FLOOR, BAR)
    assert result.gates == (None, None)
    assert (verdict(result), result.readiness.value) == ("ready", 100)


# --- ceiling


def test_without_an_unmet_gate_the_ceiling_is_a_hundred() -> None:
    assert three(judged([known(3)], [2]).ceiling) == (100, 100, 100)


def test_an_unmet_gate_leaves_its_share_of_a_hundred() -> None:
    assert judged([known(1.5)], [2]).ceiling.value == pytest.approx(100 * 1.5 / 2)


def test_the_lowest_share_is_the_ceiling() -> None:
    # Shares 1/2 and 2/3; the third is met.
    assert judged([known(1), known(2), known(3)], [2, 3, 2]).ceiling.value == pytest.approx(100 * 1 / 2)


def test_the_ceiling_is_never_under_the_floor() -> None:
    assert judged([known(0)], [2]).ceiling.value == pytest.approx(5)
    assert judged([known(0.05)], [2]).ceiling.value == pytest.approx(5)  # 0.025 is under 0.05
    assert judged([known(0.2)], [2]).ceiling.value == pytest.approx(10)


def test_the_ends_of_the_ceiling_take_the_ends_of_the_level() -> None:
    # Unmet at 1 in [0.5, 1.5]: 0.5/2 and 1.5/2.
    assert three(judged([known(1, 0.5, 1.5)], [2]).ceiling) == pytest.approx((50, 25, 75))


def test_a_gate_that_may_be_met_leaves_the_high_end_alone() -> None:
    assert judged([known(1, 0, 2)], [2]).ceiling.high == 100


def test_a_gate_that_is_met_but_unsure_lowers_the_low_end() -> None:
    # Met at 2 in [1, 3]: in the low end 1/2.
    assert three(judged([known(2, 1, 3)], [2]).ceiling) == pytest.approx((100, 50, 100))


def test_an_unknown_gate_counts_as_nothing_in_the_low_end_and_as_met_in_the_high_end() -> None:
    assert three(judged([unknown()], [2]).ceiling) == pytest.approx((100, 5, 100))


def test_an_unknown_gate_counts_as_level_nought_in_the_low_end_whatever_its_interval() -> None:
    # At least 1 of 2, and still unknown.
    assert three(judged([unknown(1, 4)], [2]).ceiling) == pytest.approx((100, 5, 100))
    assert three(judged([known(2, 1, 3, prior=True)], [2]).ceiling) == pytest.approx((100, 5, 100))


def test_an_unmet_gate_without_a_level_leaves_the_most_it_can_be() -> None:
    assert three(judged([unknown(0, 1)], [2]).ceiling) == pytest.approx((50, 5, 50))


def test_a_gate_that_does_not_apply_leaves_the_ceiling() -> None:
    assert three(judged([NOT_APPLICABLE, known(4)], [2, None]).ceiling) == (100, 100, 100)


def test_a_suspension_caps_level_and_ceiling() -> None:
    # 4 is held at 3 - 1 = 2: the index is 100 * 2/4, the ceiling 100 * 2/3.
    result = judged([known(4, 3.5, 4)], [3], stopped=0)
    assert three(result.index) == pytest.approx((50, 50, 50))
    assert three(result.ceiling) == pytest.approx((100 * 2 / 3,) * 3)
    assert verdict(result) == "blocked"


# --- readiness


def test_readiness_is_the_index_where_it_is_the_lower() -> None:
    # Two factors: 2/4 and 3/4 with a gate met at 3.
    result = judged([known(2), known(3)], [None, 3], factors=[0, 1], weights=(0.5, 0.5))
    assert result.readiness.value == pytest.approx(100 * sqrt(2 / 4 * 3 / 4))
    assert result.ceiling.value == 100


def test_readiness_is_the_ceiling_where_it_is_the_lower() -> None:
    # Index sqrt(1/4 * 4/4) = 50; ceiling 100 * 1/3.
    result = judged([known(1), known(4)], [3, None], factors=[0, 1], weights=(0.5, 0.5))
    assert result.index.value == pytest.approx(50)
    assert result.readiness.value == pytest.approx(100 * 1 / 3)


def test_each_end_of_readiness_is_the_lower_of_its_own_index_and_ceiling() -> None:
    # One factor. Level 1 in [0.5, 4], 2 needed. Value: index 25, ceiling 50.
    # Low: index 12.5, ceiling 25. High: index 100, ceiling 100.
    assert three(judged([known(1, 0.5, 4)], [2]).readiness) == pytest.approx((25, 12.5, 100))


def test_without_a_score_of_every_factor_readiness_has_no_value_only_its_range() -> None:
    result = judged([known(4), unknown()], [None, None], factors=[0, 1], weights=(0.5, 0.5))
    assert not result.known
    assert result.readiness.low == pytest.approx(100 * sqrt(1 * 0.05))
    assert result.readiness.high == pytest.approx(100)


def test_without_a_value_the_report_says_null() -> None:
    rubric = small_rubric({"political": {"will": indicator()}, "legal": {"law": indicator()}})
    readiness = assessed(rubric, side(will=4), side(will=4)).readiness
    assert (readiness.value, readiness.index) == (None, None)
    assert (readiness.low, readiness.high) == pytest.approx((100 * sqrt(0.05), 100))


# --- verdicts


def test_an_unmet_gate_blocks() -> None:
    assert verdict(judged([known(1.5, 1, 2)], [2])) == "blocked"


def test_an_unmet_gate_blocks_even_beside_an_unknown_one() -> None:
    assert verdict(judged([known(1), unknown()], [2, 2])) == "blocked"


def test_an_unmet_gate_blocks_even_without_a_value() -> None:
    assert verdict(judged([unknown(0, 1)], [2])) == "blocked"


def test_an_unknown_gate_leaves_the_verdict_undetermined() -> None:
    assert verdict(judged([known(4), unknown()], [2, 2])) == "undetermined"


def test_without_a_value_the_verdict_is_undetermined() -> None:
    result = judged([known(4), unknown()], [2, None], factors=[0, 1], weights=(0.5, 0.5))
    assert verdict(result) == "undetermined"


def test_all_gates_met_but_low_readiness_is_fragile() -> None:
    assert verdict(judged([known(2)], [2])) == "fragile"  # 50


def test_all_gates_met_and_enough_readiness_is_ready() -> None:
    assert verdict(judged([known(3)], [2])) == "ready"  # 75


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (2.2, "ready"),  # 100 * 2.2/4 = 55
        (2.1944, "ready"),  # 54.86, printed as 55
        (2.182, "ready"),  # 54.55, printed as 55
        (2.178, "fragile"),  # 54.45, printed as 54
    ],
)
def test_the_bar_of_55_is_compared_with_what_is_printed(level: float, expected: str) -> None:
    assert verdict(judged([known(level)], [2])) == expected


def test_a_level_at_the_necessary_one_does_not_block() -> None:
    assert verdict(judged([known(3)], [3])) == "ready"
    assert verdict(judged([known(3 - 1e-12)], [3])) == "ready"
    assert verdict(judged([known(3 - 1e-6)], [3])) == "blocked"


def test_without_any_gate_the_bar_decides() -> None:
    assert verdict(judged([known(4)], [None])) == "ready"
    assert verdict(judged([known(0)], [None])) == "fragile"


def test_each_phase_has_its_own_gates() -> None:
    rubric = small_rubric({"political": {"will": indicator(necessary={"early": 1, "middle": 1, "late": 3})}})
    result = assessed(rubric, side(will=2.5), side(will=2.5))
    assert [item.verdict for item in result.phases] == ["ready", "ready", "blocked"]
    # Index 62.5 in all; late: ceiling 100 * 2.5/3.
    assert [item.readiness.ceiling for item in result.phases] == pytest.approx([100, 100, 100 * 2.5 / 3])
    assert [item.readiness.value for item in result.phases] == pytest.approx([62.5, 62.5, 62.5])


def test_the_bar_is_rubric_data() -> None:
    rules = {
        "floor": 0.05,
        "fragile-below": 80,
        "quality-level": 3,
        "limiting-share": 0.2,
        "limiting-below": 2.5,
        "harm-level": 1,
        "near-gate": 0.5,
    }
    rubric = small_rubric({"political": {"will": indicator()}}, verdict=rules)
    assert assessed(rubric, side(will=3), side(will=3)).verdict == "fragile"


def test_coverage_is_the_share_of_the_weight_that_has_a_level() -> None:
    rubric = small_rubric(
        {"political": {"will": indicator(weight=3.0), "climate": indicator(), "past": indicator()}}
    )
    gone = {"not-applicable": "none found"}
    assert assessed(rubric, side(will=3), side(will=3)).coverage == {"political": pytest.approx(3 / 5)}
    without_past = side(will=3, past=gone)
    assert assessed(rubric, without_past, without_past).coverage == {"political": pytest.approx(3 / 4)}
