"""One pair assessed and shown as its readers may see it, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.assessment import Assessment
    from readiness.cli.options import AskedOfPairs, Shown
    from readiness.model.rubric import Rubric


def assessed(
    context: typer.Context, a: str, b: str, rubric: Rubric, asked: AskedOfPairs, shown: Shown
) -> Assessment:
    """The assessment without what its readers must not see. Raises InputError and UsageError."""
    from readiness.assessment.assemble import assess
    from readiness.cli import redaction
    from readiness.cli.pair_asked import pair_asked

    limit = redaction.level(shown.max_tlp)
    assessment = assess(*pair_asked(context, a, b, rubric, asked))
    return redaction.shown(assessment, rubric, limit, share=shown.share)


def with_certainty(assessment: Assessment, judged: Judgement) -> Assessment:
    """The assessment with how sure it is, exactly, and what missing evidence is worth."""
    from msgspec.structs import replace

    from readiness.change.evidence_worth import evidence_worth
    from readiness.change.sureness import sureness

    return replace(assessment, sureness=sureness(judged), evidence_worth=evidence_worth(judged))
