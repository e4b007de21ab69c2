"""Levels that are only suggested: the leaning, the plan and the bottleneck table count and tell them alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import CASEWORK, EVIDENCE, Data, documents, indicator, side, small_rubric
from readiness.assessment.assemble import assembled, judged_pair
from readiness.change.available_moves import Limits
from readiness.change.bottleneck import bottleneck
from readiness.change.evidence_worth import evidence_worth
from readiness.change.plan import plan
from readiness.change.starting_levels import Taken, Target
from readiness.change.trials import SettableLevel
from readiness.model.question import Question
from readiness.report.page import Grid
from readiness.report.pages.bottleneck import page
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement

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


def pair(index: float) -> Judgement:
    """Will has the gate 2 and is read off an index for both; law is 4."""
    rubric = small_rubric(
        {
            "political": {
                "will": indicator(necessary=2, proxies=[{"index": "control", "points": [[0, 0], [4, 4]]}])
            },
            "legal": {"law": indicator()},
        },
        verdict=VERDICT,
    )
    both: Data = side(law=4) | {"facts": {"indices": {"control": {"value": index, "year": 2022}}}}
    return judged_pair(*documents(rubric, both, both), rubric, Question(phase="early"))


@pytest.mark.parametrize(("index", "close"), [(1.6, True), (1.5, False)])
def test_a_leaning_a_plan_and_the_table_agree_on_what_an_index_can_tell(index: float, close: bool) -> None:
    # The range of the index, ± 1, holds the gate 2 either way; it misses by 0.4, less than half a level, or by half a level.
    judged = pair(index)
    leaning = assembled(judged).leaning
    assert leaning is not None
    assert leaning.verdict == ("fragile" if close else "blocked")
    found = plan(judged, Target("early", "fragile"), Limits())
    # Taken as 2, the mean of the factors is sqrt(0.5 x 1), printed as 71; with 1.5 the gate fails.
    assert found.before.verdict == ("ready" if close else "blocked")
    assert found.reached is close
    level, suggested = (2, 1.6) if close else (1.5, None)
    assert found.taken == tuple(
        Taken(SettableLevel("will", holder), level, "prior", suggested) for holder in ("a", "b")
    )
    will, _ = bottleneck(judged).rows
    assert will.level == index
    # As in an assessment the gate is not known: nobody has seen how far away it is.
    assert [cell.distance for cell in will.cells] == [None] * 6


@pytest.mark.parametrize(("index", "gate", "distance"), [(0.8, "unmet", 1.2), (3.2, "met", 0)])
def test_the_table_knows_a_gate_where_the_whole_range_of_an_index_agrees(
    index: float, gate: str, distance: float
) -> None:
    # 0.8 ± 1 lies below the gate 2 and 3.2 ± 1 above it.
    judged = pair(index)
    will = next(item for item in assembled(judged).indicators if item.id == "will")
    assert will.gate == gate
    assert [cell.distance for cell in bottleneck(judged).rows[0].cells] == [pytest.approx(distance)] * 6


def test_a_side_that_surely_falls_short_is_told_although_the_other_is_not_known() -> None:
    # Will is 1 of a and unknown of b; the gate is 2, and the weaker side decides.
    rubric = small_rubric({"political": {"will": indicator(necessary=2)}})
    question = Question(phase="early")
    judged = judged_pair(*documents(rubric, side(will=1), side()), rubric, question)
    [will] = assembled(judged).indicators
    assert (will.gate, will.level) == ("unmet", None)
    assert bottleneck(judged).rows[0].cells[0] == (2, 1, 2)


def test_what_does_not_apply_is_no_unknown() -> None:
    rubric = small_rubric({"political": {"will": indicator(necessary=2), "law": indicator()}})
    both: Data = {"ratings": {"will": {"not-applicable": "nothing of this kind"}, "law": 3}}
    judged = judged_pair(*documents(rubric, both, both), rubric, Question(phase="early"))
    table = bottleneck(judged)
    assert [row.applicable for row in table.rows] == [False, True]
    [grid] = [part for part in page(table, assembled(judged), texts()).parts if isinstance(part, Grid)]
    assert grid.rows[0][1:] == ["n/a", "–", "–", "–", "–"]


@pytest.mark.parametrize(
    ("index", "basis", "level"),
    [(0.5, "few-cases", 2), (2.8, "prior", 2.8)],  # the index below the 2 that a case suggests, and above it
)
def test_a_level_is_told_by_what_gives_it(index: float, basis: str, level: float) -> None:
    rules = CASEWORK["casework"] | {"record-from": 3}
    proxies = [{"index": "control", "points": [[0, 0], [4, 4]]}]
    rubric = small_rubric(
        {"political": {"will": indicator(necessary=2, shown_by="casework", proxies=proxies)}},
        evidence=EVIDENCE | {"casework": rules},
    )
    facts = {"facts": {"indices": {"control": {"value": index, "year": 2022}}}}
    case = {"needs": ["intelligence"], "from": "2022", "to": "2022", "completed": 1}
    judged = judged_pair(
        *documents(rubric, side(towards={"cases": [case]}) | facts, side() | facts),
        rubric,
        Question(phase="early"),
    )
    found = plan(judged, Target("early", "fragile"), Limits())
    assert [(taken.basis, taken.level) for taken in found.taken] == [(basis, level)] * 2
    assert {worth.reason for worth in evidence_worth(judged)} == {basis}
