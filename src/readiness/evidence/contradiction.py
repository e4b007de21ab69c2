"""Ratings beside completed cases, or facts on record, which passed what the rating may say cannot be passed (design 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.evidence import casework, derived, ratings
from readiness.evidence.contexts import contexts_of
from readiness.evidence.joint_record import ended, surely_ended
from readiness.evidence.level_reading import weakest
from readiness.evidence.ratings import candidates
from readiness.evidence.recorded_facts import FactQuestion
from readiness.model.fields import first_day
from readiness.model.joint_record import MANY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.level_reading import CitedItem, Reading
    from readiness.model.joint_record import Cases
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class LaterCases(NamedTuple):
    """What a profile rates for some needs, and the newest cases for one of them that were completed after that.

    Where `ordinary`, they may have ended before it, and are ordinary work of the time that it speaks of.
    """

    rated: Reading
    needs: tuple[str, ...]
    cases: Cases
    ordinary: bool


class AgainstRecord(NamedTuple):
    """What a profile rates for some needs, the level that facts on record show by themselves, and these facts."""

    rated: Reading
    needs: tuple[str, ...]
    shows: float
    items: tuple[CitedItem, ...]
    ordinary: bool = False


def later_cases(
    rubric: Rubric,
    key: str,
    rating: Sequence[tuple[ProfileDocument, str]],
    recording: Sequence[tuple[ProfileDocument, str]],
    scope: Scope,
) -> Iterator[LaterCases]:
    """Each rating of an indicator that completed cases would show, if such cases are surely younger than it or ordinary work around it.

    `rating` and `recording` are the profiles of which ratings and cases count, each with the code of its partner.
    """
    indicator = rubric.indicators[key]
    if indicator.shown_by is None:
        return
    for document, code in rating:
        mute = casework.mute_asker(indicator, document.id, code) if indicator.unit == "each" else None
        rated = candidates(document, code, key)
        for context in contexts_of(rubric, indicator, scope, rated, by_need=True) if rated else ():
            reading = ratings.read(rated, context, scope.as_of, rubric.evidence)
            needs = scope.needs if context.need is None else (context.need,)
            if reading.as_of is None:
                continue
            for _, _, _, cases in casework.recent(rubric, recording, needs, scope.as_of):
                later = surely_ended(cases, scope.as_of) > reading.as_of
                if casework.tells_of(indicator, cases, mute) and (
                    later or _ordinary_around(rubric, cases, reading.as_of, scope.as_of)
                ):
                    yield LaterCases(reading, needs, cases, ordinary=not later)
                    break


def _ordinary_around(rubric: Rubric, cases: Cases, day: date, as_of: date) -> bool:
    """Whether cases are ordinary work over a time in which a day may lie."""
    rules = rubric.evidence.casework
    least = rules.ordinary_from if rules is not None else None
    if least is None:
        return False
    many = cases.completed == MANY or int(cases.completed) >= least
    return many and first_day(cases.from_) < day <= ended(cases, as_of)


def against_record(
    rubric: Rubric,
    key: str,
    rating: Sequence[tuple[ProfileDocument, str]],
    pair: tuple[ProfileDocument, ProfileDocument],
    scope: Scope,
) -> Iterator[AgainstRecord]:
    """Each rating of an indicator below the level that a fact on record, no mere prior, shows by itself."""
    indicator = rubric.indicators[key]
    if not indicator.derived:
        return
    for document, code in rating:
        rated = candidates(document, code, key)
        for context in contexts_of(rubric, indicator, scope, rated) if rated else ():
            reading = ratings.read(rated, context, scope.as_of, rubric.evidence)
            side = document.id if indicator.unit == "each" else None
            fact = weakest(
                [
                    derived.read(
                        indicator, FactQuestion(rubric, *pair, context.row, crimes, scope.as_of, side=side)
                    )
                    for crimes in derived.crimes_apart(scope.crimes, context.row)
                ]
            )
            if (
                reading.level is not None
                and fact.basis == "derived"
                and fact.level is not None
                and reading.level < fact.level
            ):
                needs = scope.needs if context.need is None else (context.need,)
                yield AgainstRecord(reading, needs, fact.level, fact.items)
