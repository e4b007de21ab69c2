"""A batch cut into shards, for any executor of `concurrent.futures`: processes, a Dask or Ray cluster, or none.

A shard is plain data that can be sent anywhere. What comes back is the same table whatever the executor and the number of
shards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from readiness.assessment.assemble import assess
from readiness.assessment.result import PRESENT
from readiness.errors import ReadinessError
from readiness.many.judging import tabulate
from readiness.many.request import Refusal, asked_for
from readiness.many.table import Table, joined
from readiness.plain import line, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from readiness.many.request import Request
    from readiness.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a batch: its requests, and the place of the first one in the whole."""

    rubric: Rubric
    begin: int
    requests: tuple[Request, ...]


def shards(rubric: Rubric, requests: Sequence[Request], count: int) -> list[Shard]:
    """The requests in at most so many parts of about the same size, in order; at least one part."""
    size = max(1, -(-len(requests) // max(1, count)))
    starts = range(0, len(requests), size) or [0]
    return [Shard(rubric, begin, tuple(requests[begin : begin + size])) for begin in starts]


def run(parts: Sequence[Shard], executor: Executor | None = None) -> Table:
    """All shards judged, by the executor if there is one. Pure: the same shards give the same table."""
    tables = map(tabulated, parts) if executor is None else executor.map(tabulated, parts)
    return joined(list(tables))


def tabulated(shard: Shard, progress: Callable[[int], object] = lambda _: None) -> Table:
    """One shard judged; places count from the beginning of the whole."""
    table = tabulate(shard.rubric, shard.requests, progress)
    table.index[:] = np.asarray(table.index) + shard.begin
    table.refused[:] = [Refusal(index + shard.begin, reason) for index, reason in table.refused]
    return table


class AssessedPair(NamedTuple):
    """One pair assessed as a whole: the assessment as one line of JSON, and what demands are made of."""

    line: str
    a: str
    b: str
    verdict: str
    readiness: float | None
    present: frozenset[str]


def run_in_detail(
    parts: Iterable[Shard], executor: Executor | None = None
) -> Iterator[AssessedPair | Refusal]:
    """The whole assessment of each pair, in order, as it is ready. This does loop over `assess`, and takes its time."""
    assessed = map(detailed, parts) if executor is None else executor.map(detailed, parts)
    for of_shard in assessed:
        yield from of_shard


def detailed(shard: Shard) -> list[AssessedPair | Refusal]:
    """The whole assessments of one shard, each with what was asked."""
    wholes: list[AssessedPair | Refusal] = []
    for index, (a, b, question) in enumerate(shard.requests, shard.begin):
        try:
            result = assess(a, b, shard.rubric, question)
        except ReadinessError as error:
            wholes.append(Refusal(index, str(error)))
        else:
            text = line(plain(result) | {"asked": asked_for(question)})
            present = frozenset(item.id for item in result.obstacles if item.status in PRESENT)
            wholes.append(AssessedPair(text, a.id, b.id, result.verdict, result.readiness.value, present))
    return wholes
