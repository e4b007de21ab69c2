"""A batch from files to files: load, judge, write, and say what was wrong."""

from __future__ import annotations

import gc
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.cli import exit_conditions
from readiness.cli.batch import pairs as listed
from readiness.cli.batch.exit_conditions import Facts, facts_of, failures
from readiness.cli.batch.output import deliver, own_reports, plan, stream
from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles, gc_paused
from readiness.cli.io.progress import Progress
from readiness.cli.io.reports import load_report
from readiness.errors import UsageError
from readiness.many.changes import changed
from readiness.many.request import Refusal, Request
from readiness.many.run import run, run_in_detail, shards, tabulated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from readiness.cli.batch.pairs import Pairs
    from readiness.errors import Problem
    from readiness.model.case import Case
    from readiness.model.rubric import Rubric

FAILED, BAD_INPUT, NOTHING = 1, 2, 3
DETAILED = ("jsonl",)
PER_SHARD = 16
"""Whole assessments that are handed to a process together."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    pairs: str | None
    folder: str | None
    rubric: str
    added: list[str]
    case: Case
    asked: listed.Options
    formats: list[str]
    outputs: list[str]
    known_formats: tuple[str, ...]
    changed_since: str | None
    detail: bool
    jobs: int
    fail_under: float | None
    fail_on: list[str]


def work(order: Order) -> int:
    """Do it, and return the exit code. Raises InputError and UsageError for what makes the whole impossible."""
    if (order.pairs is None) == (order.folder is None):
        raise UsageError(
            "give a list of pairs, or a folder with --all" + (", not both" if order.pairs else "")
        )
    planned = plan(order.formats, order.outputs, order.known_formats, DETAILED if order.detail else None)
    rubric = load_rubric(order.rubric, order.added)
    exit_conditions.check(order.fail_on, order.fail_under, rubric)
    earlier = load_report(order.changed_since) if order.changed_since else None
    with Progress() as progress:
        profiles = Profiles(rubric)
        with gc_paused():
            pairs = _pairs(order, profiles, progress)
        requests = pairs.requests
        if earlier is not None:
            requests = changed(requests, rubric.digest, earlier)
        own = own_reports(order.pairs or "", pairs, requests, rubric)
        judged = _in_detail if order.detail else _at_once
        refused, facts = judged(order, planned, rubric, requests, own, progress)
    problems = [*profiles.problems, *pairs.problems, *_refusals(pairs, requests, refused)]
    missed = failures(facts, order.fail_on, order.fail_under)
    return _closing(order, len(facts), problems, missed, unchanged=bool(pairs.requests) and not requests)


def _pairs(order: Order, profiles: Profiles, progress: Progress) -> Pairs:
    if order.folder is not None:
        with progress.stage("loading") as step:
            return listed.of_folder(order.folder, profiles, order.case, order.asked, step)
    with progress.stage("loading") as step:
        return listed.of_list(order.pairs or "", profiles, order.case, order.asked, step)


def _at_once(
    order: Order,
    planned: Sequence[tuple[str, str]],
    rubric: Rubric,
    requests: Sequence[Request],
    own: Sequence[tuple[str, str]],
    progress: Progress,
) -> tuple[list[Refusal], list[Facts]]:
    """Judge the pairs, write the rows. Returns what could not be assessed, and what demands are made of."""
    with gc_paused(), _executor(order.jobs) as executor:
        with progress.stage("assessing", len(requests)) as step:
            parts = shards(rubric, requests, order.jobs)
            table = run(parts, executor) if executor is not None else tabulated(parts[0], step)
        facts = facts_of(table)
        if len(table):
            deliver(
                planned,
                table,
                rubric,
                own,
                [failures([fact], order.fail_on, order.fail_under) for fact in facts],
            )
        return table.refused, facts


def _in_detail(
    order: Order,
    planned: Sequence[tuple[str, str]],
    rubric: Rubric,
    requests: Sequence[Request],
    own: Sequence[tuple[str, str]],
    progress: Progress,
) -> tuple[list[Refusal], list[Facts]]:
    """The same with whole assessments, written as they are ready."""
    gc.enable()  # whole assessments leave more behind than memory can hold
    parts = shards(rubric, requests, -(-len(requests) // PER_SHARD))
    refused: list[Refusal] = []
    facts: list[Facts] = []
    with _executor(order.jobs) as executor, progress.stage("assessing", len(requests)) as step:

        def lines() -> Iterator[str]:
            for result in run_in_detail(parts, executor):
                step(1)
                if isinstance(result, Refusal):
                    refused.append(result)
                    continue
                facts.append(
                    Facts(f"{result.a}–{result.b}", result.verdict, result.readiness, result.present)
                )
                yield result.line

        stream(planned, lines(), own)
    return refused, facts


def _executor(jobs: int) -> AbstractContextManager[Executor | None]:
    if jobs == 1:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs)


def _refusals(pairs: Pairs, requests: Sequence[Request], refused: Sequence[Refusal]) -> list[Problem]:
    indexes = {id(request): index for index, request in enumerate(pairs.requests)}
    return [
        pairs.refusal(Refusal(indexes[id(requests[refusal.request_index])], refusal.reason))
        for refusal in refused
    ]


def _closing(
    order: Order, count: int, problems: Sequence[Problem], missed: Sequence[str], *, unchanged: bool
) -> int:
    """Say on standard error what was wrong, and return the exit code: bad input before a missed demand."""
    for text in dict.fromkeys(problem.render() for problem in problems):
        sys.stderr.write(f"{text}\n")
    for reason in missed:
        sys.stderr.write(f"{reason}\n")
    if count == 0 and unchanged and not problems:
        sys.stderr.write(f"nothing has changed since {order.changed_since}\n")
        return 0
    if count == 0:
        sys.stderr.write("nothing assessed\n")
        return NOTHING
    return BAD_INPUT if problems else FAILED if missed else 0
