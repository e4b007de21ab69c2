"""Runs a batch from files to files: loads, assesses, writes, and reports problems."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.cli import exit_conditions
from readiness.cli.batch import pairs as listed
from readiness.cli.batch.exit_conditions import PairOutcome, failures, outcomes_of
from readiness.cli.batch.output import deliver, own_reports, plan, stream
from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles, gc_paused
from readiness.cli.io.progress import Progress
from readiness.cli.io.reports import load_report
from readiness.cli.io.terminal import tell
from readiness.cli.question_options import load_case
from readiness.cli.redaction import refuse_marked
from readiness.errors import UsageError, capped
from readiness.many.changes import changed
from readiness.many.request import Refusal, Request
from readiness.many.run import run, run_in_detail, shards, tabulated
from readiness.model.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from readiness.cli.batch.pairs import ListedPairs
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric

FAILED, BAD_INPUT, NOTHING = 1, 2, 3
DETAILED = ("jsonl",)
PER_SHARD = 16
"""How many whole assessments are handed to a process together."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The options of `readiness batch`."""

    pairs: str | None
    folder: str | None
    rubric: str
    added: list[str]
    case: str | None
    asked: listed.Options
    formats: list[str]
    outputs: list[str]
    known_formats: tuple[str, ...]
    changed_since: str | None
    detail: bool
    jobs: int
    fail_under: float | None
    fail_on: list[str]
    all_tlp: bool


def work(options: BatchOptions) -> int:
    """Run the batch and return the exit code. Raises InputError and UsageError if it cannot run at all."""
    if (options.pairs is None) == (options.folder is None):
        raise UsageError(
            "give a list of pairs, or a folder with --all" + (", not both" if options.pairs else "")
        )
    planned = plan(
        options.formats, options.outputs, options.known_formats, DETAILED if options.detail else None
    )
    rubric = load_rubric(options.rubric, options.added)
    exit_conditions.check(options.fail_on, options.fail_under, rubric)
    case = load_case(options.case, rubric) if options.case else Case()
    if options.folder is not None and (case.roles or case.requesting):
        message = "roles and who asks differ from pair to pair; give them in a manifest, not for a folder"
        raise UsageError(f"{options.case}: {message}")
    earlier = load_report(options.changed_since) if options.changed_since else None
    with Progress() as progress:
        profiles = Profiles(rubric)
        with gc_paused():
            pairs = _pairs(options, case, profiles, progress)
        members = {id(document): document for it in pairs.requests for document in (it.a, it.b)}
        refuse_marked(members.values(), all_tlp=options.all_tlp)
        requests = pairs.requests
        if earlier is not None:
            requests = changed(requests, rubric.digest, earlier)
        own = own_reports(options.pairs or "", pairs, requests, rubric)
        judged = _in_detail if options.detail else _at_once
        refused, outcomes = judged(options, planned, rubric, requests, own, progress)
    problems = [*profiles.problems, *pairs.problems, *_refusals(pairs, requests, refused)]
    missed = failures(outcomes, options.fail_on, options.fail_under)
    return _closing(options, len(outcomes), problems, missed, unchanged=bool(pairs.requests) and not requests)


def _pairs(options: BatchOptions, case: Case, profiles: Profiles, progress: Progress) -> ListedPairs:
    if options.folder is not None:
        with progress.stage("loading") as step:
            return listed.of_folder(options.folder, profiles, case, options.asked, step)
    with progress.stage("loading") as step:
        return listed.of_list(options.pairs or "", profiles, case, options.asked, step)


def _at_once(
    options: BatchOptions,
    planned: Sequence[tuple[str, str]],
    rubric: Rubric,
    requests: Sequence[Request],
    own: Sequence[tuple[str, str]],
    progress: Progress,
) -> tuple[list[Refusal], list[PairOutcome]]:
    """Assess the pairs and write the rows. Returns the refusals and the outcomes."""
    with gc_paused(), _executor(options.jobs) as executor:
        with progress.stage("assessing", len(requests)) as step:
            parts = shards(rubric, requests, options.jobs)
            table = run(parts, executor) if executor is not None else tabulated(parts[0], step)
        outcomes = outcomes_of(table)
        if len(table):
            deliver(
                planned,
                table,
                rubric,
                own,
                [failures([outcome], options.fail_on, options.fail_under) for outcome in outcomes],
            )
        return table.refused, outcomes


def _in_detail(
    options: BatchOptions,
    planned: Sequence[tuple[str, str]],
    rubric: Rubric,
    requests: Sequence[Request],
    own: Sequence[tuple[str, str]],
    progress: Progress,
) -> tuple[list[Refusal], list[PairOutcome]]:
    """The same with whole assessments, each written as soon as it is ready."""
    gc.enable()  # whole assessments leave more behind than memory can hold
    parts = shards(rubric, requests, -(-len(requests) // PER_SHARD))
    refused: list[Refusal] = []
    outcomes: list[PairOutcome] = []
    with _executor(options.jobs) as executor, progress.stage("assessing", len(requests)) as step:

        def lines() -> Iterator[str]:
            for result in run_in_detail(parts, executor):
                step(1)
                if isinstance(result, Refusal):
                    refused.append(result)
                    continue
                outcomes.append(
                    PairOutcome(f"{result.a}–{result.b}", result.verdict, result.readiness, result.present)
                )
                yield result.line

        stream(planned, lines(), own)
    return refused, outcomes


def _executor(jobs: int) -> AbstractContextManager[Executor | None]:
    if jobs == 1:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs)


def _refusals(pairs: ListedPairs, requests: Sequence[Request], refused: Sequence[Refusal]) -> list[Problem]:
    indexes = {id(request): index for index, request in enumerate(pairs.requests)}
    return [
        pairs.refusal(Refusal(indexes[id(requests[refusal.request_index])], refusal.reason))
        for refusal in refused
    ]


def _closing(
    options: BatchOptions, count: int, problems: Sequence[Problem], missed: Sequence[str], *, unchanged: bool
) -> int:
    """Report problems on standard error and return the exit code: bad input counts before a missed demand."""
    for text in dict.fromkeys(problem.render() for problem in capped(problems)):
        tell(text)
    for reason in missed:
        tell(reason)
    if count == 0 and unchanged and not problems:
        tell(f"nothing has changed since {options.changed_since}")
        return 0
    if count == 0:
        tell("nothing assessed")
        return NOTHING
    return BAD_INPUT if problems else FAILED if missed else 0
