"""Small rubrics and profiles, checked like those read from files.

`rubric_of` and `document_of` leave out YAML, which takes far longer than an assessment: `test_building` shows that they
give what reading gives. The small rubric has the numbers of the shipped one (floor 0.05, bar 55, Admiralty widths, five years, ...) but only
the factors and indicators a test gives it. Without orders all factors weigh the same.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import to_builtins

from readiness.assessment.assemble import assess
from readiness.documents import profile_checks, rubric_checks
from readiness.documents.place import Text
from readiness.documents.reading import ProfileDocument, digest_of, read_rubric
from readiness.documents.validation import validate
from readiness.documents.yaml_text import decode, parse
from readiness.engine.arithmetic import PRIOR, RATED, Quantity
from readiness.errors import InputError
from readiness.model.profile import Profile
from readiness.model.question import Question
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.assessment.result.verdicts import FactorResult, PhaseResult
    from readiness.errors import Problem

Data = dict[str, Any]

A, B = "AAA", "BBB"
TODAY = "2023-12-31"
PHASES = ("early", "middle", "late")
SHIPPED = Path(__file__).parents[1] / "rubrics" / "law-enforcement"

UNITS = {"shared": "pair", "similarity": "pair", "best-channel": "channel"}
STAGED = {
    "early": ["political >= legal, cultural, capacity"],
    "middle": ["legal >= political, cultural, capacity"],
    "late": ["cultural, capacity >= legal, political"],
}
OBSTACLES = ("O1", "O2", "O3", "O4", "O5", "O6", "O7", "legal-gap")


class _PlainDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes repeated parts out: the files people write hold no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the base class names the argument
        return True


def as_yaml(data: Data) -> bytes:
    """The data as a YAML text, in the order of its keys."""
    text: str = yaml.dump(data, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True)
    return text.encode()


def rubric_of(data: Data) -> Rubric:
    """A rubric from its data; every part of it stands in line 1. Raises InputError."""
    _, place = parse(Text("rubric.yaml", "{}"))
    rubric = validate(Rubric, data, place)
    _refuse(rubric_checks.problems(rubric, place))
    return rubric.with_digest(digest_of([Text("", json.dumps(data))]))


def document_of(data: Data, rubric: Rubric) -> ProfileDocument:
    """A profile from its data; every part of it stands in line 1. Raises InputError."""
    _, place = parse(Text(f"{data['profile']}.yaml", "{}"))
    profile = validate(Profile, data, place)
    _refuse(profile_checks.problems(profile, rubric, place))
    return ProfileDocument(profile, place, digest_of([Text("", json.dumps(data))]))


def _refuse(problems: Iterable[Problem]) -> None:
    wrong = list(problems)
    if wrong:
        raise InputError(wrong)


def indicator(rule: str = "weakest", *, necessary: float | Data | None = None, **changes: Any) -> Data:
    """An indicator in both lanes. A bare necessary level holds in every phase."""
    entry: Data = {
        "name": "an indicator",
        "question": "How far?",
        "unit": UNITS.get(rule, "each"),
        "lane": "both",
        "combine": {"rule": rule, "why": "for the test"},
        "obstacles": ["O1"],
        "scale": {level: f"anchor of level {level}" for level in range(5)},
        "seeds": [],
    }
    if necessary is not None:
        entry["necessary"] = necessary if isinstance(necessary, dict) else dict.fromkeys(PHASES, necessary)
    return entry | {key.replace("_", "-"): value for key, value in changes.items()}


EVIDENCE: Data = {
    "reliability": {"A": 0, "B": 0, "C": 0.5, "D": 1, "E": 1.5, "F": 1.5},
    "credibility": {1: 0, 2: 0, 3: 0.5, 4: 1, 5: 1.5, 6: 1.5},
    "ungraded": 1.5,
    "proxy": 1,
    "derived": 0.5,
    "stale-after-years": 5,
    "stale-widens": 0.5,
}
CASEWORK: Data = {"casework": {"level": 2, "width": 1, "within-years": 3, "comparable": 0.1}}
"""Rules for completed cases, to add to those of evidence."""


def small_rubric(
    factors: dict[str, dict[str, Data]], *, orders: dict[str, list[str]] | None = None, **changes: Any
) -> Rubric:
    """A rubric with these factors; other top-level keys by name, with _ for -."""
    phases: Data = {
        "early": {"label": "early", "definition": "first"},
        "middle": {
            "label": "middle",
            "definition": "second",
            "infer": [
                {"agreements": ["negotiating", "signed", "in-force", "suspended"]},
                {"completed-cases": 5},
            ],
        },
        "late": {
            "label": "late",
            "definition": "third",
            "infer": [{"structures": 1}, {"completed-cases": 5, "over-years": 3, "within-years": 10}],
        },
    }
    data: Data = {
        "rubric": "small",
        "version": "1",
        "title": "A small rubric",
        "disclaimer": "For tests.",
        "scale": {level: f"level {level}" for level in range(5)},
        "needs": {
            "intelligence": {"lane": "informal", "about": "tips"},
            "evidence": {"lane": "formal", "about": "statements"},
            "surrender": {"lane": "formal", "about": "persons"},
            "data": {"lane": "both", "about": "records"},
        },
        "default-needs": ["intelligence"],
        "measures": {"joint": {"about": "joint team"}, "fund-stop": {"about": "halting a payment"}},
        "roles": {name: {} for name in ("haven", "transit", "source", "destination")},
        "phases": phases,
        "agreement-kinds": {"police-cooperation": ["intelligence"], "extradition": ["surrender"]},
        "agreement-statuses": ["none", "negotiating", "signed", "in-force", "suspended", "lapsed"],
        "standing": {
            "running": {"about": "as usual"},
            "forming": {"about": "first contacts"},
            "strained": {"about": "slowed"},
        },
        "weights": {
            "staged": {"about": "for the test", "orders": {name: [] for name in PHASES} | (orders or {})}
        },
        "default-weights": "staged",
        "verdict": {
            "floor": 0.05,
            "fragile-below": 55,
            "quality-level": 3,
            "limiting-share": 0.2,
            "limiting-below": 2.5,
            "harm-level": 1,
            "near-gate": 0.5,
        },
        "evidence": EVIDENCE,
        "factors": {
            name: {"name": name, "about": "for the test", "indicators": entries}
            for name, entries in factors.items()
        },
        "obstacles": {name: {"name": name, "short": name, "seeds": []} for name in OBSTACLES},
    }
    data |= {key.replace("_", "-"): value for key, value in changes.items()}
    data.setdefault("structure-kinds", {"liaison-post": list(data["needs"])})
    return rubric_of(data)


def suspendable(cause: str) -> Data:
    """Standings of a rubric in which a suspension rests on this indicator; least severe first."""
    return {
        "running": {"about": "as usual"},
        "forming": {"about": "first contacts"},
        "strained": {"about": "slowed"},
        "suspended": {"about": "stopped", "causes": [cause]},
    }


@cache
def shipped_rubric() -> Rubric:
    """The law-enforcement rubric, read from its files."""
    return read_rubric([decode(path.name, path.read_bytes()) for path in sorted(SHIPPED.glob("*.yaml"))])


def side(*, towards: Data | None = None, **ratings: Any) -> Data:
    """One side's profile. A bare number is a rating graded A1; `towards` is what is said of the partner.

    Ratings inside `towards` are graded the same way. Names take _ for -.
    """
    profile: Data = {"ratings": _graded(ratings)}
    if towards is not None:
        profile["towards"] = towards | {"ratings": _graded(towards.get("ratings", {}))}
    return profile


def of_pair(**ratings: Any) -> Data:
    """One side's profile that speaks of the pair only."""
    return side(towards={"ratings": ratings})


def _graded(ratings: Data) -> Data:
    return {
        key.replace("_", "-"): {"level": value, "grade": "A1"} if isinstance(value, int | float) else value
        for key, value in ratings.items()
    }


def profile(rubric: Rubric, code: str, partner: str, content: Data) -> ProfileDocument:
    """A profile. `towards` in the content becomes the entry of the partner."""
    data: Data = {"profile": code, "as_of": TODAY} | content
    towards = data.pop("towards", None)
    if towards is not None:
        data["partners"] = {partner: towards}
    data = {key: value for key, value in data.items() if value is not None}
    return document_of(data, rubric)


def documents(rubric: Rubric, a: Data | None, b: Data | None) -> tuple[ProfileDocument, ProfileDocument]:
    """The profiles of AAA and BBB."""
    return profile(rubric, A, B, a or {}), profile(rubric, B, A, b or {})


def assessed(rubric: Rubric, a: Data | None = None, b: Data | None = None, **question: Any) -> Assessment:
    """The assessment of AAA and BBB. The rest are fields of the question."""
    return assess(*documents(rubric, a, b), rubric, Question(**question))


def assessed_swapped(
    rubric: Rubric, a: Data | None = None, b: Data | None = None, **question: Any
) -> Assessment:
    """The same two profiles, given in the other order: BBB first. A question's sides are those of the call."""
    of_a, of_b = documents(rubric, a, b)
    return assess(of_b, of_a, rubric, Question(**question))


def found(assessment: Assessment, name: str) -> IndicatorResult:
    """The result of one indicator."""
    return next(item for item in assessment.indicators if item.id == name)


def factor(assessment: Assessment, name: str) -> FactorResult:
    """The result of one factor."""
    return next(item for item in assessment.factors if item.id == name)


def phase(assessment: Assessment, name: str) -> PhaseResult:
    """The result of one phase."""
    return next(item for item in assessment.phases if item.id == name)


def plain(result: Any) -> Any:
    """A result, or several, as plain data that can be compared."""
    if isinstance(result, list | tuple):
        return [plain(item) for item in result]
    return to_builtins(result)


def known(
    level: float, low: float | None = None, high: float | None = None, *, prior: bool = False
) -> Quantity:
    """A level with its interval, by default a point."""
    return Quantity(
        applicable=True,
        known=True,
        grounds=PRIOR if prior else RATED,
        level=level,
        low=level if low is None else low,
        high=level if high is None else high,
    )


def unknown(low: float = 0.0, high: float = 4.0, held_at: float = 4.0) -> Quantity:
    """No level, only an interval, and what the known parts of a minimum hold it down to."""
    return Quantity(applicable=True, known=False, grounds=RATED, level=held_at, low=low, high=high)


NOT_APPLICABLE = Quantity(applicable=False, known=False, grounds=RATED, level=4.0, low=0.0, high=4.0)
