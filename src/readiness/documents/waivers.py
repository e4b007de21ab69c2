"""A file of waivers read: a list, each of whose names must exist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from readiness.documents import references
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, suggestion
from readiness.jurisdictions import lookup
from readiness.language import _
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
        fix = _("begin with `- pair: [A, B]`, one entry a waiver")
        raise InputError([place.problem(_("expected a list of waivers"), fix=fix)])
    waivers = validate(Waivers, {"waivers": data}, place)
    problems = list(references.problems(waivers, rubric, place))
    coded = [_coded(waiver, codes) for waiver in waivers.waivers]
    for number, waiver in enumerate(coded):
        problems += _pair(waiver, place.find((number, "pair")), codes)
    if problems:
        raise InputError(problems)
    return coded


def _coded(waiver: Waiver, codes: Collection[str]) -> Waiver:
    """The waiver with the codes of the two it names in whatever way."""
    return waiver.model_copy(update={"pair": [lookup.side_of(text, codes) for text in waiver.pair]})


def _near(code: str, codes: Collection[str]) -> str:
    return lookup.hint(code) or suggestion(code, sorted(codes), what="profiles")


def _pair(waiver: Waiver, place: Place, codes: Collection[str]) -> Iterator[Problem]:
    """Two jurisdictions that somebody knows, in any case of letters."""
    known = {code.casefold() for code in codes}
    for number, code in enumerate(waiver.pair):
        if code.casefold() not in known:
            yield place.find((number,)).problem(
                _('unknown jurisdiction "{code}"').format(code=code), fix=partial(_near, code, codes)
            )
    if waiver.pair[0].casefold() == waiver.pair[1].casefold():
        yield place.problem(_("a pair is two jurisdictions; this names one twice"))
