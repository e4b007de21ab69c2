"""One jurisdiction and its partners: the verdict of each pair, what stands in the way, what answers it, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness import tlp
from readiness.engine.kernel import VERDICTS
from readiness.language import word
from readiness.many.differences import compare
from readiness.many.entry import results
from readiness.many.records import RowRecord
from readiness.report.page import Grid, Line, Outline, Page
from readiness.report.pages.apart import apart, first_step
from readiness.report.pages.differences import change_in_words
from readiness.report.pages.naming import Names, entry_in_words, leaning_in_words
from readiness.words import clauses, clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.assessment.result import Assessment
    from readiness.many.entry import Result
    from readiness.many.rows import Row
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.report.pages.apart import Apart
    from readiness.tlp import Tlp
    from readiness.words import Texts

ORDERS = ("name", "verdict", "obstacle", "phase")
COLUMNS = (
    "partner", "code", "verdict", "leaning", "phase", "as-of", "first", "side", "against", "works", "step", "changed",
)  # fmt: skip
"""The columns of a table of partners, by the keys of their headings. `changed` stands only beside an earlier report."""

CHANGES = ("verdict", "phase", "readiness", "first_obstacle")
"""What is told of a change; the ends of intervals are left to `diff`."""


class PartnerLine(Struct, frozen=True):
    """One partner in words. `verdict_id` is the verdict by its id, `changed` None without an earlier report."""

    name: str
    code: str
    verdict_id: str
    verdict: str
    leaning: str
    phase: str
    as_of: str
    first: str
    side: str
    apart: Apart
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
            self.as_of,
            self.first,
            self.side,
            *self.apart,
            self.step,
        ]
        return [*cells, self.changed] if self.changed is not None else cells


class PartnersSheet(Struct, frozen=True):
    """A jurisdiction, the lines of its partners in the order asked for, and what stands above them."""

    title: str
    aside: str
    lines: list[PartnerLine]
    columns: Sequence[str]
    heads: list[str]
    order: str
    disclaimer: str


def partners(
    rows: Sequence[Row],
    beside: Sequence[Assessment],
    rubric: Rubric,
    say: Texts,
    *,
    order: str,
    earlier: Sequence[Result] | None,
    limit: Tlp | None,
) -> PartnersSheet:
    """The lines of the pairs in which the jurisdiction is `a`, beside the assessments of the same pairs.

    `limit` is the TLP level of the readers.
    """
    told = {it.pair.b.id: Names(it, rubric, say) for it in beside}
    differing = apart(told)
    changes = _changes(rows, earlier, rubric, say) if earlier is not None else None
    lines = sorted(
        (_line(row, told[row["b"]], differing[row["b"]], changes) for row in rows),
        key=lambda line: _rank(line, order, rubric),
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
    columns = COLUMNS if changes is not None else COLUMNS[:-1]
    return PartnersSheet(
        say("partners.title", name=clean(rows[0]["names"]["a"]), count=len(rows)),
        " · ".join(part for part in aside if part),
        lines,
        columns,
        [say(f"partners.head-{key}") for key in columns],
        say(f"partners.order-{order}"),
        rubric.disclaimer,
    )


def text_page(it: PartnersSheet, say: Texts) -> Page:
    """The page for a terminal: a few lines for each partner."""
    return Page(
        it.title, it.aside, [*(part for line in it.lines for part in _outlined(line, say)), *_foot(it)]
    )


def table_page(it: PartnersSheet, say: Texts) -> Page:
    """The page with one table, in which what belongs together shares a column."""
    shown = ("partner", "verdict", "phase", "first", "apart", "step", "changed")
    heads = [say(f"partners.head-{key}") for key in shown if key in (*it.columns, "apart")]
    rows = [_together(line, say) for line in it.lines]
    return Page(it.title, it.aside, [Grid(heads, rows, measured=True), *_foot(it)], broad=True)


def _together(line: PartnerLine, say: Texts) -> list[str]:
    leaning = {"verdict": line.verdict, "leaning": line.leaning}
    cells = [
        f"{line.name} ({line.code})",
        say("partners.verdict", **leaning) if line.leaning else line.verdict,
        say("partners.dated", phase=line.phase, date=line.as_of),
        _whose(line),
        "; ".join(_apart(line, say)),
        line.step,
    ]
    return [*cells, line.changed] if line.changed is not None else cells


def _whose(line: PartnerLine) -> str:
    return f"{line.side}, {line.first}" if line.side else line.first


def _apart(line: PartnerLine, say: Texts) -> Iterator[str]:
    for key, text in line.apart._asdict().items():
        if text:
            yield say(f"partners.line-{key}", text=text)


def _foot(it: PartnersSheet) -> Iterator[Part]:
    yield Line(it.order, "dim")
    yield Line(it.disclaimer, "italic", close=True)


def _outlined(line: PartnerLine, say: Texts) -> Iterator[Part]:
    parts = [line.verdict, line.leaning, say("partners.dated", phase=line.phase, date=line.as_of)]
    yield Line(
        say(
            "told",
            what=say("behind", what=line.name, aside=line.code),
            note=listed(part for part in parts if part),
        ),
        "strong",
    )
    about = [("first", _whose(line)), *line.apart._asdict().items()]
    about += [("step", line.step), ("changed", line.changed or "")]
    yield Outline([(1, say(f"partners.line-{key}", text=text)) for key, text in about if text])


def _line(row: Row, names: Names, differing: Apart, changes: Mapping[str, str] | None) -> PartnerLine:
    rubric, say = names.rubric, names.say
    first, leaning, code = row["first_obstacle"], row["leaning"], row["b"]
    side = row["names"].get(first["side"]) or say("partners.both") if first is not None else ""
    return PartnerLine(
        name=clean(row["names"]["b"]),
        code=code,
        verdict_id=row["verdict"],
        verdict=say(f"verdict.{row['verdict']}"),
        leaning=leaning_in_words(leaning, rubric, say) if leaning is not None else "",
        phase=say("partners.assumed" if row["basis"] == "assumed" else "partners.phase", phase=row["phase"]),
        as_of=row["as_of"],
        first=entry_in_words(first["indicator"], first["status"], rubric, say) if first else say("none"),
        side=clean(side),
        apart=differing,
        step=first_step(names),
        changed=changes.get(code, say("partners.new")) if changes is not None else None,
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
                if change.what in CHANGES
            ]
            changes[row["b"]] = clauses(words) or "–"
    return changes


def _rank(line: PartnerLine, order: str, rubric: Rubric) -> tuple[int | str, ...]:
    name = line.name.casefold()
    first: dict[str, int | str] = {
        "name": 0,
        "verdict": VERDICTS.index(line.verdict_id),
        "obstacle": line.first,
        "phase": next(
            (number for number, key in enumerate(rubric.phases) if line.phase.startswith(word(key))), 0
        ),
    }
    return first[order], name
