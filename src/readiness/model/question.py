"""What is asked about a pair: the need, the measures, the lane, the crimes, the roles, the direction, the date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from readiness.errors import UsageError, suggestion
from readiness.language import _, label
from readiness.model import aliases
from readiness.model.fields import last_day
from readiness.words import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from readiness.model.indicator import Indicator
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric

Side = Literal["a", "b"]
OTHER: dict[Side, Side] = {"a": "b", "b": "a"}

NONE = "none"
"""Asked for as a measure: nothing that the crimes propose."""


class Question(Struct, frozen=True):
    """What the user asks. Everything left out follows from the rubric and the profiles.

    `measures` are planned ones, added to those that the crimes propose; with NONE nothing that they propose applies.
    `bars` are those that the person in question raises, such as nationality. `limbs` are those of UNTOC art. 3(2) that make the case transnational; `roles` are the route roles of the two sides; `requesting` is the side that asks for help, None for a mutual
    assessment; `as_of` is a date people wrote (YYYY, YYYY-MM or YYYY-MM-DD).
    """

    phase: str | None = None
    lane: str | None = None
    needs: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    crimes: tuple[str, ...] = ()
    limbs: tuple[str, ...] = ()
    roles: tuple[str | None, str | None] = (None, None)
    requesting: Side | None = None
    weights: str | None = None
    as_of: str | None = None


class Parts(Struct, frozen=True):
    """What single jurisdictions do in a case, by their codes: their route roles, and which of them asks."""

    roles: dict[str, str] = {}
    requesting: str | None = None

    def __bool__(self) -> bool:
        """Whether any has a part."""
        return bool(self.roles or self.requesting)

    def asked_of(self, question: Question, a: str, b: str) -> Question:
        """The question about two of them. The same parts give the same object."""
        if not {a, b} & {*self.roles, self.requesting}:
            return question
        asking: dict[str | None, Side] = {a: "a", b: "b"}
        return _in_parts(question, (self.roles.get(a), self.roles.get(b)), asking.get(self.requesting))


@cache
def _in_parts(question: Question, roles: tuple[str | None, str | None], requesting: Side | None) -> Question:
    return replace(question, roles=roles, requesting=requesting)


class Scope(Struct, frozen=True):
    """A question with every default filled in and every name checked. The first need is the main one.

    `measures` are those that apply: the planned ones, and of those that the crimes propose the ones that fit a need.
    """

    needs: tuple[str, ...]
    measures: tuple[str, ...]
    bars: tuple[str, ...]
    crimes: tuple[str, ...]
    limbs: tuple[str, ...]
    lane: str
    roles: tuple[str | None, str | None]
    weights: str
    as_of: date

    def for_need(self, rubric: Rubric, need: str, lane: str | None) -> Scope:
        """The same scope for one need alone, in the lane that the user gave or that the need takes."""
        return replace(self.with_needs(rubric, (need,)), lane=lane or lane_of(rubric, [need]))

    def with_needs(self, rubric: Rubric, needs: tuple[str, ...]) -> Scope:
        """The same scope for some of its needs. A measure that fits only others is left to them."""
        measures = [
            name
            for name in self.measures
            if _fits(rubric, name, needs) or not _fits(rubric, name, self.needs)
        ]
        return replace(self, needs=needs, measures=tuple(measures))


def resolve(question: Question, rubric: Rubric, a: Profile, b: Profile) -> Scope:
    """The scope that a question means for two profiles. Raises UsageError for unknown names and impossible dates."""
    _check("phase", [question.phase], rubric.phases, called_in=rubric)
    _check("lane", [question.lane], ("informal", "formal", "both"))
    _check("need", question.needs, rubric.needs, called_in=rubric)
    _check("measure", question.measures, [*rubric.measures, NONE], called_in=rubric)
    _check("bar", question.bars, rubric.bars)
    _check("crime", question.crimes, rubric.crimes, called_in=rubric)
    _check("limb", question.limbs, rubric.limbs)
    _check("role", question.roles, rubric.roles, called_in=rubric)
    _check("weight set", [question.weights], rubric.weights)
    crimes = [rubric.crimes[crime] for crime in question.crimes]
    needs = question.needs or _unique(
        [*rubric.default_needs, *(need for crime in crimes for need in crime.needs)]
    )
    proposed = [name for crime in crimes for name in crime.measures if _fits(rubric, name, needs)]
    measures = {*question.measures, *(() if NONE in question.measures else proposed)}
    return Scope(
        needs=_unique(needs),
        measures=tuple(name for name in rubric.measures if name in measures),
        bars=_unique(question.bars),
        crimes=_unique(question.crimes),
        limbs=_unique(question.limbs),
        lane=question.lane or lane_of(rubric, needs),
        roles=question.roles,
        weights=question.weights or rubric.default_weights,
        as_of=_as_of(
            question,
            (a, b),
            _("neither {a} nor {b}").format(a=a.profile, b=b.profile),
        ),
    )


def lane_of(rubric: Rubric, needs: Iterable[str]) -> str:
    """The lane that needs take: their common one, or both."""
    lanes = {rubric.needs[need].lane for need in needs}
    return lanes.pop() if len(lanes) == 1 else "both"


def lanes_meet(one: str, other: str) -> bool:
    """Whether two lanes have something in common."""
    return one == other or "both" in (one, other)


def in_scope(indicator: Indicator, scope: Scope) -> bool:
    """Whether an indicator counts: a need or measure of its `when` is in play, or its lane where it has no `when`.

    What a `when` names brings the indicator in whatever its lane: who wants assets asks for the rapid stop of funds.
    """
    when = indicator.when
    if when is None:
        return lanes_meet(indicator.lane, scope.lane)
    return any(need in when.needs for need in scope.needs) or any(
        measure in when.measures for measure in scope.measures
    )


def _fits(rubric: Rubric, measure: str, needs: Iterable[str]) -> bool:
    fitting = rubric.measures[measure].needs
    return not fitting or any(need in fitting for need in needs)


def needs_concerned(indicator: Indicator, rubric: Rubric, scope: Scope) -> tuple[str, ...]:
    """The needs in play that an indicator speaks of: those that its `when` names, or whose measures do, else those of its lane, else all."""
    when = indicator.when
    if when is not None:
        named = [need for need in scope.needs if need in when.needs] or [
            need
            for need in scope.needs
            if when.measures
            and any(measure in when.measures for measure in scope.with_needs(rubric, (need,)).measures)
        ]
        if named:
            return tuple(named)
    in_lane = [
        need
        for need in scope.needs
        if lanes_meet(rubric.needs[need].lane, indicator.lane)
        and lanes_meet(rubric.needs[need].lane, scope.lane)
    ]
    return tuple(in_lane or scope.needs)


def on_one_day(question: Question, profiles: Iterable[Profile]) -> Question:
    """The question with its date, so that everything in one report is seen on the same day. Raises UsageError."""
    return replace(question, as_of=_as_of(question, profiles, _("none of the profiles")).isoformat())


def _as_of(question: Question, profiles: Iterable[Profile], undated: str) -> date:
    """The date asked for, else the newest of the profiles' own. `undated` says of whom there is none."""
    if question.as_of is not None:
        try:
            return last_day(question.as_of)
        except ValueError as error:
            raise UsageError(
                _('"{as_of}" is no date: {error}').format(as_of=question.as_of, error=error)
            ) from None
    dates = [last_day(profile.as_of) for profile in profiles if profile.as_of is not None]
    if not dates:
        raise UsageError(
            _("{undated} has a date; add `as_of` to one, or give --as-of").format(undated=undated)
        )
    return max(dates)


def _check(
    what: str, names: Iterable[str | None], valid: Iterable[str], called_in: Rubric | None = None
) -> None:
    """Raise UsageError for a name that is not valid; what several are called in a rubric is asked back."""
    known = list(valid)
    for name in names:
        if name is not None and name not in known:
            meant = aliases.ids_called(called_in, f"{what}s", name) if called_in is not None else ()
            together = aliases.joined(called_in, f"{what}s", name) if called_in is not None else []
            hint = aliases.hint(meant) or suggestion(name, known, what=f"{what}s")
            if together:
                hint = _("give each on its own: {names}").format(names=_(" and ").join(together))
            told = _('unknown {what} "{name}"').format(what=label(what), name=name)
            raise UsageError(clauses(part for part in (told, hint) if part))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
