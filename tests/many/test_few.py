"""Columns of few values say of every pair what plain columns say, and stay short as long as they can."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from readiness.engine.arithmetic import FREE, PRIOR, RATED, Quantity
from readiness.engine.statuses import Named
from readiness.many.column_arithmetic import Columns, Rows, full
from readiness.many.distinct_values import FewValues, folded, numbers_of, paired, plain, settled, some
from readiness.many.first_obstacles import first_of
from readiness.many.levels import UNKNOWN, Levels, aligned, merged
from readiness.many.rule_cache import Kept

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = np.array([2, 0, 1, 1, 2, 0, 0])
ONE = FewValues(np.array([0.5, 4.0, 2.5]), NUMBERS)
LIKE = FewValues(np.array([1.0, 3.0, 2.5]), NUMBERS)
OTHER = FewValues(np.array([4.0, 1.0]), np.array([0, 1, 1, 0, 1, 0, 1]))
COLUMN = np.array([1.0, 2.0, 2.5, 0.5, 4.0, 3.0, 0.0])
FLAG = FewValues(np.array([True, False, True]), NUMBERS)

NUMERIC = [
    operator.add,
    operator.sub,
    operator.mul,
    operator.pow,
    operator.lt,
    operator.le,
    operator.gt,
    operator.ge,
    operator.eq,
    operator.ne,
    np.minimum,
    Columns().least,
    Columns().most,
]


@pytest.mark.parametrize("rule", NUMERIC)
@pytest.mark.parametrize("other", [LIKE, OTHER, COLUMN, 2.5], ids=["same", "other", "plain", "number"])
def test_every_pair_gets_what_plain_columns_give(rule: Callable[..., Any], other: Any) -> None:
    for pair in ((ONE, other), (other, ONE)):
        expected = rule(*map(plain, pair))
        assert np.asarray(rule(*pair)).tolist() == expected.tolist()


def test_flags_signs_and_choices() -> None:
    flags = np.asarray(FLAG).tolist()
    assert flags == [True, True, False, False, True, True, True]
    assert np.asarray(FLAG ^ True).tolist() == [not flag for flag in flags]
    assert np.asarray(True & FLAG | (ONE > 1)).tolist() == [
        flag or level > 1 for flag, level in zip(flags, plain(ONE), strict=True)
    ]
    assert np.asarray(abs(-ONE) / 2).tolist() == (plain(ONE) / 2).tolist()
    chosen = Columns().choose(FLAG, ONE, COLUMN)
    assert chosen.tolist() == [
        one if flag else other for flag, one, other in zip(flags, plain(ONE), COLUMN, strict=True)
    ]
    taken = np.zeros(7, dtype=bool)
    taken |= FLAG
    assert taken.tolist() == flags


def test_columns_with_the_same_numbers_stay_short() -> None:
    chosen = Columns().choose(FLAG, ONE + LIKE, 1.0)
    assert chosen.numbers is NUMBERS
    assert chosen.values.tolist() == [1.5, 1.0, 5.0]
    assert not isinstance(ONE + OTHER, FewValues)
    kept = settled((FLAG & False, FLAG | True, FLAG))
    assert kept[:2] == (False, True)
    assert kept[2] is FLAG
    assert some(FLAG)
    assert not some(FLAG & False)


@pytest.mark.parametrize("rows", [[0, 2, 3, 6, 6], [5], []])
def test_some_of_the_pairs(rows: list[int]) -> None:
    chosen = Rows(np.array(rows, dtype=np.intp))
    parts = chosen.of((ONE, LIKE, COLUMN, 3.0))
    assert [full(plain(part), len(rows)).tolist() for part in parts[:3]] == [
        plain(part)[rows].tolist() for part in (ONE, LIKE, COLUMN)
    ]
    assert parts[3] == 3.0


def test_what_some_pairs_have_in_common_is_no_column() -> None:
    same = Rows(np.array([2, 3], dtype=np.intp))
    assert same.of((FewValues(ONE.values, np.array([0, 1, 2, 2])), FLAG.values[[0, 0, 1, 1]])) == (
        float(ONE.values[2]),
        bool(FLAG.values[1]),
    )


@pytest.mark.parametrize("count", [5, 300])
def test_combinations_of_two_columns(count: int) -> None:
    rng = np.random.default_rng(1)
    one, other = rng.integers(0, count, (2, 1000))
    ones, others, numbers = paired(one, other, count)
    assert ones[numbers].tolist() == one.tolist()
    assert others[numbers].tolist() == other.tolist()
    assert len(ones) <= max(1000, count)


ROWS = [
    (1.0, ONE, 3),
    (LIKE, 2.0, 1),
    (OTHER, OTHER, 0),
    (COLUMN, ONE, 2),
    (FewValues(ONE.values, OTHER.numbers + 1), 1.0, 4),
]


@pytest.mark.parametrize("function", [np.add, np.minimum])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_rows_are_put_together_as_plain_columns_are(function: np.ufunc, count: int) -> None:
    rows = ROWS[:count]
    for number, together in enumerate(folded(function, rows)):
        expected = plain(rows[0][number])
        for row in rows[1:]:
            expected = function(expected, plain(row[number]))
        assert full(plain(together), 7).tolist() == full(expected, 7).tolist()


def test_whole_numbers_stay_whole() -> None:
    codes = FewValues(np.array([0, 1, 3]), NUMBERS)
    lowest = Columns().lowest([(codes, 0.5), (FewValues(np.array([3, 0]), OTHER.numbers), LIKE), (2, 1.0)])
    assert lowest[0].dtype.kind == "i"
    assert lowest[0].tolist() == [2, 0, 0, 1, 0, 0, 0]


def test_a_rule_for_some_pairs_sees_only_these() -> None:
    def drop(before: Any, now: Any) -> Any:
        assert len(plain(now)) == 2
        return before - now

    chosen = np.array([False, True, False, False, True, False, False])
    assert plain(Columns().only(chosen, drop, LIKE, ONE)).tolist() == [0, 0.5, 0, 0, 0, 0, 0]
    assert Columns().only(False, drop, LIKE, ONE) == 0.0


def test_a_condition_that_no_value_meets_costs_no_column() -> None:
    assert Columns().choose(FLAG & False, ONE, COLUMN) is COLUMN
    assert Columns().choose(FLAG | True, ONE, COLUMN) is ONE
    assert plain(Columns().choose(FLAG, 1.0, COLUMN)).tolist() == [1, 1, 2.5, 0.5, 1, 1, 1]


def test_the_first_of_those_that_hold_by_rank_then_by_number() -> None:
    # Pair by pair: none; only the second; a lower rank; a tie that the second number of the ranks decides; a tie to the end.
    flags = [
        np.array([False, False, True, True, True]),
        np.array([False, True, True, True, True]),
        np.array([False, False, True, True, False]),
    ]
    ranks = [
        (1.0, np.array([0.0, 0.0, 0.0, 3.0, 7.0])),
        (np.array([9.0, 9.0, 0.5, 1.0, 1.0]), np.array([0.0, 0.0, 9.0, 2.0, 7.0])),
        (2.0, np.array([0.0, 0.0, 0.0, 1.0, 0.0])),
    ]
    having, first = first_of(Named("blocking", [False, *flags], lambda number: ranks[number - 1]), 5)
    assert having.tolist() == [False, True, True, True, True]
    assert first.tolist() == [-1, 2, 2, 2, 1]


def test_what_rules_give_for_values_is_kept_for_the_next_part_alone() -> None:
    asked: list[int] = []

    def rule(column: Any) -> Any:
        asked.append(len(column.numbers))
        return column + 1

    kept = Kept()
    for part, numbers in enumerate((NUMBERS, NUMBERS[:3], NUMBERS[:2])):
        kept.turn()
        result = Columns(kept).once(rule, FewValues(ONE.values, numbers))
        assert plain(result).tolist() == [plain(ONE)[i] + 1 for i in range(len(numbers))]
        assert len(asked) == 1, part
    kept.turn()
    kept.turn()
    Columns(kept).once(rule, ONE)
    assert len(asked) == 2


def test_levels_by_number_merged_and_aligned() -> None:
    high, low = Quantity(True, True, RATED, 3.0, 2.5, 3.5), Quantity(True, False, PRIOR, FREE, 0.0, 4.0)
    levels, kept = Levels(), Kept()
    numbers = [levels.add(level) for level in (high, low, UNKNOWN, high)]
    assert numbers == [1, 2, 0, 1]
    one, other = levels.at(np.array([1, 2, 0, 1])), levels.at(np.array([0, 0, 2, 1]))
    chosen = np.array([False, True, True, False])
    assert _listed(merged(one, chosen, other, kept)) == [high, UNKNOWN, low, high]
    assert _listed(merged(UNKNOWN, chosen, one, kept)) == [UNKNOWN, low, UNKNOWN, UNKNOWN]
    assert _listed(merged(one, chosen, UNKNOWN, kept)) == [high, UNKNOWN, UNKNOWN, high]
    both = aligned(one, other, kept)
    assert numbers_of(both) is not None
    assert [_listed(level) for level in both] == [[high, low, UNKNOWN, high], [UNKNOWN, UNKNOWN, low, high]]


def _listed(level: Quantity, size: int = 4) -> list[Quantity]:
    return [
        Quantity(*parts) for parts in zip(*(full(plain(part), size).tolist() for part in level), strict=True)
    ]
