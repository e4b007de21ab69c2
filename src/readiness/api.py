"""The functions and types of the public library. Import them from `readiness` itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from readiness.assessment.assemble import assess
from readiness.assessment.result.assessment import Assessment
from readiness.cli.io import loading
from readiness.documents.reading import ProfileDocument
from readiness.errors import InputError, ReadinessError, UsageError
from readiness.model.question import Question
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Assessment",
    "InputError",
    "ProfileDocument",
    "Question",
    "ReadinessError",
    "Rubric",
    "UsageError",
    "assess",
    "batch",
    "load_profile",
    "load_rubric",
]


def load_rubric(
    name: str | os.PathLike[str] = "law-enforcement", added: Iterable[str | os.PathLike[str]] = ()
) -> Rubric:
    """A rubric: the name of a shipped one, a folder, or one file with all keys.

    `added` are files with entries of your own, such as crimes. Raises InputError with every mistake and its place.
    """
    return loading.load_rubric(os.fspath(name), [os.fspath(file) for file in added])


def load_profile(name: str | os.PathLike[str], rubric: Rubric) -> ProfileDocument:
    """A profile that speaks of this rubric's indicators: a file, or the code of a shipped one, such as TWN.

    Levels run from 0 (absent or obstructed) to 4 (routine and tested). Raises InputError with every mistake and its place.
    """
    return loading.load_profile(os.fspath(name), rubric)


def batch(
    pairs: Iterable[tuple[ProfileDocument, ProfileDocument]],
    rubric: Rubric,
    question: Question | None = None,
) -> list[dict[str, Any]]:
    """Many pairs judged at once: one row per pair, in the order given.

    A row is a line of `readiness batch --format jsonl`: plain data, scores 0-100, weights that sum to 1. It says what
    `assess` says of the pair and the same question, without indicators and evidence. Rows are not a ranking.

    Raises UsageError, with a line for each pair that cannot be assessed, such as two profiles of one jurisdiction.
    """
    from readiness.many.judging import tabulate  # noqa: PLC0415  (one pair needs no NumPy)
    from readiness.many.request import Request  # noqa: PLC0415
    from readiness.many.rows import rows  # noqa: PLC0415

    asked = question or Question()
    requests = [Request(a, b, asked) for a, b in pairs]
    table = tabulate(rubric, requests)
    if table.refused:
        reasons = [
            f"{requests[number].a.id} – {requests[number].b.id}: {reason}" for number, reason in table.refused
        ]
        raise UsageError("\n".join(reasons))
    return list(rows(table))
