"""One jurisdiction and its partners: the verdict of each pair, what stands in the way, what answers it, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness import tlp
from readiness.engine.kernel import VERDICTS
from readiness.language import word
from readiness.many.differences import compare
from readiness.many.entry import results
from readiness.many.records import RowRecord
from readiness.report.page import Grid, Line, Outline, Page
from readiness.report.pages.differences import change_in_words
from readiness.report.pages.naming import entry_in_words, leaning_in_words
from readiness.words import clauses, clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.many.entry import Result
    from readiness.many.rows import Row
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.tlp import Tlp
    from readiness.words import Texts

ORDERS = ("name", "verdict", "obstacle", "phase")
COLUMNS = ("partner", "code", "verdict", "leaning", "phase", "first", "side", "step", "changed")
"""The columns of a table of partners, by the keys of their headings. `changed` stands only beside an earlier report."""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner in words. `verdict_id` is the verdict by its id, `changed` None without an earlier report."""

    name: str
    code: str
    verdict_id: str
    verdict: str
    leaning: str
    phase: str
    first: str
    side: str
    step: str
    changed: str | None

    def cells(self) -> list[str]:
        """The cells in the order of COLUMNS."""
        cells = [
            self.name,
            self.code,
            self.verdict,
            self.leaning,
            self.phase,
            self.first,
            self.side,
            self.step,
        ]
        return [*cells, self.changed] if self.changed is not None else cells


@dataclass(frozen=True, slots=True)
class Partners:
    """A jurisdiction, the lines of its partners in the order asked for, and what stands above them."""

    title: str
    aside: str
    lines: list[PartnerLine]
    heads: list[str]
    order: str
    disclaimer: str


def partners(
    rows: Sequence[Row],
    rubric: Rubric,
    say: Texts,
    *,
    order: str,
    earlier: Sequence[Result] | None,
    limit: Tlp | None,
) -> Partners:
    """The lines of the pairs in which the jurisdiction is `a`; `limit` is the TLP level of the readers."""
    changes = _changes(rows, earlier) if earlier is not None else None
    lines = sorted(
        (_line(row, rubric, say, changes) for row in rows), key=lambda line: _rank(line, order, rubric)
    )
    marking = tlp.strictest(row["tlp"] for row in rows)
    marked = limit if limit is not None and marking is not None and tlp.above(marking, limit) else marking
    days = sorted({row["as_of"] for row in rows})
    until = days[0] if len(days) == 1 else f"{days[0]} – {days[-1]}"
    aside = [
        tlp.label(marked),
        say("scope.as-of", date=until),
        say("scope.needs", names=listed(rows[0]["needs"])),
    ]
    heads = COLUMNS if changes is not None else COLUMNS[:-1]
    return Partners(
        say("partners.title", name=clean(rows[0]["names"]["a"]), count=len(rows)),
        " · ".join(part for part in aside if part),
        lines,
        [say(f"partners.head-{key}") for key in heads],
        say(f"partners.order-{order}"),
        rubric.disclaimer,
    )


def text_page(it: Partners, say: Texts) -> Page:
    """The page for a terminal: a few lines for each partner."""
    return Page(
        it.title, it.aside, [*(part for line in it.lines for part in _outlined(line, say)), *_foot(it)]
    )


def table_page(it: Partners) -> Page:
    """The page with one table."""
    return Page(
        it.title, it.aside, [Grid(it.heads, [line.cells() for line in it.lines], measured=True), *_foot(it)]
    )


def _foot(it: Partners) -> Iterator[Part]:
    yield Line(it.order, "dim")
    yield Line(it.disclaimer, "italic", close=True)


def _outlined(line: PartnerLine, say: Texts) -> Iterator[Part]:
    parts = [line.verdict, line.leaning, line.phase]
    yield Line(
        say(
            "told",
            what=say("behind", what=line.name, aside=line.code),
            note=listed(part for part in parts if part),
        ),
        "strong",
    )
    about = [("first", listed(part for part in (line.side, line.first) if part)), ("step", line.step)]
    about.append(("changed", line.changed or ""))
    yield Outline([(1, say(f"partners.line-{key}", text=text)) for key, text in about if text])


def _line(row: Row, rubric: Rubric, say: Texts, changes: Mapping[str, str] | None) -> PartnerLine:
    first, leaning, code = row["first_obstacle"], row["leaning"], row["b"]
    side = row["names"].get(first["side"]) or say("partners.both") if first is not None else ""
    return PartnerLine(
        name=clean(row["names"]["b"]),
        code=code,
        verdict_id=row["verdict"],
        verdict=say(f"verdict.{row['verdict']}"),
        leaning=leaning_in_words(leaning, rubric, say) if leaning is not None else "",
        phase=say("partners.assumed" if row["basis"] == "assumed" else "partners.phase", phase=row["phase"]),
        first=entry_in_words(first["id"], first["indicator"], first["status"], rubric, say)
        if first
        else say("none"),
        side=clean(side),
        step=first_answer(first["indicator"], first["status"], rubric, say) if first else "",
        changed=changes.get(code, say("partners.new")) if changes is not None else None,
    )


def first_answer(indicator: str, status: str, rubric: Rubric, say: Texts) -> str:
    """What answers an entry at the least cost: a question if it is only unknown, else a remedy that needs no other level."""
    item = rubric.indicators[indicator]
    if status == "unknown" or not item.remedies:
        return say("partners.find-out", question=item.question)
    free = [
        key
        for key in item.remedies
        if all(need.indicator is None and need.remedy is None for need in rubric.remedies[key].prerequisites)
    ]
    cheapest = min(
        free or item.remedies, key=lambda key: (rubric.remedies[key].cost, rubric.remedies[key].lead_months)
    )
    return f"{cheapest} {rubric.remedies[cheapest].do}"


def _changes(rows: Sequence[Row], earlier: Sequence[Result]) -> dict[str, str]:
    """What changed since the earlier report, by the code of the partner; nothing of a partner that was not in it."""
    changes: dict[str, str] = {}
    for row, result in zip(
        rows, results(RowRecord.model_validate(row, strict=False) for row in rows), strict=True
    ):
        before = [old for old in earlier if old.pair == result.pair]
        if before:
            changed = compare(before[:1], [result]).changed
            words = [change_in_words(change) for difference in changed for change in difference.changes]
            changes[row["b"]] = clauses(words) or "–"
    return changes


def _rank(line: PartnerLine, order: str, rubric: Rubric) -> tuple[int | str, ...]:
    name = line.name.casefold()
    first: dict[str, int | str] = {
        "name": 0,
        "verdict": VERDICTS.index(line.verdict_id),
        "obstacle": line.first,
        "phase": next(
            (place for place, key in enumerate(rubric.phases) if line.phase.startswith(word(key))), 0
        ),
    }
    return first[order], name
