"""A rubric with three link indicators and small profiles, so that strengths and hours can be worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import as_yaml, indicator, small_rubric
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode
from readiness.routes.links import measure_all

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric
    from readiness.routes.links import Link

Data = dict[str, Any]

HOURS = {0: None, 1: 100, 2: 50, 3: 10, 4: 2}


def rubric(**changes: Any) -> Rubric:
    """Will is asked of each, climate of the pair, the contact of each; power is needed of every jurisdiction on a route."""
    routes = {
        "link": ["will", "climate", "contact"],
        "relay-costs": 1,
        "hours-from": "contact",
        "hours": HOURS,
    }
    indicators = {
        "will": indicator(),
        "climate": indicator("shared"),
        "contact": indicator(),
        "power": indicator("route-weakest", when={"measures": ["joint"]}, necessary=2),
    }
    return small_rubric({"political": indicators}, routes=routes, **changes)


def profile(rules: Rubric, code: str, ratings: Data | None = None, **partners: Data) -> ProfileDocument:
    """A profile; `partners` are ratings by code, where `relay` stands for itself. Bare numbers are graded A1."""
    towards = {
        partner: {"ratings": _graded({key: level for key, level in said.items() if key != "relay"})}
        | ({"relay": said["relay"]} if "relay" in said else {})
        for partner, said in partners.items()
    }
    return written(rules, code, ratings=_graded(ratings or {}), partners=towards)


def written(rules: Rubric, code: str, **parts: Any) -> ProfileDocument:
    """A profile with these parts, dated at the end of 2023 unless they say otherwise."""
    data = {"profile": code, "as_of": "2023-12-31"} | parts
    data = {key: value for key, value in data.items() if value is not None}
    return read_profile(decode(f"{code}.yaml", as_yaml(data)), rules)


def country(rules: Rubric, code: str, will: float, contact: float, **climates: Any) -> ProfileDocument:
    """A jurisdiction that meets everybody alike; a climate is a level, or what is said of that partner."""
    partners = {
        other: said if isinstance(said, dict) else {"climate": said} for other, said in climates.items()
    }
    return profile(rules, code, {"will": will, "contact": contact}, **partners)


def measure(rules: Rubric, one: ProfileDocument, other: ProfileDocument, question: Question) -> Link:
    """The only link between two jurisdictions."""
    (link,) = measure_all(rules, [one, other], question).values()
    return link


def _graded(ratings: Data) -> Data:
    return {
        key: {"level": value, "grade": "A1"} if isinstance(value, int | float) else value
        for key, value in ratings.items()
    }
