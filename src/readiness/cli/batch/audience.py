"""What the readers of a batch's whole assessments may see, with the waivers that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.cli import redaction
from readiness.cli.exit_conditions import PairOutcome, outcome_of
from readiness.many.request import asked_for
from readiness.plain_data import line, plain

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.cli.redaction import WaiverFile
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp


class Assessed(Struct, frozen=True):
    """One pair assessed as a whole: what readers may see of it as one line of JSON, and what demands apply to."""

    line: str
    outcome: PairOutcome


class Readers(Struct, frozen=True):
    """Waivers, the highest TLP level, and whether evidence is left out. Plain data, for any process."""

    rubric: Rubric
    waivers: WaiverFile | None = None
    limit: Tlp | None = None
    share: bool = False

    def told(self, assessment: Assessment, question: Question) -> tuple[Assessment, PairOutcome]:
        """The assessment as it may be shown, and its outcome."""
        waived = self.waivers.applied(assessment) if self.waivers is not None else assessment
        shown = redaction.shown(waived, self.rubric, self.limit, share=self.share)
        return shown, outcome_of(waived, question)

    def __call__(self, assessment: Assessment, question: Question) -> Assessed:
        """The assessment as a line."""
        shown, outcome = self.told(assessment, question)
        return Assessed(line(plain(shown) | {"asked": asked_for(question)}), outcome)
