"""What must hold between a profile and the rubric it is rated by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.documents import references
from readiness.errors import InputError, nearest, unknown
from readiness.jurisdictions.lookup import called, codes_of, hint, is_misnomer, key_of, slip_of, unsure_of
from readiness.jurisdictions.tables import known, names
from readiness.language import _, label, spoken
from readiness.model.facts import status_of
from readiness.model.fields import first_day, last_day
from readiness.model.profile import CODE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from readiness.documents.place import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Indicator
    from readiness.model.profile import Partner, Profile
    from readiness.model.rating import Rating, Ratings, RowRating
    from readiness.model.rubric import Rubric


def checked(stated: Profile, rubric: Rubric, root: Place) -> Profile:
    """The profile with the rubric's ids in place of what people call them otherwise. Raises InputError for its mistakes."""
    own = stated.sources
    names_exist = not any(references.unknown_names(stated, rubric, own_sources=own))
    profile = stated if names_exist else references.understood(stated, rubric, own_sources=own)
    mistakes = list(problems(profile, rubric, root, names_exist=names_exist))
    if mistakes:
        raise InputError(mistakes)
    return profile


def problems(
    profile: Profile, rubric: Rubric, root: Place, *, names_exist: bool = False
) -> Iterator[Problem]:
    """Every mistake in a profile, each with its place. `names_exist` tells that its names need not be looked up any more."""
    if profile.rubric not in (None, rubric.rubric):
        place = root.find(("rubric",))
        message = _('this profile is rated by the rubric "{other}", not by "{rubric}"').format(
            other=profile.rubric, rubric=rubric.rubric
        )
        yield place.problem(message, fix=_("give that rubric with --rubric, or remove the line"))
        return
    if is_misnomer(profile.profile):
        message = _('"{profile}" is the code or name of no one jurisdiction').format(profile=profile.profile)
        yield root.find(("profile",)).problem(message, fix=hint(profile.profile))
    if not names_exist:
        yield from references.problems(profile, rubric, root, own_sources=profile.sources)
    yield from _instruments(profile, rubric, root.find(("facts", "instruments")))
    yield from _laws(profile, rubric, root.find(("facts", "law")))
    yield from _ratings(profile.ratings, rubric, root.find(("ratings",)))
    yield from _partner_keys(profile.partners, root)
    for code, partner in profile.partners.items():
        place = root.find(("partners", code))
        if key_of(code) == key_of(profile.profile):
            fix = _("name another jurisdiction, or move this to the top-level `ratings`")
            yield place.problem(_("{code} cannot be its own partner").format(code=code), fix=fix, at_key=True)
        yield from _ratings(partner.ratings, rubric, place.find(("ratings",)))
        sides = profile.profile, code
        yield from _standing(partner, rubric, place, sides)
        for i, cases in enumerate(partner.cases):
            yield from _unknown(place.find(("cases", i, "requesting")), cases.requesting, sides, "side")


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
                _('"{code}" is ambiguous').format(code=code)
                if codes
                else _('"{code}" is the code or name of no jurisdiction').format(code=code)
            )
            yield place.problem(message, fix=hint(code) or _("write the code, such as AUS"), at_key=True)
        other = first.setdefault(key_of(code), code)
        if other != code:
            message = _('"{code}" and "{other}" are one jurisdiction').format(code=code, other=other)
            yield place.problem(message, fix=_("put all under one key"), at_key=True)


def warnings(profile: Profile, root: Place) -> Iterator[Problem]:
    """Partners that are probably misspelt, whose records nobody would see; and ratings dated after their profile.

    An assessment on the profile's date does not see those.
    """
    for code in profile.partners:
        if near := slip_of(code) or unsure_of(code):
            message = _('"{code}" is the code or name of no jurisdiction').format(code=code)
            fix = _("{near} (an agency of its own may stay, and is clearer with a dash or a digit)").format(
                near=near
            )
            yield root.find(("partners", code)).problem(message, fix=fix, at_key=True)
    if profile.as_of is None:
        return
    yield from _dated_later(profile.ratings, profile.as_of, root.find(("ratings",)))
    for code, partner in profile.partners.items():
        yield from _dated_later(partner.ratings, profile.as_of, root.find(("partners", code, "ratings")))


def dated_ahead(profile: Profile, root: Place, today: date) -> Iterator[Problem]:
    """A profile dated after today, which nobody can have known then."""
    if profile.as_of is not None and first_day(profile.as_of) > today:
        message = _("this profile is dated {date}, after today ({today})").format(
            date=profile.as_of, today=today
        )
        fix = _("date it by the day on which it was last true")
        yield root.find(("as_of",)).problem(message, fix=fix)


def _dated_later(ratings: Ratings, dated: str, place: Place) -> Iterator[Problem]:
    for key, entries in ratings.items():
        for i, rating in enumerate(entries):
            for path, day in _dates(rating):
                if first_day(day) > last_day(dated):
                    message = _("this rating of {key} is dated {day}, after its profile ({dated})").format(
                        key=key, day=day, dated=dated
                    )
                    fix = _("date the profile at least as late, or it counts only with a later --as-of")
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
            what = _("status under an instrument")
            yield from _unknown(place.find((name,)), status_of(stated), rubric.instrument_statuses, what)


def _laws(profile: Profile, rubric: Rubric, place: Place) -> Iterator[Problem]:
    """What the law says in the rubric's words, for a rubric that knows the matter."""
    for name, stated in profile.facts.law.items():
        if name in rubric.law_matters:
            valid = rubric.law_matters[name].statuses
            yield from _unknown(place.find((name,)), status_of(stated), valid, _("status of a law"))


def _unknown(place: Place, name: str | None, valid: Collection[str], what: str) -> Iterator[Problem]:
    if name is not None and name not in valid:
        yield place.problem(
            _('unknown {what} "{name}"').format(what=label(what), name=name), fix=nearest(name, valid)
        )


def _ratings(ratings: Ratings, rubric: Rubric, place: Place) -> Iterator[Problem]:
    for key, entries in ratings.items():
        indicator = rubric.indicators.get(key)
        if indicator is not None:
            for i, rating in enumerate(entries):
                if rating.rows or rating.cause is not None or indicator.cause is not None:
                    of_rating = place.find((key, i))
                    yield from _rows(indicator, rating, of_rating)
                    yield from _cause(indicator, rating, of_rating)


def _rows(indicator: Indicator, rating: Rating, place: Place) -> Iterator[Problem]:
    if not rating.rows:
        return
    if indicator.table is None:
        yield place.find(("rows",)).problem(
            _("this indicator takes one level, not rows"), fix=_("write `level: …`"), at_key=True
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
            _("this indicator takes no cause"), fix=_("put it into `note`"), at_key=True
        )
    elif values:
        yield from _unknown(place.find(("cause",)), rating.cause, values, "cause")
    below = indicator.cause.required_below if indicator.cause is not None else None
    if below is not None and rating.cause is None and rating.level is not None and rating.level < below:
        message = _("a level below {below:g} needs its cause here").format(below=below)
        yield place.problem(
            message, fix=_("add `cause: …`, one of: {values}").format(values=", ".join(values))
        )


def _standing(partner: Partner, rubric: Rubric, place: Place, sides: tuple[str, str]) -> Iterator[Problem]:
    """A standing that stops an indicator names which one; the cause of any other is an indicator too. One of the two decided it."""
    for i, standing in enumerate(partner.standing):
        rule = rubric.standing.get(standing.status)
        if rule is None:
            continue
        location = place.find(("standing", i))
        yield from _unknown(location.find(("by",)), standing.by, sides, "side")
        if rule.causes and standing.cause is None:
            fix = _("add `cause: …`, one of: {causes}").format(causes=", ".join(rule.causes))
            yield location.problem(
                _('a standing "{status}" must name its cause').format(status=standing.status), fix=fix
            )
        yield from _unknown(
            location.find(("cause",)), standing.cause, rule.causes or list(rubric.indicators), "cause"
        )


def names_of(profile: Profile) -> str:
    """The jurisdiction's name in the language spoken: its own, or that of the tables if it is the one meant.

    Else its own English name, the one that its code is known by, or the code.
    """
    if own := profile.name.get(spoken().tag):
        return own
    english: str | None = profile.name.get("en")
    usual = key_of(profile.profile) in known() and english == names(key_of(profile.profile))["en"]
    return called(profile.profile) if usual or not english else english
