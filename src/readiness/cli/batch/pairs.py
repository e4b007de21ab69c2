"""Collects the pairs of a batch, with their questions, from a manifest, a CSV file or a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from readiness.cli.io.files import STDIN, is_yaml, read_text
from readiness.cli.io.sheets import sheet_text
from readiness.errors import Problem, UsageError
from readiness.language import _
from readiness.many.manifest import Wanted, read_csv, read_manifest
from readiness.many.request import EveryPair, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from readiness.cli.io.many import Profiles
    from readiness.cli.question_options import AskedOfMany
    from readiness.many.request import Refusal
    from readiness.model.assessment_options import Case
    from readiness.model.question import Question

    QuestionOf = Callable[[Case, tuple[str, str]], Question]
    AskedOf = Callable[[Collection[str]], AskedOfMany]


class ListedPairs(Struct):
    """The requests, the list entries that they come from (none for the pairs of a folder), and the problems of others."""

    requests: Sequence[Request]
    origins: list[Wanted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refusal(self, refused: Refusal) -> Problem:
        """The problem of a pair that cannot be assessed, with its position in the list."""
        if self.origins:
            return self.origins[refused.request_index].place.problem(refused.reason)
        a, b, _question = self.requests[refused.request_index]
        return Problem(_("{a} and {b}: {reason}").format(a=a.id, b=b.id, reason=refused.reason))


def of_folder(
    folder: str, profiles: Profiles, asked_of: AskedOf, progress: Callable[[int], object]
) -> ListedPairs:
    """Every pair of the profiles in a folder, ordered by code. Raises UsageError for parts of other jurisdictions."""
    documents = profiles.folder(folder, progress)
    question, parts = asked_of([document.id for document in documents])
    return ListedPairs(EveryPair(documents, question, parts))


def of_list(
    name: str,
    profiles: Profiles,
    question_of: QuestionOf,
    asked_of: AskedOf,
    progress: Callable[[int], object],
) -> ListedPairs:
    """The pairs of a manifest or CSV file, each with its question. Raises InputError, UsageError.

    `asked_of` looks at what is asked about all jurisdictions of the list together.
    """
    text = sheet_text(name) if name.casefold().endswith(".xlsx") else read_text(name)
    requests: list[Request] = []
    questions: dict[Question, Question] = {}
    pairs = ListedPairs(requests)
    if is_yaml(name):
        wanted = read_manifest(text)
    else:
        wanted, pairs.problems = read_csv(text)
    folders = [] if name == STDIN else [Path(name).parent]
    for entry in wanted:
        a, b = (profiles.named(name, folders, entry.place) for name in (entry.a, entry.b))
        progress(1)
        if a is None or b is None:
            continue
        try:
            asked = question_of(entry.case, (a.id, b.id))
        except UsageError as error:
            pairs.problems.append(entry.place.problem(str(error)))
            continue
        requests.append(Request(a, b, questions.setdefault(asked, asked)))
        pairs.origins.append(entry)
    if requests:
        asked_of({document.id for a, b, _ in requests for document in (a, b)})
    return pairs
