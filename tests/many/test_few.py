"""Columns of few values say of every pair what plain columns say, and stay short as long as they can."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from readiness.many.columns import Columns, Rows
from readiness.many.few import FewValues, paired, plain, settled, some

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
    assert [np.asarray(part).tolist() for part in parts[:3]] == [
        plain(part)[rows].tolist() for part in (ONE, LIKE, COLUMN)
    ]
    assert parts[3] == 3.0


@pytest.mark.parametrize("count", [5, 300])
def test_combinations_of_two_columns(count: int) -> None:
    rng = np.random.default_rng(1)
    one, other = rng.integers(0, count, (2, 1000))
    ones, others, numbers = paired(one, other, count)
    assert ones[numbers].tolist() == one.tolist()
    assert others[numbers].tolist() == other.tolist()
    assert len(ones) <= max(1000, count)
