"""Runs a batch from files to files: loads, assesses, writes, and reports problems."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.assessment.assemble import assess
from readiness.cli import exit_conditions, redaction
from readiness.cli.batch import pairs as listed
from readiness.cli.batch.exit_conditions import failures, outcomes_of
from readiness.cli.batch.output import deliver, own_reports, plan, stream
from readiness.cli.batch.readers import Readers
from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles, gc_paused
from readiness.cli.io.progress import Progress
from readiness.cli.io.reports import load_report
from readiness.cli.io.terminal import tell
from readiness.cli.question_options import load_case
from readiness.cli.redaction import refuse_marked
from readiness.errors import ReadinessError, UsageError, capped
from readiness.many.changes import changed
from readiness.many.request import Refusal, Request
from readiness.many.run import run, run_in_detail, shards, tabulated
from readiness.model.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from readiness.cli.batch.pairs import ListedPairs
    from readiness.cli.exit_conditions import Demands, Outcome
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp

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
    strict: bool
    share: bool
    limit: Tlp | None
    waivers: str | None
    today: str | None
    baseline: str | None
    write_baseline: str | None


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
    demands = exit_conditions.demanded(
        rubric, options.fail_on, options.fail_under, options.baseline, options.write_baseline
    )
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
        left_out = options.share or options.limit is not None
        refuse_marked(members.values(), all_tlp=options.all_tlp or left_out)
        requests = pairs.requests
        if earlier is not None:
            requests = changed(requests, rubric.digest, earlier)
        documents = {id(document): document for request in requests for document in request[:2]}.values()
        readers = Readers(
            rubric,
            redaction.load_waivers(options.waivers, rubric, documents, options.today, [_folder(options)]),
            options.limit,
            options.share,
        )
        weak: list[Problem] = []
        if options.strict:
            requests, weak = _firm(requests, pairs, rubric)
        own = own_reports(options.pairs or "", pairs, requests, readers, demands)
        judged = _in_detail if options.detail else _at_once
        refused, outcomes = judged(options, planned, readers, requests, own, demands, progress)
    problems = [*profiles.problems, *pairs.problems, *weak, *_refusals(pairs, requests, refused)]
    missed = exit_conditions.settled(outcomes, demands, failures)
    return _closing(options, len(outcomes), problems, missed, unchanged=bool(pairs.requests) and not requests)


def _pairs(options: BatchOptions, case: Case, profiles: Profiles, progress: Progress) -> ListedPairs:
    if options.folder is not None:
        with progress.stage("loading") as step:
            return listed.of_folder(options.folder, profiles, case, options.asked, step)
    with progress.stage("loading") as step:
        return listed.of_list(options.pairs or "", profiles, case, options.asked, step)


def _folder(options: BatchOptions) -> Path:
    """Where the profiles are, or the list that names them."""
    return Path(options.folder) if options.folder is not None else Path(options.pairs or "").parent


def _at_once(
    options: BatchOptions,
    planned: Sequence[tuple[str, str]],
    readers: Readers,
    requests: Sequence[Request],
    own: Sequence[tuple[str, str]],
    demands: Demands,
    progress: Progress,
) -> tuple[list[Refusal], list[Outcome]]:
    """Assess the pairs and write the rows. Returns the refusals and the outcomes."""
    rubric = readers.rubric
    with gc_paused(), _executor(options.jobs) as executor:
        with progress.stage("assessing", len(requests)) as step:
            parts = shards(rubric, requests, options.jobs)
            table = run(parts, executor) if executor is not None else tabulated(parts[0], step)
        outcomes = outcomes_of(table, requests, rubric, readers.waivers)
        if len(table):
            shown = redaction.shown_rows(table, rubric, readers.limit, share=readers.share)
            deliver(
                planned,
                shown,
                rubric,
                own,
                [exit_conditions.failures(outcome, demands) for outcome in outcomes],
            )
        return table.refused, outcomes


def _in_detail(
    options: BatchOptions,
    planned: Sequence[tuple[str, str]],
    readers: Readers,
    requests: Sequence[Request],
    own: Sequence[tuple[str, str]],
    demands: Demands,  # noqa: ARG001  (whole assessments show no failures)
    progress: Progress,
) -> tuple[list[Refusal], list[Outcome]]:
    """The same with whole assessments, each written as soon as it is ready."""
    gc.enable()  # whole assessments leave more behind than memory can hold
    parts = shards(readers.rubric, requests, -(-len(requests) // PER_SHARD), readers)
    refused: list[Refusal] = []
    outcomes: list[Outcome] = []
    with _executor(options.jobs) as executor, progress.stage("assessing", len(requests)) as step:

        def lines() -> Iterator[str]:
            for result in run_in_detail(parts, executor):
                step(1)
                if isinstance(result, Refusal):
                    refused.append(result)
                    continue
                outcomes.append(result.outcome)
                yield result.line

        stream(planned, lines(), own)
    return refused, outcomes


def _firm(
    requests: Sequence[Request], pairs: ListedPairs, rubric: Rubric
) -> tuple[list[Request], list[Problem]]:
    """The requests whose evidence --strict lets pass, and what is weak in each of the others. Takes its time."""
    firm: list[Request] = []
    problems: list[Problem] = []
    indexes = {id(request): index for index, request in enumerate(pairs.requests)}
    for request in requests:
        try:
            found = exit_conditions.weaknesses(assess(request.a, request.b, rubric, request.question))
        except ReadinessError:
            found = []  # told as what it is when the pair is judged
        if not found:
            firm.append(request)
        problems += [
            pairs.refusal(Refusal(indexes[id(request)], f"--strict: {weakness}")) for weakness in found
        ]
    return firm, problems


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
