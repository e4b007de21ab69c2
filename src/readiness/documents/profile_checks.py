"""What must hold between a profile and the rubric it is rated by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.documents import references
from readiness.errors import nearest, unknown
from readiness.jurisdictions.lookup import called, codes_of, hint, is_misnomer, key_of, slip_of, unsure_of
from readiness.jurisdictions.tables import known
from readiness.model.fields import first_day, last_day
from readiness.model.profile import CODE, status_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Indicator
    from readiness.model.profile import Partner, Profile, Rating, Ratings, RowRating
    from readiness.model.rubric import Rubric


def understood(profile: Profile, rubric: Rubric) -> Profile:
    """The profile with the rubric's ids in place of what people call them otherwise."""
    return references.understood(profile, rubric, own_sources=profile.sources)


def problems(profile: Profile, rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Every mistake in a profile, each with its place."""
    if profile.rubric not in (None, rubric.rubric):
        place = root.find(("rubric",))
        message = f'this profile is rated by the rubric "{profile.rubric}", not by "{rubric.rubric}"'
        yield place.problem(message, fix="give that rubric with --rubric, or remove the line")
        return
    if is_misnomer(profile.profile):
        message = f'"{profile.profile}" is the code or name of no one jurisdiction'
        yield root.find(("profile",)).problem(message, fix=hint(profile.profile))
    yield from references.problems(profile, rubric, root, own_sources=profile.sources)
    yield from _instruments(profile, rubric, root.find(("facts", "instruments")))
    yield from _ratings(profile.ratings, rubric, root.find(("ratings",)))
    yield from _partner_keys(profile.partners, root)
    for code, partner in profile.partners.items():
        place = root.find(("partners", code))
        if key_of(code) == key_of(profile.profile):
            fix = "name another jurisdiction, or move this to the top-level `ratings`"
            yield place.problem(f"{code} cannot be its own partner", fix=fix, at_key=True)
        yield from _ratings(partner.ratings, rubric, place.find(("ratings",)))
        yield from _standing(partner, rubric, place)


def _partner_keys(partners: Collection[str], root: Place) -> Iterator[Problem]:
    """Keys that name one jurisdiction, and no jurisdiction under two keys: nothing that is written may be passed over."""
    first = {code: code for code in partners if code in known()}
    for code in partners:
        if code in known():
            continue
        place = root.find(("partners", code))
        codes = codes_of(code)
        if is_misnomer(code) or (not codes and not CODE.match(code)):
            message = (
                f'"{code}" is ambiguous' if codes else f'"{code}" is the code or name of no jurisdiction'
            )
            yield place.problem(message, fix=hint(code) or "write the code, such as AUS", at_key=True)
        other = first.setdefault(key_of(code), code)
        if other != code:
            message = f'"{code}" and "{other}" are one jurisdiction'
            yield place.problem(message, fix="put all under one key", at_key=True)


def warnings(profile: Profile, root: Place) -> Iterator[Problem]:
    """Partners that are probably misspelt, whose records nobody would see; and ratings dated after their profile.

    An assessment on the profile's date does not see those.
    """
    for code in profile.partners:
        if near := slip_of(code) or unsure_of(code):
            message = f'"{code}" is the code or name of no jurisdiction'
            fix = f"{near} (an agency of its own may stay, and is clearer with a dash or a digit)"
            yield root.find(("partners", code)).problem(message, fix=fix, at_key=True)
    if profile.as_of is None:
        return
    yield from _dated_later(profile.ratings, profile.as_of, root.find(("ratings",)))
    for code, partner in profile.partners.items():
        yield from _dated_later(partner.ratings, profile.as_of, root.find(("partners", code, "ratings")))


def dated_ahead(profile: Profile, root: Place, today: date) -> Iterator[Problem]:
    """A profile dated after today, which nobody can have known then."""
    if profile.as_of is not None and first_day(profile.as_of) > today:
        message = f"this profile is dated {profile.as_of}, after today ({today})"
        yield root.find(("as_of",)).problem(message, fix="date it by the day on which it was last true")


def _dated_later(ratings: Ratings, dated: str, place: Place) -> Iterator[Problem]:
    for key, entries in ratings.items():
        for i, rating in enumerate(entries):
            for path, day in _dates(rating):
                if first_day(day) > last_day(dated):
                    message = f"this rating of {key} is dated {day}, after its profile ({dated})"
                    fix = "date the profile at least as late, or it counts only with a later --as-of"
                    yield place.find((key, i, *path, "as_of")).problem(message, fix=fix)


def _dates(rating: Rating) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The dates of a rating, of its rows, and of evidence by which something without an own date is dated."""
    stated: list[tuple[tuple[str | int, ...], Rating | RowRating]] = [((), rating)]
    stated += [(("rows", name), row) for name, row in rating.rows.items()]
    for path, said in stated:
        if said.as_of is not None:
            yield path, said.as_of
            continue
        for i, item in enumerate(said.evidence):
            if item.as_of is not None:
                yield (*path, "evidence", i), item.as_of


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
    if not rating.rows:
        return
    if indicator.table is None:
        yield place.find(("rows",)).problem(
            "this indicator takes one level, not rows", fix="write `level: …`", at_key=True
        )
        return
    table = indicator.table
    for name in rating.rows:
        if name not in table.rows:
            message, fix = unknown("row", name, table.rows, table.replaced)
            yield place.find(("rows", name)).problem(message, fix=fix, at_key=True)


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
    """A standing that stops an indicator names which one; the cause of any other is an indicator too."""
    for i, standing in enumerate(partner.standing):
        rule = rubric.standing.get(standing.status)
        if rule is None:
            continue
        location = place.find(("standing", i))
        if rule.causes and standing.cause is None:
            fix = f"add `cause: …`, one of: {', '.join(rule.causes)}"
            yield location.problem(f'a standing "{standing.status}" must name its cause', fix=fix)
        yield from _unknown(
            location.find(("cause",)), standing.cause, rule.causes or list(rubric.indicators), "cause"
        )


def names_of(profile: Profile, language: str = "en") -> str:
    """The jurisdiction's name in a language, else in English, else the one that its code is known by, else the code."""
    chosen: Any = profile.name.get(language) or profile.name.get("en") or called(profile.profile)
    return str(chosen)
