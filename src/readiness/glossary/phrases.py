"""Phrases that several entries share: remedies, prerequisites, conditions, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.weights.sets import weights_for
from readiness.words import cost_dots

if TYPE_CHECKING:
    from readiness.model.catalogue import Prerequisite, Remedy
    from readiness.model.indicator import When
    from readiness.model.rubric import InferenceRule, Rubric


def weights_of(rubric: Rubric, name: str) -> tuple[float, ...]:
    """Point weights of a phase in the default set."""
    return weights_for(rubric, rubric.default_weights, name, "both").point


def percent(value: float) -> str:
    """A share (0-1) in per cent."""
    return f"{100 * value:.1f} %"


def when_text(when: When | None) -> str:
    """The needs and measures that bring an indicator into play."""
    if when is None:
        return ""
    kinds = [("needs", when.needs), ("measures", when.measures)]
    return "; ".join(f"{kind} {', '.join(names_)}" for kind, names_ in kinds if names_)


def remedy_line(item: Remedy) -> str:
    """A remedy with its class, time and cost."""
    low, high = item.lead_months
    return f"{item.do} ({item.class_} · {low}–{high} months · cost {cost_dots(item.cost)})"


def prerequisite(item: Prerequisite) -> str:
    """A prerequisite in words."""
    if item.indicator is not None:
        at_least = [f"{item.min:g} or more"] if item.min is not None else []
        at_most = [f"{item.max:g} or less"] if item.max is not None else []
        return f"{item.indicator} at {' and '.join([*at_least, *at_most])}"
    return item.remedy or item.assume or ""


def inference(rule: InferenceRule) -> str:
    """A rule of phase inference in words."""
    if rule.agreements:
        return f"an agreement that is {', '.join(rule.agreements)}"
    if rule.structures is not None:
        return f"{rule.structures} permanent structure"
    over = f" over {rule.over_years:g} years or more" if rule.over_years else ""
    within = f", the last within {rule.within_years:g} years" if rule.within_years else ""
    return f"{rule.completed_cases} completed cases{over}{within}"


def brought(rubric: Rubric, key: str) -> tuple[str, ...]:
    """The indicators that a need or measure brings into play."""
    return tuple(
        name
        for name, entry in rubric.indicators.items()
        if entry.when is not None and (key in entry.when.needs or key in entry.when.measures)
    )
