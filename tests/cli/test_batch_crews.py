"""Who works on a batch: processes or a cluster write the same bytes, and what is wrong with them is told."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import field

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, UNWILLING, Run, contents, run, write
from readiness.cli.batch import crew, job, parts

if TYPE_CHECKING:
    from readiness.many.judging import Batch


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three jurisdictions, three pairs, each in a part of its own."""
    (tmp_path / "world").mkdir()
    third = BETA.replace("BETA", "GAMMA").replace("Betaland", "Gammaland")
    write(tmp_path / "world", {"a.yaml": ALPHA, "b.yaml": UNWILLING, "c.yaml": third})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(job, "CHUNK", 1)
    return tmp_path


def batch(*arguments: str) -> Run:
    return run("batch", "--rubric", str(SMALL_RUBRIC), "--all", "world", *arguments)


def test_a_cluster_writes_the_same_bytes_though_a_worker_is_lost(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The only worker of a cluster is killed with the first part, and with it all that it was sent."""
    distributed = pytest.importorskip("distributed")
    (world / "deaths").touch()
    with distributed.LocalCluster(
        n_workers=1, protocol="tcp", host="127.0.0.1", dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as cluster:
        executor = cluster.scheduler_address.replace("tcp://", "dask://")
        whole = batch("--executor", executor, "--detail")
        with monkeypatch.context() as patched:
            patched.setattr(job, "RowParts", Dying)
            done = batch("--executor", executor, "--fail-on", "blocked")
    assert (world / "deaths").read_text() == "x"
    assert (whole.out, whole.err) == told("--detail")
    assert (done.code, done.out, done.err) == (1, *told("--fail-on", "blocked"))


class Dying(parts.RowParts, frozen=True):
    """Kills its process once, before its first part, and says so in a file."""

    deaths: str = field(default_factory=lambda: str(Path("deaths").resolve()))

    def __call__(self, judged: Batch, begin: int, end: int) -> parts.Made:
        if not Path(self.deaths).read_text():
            Path(self.deaths).write_text("x")
            os.kill(os.getpid(), signal.SIGKILL)
        return parts.RowParts.__call__(self, judged, begin, end)


def told(*arguments: str) -> tuple[str, str]:
    done = batch(*arguments)
    return done.out, done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--executor", "ray://here"), 'unknown executor "ray://here"; expected dask://HOST:PORT'),
        (("--executor", "dask://"), 'unknown executor "dask://"'),
        (("--executor", "dask://here:1", "--jobs", "2"), "give one of them"),
    ],
)
def test_wrong_executors(arguments: tuple[str, ...], message: str) -> None:
    done = batch(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = batch("--executor", "dask://127.0.0.1:1")
    assert (done.code, done.out) == (2, "")
    assert 'pip install "readiness[dask]", or take --jobs' in done.err


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(crew, "SECONDS", 1)
    done = batch("--executor", "dask://127.0.0.1:1")
    assert (done.code, done.out) == (2, "")
    assert "no scheduler answers there" in done.err


def test_a_process_lost_for_good_leaves_nothing(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""

    monkeypatch.setattr(parts, "_content", die)
    before = contents(world)
    done = batch("--jobs", "2", "-o", "rows.jsonl")
    assert done.code == 2
    assert "a process was lost again and again" in done.err
    assert contents(world) == before
