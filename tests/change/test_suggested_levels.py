"""A public index that misses a gate by too little to tell: the leaning, the plan and the bottleneck table count it alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import Data, documents, indicator, side, small_rubric
from readiness.assessment.assemble import assembled, judged_pair
from readiness.change.available_moves import Limits
from readiness.change.bottleneck import bottleneck
from readiness.change.plan import plan
from readiness.change.starting_levels import Taken, Target
from readiness.change.trials import SettableLevel
from readiness.model.question import Question

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
    assert [cell.distance for cell in will.cells] == [None if close else pytest.approx(0.5)] * 6
