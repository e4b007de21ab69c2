"""A profile sheet for programs: absent values are null, shares and weights 0-1, levels 0-4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.documents.profile_checks import names_of
from readiness.plain_data import plain
from readiness.report.data.json_text import stamp, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.profiles.profile_overview import Sheet
    from readiness.profiles.sourced_facts import SourcedFact

SCHEMA = "readiness/profile/1"


def render(it: Sheet, facts: Sequence[SourcedFact]) -> str:
    """The sheet as JSON, and the recorded facts one by one: ages in months, the day from which on a source is due."""
    profile = it.document.profile
    codes = [code for code in profile.partners if it.partner is None or code == it.partner]
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "profile": profile.profile,
        "name": names_of(profile),
        "names": profile.name,
        "digest": it.document.digest,
        "tlp": profile.tlp,
        "rubric": stamp(it.rubric),
        "as_of": it.as_of,
        "partner": it.partner,
        "phase": it.phase,
        "facts": profile.facts.model_dump(mode="json", by_alias=True),
        "ratings": [plain(line) for line in it.ratings],
        "priors": [plain(line) for line in it.priors],
        "coverage": [plain(line) for line in it.coverage],
        "unknown": [plain(line) for line in it.unknown],
        "partners": {
            code: profile.partners[code].model_dump(mode="json", by_alias=True, exclude={"ratings"})
            for code in codes
        },
        "sourced_facts": [
            fact._asdict() | {"review": None if fact.review is None else fact.review.isoformat()}
            for fact in facts
        ],
        "sources": {
            key: entry.model_dump(mode="json", by_alias=True) for key, entry in profile.sources.items()
        },
    }
    return write(data)
