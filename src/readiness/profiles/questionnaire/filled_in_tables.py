"""Filled-in questionnaires as records: each a field by name, with the line in which it stands."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from readiness.documents.csv_text import csv_text
from readiness.documents.place import BREAK
from readiness.errors import Fix, InputError, Problem, nearest
from readiness.language import _
from readiness.profiles.questionnaire.fields import ANSWER, COLUMNS, KEY, NEEDED, ROW, SEPARATOR, TOWARDS
from readiness.safe_text import printable
from readiness.words import FORMULA, Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.documents.place import Text

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_CELL = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Record(Struct):
    """One answer as it was written: fields by name, and the line of each. `line` is where it begins.

    `cells` are the names that a spreadsheet has for the cells of a row, such as P5.
    """

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def set(self, name: str, value: str, line: int) -> None:
        """A field and where it stands."""
        self.fields[name], self.lines[name] = value, line

    def line_of(self, name: str) -> int:
        """The line of a field, else that of the record."""
        return self.lines.get(name, self.line)

    def problem(self, text: Text, name: str, message: str, fix: Fix = "") -> Problem:
        """What is wrong with a field, at its place in the sheet."""
        told = _("cell {cell} ({name}): ")
        cell = told.format(cell=self.cells[name], name=name) if name in self.cells else ""
        return _problem(text, self.line_of(name), f"{cell}{message}", fix)


def from_csv(text: Text) -> list[Record]:
    """The rows of a CSV with comma, semicolon or tab. Raises InputError."""
    content, separator, before = csv_text(text.content)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    records: list[Record] = []
    columns: list[str] | None = None
    problems: list[Problem] = []
    line = before + 1
    try:
        for row, cells in enumerate(reader, 1):
            here, line = line, before + reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells, text, here)
            elif any(cell.strip() for cell in cells[len(columns) :]):
                message = _("this row has {count:cell|cells}; the heading has {wanted}").format(
                    count=Count(len(cells)), wanted=len(columns)
                )
                fix = _("put a text that holds the separator into double quotes")
                problems.append(_problem(text, here, message, fix))
            else:
                record = _record(columns, [_unquoted(cell) for cell in cells], here)
                record.cells = {name: f"{column_letters(at)}{row}" for at, name in enumerate(columns)}
                records.append(record)
    except csv.Error as error:
        problems.append(
            _problem(
                text, line, _("this is no CSV: {error}").format(error=error), _("save the sheet as CSV again")
            )
        )
    if columns is None and not problems:
        problems.append(Problem(_("the file is empty; expected a heading and answers"), text.name))
    if problems:
        raise InputError(problems)
    return records


def from_markdown(text: Text) -> list[Record]:
    """The answers in the tables of a document: one table an answer, or a table with a row an answer. Raises InputError."""
    records: list[Record] = []
    problems: list[Problem] = []
    for head, start, body in _tables(text):
        try:
            if _is_wide(head):
                columns = _columns(head, text, start)
                for line, cells in body:
                    _check_width(cells, len(columns), text, line)
                    records.append(_record(columns, cells, line))
            elif SEPARATOR.strip() in head[0]:
                records.append(_single(head[0], start, body, text))
        except InputError as error:
            problems += error.problems
    if not records and not problems:
        message = _("there is no table with answers; expected those of `readiness questionnaire`")
        problems.append(Problem(message, text.name))
    if problems:
        raise InputError(problems)
    return records


def column_letters(index: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A to Z, then AA."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = f"{chr(ord('A') + letter)}{letters}"
    return letters


def _problem(text: Text, line: int, message: str, fix: Fix = "") -> Problem:
    return Problem(message, text.name, line, 1, text.line(line), fix)


def _columns(cells: Sequence[str], text: Text, line: int) -> list[str]:
    """The names of columns; every one must be known, and none may stand twice."""
    names = [" ".join(cell.casefold().split()).replace(" ", "-") for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems = [
        _problem(
            text,
            line,
            _('unknown column "{name}"').format(name=printable(name)),
            nearest(name, COLUMNS),
        )
        for name in names
        if name not in COLUMNS
    ]
    problems += [
        _problem(text, line, _('the column "{name}" stands twice').format(name=name), _("keep one of them"))
        for name, count in Counter(names).items()
        if count > 1
    ]
    problems += [
        _problem(
            text,
            line,
            _('the column "{name}" is missing').format(name=name),
            _("keep the heading as it was sent out"),
        )
        for name in NEEDED
        if name not in names
    ]
    if problems:
        raise InputError(problems)
    return names


def _record(columns: Sequence[str], cells: Sequence[str], line: int) -> Record:
    record = Record(line)
    for name, cell in zip(columns, cells, strict=False):
        record.set(name, " ".join(printable(cell).split()), line)
    return record


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from reading it as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _tables(text: Text) -> Iterator[tuple[list[str], int, list[tuple[int, list[str]]]]]:
    """Every table: its heading, the line of that, and its rows with their lines."""
    lines = BREAK.split(text.content)
    index = 0
    while index + 1 < len(lines):
        if "|" in lines[index] and "|" in lines[index + 1] and _RULE.match(lines[index + 1].strip()):
            body: list[tuple[int, list[str]]] = []
            at = index + 2
            while at < len(lines) and lines[at].strip().startswith("|"):
                body.append((at + 1, _cells(lines[at])))
                at += 1
            yield _cells(lines[index]), index + 1, body
            index = at
        else:
            index += 1


def _cells(line: str) -> list[str]:
    inner = _CELL.sub("\\1\0", line.strip()).strip("\0")
    plain = [_ESCAPED.sub(r"\1", _BREAKS.sub(" ", cell)) for cell in inner.split("\0")]
    return [" ".join(printable(cell).split()) for cell in plain]


def _is_wide(head: Sequence[str]) -> bool:
    names = [cell.casefold() for cell in head]
    return "indicator" in names


def _check_width(cells: Sequence[str], width: int, text: Text, line: int) -> None:
    if any(cells[width:]):
        message = _("this row has {count:cell|cells}; expected {width}").format(
            count=Count(len(cells)), width=width
        )
        raise InputError([_problem(text, line, message, _("write a bar inside a cell as \\|"))])


def _single(key: str, start: int, body: Sequence[tuple[int, list[str]]], text: Text) -> Record:
    """The record of a table that holds one answer."""
    record = Record(start)
    problems: list[Problem] = []
    parts = [part.strip(" `*") for part in key.split(SEPARATOR.strip())]
    for name, value in zip(KEY[:1] + KEY[2:3], parts, strict=False):
        record.set(name, value, start)
    for part in parts[2:]:
        word, _space, value = part.partition(" ")
        if word not in (ROW, TOWARDS) or not value:
            fix = _("such as TWN / treaty-basis / row evidence / towards LVA")
            problems.append(
                _problem(
                    text, start, _('cannot read "{part}" in the heading of this table').format(part=part), fix
                )
            )
        else:
            record.set(word, value.strip(), start)
    for line, cells in body:
        name = cells[0].split("(")[0].strip(" `*").casefold()
        if name not in ANSWER:
            problems.append(
                _problem(text, line, _('unknown field "{name}"').format(name=name), nearest(name, ANSWER))
            )
            continue
        try:
            _check_width(cells, 2, text, line)
        except InputError as error:
            problems += error.problems
        record.set(name, cells[1] if len(cells) > 1 else "", line)
    if problems:
        raise InputError(problems)
    return record
