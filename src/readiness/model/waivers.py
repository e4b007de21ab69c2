"""Waivers: somebody's decision, with a reason and an end, to live with an obstacle of a pair for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from readiness.documents.validation import validate
from readiness.documents.yaml_text import Place, parse
from readiness.errors import InputError, suggestion
from readiness.model.fields import Model, PartialDate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from readiness.documents.yaml_text import Text
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric

Words = Annotated[str, Field(min_length=1)]


class Waiver(Model):
    """One obstacle of one pair, why it is accepted, by whom, and until when. `expires` is the last day it holds."""

    pair: Annotated[list[str], Field(min_length=2, max_length=2)]
    obstacle: str
    reason: Words
    approver: Words
    expires: PartialDate

    def concerns(self, a: str, b: str) -> bool:
        """Whether it is about these two, in any order."""
        return {code.casefold() for code in self.pair} == {a.casefold(), b.casefold()}


class Waivers(Model):
    """A file of waivers."""

    waivers: list[Waiver] = []


def read_waivers(text: Text, rubric: Rubric, codes: Collection[str]) -> list[Waiver]:
    """The waivers of a file, which is a list. Raises InputError for obstacles and jurisdictions that nobody knows."""
    data, place = parse(text)
    if not isinstance(data, list):
        raise InputError(
            [
                place.problem(
                    "expected a list of waivers", fix="begin with `- pair: [A, B]`, one entry a waiver"
                )
            ]
        )
    root = Place(place.document, place.line, place.column, parts={"waivers": place})
    waivers = validate(Waivers, {"waivers": data}, root).waivers
    problems = [
        problem
        for number, waiver in enumerate(waivers)
        for problem in _problems(waiver, place.find((number,)), rubric, codes)
    ]
    if problems:
        raise InputError(problems)
    return waivers


def _problems(waiver: Waiver, place: Place, rubric: Rubric, codes: Collection[str]) -> Iterator[Problem]:
    if waiver.obstacle not in rubric.obstacles:
        fix = suggestion(waiver.obstacle, rubric.obstacles)
        yield place.find(("obstacle",)).problem(f'unknown obstacle "{waiver.obstacle}"', fix=fix)
    known = {code.casefold() for code in codes}
    for number, code in enumerate(waiver.pair):
        if code.casefold() not in known:
            yield place.find(("pair", number)).problem(
                f'unknown jurisdiction "{code}"', fix=suggestion(code, sorted(codes), what="profiles")
            )
    if waiver.pair[0].casefold() == waiver.pair[1].casefold():
        yield place.find(("pair",)).problem("a pair is two jurisdictions; this names one twice")
