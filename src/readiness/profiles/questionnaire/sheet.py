"""The questionnaire that goes out: one row a question in CSV, one short table a question in Markdown."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.profiles.questionnaire.fields import ANSWER, COLUMNS, LEVELS, ROW, SEPARATOR, TOWARDS
from readiness.profiles.questions import only_towards_partner, speaks_of_partner
from readiness.words import FORMULA, clauses, clean, escape, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric
    from readiness.profiles.questionnaire.relation_rows import RelationRow
    from readiness.profiles.questions import Ask
    from readiness.words import Texts


class QuestionRow(Struct, frozen=True):
    """One question about a jurisdiction, towards a partner or towards anyone."""

    jurisdiction: str
    towards: str
    ask: Ask
    indicator: Indicator
    factor: str


def rows(rubric: Rubric, code: str, partner: str | None, asks: Iterable[Ask]) -> list[QuestionRow]:
    """Questions as rows. Towards a partner stands what most likely holds towards it; experts may change that."""
    return [
        QuestionRow(
            jurisdiction=code,
            towards=_towards(rubric.indicators[ask.indicator], partner),
            ask=ask,
            indicator=rubric.indicators[ask.indicator],
            factor=rubric.factors[rubric.factor_of[ask.indicator]].name,
        )
        for ask in asks
    ]


def table(sheet: Sequence[QuestionRow], relation: Sequence[RelationRow] = ()) -> list[dict[str, str]]:
    """The sheet as cells by column, the relation first; no cell is one that a spreadsheet takes for a formula."""
    about = [*map(_about_relation, relation), *map(_about, sheet)]
    return [{key: _inert(value) for key, value in row.items()} for row in about]


def to_csv(cells: Iterable[Mapping[str, str]]) -> str:
    """Such a table as CSV with a byte order mark, so that spreadsheets read it as UTF-8."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(cells)
    return f"\ufeff{buffer.getvalue()}"


def to_markdown(
    sheet: Sequence[QuestionRow], name: str, rubric: Rubric, say: Texts, relation: Sequence[RelationRow] = ()
) -> str:
    """The sheet as a document: what to do, then each question with its scale and a table for the answer."""
    codes = [*(row.jurisdiction for row in sheet), *(row.jurisdiction for row in relation)]
    code = codes[0] if codes else ""
    lines = [f"# {escape(clean(say('questionnaire.title', name=name, code=code)))}", ""]
    for paragraph in say("questionnaire.how").splitlines():
        lines += [paragraph, ""]
    needs = ", ".join(rubric.needs)
    lines += [f"- **{key}**: {say(f'questionnaire.field-{key}', names=needs)}" for key in ANSWER]
    lines += ["", say("questionnaire.scale"), "", *_scale(rubric)]
    if relation:
        lines += [f"## {say('questionnaire.record.heading')}", ""]
    for asked in relation:
        lines += _relation(asked, say)
    factor = ""
    for number, row in enumerate(sheet, 1):
        if row.factor != factor:
            factor = row.factor
            lines += [f"## {escape(factor)}", ""]
        lines += _question(number, row, say)
    return "\n".join(lines)


def key_of(row: QuestionRow) -> str:
    """What an answer is about, in one cell: TWN / treaty-basis / row evidence / towards LVA."""
    parts = [row.jurisdiction, row.ask.indicator]
    parts += [f"{ROW} {row.ask.row}"] if row.ask.row is not None else []
    parts += [f"{TOWARDS} {row.towards}"] if row.towards else []
    return SEPARATOR.join(parts)


def _about_relation(asked: RelationRow) -> dict[str, str]:
    return {
        "jurisdiction": asked.jurisdiction,
        "towards": asked.towards,
        "indicator": asked.kind,
        "row": asked.row,
        "name": f"{asked.kind}: {named(asked.row)}" if asked.row else asked.kind,
        "question": f"{asked.question} ({asked.choices})",
    }


def _relation(asked: RelationRow, say: Texts) -> Iterator[str]:
    yield f"**{escape(clean(asked.question))}**"
    yield ""
    parts = [
        asked.jurisdiction,
        asked.kind,
        *([f"{ROW} {asked.row}"] if asked.row else []),
        f"{TOWARDS} {asked.towards}",
    ]
    yield f"| {SEPARATOR.join(parts)} | {say('questionnaire.answer')} |"
    yield "| :--- | :--- |"
    yield f"| level ({escape(asked.choices)}) | |"
    fields = {"standing": ("date", "cause", "note"), "agreements": ("date", "evidence", "note")}
    for field in fields.get(asked.kind, ("date", "note")):
        yield f"| {field} | |"
    yield ""


def _towards(indicator: Indicator, partner: str | None) -> str:
    if partner is None or not (only_towards_partner(indicator) or speaks_of_partner(indicator)):
        return ""
    return partner


def _about(row: QuestionRow) -> dict[str, str]:
    indicator = row.indicator
    about = {
        "jurisdiction": row.jurisdiction,
        "towards": row.towards,
        "indicator": row.ask.indicator,
        "row": row.ask.row or "",
        "factor": row.factor,
        "name": indicator.name,
        "question": _asked(row),
        "look-for": clauses(indicator.evidence),
    }
    return about | {name: indicator.scale[level] for level, name in enumerate(LEVELS)}


def _asked(row: QuestionRow) -> str:
    table = row.indicator.table
    if row.ask.row is None or table is None:
        return row.indicator.question
    return f"{row.indicator.question} ({row.ask.row}: {table.rows[row.ask.row]})"


def _inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    plain = clean(text)
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def _scale(rubric: Rubric) -> Iterator[str]:
    for level, text in sorted(rubric.scale.items()):
        yield f"- **{level}** {escape(clean(text))}"
    yield ""


def _question(number: int, row: QuestionRow, say: Texts) -> Iterator[str]:
    indicator = row.indicator
    name = f"{indicator.name}, {row.ask.row}" if row.ask.row is not None else indicator.name
    yield f"### {number}. {escape(clean(name))}"
    yield ""
    yield f"**{escape(clean(_asked(row)))}**"
    yield ""
    for level, anchor in sorted(indicator.scale.items()):
        yield f"- **{level}** {escape(clean(anchor))}"
    yield ""
    for key, texts in (("look", indicator.evidence), ("not-here", indicator.not_here)):
        if texts:
            yield f"*{say(f'questionnaire.{key}')}* {escape(clean(clauses(texts)))}"
            yield ""
    yield f"| {key_of(row)} | {say('questionnaire.answer')} |"
    yield "| :--- | :--- |"
    for field in ANSWER:
        if field == "needs" and row.ask.row is not None:
            continue
        if field != "cause":
            yield f"| {field} | |"
        elif indicator.cause is not None:
            yield f"| {field} ({', '.join(indicator.cause.values)}) | |"
    yield ""
