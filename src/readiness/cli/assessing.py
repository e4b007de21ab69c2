"""One pair assessed for a command that asks little of the question, and shown as its readers may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result import Assessment
    from readiness.model.rubric import Rubric


def assessed(
    a: str,
    b: str,
    *,
    rubric: str,
    needs: Sequence[str],
    crimes: Sequence[str] = (),
    requesting: str | None = None,
    case: str | None = None,
    as_of: str | None = None,
    share: bool = False,
    max_tlp: str | None = None,
) -> tuple[Assessment, Rubric]:
    """The assessment without what its readers must not see, and the rubric. Raises InputError and UsageError."""
    from readiness.assessment.assemble import assess
    from readiness.cli import question_options, redaction
    from readiness.cli.io.loading import load_pair, load_rubric
    from readiness.model.case import Case

    limit = redaction.level(max_tlp)
    loaded = load_rubric(rubric)
    first, second = load_pair(a, b, loaded)
    question = question_options.question(
        question_options.load_case(case, loaded, (first.id, second.id)) if case else Case(),
        (first.id, second.id),
        phase=None,
        lane=None,
        needs=list(needs),
        measures=[],
        crimes=list(crimes),
        limbs=[],
        roles=[],
        requesting=requesting,
        weights=None,
        as_of=as_of,
    )
    assessment = assess(first, second, loaded, question)
    return redaction.shown(assessment, loaded, limit, share=share), loaded
