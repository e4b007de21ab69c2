"""A file of waivers read: a list, each of whose names must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.documents import references
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, nearest
from readiness.model.waivers import Waiver, Waivers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from readiness.documents.place import Place, Text
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric


def read_waivers(text: Text, rubric: Rubric, codes: Collection[str]) -> list[Waiver]:
    """The waivers of a file, which is a list. Raises InputError for obstacles and jurisdictions that nobody knows."""
    data, place = parse(text)
    if not isinstance(data, list):
        fix = "begin with `- pair: [A, B]`, one entry a waiver"
        raise InputError([place.problem("expected a list of waivers", fix=fix)])
    waivers = validate(Waivers, {"waivers": data}, place)
    problems = list(references.problems(waivers, rubric, place))
    for number, waiver in enumerate(waivers.waivers):
        problems += _pair(waiver, place.find((number, "pair")), codes)
    if problems:
        raise InputError(problems)
    return waivers.waivers


def _pair(waiver: Waiver, place: Place, codes: Collection[str]) -> Iterator[Problem]:
    """Two jurisdictions that somebody knows, in any case of letters."""
    known = {code.casefold() for code in codes}
    for number, code in enumerate(waiver.pair):
        if code.casefold() not in known:
            yield place.find((number,)).problem(
                f'unknown jurisdiction "{code}"', fix=nearest(code, sorted(codes), what="profiles")
            )
    if waiver.pair[0].casefold() == waiver.pair[1].casefold():
        yield place.problem("a pair is two jurisdictions; this names one twice")
