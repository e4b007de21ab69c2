"""Raters for tests: profiles of one jurisdiction, written as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import indicator, small_rubric
from readiness.documents.reading import read_profile
from readiness.documents.writing import profile_yaml
from readiness.documents.yaml_text import decode
from readiness.raters.consensus import Consensus, consensus

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

Data = dict[str, Any]


def rubric(**changes: Any) -> Rubric:
    """Two plain indicators, one with rows, one that asks for a cause below 2."""
    table = {"by": "bar", "rule": "lowest", "rows": {"nationality": "…", "rights": "…"}}
    cause = {"values": ["vague", "absent"], "required-below": 2, "rule": "say why"}
    return small_rubric(
        {
            "political": {"will": indicator(), "trust": indicator()},
            "legal": {"bars": indicator(table=table), "fit": indicator("shared", cause=cause)},
        },
        crimes={"fraud": {"name": "fraud"}},
        **changes,
    )


RUBRIC = rubric()


def rater(data: Data | None = None, *, rules: Rubric = RUBRIC, **ratings: Any) -> ProfileDocument:
    """One rater's profile of AAA, dated 2023-12-31 unless `data` says otherwise."""
    whole: Data = {"profile": "AAA", "as_of": "2023-12-31", "ratings": ratings} | (data or {})
    kept = {key: value for key, value in whole.items() if value is not None}
    return read_profile(decode("AAA.yaml", profile_yaml(kept).encode()), rules)


def merged(*raters: ProfileDocument, rules: Rubric = RUBRIC) -> Consensus:
    """The consensus, after a check that it is written as a valid profile and read back the same."""
    found = consensus([document.profile for document in raters], rules)
    again = read_profile(decode("consensus.yaml", profile_yaml(found.data).encode()), rules)
    assert again.id == "AAA"
    return found
