"""One pair assessed and shown as its readers may see it, for the commands that write one sheet about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from readiness.assessment.result import Assessment
    from readiness.cli.options import AskedOfTwo, Shown
    from readiness.model.rubric import Rubric


def assessed(
    context: typer.Context, a: str, b: str, rubric: Rubric, asked: AskedOfTwo, shown: Shown
) -> Assessment:
    """The assessment without what its readers must not see. Raises InputError and UsageError."""
    from readiness.assessment.assemble import assess
    from readiness.cli import redaction
    from readiness.cli.pairs_asked import pair_asked

    limit = redaction.level(shown.max_tlp)
    assessment = assess(*pair_asked(context, a, b, rubric, asked))
    return redaction.shown(assessment, rubric, limit, share=shown.share)
