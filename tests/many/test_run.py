"""Shards and executors: the same table whatever works on them."""

from __future__ import annotations

import pickle
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from shipped_world import shipped_profile

from building import as_yaml, shipped_rubric
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode
from readiness.many.request import Refusal, Request
from readiness.many.rows import rows
from readiness.many.run import run, run_in_detail, shards, tabulated
from readiness.model.question import Question

if TYPE_CHECKING:
    from concurrent.futures import Executor


def requests() -> list[Request]:
    rng = random.Random(5)  # noqa: S311 - test data, not secrets
    codes = [f"Q{place:02d}" for place in range(6)]
    documents = []
    for code in codes:
        others = [one for one in codes if one != code]
        data = shipped_profile(rng, shipped_rubric(), code, others) | {"as_of": "2023"}
        documents.append(read_profile(decode(f"{code}.yaml", as_yaml(data)), shipped_rubric()))
    questions = [Question(), Question(needs=("surrender",)), Question(needs=("nothing",))]
    found = [Request(a, b, questions[i % 3]) for i, (a, b) in enumerate(combinations(documents, 2))]
    return [*found, Request(documents[0], documents[0], questions[0])]


def test_any_number_of_shards_gives_the_same_table() -> None:
    asked = requests()
    whole = run(shards(shipped_rubric(), asked, 1))
    for count in (2, 5, len(asked)):
        parts = shards(shipped_rubric(), asked, count)
        assert len(parts) <= count
        assert [request for part in parts for request in part.requests] == asked
        table = run(parts)
        assert list(rows(table)) == list(rows(whole))
        assert table.refused == whole.refused
    assert [refusal.request_index for refusal in whole.refused] == [2, 5, 8, 11, 14, 15]
    assert whole.refused[-1] == Refusal(15, "both profiles are of Q00; expected two jurisdictions")
    assert 'unknown need "nothing"' in whole.refused[0].reason


@pytest.mark.parametrize(
    "executor", [ThreadPoolExecutor(2), ProcessPoolExecutor(2)], ids=["threads", "processes"]
)
def test_an_executor_gives_the_same_table(executor: Executor) -> None:
    parts = shards(shipped_rubric(), requests(), 3)
    with executor:
        assert list(rows(run(parts, executor))) == list(rows(run(parts)))
        assert list(run_in_detail(parts, executor)) == list(run_in_detail(parts))


def test_a_dask_cluster_gives_the_same_table() -> None:
    distributed = pytest.importorskip("distributed")
    parts = shards(shipped_rubric(), requests(), 3)
    with (
        distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        table = run(parts, client.get_executor())
    assert list(rows(table)) == list(rows(run(parts)))


def test_shards_can_be_sent_anywhere() -> None:
    part = shards(shipped_rubric(), requests(), 4)[1]
    sent = pickle.loads(pickle.dumps(part))  # noqa: S301 - it was pickled in the line itself
    assert list(rows(tabulated(sent))) == list(rows(tabulated(part)))
    assert sent.rubric.digest == part.rubric.digest


def test_nothing_to_do() -> None:
    table = run(shards(shipped_rubric(), [], 4))
    assert len(table) == 0
    assert list(rows(table)) == []


def test_progress_counts_every_pair() -> None:
    done: list[int] = []
    part = shards(shipped_rubric(), requests(), 1)[0]
    table = tabulated(part, done.append)
    assert sum(done) == len(table)
