"""A matrix in words: a sign and an obstacle per pair, and what both mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.engine.kernel import VERDICTS
from readiness.report.page import Abbreviations, Legend, Line, Page, Sign, Square
from readiness.report.pages.naming import LEGAL_GAP, entry_in_words, leaning_in_words
from readiness.report.pages.scope import in_words
from readiness.words import clauses, clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.matrix import Cell, JudgedMatrix, Matrix
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.words import Texts

LONGEST_CODE = 16
"""Longer codes are cut in front of a row, and listed in full below."""


def text_page(judged: JudgedMatrix, rubric: Rubric, say: Texts) -> Page:
    """The matrix for a terminal, where the end of a page is what stays in view: caveats last, long codes listed."""
    matrix = judged.matrix
    parts = [_square(judged, rubric, say), *_legend(judged, rubric, say)]
    if any(len(code) > LONGEST_CODE for code in matrix.codes):
        parts.append(Abbreviations([(str(number), code) for number, code in enumerate(matrix.codes, 1)]))
    parts += [
        *_left_out(matrix, say),
        Line(say("matrix.legend-not-a-ranking"), "dim"),
        Line(rubric.disclaimer, "italic", close=True),
    ]
    return _page(matrix, rubric, say, parts)


def html_page(judged: JudgedMatrix, rubric: Rubric, say: Texts) -> Page:
    """The matrix for a browser, which begins at the top."""
    return _page(
        judged.matrix,
        rubric,
        say,
        [
            Line(say("matrix.legend-not-a-ranking")),
            _square(judged, rubric, say),
            *_legend(judged, rubric, say),
            *_left_out(judged.matrix, say),
            Line(rubric.disclaimer, "italic"),
        ],
    )


def _page(matrix: Matrix, rubric: Rubric, say: Texts, parts: list[Part]) -> Page:
    asked = f"{say('scope.as-of', date=matrix.scope.as_of.isoformat())} · {in_words(matrix.scope, rubric)}"
    title = say("matrix.title", count=len(matrix.codes))
    return Page(title, f"{matrix.rubric} · {asked}", parts, broad=True)


def _square(judged: JudgedMatrix, rubric: Rubric, say: Texts) -> Square:
    matrix = judged.matrix
    return Square(
        caption=say("matrix.caption", date=matrix.scope.as_of.isoformat()),
        corner=say("matrix.corner"),
        members=[(code, clean(matrix.names[code])) for code in matrix.codes],
        signs=[
            [_sign(matrix, judged.cell(code, other), rubric, say) for other in matrix.codes]
            for code in matrix.codes
        ],
    )


def _sign(matrix: Matrix, cell: Cell | None, rubric: Rubric, say: Texts) -> Sign:
    if cell is None:
        return Sign(say("matrix.itself"))
    shown = say(f"matrix.symbol-{cell.verdict}")
    if cell.leaning is not None:
        shown += say(f"matrix.symbol-{cell.leaning['verdict']}")
    if cell.obstacle is not None and cell.status != "unknown":
        shown += f" {_short(cell.obstacle, say)}"
    return Sign(shown, _in_words(matrix, cell, rubric, say), cell.verdict)


def _short(obstacle: str, say: Texts) -> str:
    """An obstacle by its id, unless that is longer than a sign."""
    return say("matrix.gap") if obstacle == LEGAL_GAP else obstacle


def _in_words(matrix: Matrix, cell: Cell, rubric: Rubric, say: Texts) -> str:
    values = {
        "a": clean(matrix.names[cell.a]),
        "b": clean(matrix.names[cell.b]),
        "verdict": say(f"verdict.{cell.verdict}"),
        "phase": cell.phase,
    }
    told = [say("matrix.pair", **values)]
    if cell.obstacle is not None and cell.indicator is not None:
        told.append(say("entry-first", entry=entry_in_words(cell.indicator, cell.status, rubric, say)))
    return clauses(
        [*told, *([leaning_in_words(cell.leaning, rubric, say)] if cell.leaning is not None else [])]
    )


def _legend(judged: JudgedMatrix, rubric: Rubric, say: Texts) -> Iterator[Part]:
    verdicts = [cell.verdict for cell in judged.cells.values()]
    entries = [
        (
            say(
                "matrix.legend-verdict",
                symbol=say(f"matrix.symbol-{verdict}"),
                verdict=say(f"verdict.{verdict}"),
                count=verdicts.count(verdict),
            ),
            verdict,
        )
        for verdict in VERDICTS
    ]
    seen = {cell.obstacle for cell in judged.cells.values() if cell.status != "unknown"}
    yield Legend(entries)
    yield Line(say("matrix.legend-reads"), close=True)
    yield Abbreviations(
        [(_short(key, say), item.short) for key, item in rubric.obstacles.items() if key in seen]
    )


def _left_out(matrix: Matrix, say: Texts) -> Iterator[Part]:
    if matrix.left_out:
        files = listed([clean(name) for name in matrix.left_out])
        yield Line(say("matrix.left-out", files=files), close=True)
