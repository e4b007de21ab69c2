"""What must hold between a profile and the rubric it is rated by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.errors import suggestion
from readiness.model.profile import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readiness.documents.yaml_text import Place
    from readiness.errors import Problem
    from readiness.model.indicator import Indicator
    from readiness.model.profile import Evidence, Partner, Profile, Rating, Ratings
    from readiness.model.rubric import Rubric


def problems(profile: Profile, rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Every mistake in a profile, each with its place."""
    if profile.rubric not in (None, rubric.rubric):
        place = root.find(("rubric",))
        message = f'this profile is rated by the rubric "{profile.rubric}", not by "{rubric.rubric}"'
        yield place.problem(message, fix="give that rubric with --rubric, or remove the line")
        return
    yield from _facts(profile, rubric, root.find(("facts",)))
    yield from _ratings(profile, rubric, profile.ratings, root.find(("ratings",)))
    for code, partner in profile.partners.items():
        place = root.find(("partners", code))
        if code == profile.profile:
            fix = "name another jurisdiction, or move this to the top-level `ratings`"
            yield place.problem(f"{code} cannot be its own partner", fix=fix, at_key=True)
        yield from _partner(profile, rubric, partner, place)


def _facts(profile: Profile, rubric: Rubric, place: Place) -> Iterator[Problem]:
    """Facts in the rubric's words, for a rubric that knows channels and instruments."""
    if rubric.channels:
        for i, channel in enumerate(profile.facts.channels):
            for part, access in channel.components.items():
                spot = place.find(("channels", i, "components", part))
                yield from _unknown(spot, part, rubric.channel_components, "channel component")
                yield from _unknown(spot, access, rubric.channel_access, "access")
    if rubric.instruments:
        for name, value in profile.facts.instruments.items():
            spot = place.find(("instruments", name))
            yield from _unknown(spot, name, rubric.instruments, "instrument")
            yield from _unknown(
                spot, status_of(value), rubric.instrument_statuses, "status under an instrument"
            )


def _unknown(
    place: Place, name: str | None, valid: Iterable[str], what: str, *, listed: str = ""
) -> Iterator[Problem]:
    known = list(valid)
    if name is not None and name not in known:
        yield place.problem(f'unknown {what} "{name}"', fix=suggestion(name, known, what=listed))


def _all_known(place: Place, names: list[str], valid: Iterable[str], what: str) -> Iterator[Problem]:
    known = list(valid)
    for i, name in enumerate(names):
        yield from _unknown(place.find((i,)), name, known, what)


def _ratings(profile: Profile, rubric: Rubric, ratings: Ratings, place: Place) -> Iterator[Problem]:
    for key, entries in ratings.items():
        indicator = rubric.indicators.get(key)
        if indicator is None:
            fix = suggestion(key, rubric.indicators, what="indicators")
            yield place.find((key,)).problem(f'unknown indicator "{key}"', fix=fix, at_key=True)
            continue
        for i, rating in enumerate(entries):
            yield from _rating(profile, rubric, indicator, rating, place.find((key, i)))


def _rating(
    profile: Profile, rubric: Rubric, indicator: Indicator, rating: Rating, place: Place
) -> Iterator[Problem]:
    yield from _all_known(place.find(("needs",)), rating.needs, rubric.needs, "need")
    yield from _all_known(place.find(("crimes",)), rating.crimes, rubric.crimes, "crime")
    rows = indicator.table.rows if indicator.table is not None else {}
    for name, row in rating.rows.items():
        spot = place.find(("rows", name))
        if not rows:
            yield place.find(("rows",)).problem(
                "this indicator takes one level, not rows", fix="write `level: …`", at_key=True
            )
            break
        if name not in rows:
            yield spot.problem(f'unknown row "{name}"', fix=suggestion(name, rows), at_key=True)
        yield from _cited(profile, row.evidence, spot)
    yield from _cause(indicator, rating, place)
    yield from _cited(profile, rating.evidence, place)


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


def _cited(profile: Profile, evidence: list[Evidence], place: Place) -> Iterator[Problem]:
    for i, item in enumerate(evidence):
        yield from _source(profile, item.source, place.find(("evidence", i, "source")))


def _source(profile: Profile, name: str | None, place: Place) -> Iterator[Problem]:
    if name is not None and name not in profile.sources:
        near = suggestion(name, profile.sources)
        own = f"add {name} to `sources`"
        yield place.problem(f'unknown source "{name}"', fix=f"{near} Or {own}" if near else own)


def _partner(profile: Profile, rubric: Rubric, partner: Partner, place: Place) -> Iterator[Problem]:
    yield from _ratings(profile, rubric, partner.ratings, place.find(("ratings",)))
    for i, standing in enumerate(partner.standing):
        spot = place.find(("standing", i))
        yield from _unknown(spot.find(("status",)), standing.status, rubric.standing, "standing")
        yield from _all_known(spot.find(("needs",)), standing.needs, rubric.needs, "need")
        rule = rubric.standing.get(standing.status)
        if rule is not None and rule.causes:
            if standing.cause is None:
                fix = f"add `cause: …`, one of: {', '.join(rule.causes)}"
                yield spot.problem(f'a standing "{standing.status}" must name its cause', fix=fix)
            yield from _unknown(spot.find(("cause",)), standing.cause, rule.causes, "cause")
        yield from _cited(profile, standing.evidence, spot)
    for i, agreement in enumerate(partner.agreements):
        spot = place.find(("agreements", i))
        yield from _unknown(spot.find(("kind",)), agreement.kind, rubric.agreement_kinds, "kind of agreement")
        yield from _unknown(
            spot.find(("status",)), agreement.status, rubric.agreement_statuses, "status of an agreement"
        )
    for i, structure in enumerate(partner.structures):
        yield from _unknown(
            place.find(("structures", i, "kind")), structure.kind, rubric.structure_kinds, "kind of structure"
        )
    for group in ("agreements", "cases", "structures"):
        for i, entry in enumerate(getattr(partner, group)):
            spot = place.find((group, i))
            yield from _all_known(spot.find(("needs",)), entry.needs, rubric.needs, "need")
            yield from _source(profile, entry.source, spot.find(("source",)))
    if partner.relay is not None:
        yield from _source(profile, partner.relay.source, place.find(("relay", "source")))


def names_of(profile: Profile, language: str = "en") -> str:
    """The jurisdiction's name in a language, else in English, else its code."""
    found: Any = profile.name.get(language) or profile.name.get("en") or profile.profile
    return str(found)
