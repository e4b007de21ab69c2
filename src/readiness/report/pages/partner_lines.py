"""One partner of a jurisdiction in words: verdict, what comes first, what tells it from the others, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.many.comparable_result import results
from readiness.many.differences import compare
from readiness.many.earlier_reports import RowRecord
from readiness.report.pages.differences import change_in_words, is_told
from readiness.report.pages.naming import Names, entry_in_words, leaning_in_words
from readiness.report.pages.partner_contrasts import apart, find_out, first_step, question_of
from readiness.report.pages.verdict import works_earlier
from readiness.words import clauses, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.many.comparable_result import Result
    from readiness.many.rows import Row
    from readiness.model.rubric import Rubric
    from readiness.report.pages.partner_contrasts import Apart
    from readiness.words import Texts

CHANGES = ("verdict", "phase", "readiness", "first_obstacle")
"""What is told of a change; the ends of intervals are left to `diff`."""


class PartnerWords(Struct, frozen=True):
    """What is told of a partner, or of several at once. `changed` is None without an earlier report."""

    verdict: str
    leaning: str
    phase: str
    first: str
    side: str
    apart: Apart
    find_out: str
    step: str
    changed: str | None


class PartnerLine(Struct, frozen=True):
    """One partner: what is told of it alone, and among others of which the same is true.

    `verdict` is the verdict by its id, `question` what to find out of it first.
    """

    name: str
    code: str
    verdict: str
    as_of: str
    alone: PartnerWords
    among: PartnerWords
    question: str

    @property
    def called(self) -> str:
        """The name with the code."""
        return f"{self.name} ({self.code})"


def partner_lines(
    rows: Sequence[Row],
    beside: Sequence[Assessment],
    rubric: Rubric,
    say: Texts,
    earlier: Sequence[Result] | None,
) -> Iterator[PartnerLine]:
    """A line for each row, in which the jurisdiction is `a`, from the assessments of the same pairs."""
    alone = {it.pair.b.id: Names(it, rubric, say) for it in beside}
    among = {it.pair.b.id: Names(it, rubric, say, called={"b": say("partners.each")}) for it in beside}
    apart_alone, apart_among = apart(alone), apart(among)
    changes = _changes(rows, earlier, rubric, say) if earlier is not None else None
    for row in rows:
        code = row["b"]
        changed = changes.get(code, say("partners.new")) if changes is not None else None
        yield PartnerLine(
            name=clean(row["names"]["b"]),
            code=code,
            verdict=row["verdict"],
            as_of=row["as_of"],
            alone=_words(row, alone[code], apart_alone[code], changed),
            among=_words(row, among[code], apart_among[code], changed),
            question=question_of(alone[code]),
        )


def _words(row: Row, names: Names, differing: Apart, changed: str | None) -> PartnerWords:
    rubric, say = names.rubric, names.say
    first, leaning = row["first_obstacle"], row["leaning"]
    side = "" if first is None or first["status"] == "unknown" else first["side"]
    return PartnerWords(
        verdict=say(f"verdict.{row['verdict']}"),
        leaning=leaning_in_words(leaning, rubric, say, against=not names.nothing_against)
        if leaning is not None
        else "",
        phase=_phase(row, names),
        first=entry_in_words(first["indicator"], first["status"], rubric, say) if first else say("none"),
        side=names.side(side) if side in ("a", "b") else say("partners.both") if side else "",
        apart=differing,
        find_out=find_out(names),
        step=first_step(names),
        changed=changed,
    )


def _phase(row: Row, names: Names) -> str:
    """The phase, and the one before it in which the two can work together all the same."""
    earlier = works_earlier(names)
    if earlier is not None:
        verdict = names.say(f"verdict.{earlier.verdict}")
        return names.say("partners.later", phase=row["phase"], earlier=earlier.id, verdict=verdict)
    return names.say(
        "partners.assumed" if row["basis"] == "assumed" else "partners.phase", phase=row["phase"]
    )


def _changes(rows: Sequence[Row], earlier: Sequence[Result], rubric: Rubric, say: Texts) -> dict[str, str]:
    """What changed since the earlier report, by the code of the partner; nothing of a partner that was not in it."""

    def first(entry: Mapping[str, str] | None) -> str:
        if entry is None:
            return say("none")
        return entry_in_words(entry["indicator"], entry["status"], rubric, say)

    changes: dict[str, str] = {}
    for row, result in zip(
        rows, results(RowRecord.model_validate(row, strict=False) for row in rows), strict=True
    ):
        before = [old for old in earlier if old.pair == result.pair]
        if before:
            changed = compare(before[:1], [result]).changed
            words = [
                change_in_words(change, say, first)
                for difference in changed
                for change in difference.changes
                if change.what in CHANGES and is_told(change)
            ]
            changes[row["b"]] = clauses(words) or "–"
    return changes
