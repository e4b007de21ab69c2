"""Several raters' profiles of one jurisdiction, merged into one (docs/decisions/0008-consensus.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from readiness.documents.writing import profile_data
from readiness.errors import UsageError
from readiness.model.profile import Profile
from readiness.raters.ratings import Data, Group, groups, merged
from readiness.raters.records import Conflict, Union
from readiness.raters.statements import newest, together
from readiness.tlp import strictest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.profile import Ratings
    from readiness.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Consensus:
    """What raters say together, as the data of a profile, and what they should settle."""

    data: Data
    conflicts: tuple[Conflict, ...]


def consensus(profiles: Sequence[Profile], rubric: Rubric) -> Consensus:
    """One profile from several raters' profiles of one jurisdiction, each valid under the rubric.

    Levels (0-4) follow `evidence.consensus` of the rubric. Raises UsageError for different jurisdictions or rubrics.
    """
    _same(profiles)
    union = Union(rubric)
    dumped = [profile.model_dump(mode="json", by_alias=True, exclude_defaults=True) for profile in profiles]
    sources, renamed = union.sources([(i, one.get("sources", {})) for i, one in enumerate(dumped, 1)])
    profiles = [
        Profile.model_validate({**_cited(one, names), "sources": sources})
        for one, names in zip(dumped, renamed, strict=True)
    ]
    dumped = [profile.model_dump(mode="json", by_alias=True, exclude_defaults=True) for profile in profiles]
    as_of = newest(profile.as_of for profile in profiles)
    tlp = strictest(profile.tlp for profile in profiles)
    data: Data = {"profile": profiles[0].profile}
    named = next((profile.rubric for profile in profiles if profile.rubric is not None), None)
    data |= {
        key: value for key, value in (("rubric", named), ("as_of", as_of), ("tlp", tlp)) if value is not None
    }
    numbered = list(enumerate(dumped, 1))
    data["name"] = union.mapping("name", [(i, one.get("name", {})) for i, one in numbered])
    data["facts"] = union.facts("facts", [(i, one.get("facts", {})) for i, one in numbered])
    said = [(i, profile, profile.ratings) for i, profile in enumerate(profiles, 1)]
    data["ratings"] = _ratings(said, rubric, as_of, "ratings", union)
    codes = sorted({code for profile in profiles for code in profile.partners})
    data["partners"] = {code: _partner(code, profiles, dumped, rubric, as_of, union) for code in codes}
    data["sources"] = sources
    kept = {key: value for key, value in data.items() if value}
    return Consensus(profile_data(Profile.model_validate(kept)), tuple(union.conflicts))


def _same(profiles: Sequence[Profile]) -> None:
    codes = list(dict.fromkeys(profile.profile for profile in profiles))
    if len(codes) > 1:
        raise UsageError(f"these are profiles of different jurisdictions: {', '.join(codes)}; expected one")
    rubrics = list(dict.fromkeys(profile.rubric for profile in profiles if profile.rubric is not None))
    if len(rubrics) > 1:
        raise UsageError(f"these profiles are rated by different rubrics: {', '.join(rubrics)}; expected one")


def _cited(value: Any, renamed: dict[str, str]) -> Any:
    """Data with the new ids of sources wherever one is cited."""
    if isinstance(value, list):
        return [_cited(item, renamed) for item in value]
    if not isinstance(value, dict):
        return value
    found: Data = {}
    for key, item in value.items():
        if key == "source" and isinstance(item, str):
            found[key] = renamed.get(item, item)
        elif key == "cited" and all(isinstance(name, str) for name in item.values()):
            found[key] = {about: renamed.get(name, name) for about, name in item.items()}
        else:
            found[key] = _cited(item, renamed)
    return found


def _partner(
    code: str,
    profiles: Sequence[Profile],
    dumped: Sequence[Data],
    rubric: Rubric,
    as_of: str | None,
    union: Union,
) -> Data:
    about = f"partners.{code}"
    records = [(i, one.get("partners", {}).get(code, {})) for i, one in enumerate(dumped, 1)]

    def each(key: str) -> list[tuple[int, list[Data]]]:
        return [(rater, entry.get(key, [])) for rater, entry in records]

    data: Data = {
        "facts": union.facts(f"{about}.facts", [(rater, entry.get("facts", {})) for rater, entry in records]),
        "standing": union.standing(about, each("standing")),
        "agreements": union.agreements(about, each("agreements")),
        "cases": union.cases(about, each("cases")),
        "structures": union.structures(each("structures")),
    }
    relays = [(rater, entry["relay"]) for rater, entry in records if "relay" in entry]
    data["relay"] = union.most(f"{about}.relay", relays) if relays else None
    said = [
        (i, profile, profile.partners[code].ratings)
        for i, profile in enumerate(profiles, 1)
        if code in profile.partners
    ]
    data["ratings"] = _ratings(said, rubric, as_of, f"{about}.ratings", union)
    return {key: value for key, value in data.items() if value}


def _ratings(
    said: Sequence[tuple[int, Profile, Ratings]],
    rubric: Rubric,
    as_of: str | None,
    about: str,
    union: Union,
) -> Data:
    data: Data = {}
    for key, indicator in rubric.indicators.items():
        given = [(rater, profile, ratings[key]) for rater, profile, ratings in said if key in ratings]
        if not given:
            continue
        found = groups(given, indicator, rubric)
        data[key] = merged(found, rubric, as_of)
        union.conflicts += _conflicts(found, rubric, f"{about}.{key}")
    return data


def _conflicts(found: Sequence[Group], rubric: Rubric, about: str) -> Iterator[Conflict]:
    """Levels far apart, a level against "not applicable", different causes of one level, and narrowings of some raters."""
    raters = {item.rater for group in found for item in group.said}
    for group in found:
        atom = group.atom
        inside = ", ".join(name for name in (atom.row, atom.need, atom.crime) if name is not None)
        spot = f"{about} ({inside})" if inside else about
        common = together(group.said, rubric.evidence)
        levels = [item.level for item in group.said if item.level is not None]
        disputed = bool(levels) and len(levels) < len(group.said)
        if disputed or (levels and max(levels) - min(levels) > rubric.evidence.dissent):
            words = tuple((item.rater, _level(item.level)) for item in group.said)
            yield Conflict(spot, words, _level(common.level))
        causes = tuple(
            (item.rater, item.cause) for item in group.said if item.cause and item.level == common.level
        )
        if len({cause for _, cause in causes}) > 1:
            yield Conflict(f"{spot}, cause", causes, str(common.cause))
        silent = raters - {item.rater for other in found if other.atom == atom for item in other.said}
        if silent and (atom.need or atom.crime):
            single = tuple((item.rater, _level(item.level)) for item in group.said)
            others = ", ".join(f"rater {rater}" for rater in sorted(silent))
            yield Conflict(f"{spot}, which {others} did not rate apart", single, _level(common.level))


def _level(level: float | None) -> str:
    return "not applicable" if level is None else f"{level:g}"
