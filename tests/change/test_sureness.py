"""How sure, what evidence is worth, and the bottleneck table, by hand."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import Data, documents, indicator, side, small_rubric
from readiness.assessment.assemble import assembled, assess, judged_pair
from readiness.change.bottleneck import bottleneck
from readiness.change.evidence_worth import evidence_worth
from readiness.change.sureness import sureness
from readiness.evidence.supposed_levels import Supposed
from readiness.model.question import Question
from readiness.report.page import Grid
from readiness.report.pages.bottleneck import page
from readiness.report.pages.naming import Names
from readiness.report.pages.sureness import sure_lines
from readiness.report.texts import texts

ORDERS = {"early": ["political >= legal"]}
TWO = small_rubric({"political": {"will": indicator()}, "legal": {"law": indicator()}}, orders=ORDERS)
GATED = small_rubric(
    {"political": {"will": indicator("shared", necessary=2)}, "legal": {"law": indicator("shared")}},
    orders=ORDERS,
)
EARLY = Question(phase="early")


def graded(level: float, grade: str) -> Data:
    return {"level": level, "grade": grade}


def test_the_share_of_weights_is_exact() -> None:
    # will 2/4, law 4/4: index 100 * 0.5^w with w in [1/2, 1]. Printed 55 or more where 0.5^w > 0.545.
    pair = documents(TWO, side(will=2, law=4), side(will=2, law=4))
    sure = sureness(judged_pair(*pair, TWO, EARLY))
    ready = (log(0.545) / log(0.5) - 0.5) / 0.5
    assert sure.verdict == "ready" if 0.5**0.75 > 0.545 else "fragile"
    assert sure.weights.holds == pytest.approx(ready if sure.verdict == "ready" else 1 - ready)
    assert sure.weights.top_loss == {"political": 1, "legal": 0}
    assert sure.evidence[sure.verdict].share == 1
    assert sure.evidence_and_weights["ready"].share == pytest.approx(
        ready, abs=4 * sure.evidence_and_weights["ready"].error + 0.01
    )


def test_equal_losses_are_told_by_the_order_alone() -> None:
    # Both lose the same, so that the heavier factor loses more: always the political one.
    pair = documents(TWO, side(will=2, law=2), side(will=2, law=2))
    sure = sureness(judged_pair(*pair, TWO, EARLY))
    assert sure.weights.top_loss == {"political": 1, "legal": 0}


def test_the_share_over_evidence_is_the_part_of_the_interval() -> None:
    # will 2 at C3 lies anywhere in [1.5, 2.5]; below 2 it blocks: half of it.
    pair = documents(GATED, side(towards={"ratings": {"will": graded(2, "C3"), "law": 4}}), side())
    sure = sureness(judged_pair(*pair, GATED, EARLY))
    blocked = sure.evidence["blocked"]
    assert blocked.share == pytest.approx(0.5, abs=0.03)
    assert blocked.error < 0.02
    assert sure.decides == "evidence"


def test_what_can_be_told_is_told_where_nothing_is_known_of_a_factor() -> None:
    # Politics alone is known, so that it loses most of what is known under all weights.
    pair = documents(TWO, side(will=2), side(will=2))
    sure = sureness(judged_pair(*pair, TWO, EARLY))
    assert (sure.verdict, sure.weights.top_loss, sure.if_just_met) == ("undetermined", {"political": 1}, None)
    assert sureness(judged_pair(*documents(TWO, side(), side()), TWO, EARLY)).weights.top_loss is None


def test_the_shares_if_what_is_not_known_is_just_met() -> None:
    # will 2 at C3 lies anywhere in [1.5, 2.5] and blocks below 2: half of it. climate, of which nothing is known, blocks at half of 0 to 4.
    both = {"will": indicator("shared", necessary=2), "climate": indicator("shared", necessary=2)}
    rubric = small_rubric({"political": both, "legal": {"law": indicator("shared")}}, orders=ORDERS)
    pair = documents(rubric, side(towards={"ratings": {"will": graded(2, "C3"), "law": 4}}), side())
    sure = sureness(judged_pair(*pair, rubric, EARLY))
    assert sure.evidence["blocked"].share == pytest.approx(0.75, abs=0.03)
    assert sure.if_just_met is not None
    assert sure.if_just_met["blocked"].share == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("will", "told"), [("C3", True), ("A1", False)])
def test_a_share_of_blocked_beside_another_verdict_is_explained(will: str, told: bool) -> None:
    # At C3 will 2 lies in [1.5, 2.5] and may fall short of 2: one open condition. At A1 it is sure, and nothing blocks.
    pair = documents(GATED, side(towards={"ratings": {"will": graded(2, will), "law": 4}}), side())
    judged = judged_pair(*pair, GATED, EARLY)
    lines = sure_lines(sureness(judged), Names(assembled(judged), GATED, texts()))
    explained = [
        line
        for line in lines
        if line.startswith("Blocked in these shares means that at least one of 1 necessary condition ")
    ]
    assert len(explained) == told


def test_the_same_pair_always_gives_the_same_shares() -> None:
    pair = documents(GATED, side(towards={"ratings": {"will": graded(2, "C3")}}), side())
    one, other = (sureness(judged_pair(*pair, GATED, EARLY)) for _ in range(2))
    assert one == other


def test_evidence_is_worth_how_often_it_changes_something() -> None:
    # will is not known: 0 or 1 of five levels block, where the verdict now is undetermined; 2, 3 and 4 decide it as well.
    pair = documents(GATED, side(towards={"ratings": {"law": 4}}), side())
    [worth] = evidence_worth(judged_pair(*pair, GATED, EARLY))
    assert (worth.indicator, worth.reason, worth.ask) == ("will", "unknown", "both")
    assert worth.levels == [0, 1, 2, 3, 4]
    assert worth.changes_verdict == 1
    # A level of 2 at D4 lies in [1, 3]: of the whole levels 1, 2, 3 only the first blocks.
    pair = documents(GATED, side(towards={"ratings": {"law": 4, "will": graded(2, "D4")}}), side())
    [worth] = evidence_worth(judged_pair(*pair, GATED, EARLY))
    assert (worth.reason, worth.levels) == ("wide", [1, 2, 3])
    assert worth.changes_verdict == pytest.approx(1 / 3)


def test_the_bottleneck_table_by_hand() -> None:
    # Early weights 3/4 and 1/4, later ones 1/2 each. Ready needs an index above 54.5.
    pair = documents(GATED, side(towards={"ratings": {"will": 1, "law": 1}}), side())
    table = bottleneck(judged_pair(*pair, GATED, EARLY))
    will, law = table.rows
    assert [(item.phase, item.verdict) for item in table.outcomes[:2]] == [
        ("early", "fragile"),
        ("early", "ready"),
    ]
    assert (will.cells[0].needed, will.cells[0].distance) == (2, 1)
    assert (law.cells[0].needed, law.cells[0].distance) == (None, None)
    # With law at 4 will needs 2, its condition: 0.5^0.75 = 0.59. With will at 4 law needs 0.5: (0.5/4)^0.25 = 0.59.
    assert (will.cells[1].needed, law.cells[1].needed) == (2, 0.5)
    # With law at 1 will needs 3: (3/4)^0.75 * (1/4)^0.25 = 0.570; 2.5 gives 0.497. With will at 2 law needs 3: 0.553; 2.5: 0.529.
    assert (will.cells[1].alone, law.cells[1].alone) == (3, 3)
    # With will just met: 100 * (2/4)^0.75 * (1/4)^0.25 = 42.0.
    assert table.floors["early"] == pytest.approx(100 * 0.5**0.75 * 0.25**0.25)


def test_the_bottleneck_page_tells_what_ready_asks_beyond_an_open_phase() -> None:
    pair = documents(GATED, side(towards={"ratings": {"will": 1, "law": 1}}), side())
    judged = judged_pair(*pair, GATED, EARLY)
    told = page(bottleneck(judged), assembled(judged), texts())
    [grid] = [part for part in told.parts if isinstance(part, Grid)]
    # By hand as above: nothing blocks from will 2 on; ready asks law 0.5, which there is, and the same of will.
    assert [row[2] for row in grid.rows] == ["2 (+1)", "– · 0.5 ✓"]


@settings(deadline=None)
@given(st.integers(0, 4), st.integers(0, 4))
def test_alone_is_what_assess_says(will: int, law: int) -> None:
    pair = documents(GATED, side(towards={"ratings": {"will": will, "law": law}}), side())
    table = bottleneck(judged_pair(*pair, GATED, EARLY))
    for row in table.rows:
        others = [Supposed("pair", "will", 2.0)] if will < 2 and row.indicator != "will" else []
        doing = [
            half / 2
            for half in range(9)
            if assess(*pair, GATED, EARLY, [*others, Supposed("pair", row.indicator, half / 2)]).verdict
            == "ready"
        ]
        assert row.cells[1].alone == (doing[0] if doing else None)


@settings(deadline=None)
@given(st.sampled_from(["A1", "C3", "D4", "F6"]), st.integers(0, 4), st.floats(0, 1))
def test_resolved_evidence_never_widens_the_range(grade: str, will: int, share: float) -> None:
    pair = documents(
        GATED, side(towards={"ratings": {"will": graded(will, grade), "law": graded(2, "C3")}}), side()
    )
    before = assess(*pair, GATED, EARLY)
    said = before.indicators[0]
    resolved = Supposed("pair", "will", said.low + share * (said.high - said.low))
    after = assess(*pair, GATED, EARLY, [resolved])
    assert after.readiness.low >= before.readiness.low - 1e-9
    assert after.readiness.high <= before.readiness.high + 1e-9
