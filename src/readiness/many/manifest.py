"""Reads the list of pairs of a batch: a YAML manifest, or a CSV file with one pair per line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.documents.csv_text import csv_text
from readiness.documents.place import Location, Text
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, Problem, nearest
from readiness.jurisdictions.lookup import codes_of
from readiness.language import _
from readiness.model.assessment_options import Case
from readiness.model.fields import Model
from readiness.words import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS = ("needs", "measures", "bars", "crimes", "limbs")
COLUMNS = ("a", "b", "phase", "lane", *LISTS, "roles", "requesting", "weights", "as_of")
_BETWEEN = re.compile(r"\s*[;,|\n]+\s*")
SINGULAR = {
    "need": "needs",
    "measure": "measures",
    "bar": "bars",
    "crime": "crimes",
    "limb": "limbs",
    "role": "roles",
}
"""What people call columns that may hold several."""


class Entry(Case):
    """One pair of a manifest: two profiles, the question about them, and optionally a file for its own report."""

    a: str
    b: str
    output: str | None = None


class Manifest(Model):
    """Pairs, and the question about all of them, which each pair may override."""

    defaults: Case = Case()
    pairs: list[Entry]


class Wanted(Struct, frozen=True):
    """One pair of a list: two profiles by name, the question, a file for its own report, and its position in the list."""

    a: str
    b: str
    case: Case
    output: str | None
    place: Location


def read_manifest(text: Text) -> list[Wanted]:
    """The pairs of a YAML manifest. Raises InputError."""
    data, position = parse(text)
    manifest = validate(Manifest, data, position)
    return [
        Wanted(
            entry.a,
            entry.b,
            entry.over(manifest.defaults),
            entry.output,
            position.find(("pairs", number)).location,
        )
        for number, entry in enumerate(manifest.pairs)
    ]


def read_csv(text: Text) -> tuple[list[Wanted], list[Problem]]:
    """The pairs of a CSV file with a header, and the problems of single lines. Raises InputError for a wrong header.

    Several needs, measures or crimes share one cell, separated by ";", a comma or a space, which may also stand within a name; roles are written CODE=ROLE, and
    separated by ";" where a name holds a space.
    """
    content, separator, before = csv_text(text.content)
    reader = csv.reader(io.StringIO(content), delimiter=separator)
    wanted: list[Wanted] = []
    problems: list[Problem] = []
    cases: dict[str, Case] = {}
    try:
        header = (name.strip().casefold() for name in next(reader, []))
        names = [SINGULAR.get(name, name) for name in header]
        _check_header(text, names, before + 1)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            try:
                wanted.append(_wanted(text, before + reader.line_num, names, cells, cases))
            except InputError as error:
                problems += error.problems
    except csv.Error as error:
        raise InputError(
            [
                Problem(
                    _("this is not CSV: {error}").format(error=error), text.name, before + reader.line_num, 1
                )
            ]
        ) from None
    return wanted, problems


def _check_header(text: Text, names: Sequence[str], line: int) -> None:
    problems = []
    if len(names) >= 2 and not set(names) & set(COLUMNS):
        heading = ",".join(("a", "b", *COLUMNS[2:][: len(names) - 2]))
        if all(codes_of(name) or name.endswith((".yaml", ".yml")) for name in names[:2]):
            message = _("this line is a pair, and the first line of a list names its columns")
            fix = _("write a heading above it: {heading}").format(heading=heading)
        else:
            message = _('there are no columns "{first}" and "{second}"').format(
                first=names[0], second=names[1]
            )
            fix = _(
                "the first line names the columns: call the two jurisdictions a and b, as in {heading}"
            ).format(heading=heading)
        raise InputError([Problem(message, text.name, line, 1, text.line(line), fix)])
    for name, count in Counter(names).items():
        if name not in COLUMNS:
            message = _('unknown column "{name}"').format(name=name)
            problems.append(Problem(message, text.name, line, 1, text.line(line), nearest(name, COLUMNS)))
        elif count > 1:
            problems.append(
                Problem(
                    _('the column "{name}" stands twice').format(name=name),
                    text.name,
                    line,
                    1,
                    text.line(line),
                )
            )
    missing = [name for name in ("a", "b") if name not in names]
    if missing and not problems:
        message = _('the column "{missing}" is missing').format(missing=missing[0])
        fix = _("the first line names the columns: a,b and any of {names}").format(
            names=", ".join(COLUMNS[2:])
        )
        problems.append(Problem(message, text.name, line, 1, text.line(line), fix))
    if problems:
        raise InputError(problems)


def _wanted(
    text: Text, line: int, names: Sequence[str], cells: Sequence[str], cases: dict[str, Case]
) -> Wanted:
    """The pair of a line. `cases` are those of earlier lines: pairs that ask the same share one."""
    position = Location(text, line, 1)
    if len(cells) > len(names):
        message = _("{count:cell|cells} in a table of {columns:column|columns}").format(
            count=Count(len(cells)), columns=Count(len(names))
        )
        raise InputError([position.problem(message, fix=_("several values of one cell are separated by ;"))])
    given = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
    missing = [name for name in ("a", "b") if name not in given]
    if missing:
        raise InputError(
            [
                position.problem(
                    _('the cell "{missing}" is empty; expected a profile').format(missing=missing[0])
                )
            ]
        )
    case: dict[str, Any] = {name: value for name, value in given.items() if name not in ("a", "b")}
    for name in LISTS:
        if name in case:
            case[name] = [part for part in _BETWEEN.split(case[name]) if part]
    if "roles" in case:
        between = ";" if ";" in case["roles"] or case["roles"].count("=") == 1 else None
        parts = (part.strip() for part in case["roles"].split(between))
        case["roles"] = dict(_role(position, part) for part in parts if part)
    asked = repr(case)
    if asked not in cases:
        cases[asked] = validate(Case, case, position)
    return Wanted(given["a"], given["b"], cases[asked], None, position)


def _role(position: Location, text: str) -> tuple[str, str]:
    code, sign, role = (part.strip() for part in text.partition("="))
    if not (sign and code and role):
        raise InputError(
            [
                position.problem(
                    _('cannot read the role "{text}"; expected CODE=ROLE, such as LVA=destination').format(
                        text=text
                    )
                )
            ]
        )
    return code, role
