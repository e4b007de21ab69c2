"""Runs a batch from files to files: loads, assesses, writes, and reports problems."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from readiness.cli import exit_conditions, redaction
from readiness.cli.batch import crew as crews
from readiness.cli.batch import pairs as listed
from readiness.cli.batch.audience import Readers
from readiness.cli.batch.exit_conditions import Misses
from readiness.cli.batch.output import deliver, own_reports, plan, refuse_unreadable
from readiness.cli.batch.parts import Choice, DetailedParts, RowParts
from readiness.cli.batch.spool import spool
from readiness.cli.io.earlier_reports import stream_report
from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles, gc_paused
from readiness.cli.io.progress import Progress
from readiness.cli.io.terminal import tell
from readiness.cli.io.writing import appearing_together
from readiness.cli.question_options import case_of, of_listed, of_many
from readiness.cli.redaction import refuse_marked
from readiness.errors import UsageError, capped
from readiness.language import _
from readiness.many.judging import CHUNK, Batch
from readiness.many.request import asked_in
from readiness.many.rows import rows
from readiness.many.run import Job, run
from readiness.many.stale_pairs import Answered
from readiness.many.table import joined
from readiness.report.data import junit_suites
from readiness.report.pages import batch as page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from typer import Context

    from readiness.cli.batch.output import Page
    from readiness.cli.batch.pairs import ListedPairs
    from readiness.cli.batch.parts import Made
    from readiness.cli.exit_conditions import Demands, PairOutcome
    from readiness.cli.options import AskedOfPairs, Demanded, ShownOfMany
    from readiness.cli.question_options import AskedOfMany
    from readiness.errors import Problem
    from readiness.many.table import Table
    from readiness.model.assessment_options import Case
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric

FAILED, BAD_INPUT, NOTHING = 1, 2, 3
DETAILED = ("jsonl",)
PER_PART = 16
"""How many whole assessments are handed to a process together."""


class BatchOptions(Struct, frozen=True):
    """The options of `readiness batch`."""

    pairs: str | None
    folder: str | None
    formats: list[str]
    outputs: list[str]
    known_formats: tuple[str, ...]
    changed_since: str | None
    detail: bool
    jobs: int
    executor: str | None
    asked: AskedOfPairs
    demanded: Demanded
    shown: ShownOfMany


def work(context: Context, options: BatchOptions) -> int:
    """Run the batch and return the exit code. Raises InputError and UsageError if it cannot run at all."""
    if (options.pairs is None) == (options.folder is None):
        raise UsageError(
            _("give a list of pairs, or a folder with --all, not both")
            if options.pairs
            else _("give a list of pairs, or a folder with --all")
        )
    planned = plan(
        options.formats, options.outputs, options.known_formats, DETAILED if options.detail else None
    )
    if not (options.formats or options.outputs) and sys.stdout.isatty():
        tell(
            _(
                "rows follow as JSON Lines, for programs; to read them: -f markdown, or -o rows.csv for a spreadsheet"
            )
        )
    crews.check(options.executor, options.jobs)
    rubric = load_rubric(options.asked.rubric, options.asked.crimes or [])
    demands = exit_conditions.demands_of(options.demanded, rubric)
    limit = redaction.level(options.shown.max_tlp)
    case = case_of(options.asked, rubric)
    choice = Choice(
        Answered(stream_report(options.changed_since)) if options.changed_since else None,
        options.demanded.strict,
    )
    with Progress() as progress:
        profiles = Profiles(rubric)
        with gc_paused():
            pairs = _pairs(context, options, case, profiles, progress)
        requests = pairs.requests
        documents = {
            key: document for asked in asked_in(requests) for key, document in asked.documents.items()
        }
        refuse_marked(documents.values(), all_tlp=options.shown.open, redacts=True)
        if choice.everything:
            refuse_unreadable(planned, len(requests))
        accepted = redaction.load_waivers(options.demanded, rubric, documents.values(), [_folder(options)])
        readers = Readers(rubric, accepted, limit, options.shown.share)
        own = own_reports(options.pairs or "", pairs, choice, readers, demands)
        total = Total(pairs, Misses(demands))
        names = tuple(dict.fromkeys(name for name, _ in planned))
        with appearing_together(), _shared_folder(options, planned) as folder:
            made = (
                DetailedParts(readers, demands, choice)
                if options.detail
                else RowParts(names, readers, demands, choice, folder)
            )
            job = Job(Batch(rubric, requests), made)
            _judge(options, planned, job, _pages(demands, rubric), own, total, progress)
            missed = total.misses.settled()
    problems = [*profiles.problems, *pairs.problems, *total.problems]
    unchanged = 0 < len(requests) == total.answered
    return _closing(options, total.count, problems, missed, unchanged=unchanged)


def _pairs(
    context: Context, options: BatchOptions, case: Case, profiles: Profiles, progress: Progress
) -> ListedPairs:
    def question_of(given: Case, codes: tuple[str, str]) -> Question:
        return of_listed(context, given, case, codes, options.asked, profiles.rubric)

    def asked_of(codes: Collection[str]) -> AskedOfMany:
        return of_many(context, options.asked, case, codes, profiles.rubric)

    if options.folder is not None:
        with progress.stage("loading") as step:
            return listed.of_folder(options.folder, profiles, asked_of, step)
    with progress.stage("loading") as step:
        return listed.of_list(options.pairs or "", profiles, question_of, asked_of, step)


def _folder(options: BatchOptions) -> Path:
    """Where the profiles are, or the list that names them."""
    return Path(options.folder) if options.folder is not None else Path(options.pairs or "").parent


class Total(Struct):
    """What was counted over all parts: pairs assessed, requests that an earlier report answers, demands missed.

    `problems` are those of requests refused, as many as are told.
    """

    pairs: ListedPairs
    misses: Misses
    count: int = 0
    answered: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, part: Made) -> None:
        """Count a further part."""
        self.count += part.pairs
        self.answered += part.answered
        self.misses.add(part.missing)
        self.problems = list(capped([*self.problems, *map(self.pairs.refusal, part.refused)]))


def _judge(
    options: BatchOptions,
    planned: Sequence[tuple[str, str]],
    job: Job[Made],
    pages: Mapping[str, Page],
    own: Sequence[tuple[str, str]],
    total: Total,
    progress: Progress,
) -> None:
    """Assess the pairs, write what is asked for and count, part by part."""
    batch = job.batch
    with (
        crews.crew(job, options.jobs, options.executor) as workers,
        progress.stage("assessing", len(batch)) as step,
    ):

        def parts() -> Iterator[Made]:
            for part in run(job, workers, PER_PART if options.detail else CHUNK):
                step(part.requests)
                total.add(part)
                refuse_unreadable(planned, total.count, more=True)
                yield part

        deliver(planned, parts(), batch.rubric, own, pages)


def _shared_folder(
    options: BatchOptions, planned: Sequence[tuple[str, str]]
) -> AbstractContextManager[str | None]:
    """Where processes of this machine put the texts of rows; one process alone and a cluster hand them over in memory."""
    alone = options.jobs == 1 or options.executor is not None
    return nullcontext() if alone or options.detail else spool([target for _, target in planned])


def _pages(demands: Demands, rubric: Rubric) -> dict[str, Page]:
    """The formats that are made of all pairs at once, from what was made of each part."""

    def junit(parts: list[tuple[Table, list[PairOutcome]]]) -> str:
        every = [row for table, _ in parts for row in rows(table)]
        missing = [
            exit_conditions.failures(outcome, demands) for _, outcomes in parts for outcome in outcomes
        ]
        return junit_suites.batch(every, rubric, missing)

    return {"junit": junit, "markdown": lambda tables: page.markdown(joined(tables), rubric)}


def _closing(
    options: BatchOptions, count: int, problems: Sequence[Problem], missed: Sequence[str], *, unchanged: bool
) -> int:
    """Report problems on standard error and return the exit code: bad input counts before a missed demand."""
    for text in dict.fromkeys(problem.render() for problem in capped(problems)):
        tell(text)
    for reason in missed:
        tell(reason)
    if count == 0 and unchanged and not problems:
        tell(_("nothing has changed since {changed_since}").format(changed_since=options.changed_since))
        return 0
    if count == 0:
        if options.folder is not None and not problems:
            tell(
                _("{folder}: no two profiles in this folder; nothing assessed").format(folder=options.folder)
            )
        else:
            tell(_("nothing assessed"))
        return NOTHING
    return BAD_INPUT if problems else FAILED if missed else 0
