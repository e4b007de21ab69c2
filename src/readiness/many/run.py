"""A batch worked on part by part, by any executor of `concurrent.futures`: processes, a Dask or Ray cluster, or none.

What comes back is the same, in the same order, whatever works on it. Only a few parts are under way at a time, so that
memory does not grow with the number of pairs.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from msgspec import Struct, field

from readiness.assessment.assemble import assess
from readiness.errors import ReadinessError
from readiness.language import Catalogue, speaking, spoken
from readiness.many.judging import CHUNK, Batch
from readiness.many.request import Refusal, asked_for
from readiness.plain_data import line, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from typing import Self

    from readiness.assessment.result.assessment import Assessment
    from readiness.model.question import Question

    Finish = Callable[[Assessment, Question], Any]
    """Makes what is kept of a whole assessment."""

T = TypeVar("T")
ATTEMPTS = 3
"""How often a part is begun before its loss is taken for its own fault."""


class Job(Struct, Generic[T], frozen=True):
    """A batch, and what is made of each part of it, given the numbers of its first request and of the one after its last.

    Wherever it is worked on, it speaks the language of whoever made it.
    """

    batch: Batch
    work: Callable[[Batch, int, int], T]
    language: Catalogue = field(default_factory=spoken)

    def __call__(self, begin: int, end: int) -> T:
        """Work on a part."""
        with speaking(self.language):
            return self.work(self.batch, begin, end)


class Crew(Protocol):
    """Whoever works on the parts of a job. `ahead` is how many parts are handed out before the first must be ready."""

    ahead: int

    def submit(self, begin: int, end: int) -> Future[Any]:
        """Hand out a part."""
        ...

    def renew(self) -> None:
        """Replace what has broken. Raises BrokenExecutor if that is not possible."""
        ...


class Processes:
    """So many processes of this machine, each of which gets the job once. They are replaced when one is lost."""

    def __init__(self, job: Job[Any], count: int) -> None:
        self._job, self._count = job, count
        self.ahead = 2 * count
        self._pool = self._new()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, begin: int, end: int) -> Future[Any]:
        """Hand out a part. Raises BrokenExecutor."""
        return self._pool.submit(_of_kept, begin, end)

    def renew(self) -> None:
        """Begin with new processes."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, initializer=_keep, initargs=(self._job,))


class Sent:
    """Any executor. The job is sent along with every part, or what stands for it there, such as data of a cluster."""

    def __init__(self, executor: Executor, job: Any, ahead: int = 16) -> None:
        self._executor, self._job, self.ahead = executor, job, ahead

    def submit(self, begin: int, end: int) -> Future[Any]:
        """Hand out a part."""
        return self._executor.submit(_of_sent, self._job, begin, end)

    def renew(self) -> None:
        """An executor of others can only be replaced by them."""
        raise BrokenExecutor("the executor has broken down")


def run(job: Job[T], crew: Crew | None = None, size: int = CHUNK) -> Iterator[T]:
    """What is made of each part of so many requests, in order, as it is ready. A part that is lost is begun again."""
    if crew is None:
        yield from (job(*part) for part in job.batch.parts(size))
        return
    waiting: deque[_Stretch] = deque()
    for part in job.batch.parts(size):
        waiting.append(_Stretch(*part))
        with suppress(BrokenExecutor):  # told by the first part that is lost
            _hand_out(crew, waiting)
        if len(waiting) >= crew.ahead:
            yield _first(crew, waiting)
    while waiting:
        yield _first(crew, waiting)


class _Stretch(Struct):
    """A part of a batch, and how often it has been handed out."""

    begin: int
    end: int
    future: Future[Any] | None = None
    attempts: int = 0

    @property
    def made(self) -> bool:
        """Whether it is done."""
        future = self.future
        return future is not None and future.done() and not future.cancelled() and future.exception() is None


def _hand_out(crew: Crew, waiting: Iterable[_Stretch]) -> None:
    """Hand out all parts that are not. Raises BrokenExecutor."""
    for part in waiting:
        if part.future is None:
            part.attempts += 1
            part.future = crew.submit(part.begin, part.end)


def _first(crew: Crew, waiting: deque[_Stretch]) -> Any:
    """What was made of the first part, which leaves the queue. Raises BrokenExecutor for one that is lost again and again."""
    first = waiting[0]
    while True:
        try:
            _hand_out(crew, waiting)
            made = first.future.result() if first.future is not None else None
        except BrokenExecutor:
            if first.attempts >= ATTEMPTS:
                raise
            crew.renew()
            for part in waiting:
                part.future = part.future if part.made else None
        else:
            waiting.popleft()
            return made


_kept: list[Job[Any]] = []


def _keep(job: Job[Any]) -> None:
    """Keep the job of this process. What it holds stays to the end, so it is never searched for unused memory.

    Whoever interrupts the program interrupts its processes too, which have nothing to say of it.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    _kept[:] = [job]
    gc.freeze()


def _of_kept(begin: int, end: int) -> Any:
    return _kept[0](begin, end)


def _of_sent(job: Job[Any], begin: int, end: int) -> Any:
    return job(begin, end)


def detailed(
    batch: Batch, begin: int, end: int, kept: Sequence[int] | None = None, finish: Finish | None = None
) -> list[Any]:
    """What `finish` makes of the whole assessment of each pair of a part; Refusals where there is none.

    Of all requests of the part, or of those with the numbers kept.

    This does loop over `assess`, and takes its time.
    """
    finish = finish or _line
    wholes: list[Any] = []
    requests = batch.requests[begin:end]
    for index in range(begin, end) if kept is None else kept:
        a, b, question = requests[index - begin]
        try:
            result = assess(a, b, batch.rubric, question)
        except ReadinessError as error:
            wholes.append(Refusal(index, str(error)))
        else:
            wholes.append(finish(result, question))
    return wholes


def _line(assessment: Assessment, question: Question) -> str:
    """An assessment as one line of JSON, with what was asked."""
    return line(plain(assessment) | {"asked": asked_for(question)})
