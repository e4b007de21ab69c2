"""Parts of a batch and those who work on them: the same rows whoever does, and nothing is lost with a process."""

from __future__ import annotations

import gc
import os
import pickle
import random
import signal
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from shipped_world import shipped_profile

from building import as_yaml, shipped_rubric
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode
from readiness.many.column_arithmetic import Columns
from readiness.many.judging import Batch, tabulate
from readiness.many.request import EveryPair, Refusal, Request
from readiness.many.rows import rows
from readiness.many.run import Job, Processes, Sent, detailed, run
from readiness.many.table import joined
from readiness.model.question import Question

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from readiness.documents.reading import ProfileDocument
    from readiness.many.run import Crew
    from readiness.many.table import Table


@cache
def documents() -> list[ProfileDocument]:
    rng = random.Random(5)  # noqa: S311 - test data, not secrets
    codes = [f"Q{place:02d}" for place in range(6)]
    read = []
    for code in codes:
        others = [other for other in codes if other != code]
        data = shipped_profile(rng, shipped_rubric(), code, others) | {"as_of": "2023"}
        read.append(read_profile(decode(f"{code}.yaml", as_yaml(data)), shipped_rubric()))
    return read


def requests() -> list[Request]:
    questions = [Question(), Question(needs=("surrender",)), Question(needs=("nothing",))]
    asked = [Request(a, b, questions[i % 3]) for i, (a, b) in enumerate(combinations(documents(), 2))]
    return [*asked, Request(documents()[0], documents()[0], questions[0])]


def batch() -> Batch:
    return Batch(shipped_rubric(), requests())


def in_one(parts: list[Table]) -> tuple[list[dict[str, object]], list[Refusal]]:
    table = joined(parts)
    return list(rows(table)), table.refused


def alone(size: int) -> tuple[list[dict[str, object]], list[Refusal]]:
    return in_one(list(run(Job(batch(), Batch.table), size=size)))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (20, [(0, 16)]),
        (15, [(0, 8), (8, 16)]),
        (8, [(0, 8), (8, 16)]),
        (6, [(0, 4), (4, 8), (8, 12), (12, 16)]),  # three would do, and leave one of two processes idle
    ],
)
def test_parts_are_of_one_size_and_more_than_one_are_even_in_number(
    size: int, expected: list[tuple[int, int]]
) -> None:
    assert len(batch()) == 16
    assert list(batch().parts(size)) == expected


def test_parts_of_any_size_give_the_same_rows() -> None:
    whole, refused = alone(100)
    for size in (1, 3, 7, 16):
        assert alone(size) == (whole, refused)
    assert [refusal.request_index for refusal in refused] == [2, 5, 8, 11, 14, 15]
    assert refused[-1] == Refusal(15, "both profiles are of Q00; expected two jurisdictions")
    assert 'unknown need "nothing"' in refused[0].reason


@pytest.mark.parametrize(
    "executor", [ThreadPoolExecutor(2), ProcessPoolExecutor(2)], ids=["threads", "processes"]
)
def test_any_executor_gives_the_same_rows(executor: Executor) -> None:
    with executor:
        assert in_one(
            list(run(Job(batch(), Batch.table), Sent(executor, Job(batch(), Batch.table)), 3))
        ) == alone(3)
        job = Job(batch(), detailed)
        assert list(run(job, Sent(executor, job), 3)) == list(run(job, size=3))


def test_processes_give_the_same_rows() -> None:
    job = Job(batch(), Batch.table)
    with Processes(job, 2) as processes:
        assert in_one(list(run(job, processes, 3))) == alone(3)


@dataclass(frozen=True)
class Dying:
    """Kills its process the first times it is given a certain part, which it counts in a file."""

    file: Path
    begin: int
    times: int

    def __call__(self, _: Batch, begin: int, end: int) -> tuple[int, int]:
        if begin == self.begin and self.died() < self.times:
            with self.file.open("a") as file:
                file.write("x")
            os.kill(os.getpid(), signal.SIGKILL)
        return begin, end

    def died(self) -> int:
        return len(self.file.read_text())


@pytest.mark.parametrize("begin", [0, 5, 13])
def test_what_a_lost_process_had_is_done_again(tmp_path: Path, begin: int) -> None:
    (tmp_path / "deaths").touch()
    work = Dying(tmp_path / "deaths", begin, 2)
    job = Job(batch(), work)
    with Processes(job, 2) as processes:
        assert list(run(job, processes, 3)) == [(0, 2), (2, 5), (5, 8), (8, 10), (10, 13), (13, 16)]
    assert work.died() == 2


def test_a_part_that_kills_every_process_is_told(tmp_path: Path) -> None:
    (tmp_path / "deaths").touch()
    job = Job(batch(), Dying(tmp_path / "deaths", 5, 100))
    with Processes(job, 1) as processes, pytest.raises(BrokenExecutor):
        list(run(job, processes, 3))


class Idle:
    """Does nothing by itself, and counts what it was handed."""

    ahead = 4

    def __init__(self) -> None:
        self.handed = 0

    def submit(self, begin: int, _: int) -> Future[int]:
        self.handed += 1
        future: Future[int] = Future()
        future.set_result(begin)
        return future

    def renew(self) -> None:
        raise AssertionError


def test_only_a_few_parts_are_under_way() -> None:
    crew = Idle()
    as_crew: Crew = crew
    for number, begin in enumerate(run(Job(batch(), lambda _, begin, __: begin), as_crew, 1)):
        assert begin == number
        assert crew.handed <= number + crew.ahead
    assert crew.handed == 16


def test_a_batch_can_be_sent_anywhere() -> None:
    judged = batch()
    judged.table(0, 4)
    sent = pickle.loads(pickle.dumps(judged))  # noqa: S301 - it was pickled in the line itself
    assert list(rows(sent.table(4, 8))) == list(rows(judged.table(4, 8)))
    assert sent.rubric.digest == judged.rubric.digest


def test_nothing_to_do() -> None:
    assert list(run(Job(Batch(shipped_rubric(), []), Batch.table))) == []
    table = tabulate(shipped_rubric(), [])
    assert len(table) == 0
    assert list(rows(table)) == []


def test_every_pair_is_made_when_it_is_asked_for() -> None:
    for count in (0, 1, 2, 6):
        asked = Question()
        pairs = EveryPair(documents()[:count], asked)
        listed = [Request(a, b, asked) for a, b in combinations(documents()[:count], 2)]
        assert len(pairs) == len(listed)
        assert list(pairs) == listed
        assert [pairs[number] for number in range(-len(listed), 0)] == listed
        for begin in range(len(listed) + 1):
            assert pairs[begin:] == listed[begin:]
            assert pairs[begin : begin + 3] == listed[begin : begin + 3]


def test_some_of_a_part_say_what_the_whole_says() -> None:
    judged = Batch(shipped_rubric(), EveryPair(documents(), Question()))
    whole = list(rows(judged.table(0, 15)))
    kept = [4, 5, 7]
    table = judged.table(4, 9, kept)
    assert list(rows(table)) == [whole[number] for number in kept]
    assert table.index.tolist() == kept
    refusing = batch().table(3, 16, [4, 5, 15])
    assert [refusal.request_index for refusal in refusing.refused] == [5, 15]


def test_no_part_leaves_its_columns_in_memory() -> None:
    """Nothing may wait for the search for unused memory: it knows nothing of the size of columns."""
    judged = batch()
    judged.table(0, 8)
    gc.collect()
    gc.disable()
    try:
        judged.table(8, 16)
        assert not any(isinstance(thing, Columns) for thing in gc.get_objects())
    finally:
        gc.enable()
