"""What must hold between a case, its two profiles and its rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.cases.case_file import ANY
from readiness.cases.expectation import NONE
from readiness.errors import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.cases.case_file import CaseFile
    from readiness.documents.yaml_text import Place
    from readiness.errors import Problem
    from readiness.model.rubric import Rubric

SIDES = ("a", "b", "both", "pair")


def problems(case: CaseFile, codes: tuple[str, str], rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Every name in a case that the rubric or the pair does not have."""
    yield from _question(case, codes, rubric, root)
    yield from _expectations(case, codes, rubric, root.find(("expect",)))
    yield from _known_misses(case, root.find(("known-miss",)))
    if case.documented is not None and case.documented.phase is not None:
        place = root.find(("documented", "phase"))
        yield from _unknown(place, [case.documented.phase], rubric.phases, "phase")


def _question(case: CaseFile, codes: tuple[str, str], rubric: Rubric, root: Place) -> Iterator[Problem]:
    asked: list[tuple[str, Sequence[str], Iterable[str], str]] = [
        ("phase", _given(case.phase), rubric.phases, "phase"),
        ("needs", case.needs, rubric.needs, "need"),
        ("measures", case.measures, rubric.measures, "measure"),
        ("crimes", case.crimes, rubric.crimes, "crime"),
        ("limbs", case.limbs, rubric.limbs, "limb"),
        ("weights", _given(case.weights), rubric.weights, "weight set"),
        ("requesting", _given(case.requesting), codes, "side"),
    ]
    for key, names, valid, what in asked:
        yield from _unknown(root.find((key,)), names, valid, what)
    roles = root.find(("roles",))
    yield from _unknown_keys(roles, case.roles, codes, "side")
    for code, role in case.roles.items():
        yield from _unknown(roles.find((code,)), [role], rubric.roles, "role")


def _expectations(case: CaseFile, codes: tuple[str, str], rubric: Rubric, place: Place) -> Iterator[Problem]:
    expect = case.expect
    named: list[tuple[str, Sequence[str], Iterable[str], str]] = [
        ("obstacle", expect.obstacle, [*rubric.obstacles, NONE], "obstacle"),
        ("factor", expect.factor, [*rubric.factors, NONE], "factor"),
        ("side", expect.side, [*SIDES, *codes, NONE], "side"),
        ("indicator", expect.indicator, [*rubric.indicators, NONE], "indicator"),
        ("phase", expect.phase, rubric.phases, "phase"),
        ("standing", expect.standing, [*rubric.standing, NONE], "standing"),
        ("obstacles-include", expect.obstacles_include, rubric.obstacles, "obstacle"),
    ]
    for key, names, valid, what in named:
        yield from _unknown(place.find((key,)), names, valid, what)
    yield from _unknown_keys(place.find(("by-need",)), expect.by_need, rubric.needs, "need")


def _known_misses(case: CaseFile, place: Place) -> Iterator[Problem]:
    asked = case.expect.asked()
    yield from _unknown_keys(place, case.known_miss, [*asked, ANY], "expectation of this case")


def _given(name: str | None) -> list[str]:
    return [] if name is None else [name]


def _unknown(place: Place, names: Sequence[str], valid: Iterable[str], what: str) -> Iterator[Problem]:
    known = list(valid)
    for i, name in enumerate(names):
        if name not in known:
            yield place.find((i,)).problem(f'unknown {what} "{name}"', fix=suggestion(name, known))


def _unknown_keys(place: Place, keys: Iterable[Any], valid: Iterable[str], what: str) -> Iterator[Problem]:
    known = list(valid)
    for key in keys:
        if key not in known:
            spot = place.find((key,))
            yield spot.problem(f'unknown {what} "{key}"', fix=suggestion(str(key), known), at_key=True)
