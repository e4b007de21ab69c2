"""What is made of each part of a batch, wherever that is done: texts to write, refusals, and the pairs that miss a demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.cli import redaction
from readiness.cli.batch.exit_conditions import outcomes_of
from readiness.many.request import Refusal
from readiness.many.run import detailed
from readiness.report.data.batch_rows import TEXTS, arrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.cli.batch.readers import Readers
    from readiness.cli.exit_conditions import Demands, Outcome
    from readiness.many.judging import Batch
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric


class Made(NamedTuple):
    """A part of a batch: how many pairs were assessed of how many requests, and what is written of them by format.

    What is written is text, of Parquet an Arrow table, of Markdown the table of the pairs, of JUnit the table and the outcomes.
    `missing` are the outcomes of the pairs that miss a demand.
    """

    pairs: int
    requests: int
    contents: dict[str, Any]
    refused: Sequence[Refusal]
    missing: Sequence[Outcome]


@dataclass(frozen=True, slots=True)
class RowParts:
    """Makes rows of pairs, in some formats, for some readers. Plain data, for any process."""

    formats: tuple[str, ...]
    readers: Readers
    demands: Demands

    def __call__(self, batch: Batch, begin: int, end: int) -> Made:
        """Judge a part."""
        table, rubric = batch.table(begin, end), batch.rubric
        if not len(table):
            return Made(0, end - begin, {}, table.refused, [])
        outcomes: list[Outcome] = []
        if self.demands.demanded or self.readers.waivers is not None or "junit" in self.formats:
            outcomes = outcomes_of(table, batch.requests, rubric, self.readers.waivers)
        shown = redaction.shown_rows(table, rubric, self.readers.limit, share=self.readers.share)
        contents = {name: _content(name, shown, rubric) for name in self.formats}
        if "junit" in contents:
            contents["junit"] = shown, outcomes
        missing = [outcome for outcome in outcomes if self.demands.any(outcome)]
        return Made(len(table), end - begin, contents, table.refused, missing)


@dataclass(frozen=True, slots=True)
class DetailedParts:
    """Makes whole assessments of pairs, as JSON Lines, for some readers. Plain data, for any process."""

    readers: Readers
    demands: Demands

    def __call__(self, batch: Batch, begin: int, end: int) -> Made:
        """Assess a part."""
        results = detailed(batch, begin, end, self.readers)
        refused = [result for result in results if isinstance(result, Refusal)]
        pairs = [result for result in results if not isinstance(result, Refusal)]
        contents = {"jsonl": "".join(f"{pair.line}\n" for pair in pairs)}
        missing = [pair.outcome for pair in pairs if self.demands.any(pair.outcome)]
        return Made(len(pairs), end - begin, contents, refused, missing)


def _content(name: str, table: Table, rubric: Rubric) -> Any:
    if name in TEXTS:
        return TEXTS[name].part(table, rubric)
    return arrow(table, rubric) if name == "parquet" else table
