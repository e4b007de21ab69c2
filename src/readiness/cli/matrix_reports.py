"""The formats of a matrix, each ready to be rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.cli.io import terminal
from readiness.report.texts import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.many.cells import Matrix
    from readiness.model.rubric import Rubric


def renderers(matrix: Matrix, rubric: Rubric) -> dict[str, Callable[[], str]]:
    """A renderer for each format."""

    def text() -> str:
        from readiness.report.layouts import matrix_text

        width, colour = terminal.width(), terminal.colour()
        return matrix_text.render(matrix, rubric, texts("en"), width=width, colour=colour)

    def html() -> str:
        from readiness.report.layouts import matrix_html

        return matrix_html.render(matrix, rubric, texts("en"))

    def csv() -> str:
        from readiness.report.data import matrix_data

        return matrix_data.csv_text(matrix)

    def json() -> str:
        from readiness.report.data import matrix_data

        return matrix_data.json_text(matrix, rubric)

    return {"text": text, "csv": csv, "html": html, "json": json}
