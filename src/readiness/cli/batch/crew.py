"""Who works on a batch: this process, several of this machine, or a cluster."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any

from readiness.cli import numbers
from readiness.cli.io.many import gc_frozen
from readiness.errors import ReadinessError, UsageError
from readiness.language import _
from readiness.many.run import Processes, Sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.many.run import Crew, Job

DASK = "dask://"
SECONDS = 10
"""How long a cluster may take to answer."""


def check(executor: str | None, jobs: int) -> None:
    """Raise UsageError for no process, for an executor that there is not, and for two kinds of workers at once."""
    numbers.check(jobs, "--jobs")
    if executor is None:
        return
    if jobs != 1:
        raise UsageError(_("--jobs are processes of this machine, --executor is a cluster; give one of them"))
    if not executor.startswith(DASK) or executor == DASK:
        raise UsageError(
            _('unknown executor "{executor}"; expected {dask}HOST:PORT, a scheduler of Dask').format(
                executor=executor, dask=DASK
            )
        )
    _client()


@contextmanager
def crew(job: Job[Any], jobs: int, executor: str | None) -> Iterator[Crew | None]:
    """Those who work on a job, None for this process. Raises UsageError and, if workers are lost for good, ReadinessError."""
    try:
        with gc_frozen():
            if executor is not None:
                with _cluster(job, executor) as sent:
                    yield sent
            elif jobs == 1:
                yield None
            else:
                with Processes(job, jobs) as processes:
                    yield processes
    except BrokenExecutor:
        raise ReadinessError(
            _(
                "a process was lost again and again, perhaps for want of memory; nothing is written. Try fewer --jobs"
            )
        ) from None


@contextmanager
def _cluster(job: Job[Any], executor: str) -> Iterator[Crew]:
    """The workers of a Dask cluster. The job is sent to each once. Raises BrokenExecutor if they are lost again and again."""
    from dask import config  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from distributed import KilledWorker

    address = executor.removeprefix(DASK)
    try:
        client = _client()(f"tcp://{address}", timeout=SECONDS)
    except (OSError, ValueError) as error:
        raise UsageError(
            _("--executor {executor}: no scheduler answers there: {error}").format(
                executor=executor, error=error
            )
        ) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(_("--executor {executor}: the cluster has no workers").format(executor=executor))
        # The job is the result of a task: unlike data that is scattered, it is made again where all who held it are lost.
        with config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            sent = client.submit(copy, job, pure=False)
            client.replicate(sent)
        try:
            yield Sent(client.get_executor(), sent, 2 * threads)
        except (KilledWorker, CancelledError) as error:
            raise BrokenExecutor(str(error)) from error


def _client() -> Any:
    """The class of Dask's clients. Raises UsageError without Dask."""
    try:
        from distributed import Client  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        raise UsageError(
            _('--executor dask://… needs Dask: pip install "readiness[dask]", or take --jobs')
        ) from None
    return Client
