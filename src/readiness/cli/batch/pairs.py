"""Collects the pairs of a batch, with their questions, from a manifest, a CSV file or a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.io.files import STDIN, is_yaml, read_text
from readiness.cli.question_options import question
from readiness.errors import Problem, UsageError
from readiness.many.manifest import Wanted, read_csv, read_manifest
from readiness.many.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.cli.io.many import Profiles
    from readiness.many.request import Refusal
    from readiness.model.case import Case

Options = dict[str, Any]
"""The options of the command line, applied to every pair; each takes precedence over the list of pairs."""


@dataclass(slots=True)
class ListedPairs:
    """The requests, the list entry that each comes from (None: a folder's pair), and the problems of other entries."""

    requests: list[Request] = field(default_factory=list)
    origins: list[Wanted | None] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refusal(self, refused: Refusal) -> Problem:
        """The problem of a pair that cannot be assessed, with its position in the list."""
        origin = self.origins[refused.request_index]
        if origin is not None:
            return origin.place.problem(refused.reason)
        a, b, _ = self.requests[refused.request_index]
        return Problem(f"{a.id} and {b.id}: {refused.reason}")


def of_folder(
    folder: str, profiles: Profiles, case: Case, options: Options, progress: Callable[[int], object]
) -> ListedPairs:
    """Every pair of the profiles in a folder, ordered by code."""
    documents = profiles.folder(folder, progress)
    asked = question(case, ("", ""), **options)
    requests = [Request(a, b, asked) for a, b in combinations(documents, 2)]
    return ListedPairs(requests, [None] * len(requests))


def of_list(
    name: str, profiles: Profiles, case: Case, options: Options, progress: Callable[[int], object]
) -> ListedPairs:
    """The pairs of a manifest or CSV file; a case file supplies what its pairs leave open. Raises InputError, UsageError."""
    text = read_text(name)
    pairs = ListedPairs()
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
            asked = question(entry.case.over(case), (a.id, b.id), **options)
        except UsageError as error:
            pairs.problems.append(entry.place.problem(str(error)))
            continue
        pairs.requests.append(Request(a, b, asked))
        pairs.origins.append(entry)
    return pairs
