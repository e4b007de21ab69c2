"""Two profiles and the question about them, for the commands that start from one pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typer

    from readiness.cli.options import AskedOfPairs
    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric


class PairAsked(NamedTuple):
    """What an assessment starts from."""

    a: ProfileDocument
    b: ProfileDocument
    rubric: Rubric
    question: Question

    @property
    def codes(self) -> tuple[str, str]:
        """The codes of both sides."""
        return self.a.id, self.b.id


def pair_asked(context: typer.Context, a: str, b: str, rubric: Rubric, asked: AskedOfPairs) -> PairAsked:
    """The pair and the question that the options and the case file ask. Raises InputError and UsageError."""
    from readiness.cli import question_options
    from readiness.cli.io.loading import load_pair

    first, second = load_pair(a, b, rubric)
    codes = (first.id, second.id)
    case = question_options.case_of(asked, rubric, codes)
    return PairAsked(first, second, rubric, question_options.question(context, case, codes, asked, rubric))
