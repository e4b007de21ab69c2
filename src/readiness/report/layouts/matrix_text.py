"""A matrix for a terminal or a pipe: a sign and an obstacle a pair, in blocks of as many columns as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.kernel import VERDICTS
from readiness.report.layouts.console import printed
from readiness.report.pages.naming import LEGAL_GAP
from readiness.report.pages.scope import in_words
from readiness.words import clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from readiness.many.cells import Cell, Matrix
    from readiness.model.rubric import Rubric
    from readiness.report.texts import Texts

STYLES = {"blocked": "red", "undetermined": "yellow", "fragile": "yellow", "ready": "green"}
SHORT = {LEGAL_GAP: "gap"}
"""Obstacles whose id is longer than a cell."""

CELL = 5
"""Columns of a cell without the space behind it."""

LONGEST_CODE = 16


def render(matrix: Matrix, rubric: Rubric, say: Texts, *, width: int = 80, colour: bool = False) -> str:
    """The matrix as text of at most `width` columns, with colours if asked; readable without."""
    return printed(_lines(matrix, rubric, say, width - 2), width=width, colour=colour)


def sign(cell: Cell, say: Texts) -> str:
    """What stands in a cell: the sign of the verdict and the obstacle."""
    obstacle = SHORT.get(cell.obstacle or "", cell.obstacle or "")
    return f"{say(f'matrix.symbol-{cell.verdict}')} {obstacle}".rstrip()


def _lines(matrix: Matrix, rubric: Rubric, say: Texts, width: int) -> Iterator[Text]:
    from rich.text import Text  # noqa: PLC0415

    title = say("matrix.title", count=len(matrix.codes))
    yield Text(title, style="bold")
    asked = f"{say('scope.as-of', date=matrix.scope.as_of.isoformat())} · {in_words(matrix.scope, rubric)}"
    yield Text(f"{matrix.rubric} · {asked}", style="dim")
    yield Text()
    # Long codes stand in front of their row; above the columns the number of the row stands for them.
    numbered = any(len(code) > CELL for code in matrix.codes)
    heads = [str(place) if numbered else code for place, code in enumerate(matrix.codes, 1)]
    rows = [f"{place} {_cut(code)}" if numbered else code for place, code in enumerate(matrix.codes, 1)]
    label = max(len(row) for row in rows) + 2
    fit = max(1, (width - label + 1) // (CELL + 1))
    for start in range(0, len(matrix.codes), fit):
        block = list(range(start, min(start + fit, len(matrix.codes))))
        if start:
            yield Text()
        yield Text(" " * label + " ".join(f"{heads[place]:<{CELL}}" for place in block).rstrip(), style="dim")
        for code, row in zip(matrix.codes, rows, strict=True):
            yield _row(matrix, code, f"{row:<{label}}", [matrix.codes[place] for place in block], say)
    yield Text()
    yield from _legend(matrix, rubric, say)


def _row(matrix: Matrix, code: str, label: str, others: Sequence[str], say: Texts) -> Text:
    from rich.text import Text  # noqa: PLC0415

    line = Text(label)
    for place, other in enumerate(others):
        cell = matrix.cell(code, other)
        shown = sign(cell, say) if cell is not None else say("matrix.itself")
        line.append(" " if place else "")
        line.append(f"{shown:<{CELL}}", style=STYLES[cell.verdict] if cell is not None else "dim")
    return line


def _legend(matrix: Matrix, rubric: Rubric, say: Texts) -> Iterator[Text]:
    from rich.text import Text  # noqa: PLC0415

    found = [cell.verdict for cell in matrix.cells.values()]
    counts = Text(
        "   ".join(
            say(
                "matrix.legend-verdict",
                symbol=say(f"matrix.symbol-{verdict}"),
                verdict=say(f"verdict.{verdict}"),
                count=found.count(verdict),
            )
            for verdict in VERDICTS
        )
    )
    yield counts
    yield Text(say("matrix.legend-reads"))
    seen = {cell.obstacle for cell in matrix.cells.values()}
    for obstacle, entry in rubric.obstacles.items():
        if obstacle in seen:
            yield Text(f"{SHORT.get(obstacle, obstacle):<4}{entry.short}")
    if any(len(code) > LONGEST_CODE for code in matrix.codes):
        for place, code in enumerate(matrix.codes, 1):
            yield Text(f"{place:<4}{code}")
    if matrix.left_out:
        yield Text(say("matrix.left-out", files=listed([clean(name) for name in matrix.left_out])))
    yield Text()
    yield Text(say("matrix.legend-not-a-ranking"), style="dim")
    yield Text(rubric.disclaimer, style="italic")


def _cut(code: str) -> str:
    return code if len(code) <= LONGEST_CODE else f"{code[: LONGEST_CODE - 1]}…"
