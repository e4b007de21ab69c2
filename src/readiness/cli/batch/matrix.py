"""The work of `readiness matrix`: a batch whose rows are the cells of a square."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.cli import redaction
from readiness.cli.batch.exit_conditions import outcomes_of, refuse_weak_pairs
from readiness.cli.batch.output import deliver
from readiness.cli.batch.parts import Made
from readiness.cli.io.many import gc_frozen
from readiness.many.judging import CHUNK, Batch
from readiness.many.matrix import JudgedMatrix
from readiness.many.run import Job, run
from readiness.many.table import pieces
from readiness.report.data import matrix_data
from readiness.report.texts import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readiness.cli.batch.audience import Readers
    from readiness.cli.batch.exit_conditions import Misses
    from readiness.cli.exit_conditions import Demands, PairOutcome
    from readiness.many.matrix import Matrix
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric
    from readiness.report.data.batch_rows import RowFormat


def deliver_matrix(
    planned: Sequence[tuple[str, str]],
    matrix: Matrix,
    readers: Readers,
    misses: Misses,
    *,
    strict: bool,
) -> None:
    """Judge every pair and write what is asked for, part by part. Raises ReadinessError where --strict refuses a pair."""
    rubric = readers.rubric
    if strict:
        refuse_weak_pairs(matrix.requests, rubric)
    layouts = matrix_data.formats(matrix, texts())
    job = Job(
        Batch(rubric, matrix.requests),
        CellParts(layouts, [name for name, _ in planned], readers, misses.demands),
    )

    def parts() -> Iterator[Made]:
        for part in run(job, size=CHUNK):
            misses.add(part.missing)
            yield part

    with gc_frozen():
        deliver(planned, parts(), rubric, [], _pages(matrix, rubric), layouts)


class CellParts(Struct, frozen=True):
    """Makes cells of pairs, in some formats, for some readers."""

    layouts: Mapping[str, RowFormat]
    formats: Sequence[str]
    readers: Readers
    demands: Demands

    def __call__(self, batch: Batch, begin: int, end: int) -> Made:
        """Judge a part."""
        table = batch.table(begin, end)
        shown = redaction.shown_rows(table, batch.rubric, self.readers.limit, share=self.readers.share)
        contents: dict[str, Any] = {
            name: [self.layouts[name].part(piece, batch.rubric).encode() for piece in pieces(shown)]
            if name in self.layouts
            else shown
            for name in self.formats
        }
        missing: list[PairOutcome] = []
        if self.demands.demanded or self.readers.waivers is not None:
            missing = outcomes_of(table, batch.requests, batch.rubric, self.readers.waivers)
        return Made(len(table), end - begin, 0, contents, table.refused, missing)


def _pages(matrix: Matrix, rubric: Rubric) -> dict[str, Callable[[list[Table]], str]]:
    """The formats that show the whole square."""
    say = texts()

    def text(tables: list[Table]) -> str:
        from readiness.cli.formats import of_page
        from readiness.report.pages.matrix import text_page

        return of_page(lambda: text_page(JudgedMatrix(matrix, tables), rubric, say))["text"]()

    def html(tables: list[Table]) -> str:
        from readiness.report.layouts.html import render
        from readiness.report.pages.matrix import html_page

        return render(html_page(JudgedMatrix(matrix, tables), rubric, say))

    return {"text": text, "html": html}
