"""Earlier reports read: as much of an assessment, or of a row of a batch, as comparing and selecting need."""

from __future__ import annotations

from functools import partial
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from readiness.assessment.result.indicators import GateState  # noqa: TC001  (pydantic reads them)
from readiness.assessment.result.verdicts import Verdict  # noqa: TC001  (pydantic reads them)
from readiness.documents.json_reading import parse_json, value_problem
from readiness.documents.place import Text
from readiness.engine.statuses import Status  # noqa: TC001
from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ASSESSMENT, BATCH = "readiness/assessment/1", "readiness/batch/1"
LONGEST = 500_000_000
"""Characters of the longest report that is read as one document."""

Ids = dict[str, str | None]


class _Part(BaseModel):
    """A part of a report. Keys that are not asked for may be anything."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False, defer_build=True)


class ReadinessRange(_Part):
    """Readiness with its range, 0-100."""

    value: float | None
    low: float | None
    high: float | None


class PhaseOutcome(_Part):
    """One phase of a pair. A row of a batch does not name its gates."""

    id: str
    verdict: Verdict
    readiness: ReadinessRange
    unmet: list[str] = []
    unknown: list[str] = []


class _Scoped(_Part):
    """What a result is about: the scope of its question."""

    lane: str
    needs: list[str]
    measures: list[str]
    crimes: list[str]
    weights_set: str
    roles: Ids
    asked: dict[str, str | list[str] | list[str | None] | Ids] = {}
    as_of: str
    verdict: Verdict
    readiness: ReadinessRange
    phases: list[PhaseOutcome]


class RowObstacle(_Part):
    """The first obstacle of a row."""

    id: str
    status: Status
    factor: str
    side: str
    indicator: str


class Digests(_Part):
    """The digests of both profiles and the rubric."""

    a: str
    b: str
    rubric: str


class RowRecord(_Scoped):
    """A row of a batch."""

    a: str
    b: str
    phase: str
    basis: str
    standing: str | None
    first_obstacle: RowObstacle | None
    obstacles: list[str]
    unmet: int
    unknown: int
    digests: Digests


class _Named(_Part):
    id: str


class _Pair(_Part):
    a: _Named
    b: _Named


class _Phase(_Part):
    assessed: str
    basis: str


class _Direction(_Part):
    assessed: str
    requesting: str | None


class _Standing(_Part):
    status: str


class _Ended(_Part):
    until: str


class _Obstacle(_Part):
    id: str
    status: Status
    factor: str
    side: str
    indicators: list[str] = Field(min_length=1)


class _Document(_Part):
    id: str
    digest: str


class _Rubric(_Part):
    digest: str


class _SideLevel(_Part):
    level: float | None
    as_of: str | None


class IndicatorRecord(_Part):
    """One indicator: its level in the pair and of each side, and its gate."""

    id: str
    level: float | None
    gate: GateState
    a: _SideLevel | None
    b: _SideLevel | None


class _Recorded(_Part):
    kind: str
    type: str
    name: str
    status: str


class AssessmentRecord(_Scoped):
    """An assessment of one pair. One written before there was such a list has nothing `on_record`."""

    pair: _Pair
    phase: _Phase
    direction: _Direction
    standing: _Standing | None
    obstacles: list[_Obstacle]
    inputs: list[_Document] = Field(min_length=2, max_length=2)
    rubric: _Rubric
    indicators: list[IndicatorRecord]
    on_record: list[_Recorded] | None = None
    standing_ended: _Ended | None = None

    @property
    def outcome(self) -> PhaseOutcome:
        """That of the phase assessed."""
        return next(phase for phase in self.phases if phase.id == self.phase.assessed)


T = TypeVar("T")
ReportRecord = AssessmentRecord | RowRecord
_MODELS: dict[str, type[AssessmentRecord | RowRecord]] = {ASSESSMENT: AssessmentRecord, BATCH: RowRecord}


def read_report(text: Text) -> list[ReportRecord]:
    """The results in a report: one assessment, or the rows of a batch as JSON or JSON Lines. Raises InputError."""
    return list(records_in(text.name, StringIO(text.content, newline="\n")))


def records_in(name: str, lines: Iterable[str]) -> Iterator[ReportRecord]:
    """The same from its lines: results of JSON Lines one after the other, as there may be more than fit in memory."""
    numbered, before = enumerate(lines, 1), list[str]()
    number, first = _next_filled(numbered, before)
    if not first:
        raise InputError([Problem(_("the file is empty; expected a report as JSON or JSON Lines"), name)])
    line = number, first
    following = _next_filled(numbered, before)
    if following[1] and _is_json(Text(name, first)):
        filled = (item for item in numbered if item[1].strip())
        return _of_lines(name, chain([line, following], filled))
    return iter(_of_whole(Text(name, "".join(chain(before, _limited(name, numbered))))))


def _next_filled(numbered: Iterator[tuple[int, str]], before: list[str]) -> tuple[int, str]:
    """The next line that is not blank, with its number; all that are taken are added to `before`. 0 and nothing at the end."""
    for number, line in numbered:
        before.append(line)
        if line.strip():
            return number, line
    return 0, ""


def _limited(name: str, numbered: Iterable[tuple[int, str]]) -> Iterator[str]:
    """The lines of one document, which must fit in memory."""
    length = 0
    for _number, line in numbered:
        length += len(line)
        if length > LONGEST:
            message = _("the document is too long; expected at most {longest:,} characters").format(
                longest=LONGEST
            )
            raise InputError([Problem(message, name, fix=_("give a report as JSON Lines"))])
        yield line


def _of_whole(text: Text) -> list[ReportRecord]:
    """The results of one JSON document."""
    whole = parse_json(text)
    path: tuple[Any, ...] = ()
    if isinstance(whole, dict) and "rows" in whole:
        whole, path = whole["rows"], ("rows",)
    if not isinstance(whole, list):
        return [_record(text, path, whole, 1)]
    return [_record(text, (*path, index), record, index + 1) for index, record in enumerate(whole)]


def _is_json(line: Text) -> bool:
    try:
        parse_json(line)
    except InputError:
        return False
    return True


def _of_lines(name: str, lines: Iterable[tuple[int, str]]) -> Iterator[ReportRecord]:
    """The results of JSON Lines."""
    for count, (number, line) in enumerate(lines, 1):
        yield _in_line(number, partial(_of_line, Text(name, line.rstrip("\n")), count))


def _of_line(text: Text, count: int) -> ReportRecord:
    return _record(text, (), parse_json(text), count)


def _in_line(number: int, read: Callable[[], T]) -> T:
    """What is read from one line; its problems are moved to that line."""
    try:
        return read()
    except InputError as error:
        raise InputError(replace(problem, line=number) for problem in error.problems) from None


def _record(text: Text, path: tuple[Any, ...], data: Any, number: int) -> ReportRecord:
    """One result checked. `number` counts from 1."""
    model = _MODELS.get(str(data.get("schema"))) if isinstance(data, dict) else None
    if model is None:
        message = _("result {number} is no assessment and no row of a batch").format(number=number)
        fix = _("give a report made with `--format json` or `--format jsonl`")
        raise InputError([value_problem(text, path, message, fix=fix)])
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError([_not_whole(text, path, tuple(first["loc"]), first["msg"], number)]) from None
    if isinstance(record, AssessmentRecord) and record.phase.assessed not in (
        phase.id for phase in record.phases
    ):
        wrong = _('no such phase, "{assessed}"').format(assessed=record.phase.assessed)
        raise InputError([_not_whole(text, path, ("phase", "assessed"), wrong, number)])
    return record


def _not_whole(
    text: Text, path: tuple[Any, ...], below: tuple[Any, ...], message: str, number: int
) -> Problem:
    at = ".".join(str(step) for step in below)
    said = message[:1].lower() + message[1:]
    fix = _("give a report as the program wrote it")
    return value_problem(
        text,
        (*path, *below),
        _("result {number} is not whole: {at}: {said}").format(number=number, at=at, said=said),
        fix=fix,
    )
