"""What is made of each part of a batch, wherever that is done: texts to write, refusals, and the pairs that miss a demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from readiness.assessment.assemble import assess
from readiness.cli import exit_conditions, redaction
from readiness.cli.batch.exit_conditions import outcomes_of
from readiness.cli.batch.spool import spooled
from readiness.errors import ReadinessError
from readiness.many.request import Refusal
from readiness.many.run import detailed
from readiness.many.table import pieces
from readiness.report.data.batch_rows import TEXTS, arrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.cli.batch.audience import Readers
    from readiness.cli.exit_conditions import Demands, PairOutcome
    from readiness.many.judging import Batch
    from readiness.many.request import Request
    from readiness.many.stale_pairs import Answered
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric


class Chosen(NamedTuple):
    """Which requests of a part are judged: the numbers kept, how many an earlier report answers, and those refused."""

    kept: list[int]
    answered: int
    refused: list[Refusal]


class Choice(Struct, frozen=True):
    """Chooses what is judged: what an earlier report does not answer, and what --strict lets pass. Plain data, for any process."""

    earlier: Answered | None = None
    strict: bool = False

    @property
    def everything(self) -> bool:
        """Whether all requests are judged."""
        return self.earlier is None and not self.strict

    def __call__(self, requests: Sequence[Request], begin: int, rubric: Rubric) -> Chosen:
        """Of requests with numbers from `begin` on. To be strict takes its time."""
        kept = list(range(begin, begin + len(requests)))
        if self.earlier is not None:
            kept = (self.earlier.unanswered(requests, rubric.digest) + begin).tolist()
        answered = len(requests) - len(kept)
        if not self.strict:
            return Chosen(kept, answered, [])
        weak = {number: _weaknesses(requests[number - begin], rubric) for number in kept}
        refused = [Refusal(number, reason) for number, reasons in weak.items() for reason in reasons]
        return Chosen([number for number in kept if not weak[number]], answered, refused)


def _weaknesses(request: Request, rubric: Rubric) -> list[str]:
    """What --strict refuses of a pair; nothing of one that cannot be judged, which is told as what it is."""
    try:
        result = assess(request.a, request.b, rubric, request.question)
    except ReadinessError:
        return []
    return [f"--strict: {weakness}" for weakness in exit_conditions.weaknesses(result)]


class Made(NamedTuple):
    """A part of a batch: how many pairs were assessed of how many requests, and what is written of them by format.

    So many requests were `answered` by an earlier report.

    What is written are texts, encoded where they are made, of Parquet an Arrow table, of Markdown the table of the pairs, of JUnit the table and the outcomes.
    `missing` are the outcomes of the pairs that miss a demand.
    """

    pairs: int
    requests: int
    answered: int
    contents: dict[str, Any]
    refused: Sequence[Refusal]
    missing: Sequence[PairOutcome]


class RowParts(Struct, frozen=True):
    """Makes rows of pairs, in some formats, for some readers. Plain data, for any process.

    Texts go through files of a folder that this process and the writing one share, if there is one.
    """

    formats: tuple[str, ...]
    readers: Readers
    demands: Demands
    choice: Choice
    folder: str | None = None

    def __call__(self, batch: Batch, begin: int, end: int) -> Made:
        """Judge a part."""
        rubric = batch.rubric
        kept, answered, weak = self.choice(batch.requests[begin:end], begin, rubric)
        table = batch.table(begin, end, kept)
        refused = [*weak, *table.refused]
        if not len(table):
            return Made(0, end - begin, answered, {}, refused, [])
        outcomes: list[PairOutcome] = []
        if self.demands.demanded or self.readers.waivers is not None or "junit" in self.formats:
            outcomes = outcomes_of(table, batch.requests, rubric, self.readers.waivers)
        shown = redaction.shown_rows(table, rubric, self.readers.limit, share=self.readers.share)
        contents = {name: _content(name, shown, rubric, self.folder) for name in self.formats}
        if "junit" in contents:
            contents["junit"] = shown, outcomes
        missing = [outcome for outcome in outcomes if self.demands.any(outcome)]
        return Made(len(table), end - begin, answered, contents, refused, missing)


class DetailedParts(Struct, frozen=True):
    """Makes whole assessments of pairs, as JSON Lines, for some readers. Plain data, for any process."""

    readers: Readers
    demands: Demands
    choice: Choice

    def __call__(self, batch: Batch, begin: int, end: int) -> Made:
        """Assess a part."""
        kept, answered, weak = self.choice(batch.requests[begin:end], begin, batch.rubric)
        results = detailed(batch, begin, end, kept, self.readers)
        refused = [*weak, *(result for result in results if isinstance(result, Refusal))]
        pairs = [result for result in results if not isinstance(result, Refusal)]
        contents = {"jsonl": [f"{pair.line}\n".encode() for pair in pairs]}
        missing = [pair.outcome for pair in pairs if self.demands.any(pair.outcome)]
        return Made(len(pairs), end - begin, answered, contents, refused, missing)


def _content(name: str, table: Table, rubric: Rubric, folder: str | None) -> Any:
    if name not in TEXTS:
        return arrow(table, rubric) if name == "parquet" else table
    texts = (TEXTS[name].part(piece, rubric).encode() for piece in pieces(table))
    return list(texts) if folder is None else spooled(texts, folder)
