"""The cells of a matrix: for every pair its verdict and its first obstacle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readiness.documents.profile_checks import names_of
from readiness.model.question import on_one_day, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readiness.assessment.result import Status
    from readiness.documents.reading import ProfileDocument
    from readiness.engine.kernel import Verdict
    from readiness.model.question import Question, Scope
    from readiness.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair, `a` before `b` in the alphabet. Readiness is 0-100, `value` None where there is no point value.

    `obstacle` is the first one to remove, find out or watch, with its status and first indicator; None if there is none.
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


@dataclass(frozen=True, slots=True)
class Matrix:
    """All pairs of some jurisdictions on one day. `left_out` are the files that could not be read."""

    codes: tuple[str, ...]
    names: dict[str, str]
    rubric: str
    scope: Scope
    cells: dict[tuple[str, str], Cell]
    left_out: tuple[str, ...] = ()

    def cell(self, one: str, other: str) -> Cell | None:
        """The cell of two codes in either order; None for a jurisdiction with itself."""
        return self.cells.get((one, other) if one < other else (other, one))


def matrix(
    documents: Iterable[ProfileDocument], rubric: Rubric, question: Question, left_out: Sequence[str] = ()
) -> Matrix:
    """Every pair judged on one day, jurisdictions in alphabetical order. Needs two documents or more."""
    nodes = sorted(documents, key=lambda document: document.id)
    asked = on_one_day(question, (document.profile for document in nodes))
    scope = resolve(asked, rubric, nodes[0].profile, nodes[1].profile)
    cells = judge_pairs(nodes, rubric, asked)
    return Matrix(
        codes=tuple(document.id for document in nodes),
        names={document.id: names_of(document.profile) for document in nodes},
        rubric=f"{rubric.rubric} {rubric.version}",
        scope=scope,
        cells={(cell.a, cell.b): cell for cell in cells},
        left_out=tuple(left_out),
    )


def judge_pairs(nodes: Sequence[ProfileDocument], rubric: Rubric, question: Question) -> list[Cell]:
    """The cells of all pairs, judged at once."""
    from readiness.many.judging import tabulate  # noqa: PLC0415  (NumPy is slow to import)
    from readiness.many.request import Request  # noqa: PLC0415
    from readiness.many.rows import rows  # noqa: PLC0415

    requests = [Request(a, b, question) for i, a in enumerate(nodes) for b in nodes[i + 1 :]]
    return [_cell(row) for row in rows(tabulate(rubric, requests))]


def _cell(row: Mapping[str, Any]) -> Cell:
    readiness, first = row["readiness"], row["first_obstacle"] or {}
    return Cell(
        a=row["a"],
        b=row["b"],
        phase=row["phase"],
        verdict=row["verdict"],
        value=readiness["value"],
        low=readiness["low"],
        high=readiness["high"],
        obstacle=first.get("id"),
        status=first.get("status"),
        indicator=first.get("indicator"),
    )
