"""What decides the phase between two: standing, agreements, cases, structures. Which of it is open, and how it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import parse
from readiness.profiles.recording import partner_key, put_values

if TYPE_CHECKING:
    from readiness.documents.place import Text
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

Kind = Literal["standing", "agreements", "cases", "structures"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SILENCE = "looked, none found"
"""What is written down when somebody looked and there was nothing."""
YEARS = 3
"""Completed cases of so many years count as ordinary casework."""


def open_kinds(document: ProfileDocument, rubric: Rubric, partner: str | None) -> list[Kind]:
    """The kinds of record that the profile does not have towards the partner, not even as an empty list."""
    if partner is None:
        return []
    asked = {
        "standing": rubric.standing,
        "agreements": rubric.agreement_kinds,
        "cases": rubric.needs,
        "structures": rubric.structure_kinds,
    }
    there = document.profile.partners.get(partner)
    given = there.model_fields_set if there is not None else set()
    return [kind for kind in KINDS if asked[kind] and kind not in given]


def nothing_found(kind: Kind, date: str, rubric: Rubric) -> list[dict[str, Any]]:
    """The record that nothing of a kind was found on a day."""
    if kind != "agreements" or "none" not in rubric.agreement_statuses:
        return []
    kinds = ["other"] if "other" in rubric.agreement_kinds else list(rubric.agreement_kinds)
    return [{"kind": name, "status": "none", "note": f"{SILENCE} on {date}"} for name in kinds]


def casework(need: str, completed: int, until: str) -> dict[str, Any]:
    """The cases completed for a need in the years before a date (YYYY, YYYY-MM or YYYY-MM-DD)."""
    return {
        "needs": [need],
        "from": f"{int(until[:4]) - YEARS}{until[4:7]}",
        "to": until,
        "completed": completed,
    }


def put_records(text: Text, partner: str, kind: Kind, entries: list[dict[str, Any]], rubric: Rubric) -> Text:
    """The profile with the records of a kind towards a partner, which must not have any. Raises InputError."""
    data, _ = parse(text)
    new = put_values(text, data, {("partners", partner_key(data, partner), kind): entries}, rubric)
    read_profile(new, rubric)
    return new
