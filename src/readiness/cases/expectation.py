"""What can be expected of an assessment, and how each expectation is checked. One registry, proved complete by mypy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, TypeVar, get_args

from msgspec import Struct
from pydantic import BeforeValidator, Field, model_validator

from readiness.assessment.result.obstacles import PRESENT
from readiness.language import _
from readiness.model.fields import Model
from readiness.model.references import NeedId, ObstacleId, PhaseId, Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.obstacles import ObstacleResult

NONE = "none"
"""The value that expects no obstacle, no failing indicator or no standing."""

Verdict = Literal["blocked", "undetermined", "fragile", "ready"]
Basis = Literal["given", "inferred", "assumed"]
Name = Literal[
    "verdict",
    "not-verdict",
    "factor",
    "obstacle",
    "side",
    "indicator",
    "phase",
    "basis",
    "standing",
    "readiness",
    "obstacles-include",
    "by-need",
]
NAMES: tuple[Name, ...] = get_args(Name)


def _listed(value: Any) -> Any:
    """A single acceptable value may be written without a list."""
    return value if isinstance(value, list) else [value]


T = TypeVar("T")
OneOrMore = Annotated[list[T], BeforeValidator(_listed), Field(min_length=1)]
ExpectedSide = Annotated[str, Ref("codes", "side", before=("a", "b", "both", "pair"), after=(NONE,))]


class Bounds(Model):
    """The bounds of readiness (0-100), inclusive; at least one of the two is given."""

    at_least: Annotated[float, Field(strict=True, ge=0, le=100)] | None = None
    at_most: Annotated[float, Field(strict=True, ge=0, le=100)] | None = None

    @model_validator(mode="after")
    def _possible(self) -> Bounds:
        if self.at_least is None and self.at_most is None:
            raise ValueError(_('expected "at-least", "at-most" or both'))
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(
                _("no value is at least {at_least:g} and at most {at_most:g}").format(
                    at_least=self.at_least, at_most=self.at_most
                )
            )
        return self


class Expect(Model):
    """What a case expects. Where a list is given, each of its values is acceptable."""

    verdict: OneOrMore[Verdict] = []
    not_verdict: OneOrMore[Verdict] = []
    factor: OneOrMore[Annotated[str, Ref("factors", "factor", after=(NONE,))]] = []
    obstacle: OneOrMore[Annotated[str, Ref("obstacles", "obstacle", after=(NONE,))]] = []
    side: OneOrMore[ExpectedSide] = []
    indicator: OneOrMore[Annotated[str, Ref("indicators", "indicator", after=(NONE,))]] = []
    phase: OneOrMore[PhaseId] = []
    basis: OneOrMore[Basis] = []
    standing: OneOrMore[Annotated[str, Ref("standing", "standing", after=(NONE,))]] = []
    readiness: Bounds = Bounds.model_construct()
    obstacles_include: OneOrMore[ObstacleId] = []
    by_need: Annotated[dict[NeedId, OneOrMore[Verdict]], Field(min_length=1)] = {}

    @model_validator(mode="after")
    def _not_empty(self) -> Expect:
        if not self.model_fields_set:
            raise ValueError(
                _("a case needs at least one expectation: {names}").format(names=", ".join(NAMES))
            )
        return self

    def asked(self) -> list[Name]:
        """The expectations that this case states."""
        return [name for name in NAMES if name.replace("-", "_") in self.model_fields_set]


class CheckedExpectation(Struct, frozen=True):
    """One expectation checked: its path below `expect`, what was expected, what was found."""

    path: tuple[str, ...]
    expected: str
    found: str
    met: bool


Checker = Callable[[Expect, "Assessment"], list[CheckedExpectation]]


def check(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    """Every stated expectation checked, in a fixed order."""
    return [finding for name in expect.asked() for finding in CHECKERS[name](expect, assessment)]


def first_obstacle(assessment: Assessment) -> ObstacleResult | None:
    """The first obstacle that is there now, blocking or limiting."""
    return next((obstacle for obstacle in assessment.obstacles if obstacle.status in PRESENT), None)


def _one_of(name: Name, expected: Sequence[str], actual: str, detail: str = "") -> list[CheckedExpectation]:
    shown = f"{actual} ({detail})" if detail else actual
    return [CheckedExpectation((name,), _(" or ").join(expected), shown, actual in expected)]


def _verdict(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    return _one_of("verdict", expect.verdict, assessment.verdict)


def _not_verdict(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    unwanted = _("not {names}").format(names=_(" or ").join(expect.not_verdict))
    return [
        CheckedExpectation(
            ("not-verdict",), unwanted, assessment.verdict, assessment.verdict not in expect.not_verdict
        )
    ]


def _factor(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    first = first_obstacle(assessment)
    if first is None:
        return _one_of("factor", expect.factor, NONE)
    return _one_of("factor", expect.factor, first.factor, first.indicators[0])


def _obstacle(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    first = first_obstacle(assessment)
    if first is None:
        return _one_of("obstacle", expect.obstacle, NONE)
    return _one_of("obstacle", expect.obstacle, first.id, ", ".join(first.indicators))


def _side(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    codes = {assessment.pair.a.id: "a", assessment.pair.b.id: "b"}
    first = first_obstacle(assessment)
    actual = NONE if first is None else first.side
    shown = next((f"{actual} ({code})" for code, side in codes.items() if side == actual), actual)
    sides = [codes.get(name, name) for name in expect.side]
    return [CheckedExpectation(("side",), _(" or ").join(expect.side), shown, actual in sides)]


def _indicator(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    phase = next(phase for phase in assessment.phases if phase.id == assessment.phase.assessed)
    return _one_of("indicator", expect.indicator, phase.unmet[0] if phase.unmet else NONE)


def _phase(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    return _one_of("phase", expect.phase, assessment.phase.assessed)


def _basis(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    return _one_of("basis", expect.basis, assessment.phase.basis)


def _standing(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    return _one_of("standing", expect.standing, assessment.standing.status if assessment.standing else NONE)


def _readiness(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    value, bounds = assessment.readiness.value, expect.readiness
    shown = _("no value") if value is None else f"{value:.1f}"
    findings: list[CheckedExpectation] = []
    if bounds.at_least is not None:
        enough = value is not None and value >= bounds.at_least
        findings.append(
            CheckedExpectation(
                ("readiness", "at-least"), _("at least {bar:g}").format(bar=bounds.at_least), shown, enough
            )
        )
    if bounds.at_most is not None:
        within = value is not None and value <= bounds.at_most
        findings.append(
            CheckedExpectation(
                ("readiness", "at-most"), _("at most {bar:g}").format(bar=bounds.at_most), shown, within
            )
        )
    return findings


def _obstacles_include(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    present = [obstacle.id for obstacle in assessment.obstacles if obstacle.status in PRESENT]
    shown = ", ".join(present) or NONE
    return [
        CheckedExpectation(("obstacles-include", name), name, shown, name in present)
        for name in expect.obstacles_include
    ]


def _by_need(expect: Expect, assessment: Assessment) -> list[CheckedExpectation]:
    verdict_of = {result.need: result.verdict for result in assessment.by_need}
    return [
        CheckedExpectation(
            ("by-need", need),
            _(" or ").join(verdicts),
            verdict_of.get(need, _("not asked")),
            verdict_of.get(need) in verdicts,
        )
        for need, verdicts in expect.by_need.items()
    ]


Checkers = TypedDict(
    "Checkers",
    {
        "verdict": Checker,
        "not-verdict": Checker,
        "factor": Checker,
        "obstacle": Checker,
        "side": Checker,
        "indicator": Checker,
        "phase": Checker,
        "basis": Checker,
        "standing": Checker,
        "readiness": Checker,
        "obstacles-include": Checker,
        "by-need": Checker,
    },
)

CHECKERS: Checkers = {
    "verdict": _verdict,
    "not-verdict": _not_verdict,
    "factor": _factor,
    "obstacle": _obstacle,
    "side": _side,
    "indicator": _indicator,
    "phase": _phase,
    "basis": _basis,
    "standing": _standing,
    "readiness": _readiness,
    "obstacles-include": _obstacles_include,
    "by-need": _by_need,
}
