"""The cells of a matrix: for every pair its verdict and its first obstacle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.dating import on_one_day
from readiness.documents.profile_checks import names_of
from readiness.engine import diagnosis
from readiness.engine.kernel import VERDICTS, Verdict
from readiness.judgement import judge
from readiness.question import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.assessment import Status
    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Rubric
    from readiness.question import Question, Scope


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
    asked = on_one_day(question, nodes)
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
    """The cells of all pairs: the one place to replace where many pairs are judged at once."""
    return [_cell(a, b, rubric, question) for i, a in enumerate(nodes) for b in nodes[i + 1 :]]


def _cell(a: ProfileDocument, b: ProfileDocument, rubric: Rubric, question: Question) -> Cell:
    judged = judge(rubric, a, b, question, resolve(question, rubric, a.profile, b.profile))
    score, phase = judged.score, judged.phase.phase
    found = diagnosis.diagnose(rubric, judged.outcome, phase)
    first = found[0] if found else None
    return Cell(
        a=a.id,
        b=b.id,
        phase=phase,
        verdict=VERDICTS[int(score.verdict)],
        value=float(score.readiness.value) if score.known else None,
        low=float(score.readiness.low),
        high=float(score.readiness.high),
        obstacle=first.id if first else None,
        status=first.status if first else None,
        indicator=first.indicators[0] if first else None,
    )
