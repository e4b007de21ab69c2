"""A matrix: a batch of every pair of some jurisdictions, with the verdict and the first obstacle of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.documents.profile_checks import names_of
from readiness.many.request import EveryPair
from readiness.many.rows import fields, listed
from readiness.model.question import on_one_day, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.kernel import Verdict
    from readiness.engine.statuses import Status
    from readiness.many.request import Request
    from readiness.many.table import Table
    from readiness.model.question import Question, Scope
    from readiness.model.rubric import Rubric


class Cell(Struct, frozen=True):
    """One pair, `a` before `b` in the alphabet. Readiness is 0-100, `value` None where there is no point value.

    `obstacle` is the first one to remove, find out or watch, with its status and first indicator; None if there is none.
    `leaning` is that of an undetermined pair as in a row of a batch.
    """

    a: str
    b: str
    phase: str
    verdict: Verdict
    value: float | None
    low: float
    high: float
    obstacle: str | None
    status: Status | None
    indicator: str | None
    leaning: dict[str, str] | None


class Matrix(Struct, frozen=True):
    """All pairs of some jurisdictions on one day, as they are asked for. `left_out` are the files that could not be read."""

    codes: tuple[str, ...]
    names: dict[str, str]
    rubric: str
    scope: Scope
    requests: Sequence[Request]
    left_out: tuple[str, ...] = ()


class JudgedMatrix:
    """A matrix with its cells, to be looked at as a whole."""

    def __init__(self, matrix: Matrix, tables: Iterable[Table]) -> None:
        self.matrix = matrix
        self.cells = {(cell.a, cell.b): cell for table in tables for cell in cells(table)}

    def cell(self, a: str, b: str) -> Cell | None:
        """The cell of two codes in either order; None for a jurisdiction with itself."""
        return self.cells.get((a, b) if a < b else (b, a))


def matrix(
    documents: Iterable[ProfileDocument], rubric: Rubric, question: Question, left_out: Sequence[str] = ()
) -> Matrix:
    """Every pair on one day, jurisdictions in alphabetical order, to be judged as any batch.

    Needs two documents or more. Raises UsageError for a question that cannot be answered.
    """
    nodes = sorted(documents, key=lambda document: document.id)
    asked = on_one_day(question, (document.profile for document in nodes))
    return Matrix(
        codes=tuple(document.id for document in nodes),
        names={document.id: names_of(document.profile) for document in nodes},
        rubric=f"{rubric.rubric} {rubric.version}",
        scope=resolve(asked, rubric, nodes[0].profile, nodes[1].profile),
        requests=EveryPair(nodes, asked),
        left_out=tuple(left_out),
    )


def cells(table: Table) -> Iterator[Cell]:
    """The cell of each pair that was judged."""
    row: dict[str, Any] = fields(table)
    first = row["first_obstacle"]
    columns = [
        *(row[name] for name in ("a", "b", "phase", "verdict")),
        *(row["readiness"][name] for name in ("value", "low", "high")),
        *(
            first.then(lambda obstacle, name=name: obstacle[name] if obstacle else None)
            for name in ("id", "status", "indicator")
        ),
        row["leaning"],
    ]
    return map(Cell, *map(listed, columns))
