"""What a batch says of each pair, field by field over columns: every format of a batch is written from these fields.

Most fields take few different values, which are written down once for all rows.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from readiness.engine.kernel import VERDICTS
from readiness.engine.leaning import LEANS_ON
from readiness.engine.statuses import STATUSES
from readiness.many.first_obstacles import NONE
from readiness.many.request import asked_for
from readiness.many.table import BASES, SCORES, SIDES
from readiness.plain_data import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from readiness.many.column_arithmetic import Column
    from readiness.many.table import Table

Row = dict[str, Any]
SCHEMA = "readiness/batch/1"
KNOWN_ONLY = ("value", "index")
"""The scores that there are only where all gates are known."""


class Coded(Struct, frozen=True, dict=True):
    """A field of few different values: a key for each row, and what gives the plain data of a key."""

    keys: list[Any]
    value: Callable[[Any], Any]

    @cached_property
    def values(self) -> dict[Hashable, Any]:
        """The value of each key."""
        return {key: self.value(key) for key in set(self.keys)}

    def then(self, part: Callable[[Any], Any]) -> Coded:
        """The field with a part of each value in its place."""
        return Coded(self.keys, lambda key: part(self.values[key]))


class Numbers(Struct, frozen=True):
    """A field of numbers, None in the rows where it is not known."""

    column: Column
    known: Column | None = None

    def listed(self, shown: Callable[[Any], Any] = lambda number: number, absent: Any = None) -> list[Any]:
        """The numbers of all rows as they are shown, and `absent` where they are not known."""
        numbers = self.column.tolist()
        if self.known is None:
            return list(map(shown, numbers))
        return [
            shown(number) if known else absent
            for number, known in zip(numbers, self.known.tolist(), strict=True)
        ]


Field = Coded | Numbers | dict[str, "Field"] | list["Field"]
"""A field of all rows; of a composite one, its parts by name or in order."""


def rows(table: Table) -> Iterator[Row]:
    """The rows in order. Scores are 0-100, coverage 0-1; what is absent is None, never left out.

    `readiness` holds the same keys as in an assessment. `asked` is the question without what was left open.
    """
    return _composed(fields(table))


def fields(table: Table) -> dict[str, Field]:
    """The fields of a row, in order."""
    terms, size = table.terms, len(table)
    every, phase = np.arange(size), table.phase
    verdict, known = table.verdict[every, phase], table.known[every, phase]
    scores = np.round(table.scores, DECIMALS)
    coverage = np.round(table.coverage, DECIMALS)
    scopes = {id(scope): scope for scope in table.scope}
    questions = {id(question): question for question in table.asked}
    of_scope = list(map(id, table.scope))

    def asked(part: Callable[[Any], Any]) -> Coded:
        return Coded(of_scope, lambda key: part(scopes[key]))

    return {
        "schema": Coded([SCHEMA] * size, str),
        "a": Coded(table.a, str),
        "b": Coded(table.b, str),
        "names": {"a": Coded(table.name_a, str), "b": Coded(table.name_b, str)},
        "as_of": Coded(table.as_of, str),
        "phase": _named(phase, terms.phases),
        "basis": _named(table.basis, BASES),
        "standing": _named(table.standing, terms.standings),
        "verdict": _named(verdict, VERDICTS),
        "readiness": _readiness(scores[every, phase], known),
        "phases": [
            {
                "id": Coded([name] * size, str),
                "verdict": _named(table.verdict[:, number], VERDICTS),
                "readiness": _readiness(scores[:, number], table.known[:, number]),
            }
            for number, name in enumerate(terms.phases)
        ],
        "first_obstacle": _first(table),
        "leaning": _leaning(table),
        "obstacles": _present(table),
        "unmet": Numbers(table.unmet),
        "unknown": Numbers(table.unknown),
        "coverage": {name: Numbers(coverage[:, number]) for number, name in enumerate(terms.factors)},
        "requesting": _named(table.requesting, SIDES),
        "lane": asked(lambda scope: scope.lane),
        "needs": asked(lambda scope: list(scope.needs)),
        "measures": asked(lambda scope: list(scope.measures)),
        "crimes": asked(lambda scope: list(scope.crimes)),
        "roles": {
            "a": asked(lambda scope: scope.roles[0]),
            "b": asked(lambda scope: scope.roles[1]),
        },
        "weights_set": asked(lambda scope: scope.weights),
        "asked": Coded(list(map(id, table.asked)), lambda key: asked_for(questions[key])),
        "tlp": Coded(table.tlp, lambda mark: mark),
        "digests": {
            "a": Coded(table.digest_a, str),
            "b": Coded(table.digest_b, str),
            "rubric": Coded([terms.digest] * size, str),
        },
    }


def _named(column: Column, names: tuple[str | None, ...]) -> Coded:
    """Names by number, None for NONE."""
    return Coded(column.tolist(), lambda number: None if number == NONE else names[number])


def _readiness(scores: Column, known: Column) -> dict[str, Field]:
    return {
        name: Numbers(scores[:, number], known if name in KNOWN_ONLY else None)
        for number, name in enumerate(SCORES)
    }


def _first(table: Table) -> Coded:
    terms = table.terms
    keys = zip(
        table.first_status.tolist(),
        table.first_obstacle.tolist(),
        table.first_indicator.tolist(),
        table.first_side.tolist(),
        strict=True,
    )

    def value(key: tuple[int, int, int, int]) -> dict[str, Any] | None:
        status, obstacle, indicator, side = key
        if status == NONE:
            return None
        return {
            "id": terms.obstacles[obstacle],
            "status": STATUSES[status],
            "factor": terms.factor_of[indicator],
            "side": SIDES[side],
            "indicator": terms.indicators[indicator],
        }

    return Coded(list(keys), value)


def _leaning(table: Table) -> Coded:
    terms = table.terms
    keys = zip(
        table.leaning_verdict.tolist(),
        table.leaning_indicator.tolist(),
        table.leaning_side.tolist(),
        table.leaning_grounds.tolist(),
        strict=True,
    )

    def value(key: tuple[int, int, int, int]) -> dict[str, Any] | None:
        verdict, indicator, side, grounds = key
        if verdict == NONE:
            return None
        return {
            "verdict": VERDICTS[verdict],
            "indicator": terms.indicators[indicator],
            "factor": terms.factor_of[indicator],
            "side": SIDES[side],
            "basis": LEANS_ON[grounds],
        }

    return Coded(list(keys), value)


def _present(table: Table) -> Coded:
    """The obstacles present; the key of a row is its flags, as bytes."""
    flags = np.ascontiguousarray(table.present.astype(bool))
    keys = flags.view(f"V{flags.shape[1]}").ravel().tolist() if flags.size else [b""] * len(table)
    names = table.terms.obstacles
    return Coded(keys, lambda key: [name for name, holds in zip(names, key, strict=False) if holds])


def listed(field: Field) -> Iterable[Any]:
    """A field as plain data of each row. No two rows share a list or a dict."""
    match field:
        case dict():
            return _composed(field)
        case list():
            return map(list, zip(*map(listed, field), strict=True))
        case Numbers():
            return field.listed()
        case Coded():
            mutable = any(isinstance(value, (list, dict)) for value in field.values.values())
            return map(field.value if mutable else field.values.__getitem__, field.keys)


def _composed(parts: Mapping[str, Field]) -> Iterator[Row]:
    for values in zip(*map(listed, parts.values()), strict=True):
        yield dict(zip(parts, values, strict=True))
