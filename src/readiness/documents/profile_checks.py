"""What must hold between a profile and the rubric it is rated by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.documents import references
from readiness.errors import nearest
from readiness.model.profile import status_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Indicator
    from readiness.model.profile import Partner, Profile, Rating, Ratings
    from readiness.model.rubric import Rubric


def problems(profile: Profile, rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Every mistake in a profile, each with its place."""
    if profile.rubric not in (None, rubric.rubric):
        place = root.find(("rubric",))
        message = f'this profile is rated by the rubric "{profile.rubric}", not by "{rubric.rubric}"'
        yield place.problem(message, fix="give that rubric with --rubric, or remove the line")
        return
    yield from references.problems(profile, rubric, root, own_sources=profile.sources)
    yield from _instruments(profile, rubric, root.find(("facts", "instruments")))
    yield from _ratings(profile.ratings, rubric, root.find(("ratings",)))
    for code, partner in profile.partners.items():
        place = root.find(("partners", code))
        if code == profile.profile:
            fix = "name another jurisdiction, or move this to the top-level `ratings`"
            yield place.problem(f"{code} cannot be its own partner", fix=fix, at_key=True)
        yield from _ratings(partner.ratings, rubric, place.find(("ratings",)))
        yield from _standing(partner, rubric, place)


def _instruments(profile: Profile, rubric: Rubric, place: Place) -> Iterator[Problem]:
    """Statuses in the rubric's words, for a rubric that knows instruments."""
    if rubric.instruments:
        for name, stated in profile.facts.instruments.items():
            what = "status under an instrument"
            yield from _unknown(place.find((name,)), status_of(stated), rubric.instrument_statuses, what)


def _unknown(place: Place, name: str | None, valid: Collection[str], what: str) -> Iterator[Problem]:
    if name is not None and name not in valid:
        yield place.problem(f'unknown {what} "{name}"', fix=nearest(name, valid))


def _ratings(ratings: Ratings, rubric: Rubric, place: Place) -> Iterator[Problem]:
    for key, entries in ratings.items():
        indicator = rubric.indicators.get(key)
        if indicator is not None:
            for i, rating in enumerate(entries):
                yield from _rows(indicator, rating, place.find((key, i)))
                yield from _cause(indicator, rating, place.find((key, i)))


def _rows(indicator: Indicator, rating: Rating, place: Place) -> Iterator[Problem]:
    rows = indicator.table.rows if indicator.table is not None else {}
    if rating.rows and not rows:
        yield place.find(("rows",)).problem(
            "this indicator takes one level, not rows", fix="write `level: …`", at_key=True
        )
        return
    for name in rating.rows:
        if name not in rows:
            location = place.find(("rows", name))
            yield location.problem(f'unknown row "{name}"', fix=nearest(name, rows), at_key=True)


def _cause(indicator: Indicator, rating: Rating, place: Place) -> Iterator[Problem]:
    values = indicator.cause.values if indicator.cause is not None else []
    if rating.cause is not None and not values:
        yield place.find(("cause",)).problem(
            "this indicator takes no cause", fix="put it into `note`", at_key=True
        )
    elif values:
        yield from _unknown(place.find(("cause",)), rating.cause, values, "cause")
    below = indicator.cause.required_below if indicator.cause is not None else None
    if below is not None and rating.cause is None and rating.level is not None and rating.level < below:
        message = f"a level below {below:g} needs its cause here"
        yield place.problem(message, fix=f"add `cause: …`, one of: {', '.join(values)}")


def _standing(partner: Partner, rubric: Rubric, place: Place) -> Iterator[Problem]:
    """A standing that stops an indicator names which one."""
    for i, standing in enumerate(partner.standing):
        rule = rubric.standing.get(standing.status)
        if rule is not None and rule.causes:
            location = place.find(("standing", i))
            if standing.cause is None:
                fix = f"add `cause: …`, one of: {', '.join(rule.causes)}"
                yield location.problem(f'a standing "{standing.status}" must name its cause', fix=fix)
            yield from _unknown(location.find(("cause",)), standing.cause, rule.causes, "cause")


def names_of(profile: Profile, language: str = "en") -> str:
    """The jurisdiction's name in a language, else in English, else its code."""
    chosen: Any = profile.name.get(language) or profile.name.get("en") or profile.profile
    return str(chosen)
