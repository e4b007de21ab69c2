"""Whoever works on a batch, in this process or another, speaks the language of the run that asked."""

from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from readiness.cli.io.languages import choose
from readiness.language import _, ngettext, speaking, spoken
from readiness.many.run import Job, Sent

BLOCKED, SAID = "nothing assessed", "未評估任何項目"


def saying(_batch: Any, begin: int, end: int) -> str:
    """What a worker tells of a part, with a plural."""
    return f"{_(BLOCKED)} {ngettext('{count} level', '{count} levels', end - begin)}"


@pytest.fixture
def job() -> Job[str]:
    batch: Any = None
    with speaking(spoken()):
        choose("zh-Hant")
        return Job(batch, saying)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_new_process_speaks_the_language_of_the_run(job: Job[str], method: str) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as executor:
        told = Sent(executor, job).submit(0, 2).result()
    assert told == f"{SAID} {{count}}"
    assert _(BLOCKED) == BLOCKED


def test_a_worker_of_dask_speaks_the_language_of_the_run(job: Job[str]) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        sent = client.scatter(job, hash=False, broadcast=True)
        assert Sent(client.get_executor(), sent).submit(0, 2).result() == f"{SAID} {{count}}"


def test_a_catalogue_comes_out_of_a_pickle_as_it_went_in(job: Job[str]) -> None:
    received = pickle.loads(pickle.dumps(job.language))  # noqa: S301  (our own)
    assert (received.tag, received.plural(5)) == ("zh-Hant", 0)
    assert received.gettext(BLOCKED) == SAID
