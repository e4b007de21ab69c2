"""One jurisdiction and its partners: the verdict of each pair, what stands in the way, what answers it, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness import tlp
from readiness.engine.kernel import VERDICTS
from readiness.language import word
from readiness.report.page import Grid, Line, Outline, Page
from readiness.report.pages.partner_lines import partner_lines
from readiness.words import clauses, clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.many.comparable_result import Result
    from readiness.many.rows import Row
    from readiness.model.rubric import Rubric
    from readiness.report.page import Part
    from readiness.report.pages.partner_lines import PartnerLine, PartnerWords
    from readiness.tlp import Tlp
    from readiness.words import Texts

ORDERS = ("name", "verdict", "obstacle", "phase")
COLUMNS = (
    "partner", "code", "verdict", "leaning", "phase", "as-of", "first", "side", "against", "works", "alike", "find-out", "step", "changed",
)  # fmt: skip
"""The columns of a workbook of partners, by the keys of their headings. `changed` stands only beside an earlier report."""


class PartnerGroup(Struct, frozen=True):
    """Partners that nothing recorded tells apart; mostly one alone."""

    lines: list[PartnerLine]

    @property
    def words(self) -> PartnerWords:
        """What is told of it or of each."""
        return self.lines[0].alone if len(self.lines) == 1 else self.lines[0].among

    @property
    def days(self) -> str:
        """The date, or the first and the last."""
        return _days(line.as_of for line in self.lines)


class PartnersSheet(Struct, frozen=True):
    """A jurisdiction, the lines of its partners in the order asked for, and what stands above them."""

    title: str
    aside: str
    lines: list[PartnerLine]
    columns: Sequence[str]
    heads: list[str]
    order: str
    disclaimer: str

    @property
    def groups(self) -> list[PartnerGroup]:
        """The lines, those together that nothing but name and date tells apart, where the first of them stands."""
        groups: list[PartnerGroup] = []
        for line in self.lines:
            group = next((group for group in groups if group.lines[0].among == line.among), None)
            if group is None:
                groups.append(PartnerGroup([line]))
            else:
                group.lines.append(line)
        return groups

    def rows(self) -> Iterator[tuple[PartnerLine, list[str]]]:
        """Each line with its cells in the order of `columns`."""
        alike = {line.code: group.lines for group in self.groups for line in group.lines}
        for line in self.lines:
            words = line.alone
            others = ", ".join(other.code for other in alike[line.code] if other is not line)
            changed = [words.changed] if words.changed is not None else []
            yield (
                line,
                [
                    line.name, line.code, words.verdict, words.leaning, words.phase, line.as_of,
                    words.first, words.side, *words.apart, others, words.find_out, words.step, *changed,
                ],
            )  # fmt: skip


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
    lines = sorted(
        partner_lines(rows, beside, rubric, say, earlier), key=lambda line: _rank(line, order, rubric)
    )
    marking = tlp.strictest(row["tlp"] for row in rows)
    marked = limit if limit is not None and marking is not None and tlp.above(marking, limit) else marking
    aside = [
        tlp.label(marked),
        say("scope.as-of", date=_days(row["as_of"] for row in rows)),
        say("scope.needs", names=listed(rows[0]["needs"])),
    ]
    columns = COLUMNS if earlier is not None else COLUMNS[:-1]
    return PartnersSheet(
        say("partners.title", name=clean(rows[0]["names"]["a"]), count=len(rows)),
        " · ".join(part for part in aside if part),
        lines,
        columns,
        [say(f"partners.head-{key}") for key in columns],
        say(f"partners.order-{order}"),
        rubric.disclaimer,
    )


def _days(days: Iterable[str]) -> str:
    ordered = sorted(days)
    return " – ".join(dict.fromkeys((ordered[0], ordered[-1])))


def _rank(line: PartnerLine, order: str, rubric: Rubric) -> tuple[int | str, ...]:
    """Where a partner stands; those of whom nothing in the way is known come behind the others."""
    words, phases = line.alone, enumerate(rubric.phases)
    first: dict[str, tuple[int | str, ...]] = {
        "name": (),
        "verdict": (VERDICTS.index(line.verdict),),
        "obstacle": (not words.side, words.first),
        "phase": (next((number for number, key in phases if words.phase.startswith(word(key))), 0),),
    }
    return *first[order], line.name.casefold()


def text_page(it: PartnersSheet, say: Texts) -> Page:
    """The page for a terminal: a few lines for each partner."""
    parts = (part for group in it.groups for part in _outlined(group, say))
    return Page(it.title, it.aside, [*parts, *_foot(it)])


def table_page(it: PartnersSheet, say: Texts) -> Page:
    """The page with one table, in which what belongs together shares a column."""
    shown = ("partner", "verdict", "phase", "first", "apart", "find-out", "step", "changed")
    heads = [say(f"partners.head-{key}") for key in shown if key in (*it.columns, "apart")]
    rows = [_together(group, say) for group in it.groups]
    return Page(it.title, it.aside, [Grid(heads, rows, measured=True), *_foot(it)], broad=True)


def _outlined(group: PartnerGroup, say: Texts) -> Iterator[Part]:
    words = group.words
    verdict = listed(part for part in (words.verdict, _dated(group, say), words.leaning) if part)
    key = "partners.one" if len(group.lines) == 1 else "partners.several"
    yield Line(say(key, names=_called(group, say), told=verdict), "strong")
    about = [say("entry-first", entry=_whose(words)), *_apart(group, say)]
    last = (("find-out", words.find_out), ("step", words.step), ("changed", words.changed))
    about += [say(f"partners.line-{key}", text=text) for key, text in last if text]
    yield Outline([(1, text) for text in about])


def _together(group: PartnerGroup, say: Texts) -> list[str]:
    words = group.words
    leaning = {"verdict": words.verdict, "leaning": words.leaning}
    alike = [say("partners.alike")] if len(group.lines) > 1 else []
    cells = [
        _called(group, say),
        say("partners.verdict", **leaning) if words.leaning else words.verdict,
        _dated(group, say),
        _whose(words),
        clauses([*alike, *_apart(group, say)]),
        words.find_out,
        words.step,
    ]
    return [*cells, words.changed] if words.changed is not None else cells


def _called(group: PartnerGroup, say: Texts) -> str:
    return listed(say("behind", what=line.name, aside=line.code) for line in group.lines)


def _dated(group: PartnerGroup, say: Texts) -> str:
    return say("partners.dated", phase=group.words.phase, date=group.days)


def _whose(words: PartnerWords) -> str:
    return listed([words.side, words.first]) if words.side else words.first


def _apart(group: PartnerGroup, say: Texts) -> Iterator[str]:
    """What tells a partner from the others; then of several that nothing tells apart, what might."""
    for key, text in group.words.apart._asdict().items():
        if text:
            yield say(f"partners.line-{key}", text=text)
    question = group.lines[0].question
    if len(group.lines) > 1 and question and question != group.lines[0].alone.find_out:
        yield say("partners.line-tell-apart", text=question)


def _foot(it: PartnersSheet) -> Iterator[Part]:
    yield Line(it.order, "dim")
    yield Line(it.disclaimer, "italic", close=True)
