"""Two profiles and the question about them, for the commands that start from one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import typer

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric


class PairAsked(NamedTuple):
    """What an assessment starts from."""

    a: ProfileDocument
    b: ProfileDocument
    rubric: Rubric
    question: Question


def pair_asked(
    context: typer.Context,
    a: str,
    b: str,
    *,
    rubric: str,
    added: list[str] | None,
    case: str | None,
    all_tlp: bool,
    **options: Any,
) -> PairAsked:
    """The pair and the question that the options ask. Raises InputError and UsageError."""
    from readiness.cli import question_options
    from readiness.cli.configuration import settings
    from readiness.cli.io.loading import load_pair, load_rubric
    from readiness.cli.redaction import refuse_marked
    from readiness.model.case import Case

    loaded = load_rubric(rubric, added or [])
    first, second = load_pair(a, b, loaded)
    refuse_marked((first, second), all_tlp=all_tlp)
    case_file = question_options.load_case(case, loaded, (first.id, second.id)) if case else Case()
    asked = question_options.question(
        case_file, (first.id, second.id), configured=settings.configured(context), **options
    )
    return PairAsked(first, second, loaded, asked)
