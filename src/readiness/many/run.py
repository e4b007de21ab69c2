"""A batch cut into shards, for any executor of `concurrent.futures`: processes, a Dask or Ray cluster, or none.

A shard is plain data that can be sent anywhere. What comes back is the same table whatever the executor and the number of
shards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from readiness.assessment.assemble import assess
from readiness.errors import ReadinessError
from readiness.many.judging import tabulate
from readiness.many.request import Refusal, asked_for
from readiness.many.table import Table, joined
from readiness.plain import line, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from readiness.assessment.result import Assessment
    from readiness.many.request import Request
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric

    Finish = Callable[[Assessment, Question], Any]
    """Makes what is kept of a whole assessment."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a batch: its requests, and the place of the first one in the whole. `finish` makes what is kept of each."""

    rubric: Rubric
    begin: int
    requests: tuple[Request, ...]
    finish: Finish | None = None


def shards(
    rubric: Rubric, requests: Sequence[Request], count: int, finish: Finish | None = None
) -> list[Shard]:
    """The requests in at most so many parts of about the same size, in order; at least one part."""
    size = max(1, -(-len(requests) // max(1, count)))
    starts = range(0, len(requests), size) or [0]
    return [Shard(rubric, begin, tuple(requests[begin : begin + size]), finish) for begin in starts]


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


def run_in_detail(parts: Iterable[Shard], executor: Executor | None = None) -> Iterator[Any]:
    """What is kept of the whole assessment of each pair, in order, as it is ready. This does loop over `assess`, and takes its time."""
    assessed = map(detailed, parts) if executor is None else executor.map(detailed, parts)
    for of_shard in assessed:
        yield from of_shard


def detailed(shard: Shard) -> list[Any]:
    """The whole assessments of one shard, each finished; Refusals where there is none."""
    finish = shard.finish or _line
    wholes: list[Any] = []
    for index, (a, b, question) in enumerate(shard.requests, shard.begin):
        try:
            result = assess(a, b, shard.rubric, question)
        except ReadinessError as error:
            wholes.append(Refusal(index, str(error)))
        else:
            wholes.append(finish(result, question))
    return wholes


def _line(assessment: Assessment, question: Question) -> str:
    """An assessment as one line of JSON, with what was asked."""
    return line(plain(assessment) | {"asked": asked_for(question)})
