"""The results of a batch, column by column: one entry per pair in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.many.column_arithmetic import Column
    from readiness.many.request import Refusal
    from readiness.model.question import Question, Scope
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp

PIECE = 2_048
"""Pairs that are written together: the text of more takes much memory."""

NO_SIDE, ASKS_A, ASKS_B = 0, 1, 2
SIDES: tuple[str | None, ...] = (None, "a", "b", "both", "pair")
BASES = ("given", "inferred", "assumed")
GIVEN, INFERRED, ASSUMED = 0, 1, 2
SCORES = ("value", "low", "high", "index", "ceiling")


class Terms(NamedTuple):
    """The names behind the numbers of a table."""

    rubric: str
    version: str
    digest: str
    phases: tuple[str, ...]
    factors: tuple[str, ...]
    indicators: tuple[str, ...]
    factor_of: tuple[str, ...]
    obstacles: tuple[str, ...]
    standings: tuple[str, ...]


def terms_of(rubric: Rubric) -> Terms:
    """The names of a rubric."""
    return Terms(
        rubric.rubric,
        rubric.version,
        rubric.digest,
        tuple(rubric.phases),
        tuple(rubric.factors),
        tuple(rubric.indicators),
        tuple(rubric.factor_of.values()),
        tuple(rubric.obstacles),
        tuple(rubric.standing),
    )


class Table(Struct, frozen=True):
    """Many pairs judged.

    `index` is that of the pair's request. `phase`, `standing`, `first_obstacle`, `first_indicator` and
    `first_side` are numbers of `terms`, SIDES and STATUSES; -1 is none. `verdict`, `known` and `scores` have one column per phase
    (`scores` a layer for each of SCORES), `coverage` one per factor, `present` one per obstacle.
    """

    terms: Terms
    a: list[str]
    b: list[str]
    name_a: list[str]
    name_b: list[str]
    digest_a: list[str]
    digest_b: list[str]
    asked: list[Question]
    scope: list[Scope]
    as_of: list[str]
    tlp: list[Tlp | None]
    index: Column
    phase: Column
    basis: Column
    standing: Column
    requesting: Column
    verdict: Column
    known: Column
    scores: Column
    first_status: Column
    first_obstacle: Column
    first_indicator: Column
    first_side: Column
    leaning_verdict: Column
    leaning_indicator: Column
    leaning_side: Column
    leaning_grounds: Column
    unmet: Column
    unknown: Column
    coverage: Column
    present: Column
    refused: list[Refusal]

    def __len__(self) -> int:
        return len(self.a)


def joined(tables: Sequence[Table]) -> Table:
    """Several tables of one rubric as one, in the order of the requests."""
    if len(tables) == 1:
        return in_order(tables[0])
    parts: dict[str, Any] = {"terms": tables[0].terms}
    for name in Table.__struct_fields__:
        columns = [getattr(table, name) for table in tables]
        if isinstance(columns[0], np.ndarray):
            parts[name] = np.concatenate(columns)
        elif name != "terms":
            parts[name] = [item for column in columns for item in column]
    return in_order(Table(**parts))


def pieces(table: Table, size: int = PIECE) -> Iterator[Table]:
    """The pairs of a table, so many at a time."""
    for begin in range(0, len(table), size):
        parts = {
            name: getattr(table, name)
            if name in ("terms", "refused")
            else getattr(table, name)[begin : begin + size]
            for name in Table.__struct_fields__
        }
        yield Table(**parts)


def in_order(table: Table) -> Table:
    """The table in the order of the requests."""
    order = np.argsort(table.index, kind="stable")
    if (order[:-1] < order[1:]).all():
        return table
    numbers = order.tolist()
    parts: dict[str, Any] = {}
    for name in Table.__struct_fields__:
        column = getattr(table, name)
        if name in ("terms", "refused"):
            parts[name] = column
        else:
            parts[name] = (
                column[order] if isinstance(column, np.ndarray) else [column[number] for number in numbers]
            )
    return Table(**parts | {"refused": sorted(table.refused)})
