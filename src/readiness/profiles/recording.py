"""Answers into the text of a profile. What people wrote stays: comments, order, layout, and ratings of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from readiness.documents import editing
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, Problem
from readiness.jurisdictions.lookup import key_of
from readiness.language import _
from readiness.model.fields import last_day
from readiness.profiles.answers import source_of
from readiness.profiles.layout import profile_style
from readiness.profiles.template import placeholder

if TYPE_CHECKING:
    from readiness.documents.editing import Path, Style
    from readiness.model.rubric import Rubric
    from readiness.profiles.answers import Answer

Outcome = Literal["added", "same", "differs", "replaced"]


class RecordedAnswer(Struct, frozen=True):
    """A profile's text after an answer, what became of the answer, and the rating that stood there before."""

    text: Text
    outcome: Outcome
    before: Any = None


class _Step(Struct, frozen=True):
    """A value put at a path; or, without a value, the single rating there made the first of a list."""

    path: Path
    value: Any = None
    wrap: bool = False


def record(text: Text, answer: Answer, rubric: Rubric, *, replace: bool = False) -> RecordedAnswer:
    """The profile with the answer in it.

    A rating that already stands there is only replaced on request; one that says the same is left alone. The new text
    is read and checked again. Raises InputError for a profile that is wrong, or whose layout leaves no place.
    """
    read_profile(text, rubric)
    data, _ = parse(text)
    source, entry = source_of(answer.source, answer.link, data.get("sources") or {})
    rating = answer.rating(source)
    outcome, before, steps = _plan(data, answer, rating, replace=replace)
    if outcome in ("same", "differs"):
        return RecordedAnswer(text, outcome, before)
    if source is not None and entry is not None:
        steps.append(_Step(("sources", source), entry))
    new = _edited(text, data, steps, rubric, answer)
    read_profile(new, rubric)
    return RecordedAnswer(new, outcome, before)


def dated(text: Text, date: str, rubric: Rubric) -> Text:
    """The profile with a date of its own no earlier than this one. Raises InputError."""
    data, _ = parse(text)
    before = data.get("as_of")
    if before is not None and last_day(str(before)) >= last_day(date):
        return text
    value: Any = int(date) if len(date) == len("2023") else date
    new = put_values(text, data, {("as_of",): value}, rubric)
    read_profile(new, rubric)
    return new


def put_values(text: Text, data: Any, values: dict[Path, Any], rubric: Rubric) -> Text:
    """The text, whose data is given, with values at paths. Raises InputError where its layout leaves no place."""
    return _edited(text, data, [_Step(path, value) for path, value in values.items()], rubric, None)


def partner_key(data: Any, partner: str) -> str:
    """The key under which a profile's data has a partner, whatever code or name that is; the partner's own if none."""
    there = data.get("partners") or {}
    return next((key for key in there if key_of(key) == key_of(partner)), partner)


def _plan(
    data: Any, answer: Answer, rating: dict[str, Any], *, replace: bool
) -> tuple[Outcome, Any, list[_Step]]:
    towards = partner_key(data, answer.partner) if answer.partner is not None else None
    owner: Path = ("partners", towards, "ratings") if towards is not None else ("ratings",)
    path: Path = (*owner, answer.indicator)
    there = _get(data, path)
    whole = rating if answer.row is None else {"rows": {answer.row: rating}}
    if there is None:
        return "added", None, [_Step(path, whole)]
    entries = there if isinstance(there, list) else [there]
    alike = [index for index, entry in enumerate(entries) if _narrowed(entry) == set(answer.needs)]
    if answer.row is not None:
        in_rows = [index for index in alike if "rows" in _mapping(entries[index])]
        for index in in_rows:
            at = (*path, index) if isinstance(there, list) else path
            before = entries[index]["rows"].get(answer.row)
            if before is None:
                return "added", None, [_Step((*at, "rows", answer.row), rating)]
            return _against(before, rating, _Step((*at, "rows", answer.row), rating), replace=replace)
    if not alike:
        wrap = [] if isinstance(there, list) else [_Step(path, wrap=True)]
        return "added", None, [*wrap, _Step((*path, len(entries)), whole)]
    same = [index for index in alike if _mapping(entries[index]) == whole]
    dates = [index for index in alike if str(_mapping(entries[index]).get("as_of", "")) == answer.date]
    index = (same or dates or alike)[-1]
    at = (*path, index) if isinstance(there, list) else path
    return _against(entries[index], whole, _Step(at, whole), replace=replace)


def _against(before: Any, new: Any, step: _Step, *, replace: bool) -> tuple[Outcome, Any, list[_Step]]:
    if _mapping(before) == new:
        return "same", before, []
    return ("replaced", before, [step]) if replace else ("differs", before, [])


def _mapping(entry: Any) -> dict[str, Any]:
    return entry if isinstance(entry, dict) else {"level": entry}


def _narrowed(entry: Any) -> set[str]:
    """The needs and crimes that a rating is narrowed to."""
    said = _mapping(entry)
    return {*said.get("needs", ()), *(f"crime {name}" for name in said.get("crimes", ()))}


def _edited(text: Text, data: Any, steps: list[_Step], rubric: Rubric, answer: Answer | None) -> Text:
    """The text with all steps taken, if it then says exactly what it should."""
    wanted = deepcopy(data)
    for step in steps:
        _apply(wanted, step)
    style = profile_style(rubric.indicators)
    marker = placeholder(answer.indicator, rubric.indicators[answer.indicator]) if answer else ""
    only_crlf = text.content.count("\n") == text.content.count("\r\n") > 0
    plain = text.content.replace("\r\n", "\n") if only_crlf else text.content
    for mark in dict.fromkeys((marker, "")):
        try:
            new = plain
            for step in steps:
                new = _taken(new, step, style, mark)
            edited = Text(text.name, new.replace("\n", "\r\n") if only_crlf else new)
            if parse(edited)[0] == wanted:
                return edited
        except (ValueError, InputError):
            continue
    what = answer.indicator if answer else ".".join(map(str, steps[0].path))
    message = _(
        "{what} cannot be added without touching what is written: the layout is not understood"
    ).format(what=what)
    fix = _("write `ratings`, `partners` and `sources` as keys on lines of their own")
    raise InputError([Problem(message, text.name, fix=fix)])


def _taken(text: str, step: _Step, style: Style, marker: str) -> str:
    """The text with a step taken. Only a rating takes the place of the marker."""
    if step.wrap:
        return editing.listed(text, step.path)
    is_rating = len(step.path) > 1 and step.path[-2] == "ratings"
    return editing.put(text, step.path, step.value, style, marker=marker if is_rating else "")


def _apply(data: Any, step: _Step) -> None:
    for key in step.path[:-1]:
        if isinstance(data, dict):
            if data.get(key) is None:
                data[key] = {}
            data = data[key]
        else:
            data = data[key]
    last = step.path[-1]
    if step.wrap:
        data[last] = [data[last]]
    elif isinstance(data, list) and last == len(data):
        data.append(deepcopy(step.value))
    else:
        data[last] = deepcopy(step.value)


def _get(data: Any, path: Path) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data
