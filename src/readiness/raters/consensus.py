"""Several raters' profiles of one jurisdiction, merged into one (docs/decisions/0008-consensus.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from readiness.documents.writing import profile_data
from readiness.errors import UsageError
from readiness.language import _
from readiness.model.profile import Profile
from readiness.raters.merged_records import Contradiction, Union
from readiness.raters.ratings import Data, MatchedStatements, groups, merged
from readiness.raters.statements import newest, together
from readiness.tlp import strictest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.rating import Ratings
    from readiness.model.rubric import Rubric


class Consensus(Struct, frozen=True):
    """The merged profile of several raters, as plain data, and the contradictions that they should settle."""

    data: Data
    conflicts: tuple[Contradiction, ...]


def consensus(profiles: Sequence[Profile], rubric: Rubric) -> Consensus:
    """One profile from several raters' profiles of one jurisdiction, each valid under the rubric.

    Levels (0-4) follow `evidence.consensus` of the rubric. Raises UsageError for different jurisdictions or rubrics.
    """
    _same(profiles)
    union = Union(rubric)
    dumped = [profile.model_dump(mode="json", by_alias=True, exclude_defaults=True) for profile in profiles]
    sources, renamed = union.sources([(i, data.get("sources", {})) for i, data in enumerate(dumped, 1)])
    profiles = [
        Profile.model_validate({**_cited(own, names), "sources": sources})
        for own, names in zip(dumped, renamed, strict=True)
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
    data["name"] = union.mapping("name", [(i, own.get("name", {})) for i, own in numbered])
    data["facts"] = union.facts("facts", [(i, own.get("facts", {})) for i, own in numbered])
    given = [(i, profile, profile.ratings) for i, profile in enumerate(profiles, 1)]
    data["ratings"] = _ratings(given, rubric, as_of, "ratings", union)
    codes = sorted({code for profile in profiles for code in profile.partners})
    data["partners"] = {code: _partner(code, profiles, dumped, rubric, as_of, union) for code in codes}
    data["sources"] = sources
    kept = {key: value for key, value in data.items() if value}
    return Consensus(profile_data(Profile.model_validate(kept)), tuple(union.conflicts))


def _same(profiles: Sequence[Profile]) -> None:
    codes = list(dict.fromkeys(profile.profile for profile in profiles))
    if len(codes) > 1:
        raise UsageError(
            _("these are profiles of different jurisdictions: {codes}; expected one").format(
                codes=", ".join(codes)
            )
        )
    rubrics = list(dict.fromkeys(profile.rubric for profile in profiles if profile.rubric is not None))
    if len(rubrics) > 1:
        raise UsageError(
            _("these profiles are rated by different rubrics: {rubrics}; expected one").format(
                rubrics=", ".join(rubrics)
            )
        )


def _cited(value: Any, renamed: dict[str, str]) -> Any:
    """The data, with every citation of a renamed source replaced by its new id."""
    if isinstance(value, list):
        return [_cited(part, renamed) for part in value]
    if not isinstance(value, dict):
        return value
    cited: Data = {}
    for key, part in value.items():
        if key == "source" and isinstance(part, str):
            cited[key] = renamed.get(part, part)
        elif key == "cited" and all(isinstance(name, str) for name in part.values()):
            cited[key] = {about: renamed.get(name, name) for about, name in part.items()}
        else:
            cited[key] = _cited(part, renamed)
    return cited


def _partner(
    code: str,
    profiles: Sequence[Profile],
    dumped: Sequence[Data],
    rubric: Rubric,
    as_of: str | None,
    union: Union,
) -> Data:
    about = f"partners.{code}"
    records = [(i, own.get("partners", {}).get(code, {})) for i, own in enumerate(dumped, 1)]

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
    given = [
        (i, profile, profile.partners[code].ratings)
        for i, profile in enumerate(profiles, 1)
        if code in profile.partners
    ]
    data["ratings"] = _ratings(given, rubric, as_of, f"{about}.ratings", union)
    return {key: value for key, value in data.items() if value}


def _ratings(
    by_rater: Sequence[tuple[int, Profile, Ratings]],
    rubric: Rubric,
    as_of: str | None,
    about: str,
    union: Union,
) -> Data:
    data: Data = {}
    for key, indicator in rubric.indicators.items():
        given = [(rater, profile, ratings[key]) for rater, profile, ratings in by_rater if key in ratings]
        if not given:
            continue
        matched = groups(given, indicator, rubric)
        data[key] = merged(matched, rubric, as_of)
        union.conflicts += _conflicts(matched, rubric, f"{about}.{key}")
    return data


def _conflicts(matched: Sequence[MatchedStatements], rubric: Rubric, about: str) -> Iterator[Contradiction]:
    """Levels far apart, a level against "not applicable", different causes of one level, and narrowings that only some raters made."""
    raters = {statement.rater for group in matched for statement in group.said}
    for group in matched:
        atom = group.atom
        inside = ", ".join(name for name in (atom.row, atom.need, atom.crime) if name is not None)
        where = f"{about} ({inside})" if inside else about
        common = together(group.said, rubric.evidence)
        levels = [statement.level for statement in group.said if statement.level is not None]
        disputed = bool(levels) and len(levels) < len(group.said)
        if disputed or (levels and max(levels) - min(levels) > rubric.evidence.dissent):
            words = tuple((statement.rater, _level(statement.level)) for statement in group.said)
            yield Contradiction(where, words, _level(common.level))
        causes = tuple(
            (statement.rater, statement.cause)
            for statement in group.said
            if statement.cause and statement.level == common.level
        )
        if len({cause for _, cause in causes}) > 1:
            yield Contradiction(_("{where}, cause").format(where=where), causes, str(common.cause))
        silent = raters - {
            statement.rater for other in matched if other.atom == atom for statement in other.said
        }
        if silent and (atom.need or atom.crime):
            single = tuple((statement.rater, _level(statement.level)) for statement in group.said)
            others = ", ".join(_("rater {rater}").format(rater=rater) for rater in sorted(silent))
            apart = _("{where}, which {others} did not rate apart").format(where=where, others=others)
            yield Contradiction(apart, single, _level(common.level))


def _level(level: float | None) -> str:
    return _("not applicable") if level is None else f"{level:g}"
