"""Cases for tests: written as YAML text, with profiles written out, and run by the public functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import A, B, as_yaml, indicator, small_rubric, suspendable
from readiness.cases.reading import inline_profile, joined, read_case
from readiness.cases.runner import run_case
from readiness.documents.yaml_text import decode

if TYPE_CHECKING:
    from building import Data
    from readiness.cases.reading import LoadedCase
    from readiness.cases.results import CaseResult
    from readiness.model.rubric import Rubric

FILE = "case.yaml"


def pair_rubric() -> Rubric:
    """Four factors of equal weight with one indicator each; will needs 2, law 2 and skills 1 in every phase.

    Will is asked of the requested side (O1), law of the pair (legal-gap), trust of both without a gate (O6), skills of
    both (O5).
    """
    return small_rubric(
        {
            "political": {"will": indicator("requested", necessary=2)},
            "legal": {"law": indicator("shared", necessary=2, obstacles=["legal-gap"])},
            "cultural": {"trust": indicator(obstacles=["O6"])},
            "capacity": {"skills": indicator(necessary=1, obstacles=["O5"])},
        },
        standing=suspendable("will"),
    )


def rated(
    code: str, partner: str, *, law: float | None = None, towards: Data | None = None, **levels: float
) -> Data:
    """A profile that is sure of its levels; `law` is rated for the pair."""
    of_pair: Data = {} if law is None else {"law": {"level": law, "grade": "A1"}}
    relation = {**(towards or {}), "ratings": of_pair}
    ratings = {name: {"level": level, "grade": "A1"} for name, level in levels.items()}
    return {"profile": code, "as_of": "2023-12-31", "ratings": ratings, "partners": {partner: relation}}


def case_data(a: Data | None = None, b: Data | None = None, **keys: Any) -> Data:
    """The data of a case; by default both are rated 3 throughout. Names take _ for -."""
    return {
        "case": "a-case",
        "profiles": {
            "a": a or rated(A, B, law=3, will=3, trust=3, skills=3),
            "b": b or rated(B, A, will=3, trust=3, skills=3),
        },
        **{key.replace("_", "-"): value for key, value in keys.items()},
    }


def loaded(data: Data, rubric: Rubric | None = None, file: str = FILE) -> LoadedCase:
    """A case read from its text."""
    document = read_case(decode(file, as_yaml(data)))
    assert document is not None
    chosen = rubric or pair_rubric()
    profiles = inline_profile(document, "a", chosen), inline_profile(document, "b", chosen)
    return joined(document, *profiles, chosen)


def ran(data: Data) -> CaseResult:
    """A case run."""
    return run_case(loaded(data))
