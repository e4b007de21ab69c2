"""A bar of some persons stops surrender where the question names it, and is otherwise a condition to check (design 2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import Data, assessed, found, indicator, side, small_rubric
from readiness.errors import InputError, UsageError

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment

TABLE = {
    "by": "bar",
    "rule": "lowest",
    "rows": {"treatment": "detention", "nationality": "nationals", "penalty": "death"},
    "of-some": ["nationality", "penalty"],
}
RUBRIC = small_rubric({"legal": {"bars": indicator("requested", necessary=2, table=TABLE)}})


def surrender(*bars: str, **rows: float) -> Assessment:
    """BBB asks AAA, whose bars these are."""
    held = side(bars={"rows": rows, "grade": "A1"})
    return assessed(RUBRIC, held, side(), needs=("surrender",), bars=bars, requesting="b")


@pytest.mark.parametrize(
    ("named", "level", "verdict"),
    [
        ((), 3, "ready"),  # 3 of 4 is 75: what concerns everyone
        (("penalty",), 3, "ready"),
        (("nationality",), 1, "blocked"),
        (("penalty", "nationality"), 1, "blocked"),
    ],
)
def test_a_bar_of_some_counts_where_it_is_named(named: tuple[str, ...], level: float, verdict: str) -> None:
    result = surrender(*named, treatment=3, nationality=1, penalty=3)
    assert (found(result, "bars").level, result.verdict) == (level, verdict)
    assert result.bars == list(named)


def test_one_that_is_not_named_and_misses_the_gate_is_a_condition() -> None:
    conditions = surrender("penalty", treatment=3, nationality=1, penalty=0).conditions
    assert [(item.indicator, item.row, item.side, item.level) for item in conditions] == [
        ("bars", "nationality", "a", 1)
    ]
    assert surrender(treatment=3, nationality=2, penalty=2).conditions == []


def test_where_both_ways_are_asked_the_bars_of_both_sides_are_conditions() -> None:
    low = side(bars={"rows": {"treatment": 3, "nationality": 1, "penalty": 3}, "grade": "A1"})
    high = side(bars={"rows": {"treatment": 3, "nationality": 3, "penalty": 1}, "grade": "A1"})
    result = assessed(RUBRIC, low, high, needs=("surrender",))
    assert [(item.row, item.side) for item in result.conditions] == [("nationality", "a"), ("penalty", "b")]


def test_what_concerns_everyone_stops_it_whoever_it_is() -> None:
    assert surrender(treatment=1, nationality=4, penalty=4).verdict == "blocked"


def test_a_bar_that_no_table_has_is_refused() -> None:
    with pytest.raises(UsageError, match='unknown bar "nationalty"; did you mean "nationality'):
        surrender("nationalty", treatment=3)
    wrong: Data = TABLE | {"of-some": ["nationals"]}
    with pytest.raises(InputError, match="nationals"):
        small_rubric({"legal": {"bars": indicator("requested", table=wrong)}})
