"""Phrases that several entries share: remedies, prerequisites, conditions, weights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readiness.language import _, ngettext, word
from readiness.weights.sets import weights_for
from readiness.words import clauses, cost_dots, listed

if TYPE_CHECKING:
    from readiness.model.catalogue import Occasion, Prerequisite, Remedy
    from readiness.model.indicator import When
    from readiness.model.rubric import Rubric
    from readiness.model.rules import InferenceRule


def weights_of(rubric: Rubric, name: str) -> tuple[float, ...]:
    """Point weights of a phase in the default set."""
    return weights_for(rubric, rubric.default_weights, name, "both").point


def percent(value: float) -> str:
    """A share (0-1) in per cent."""
    return f"{100 * value:.1f} %"


def line(name: str, text: str) -> str:
    """A word of the rubric, and what is said of it."""
    return _("{what}: {note}").format(what=word(name), note=text)


def order(text: str) -> str:
    """An order of weights, such as `political >= legal`, with its factors by their words."""
    return re.sub("[a-z-]+", lambda name: word(name[0]), text)


def when_text(when: When | None) -> str:
    """The needs and measures that bring an indicator into play."""
    if when is None:
        return ""
    kinds = [(_("needs {names}"), when.needs), (_("measures {names}"), when.measures)]
    return clauses(kind.format(names=listed(names_)) for kind, names_ in kinds if names_)


def remedy_line(item: Remedy) -> str:
    """A remedy with its class, time and cost."""
    low, high = item.lead_months
    told = _("{do} ({measure} · {low}–{high} months · cost {cost})")
    return told.format(do=item.do, measure=item.class_, low=low, high=high, cost=cost_dots(item.cost))


def prerequisite(item: Prerequisite) -> str:
    """A prerequisite in words."""
    if item.remedy is not None and item.indicator is not None:
        told = _("{remedy}, unless {indicator} is above {most:g}")
        return told.format(remedy=item.remedy, indicator=word(item.indicator), most=item.max)
    if item.indicator is not None:
        if item.min is None:
            told = _("{indicator} at {most:g} or less")
        elif item.max is None:
            told = _("{indicator} at {least:g} or more")
        else:
            told = _("{indicator} at {least:g} or more and {most:g} or less")
        return told.format(indicator=word(item.indicator), least=item.min, most=item.max)
    return item.remedy or item.assume or ""


def occasion(item: Occasion) -> str:
    """An occasion of a remedy in words."""
    if item.indicator is not None:
        told = _("{indicator} is rated or recorded at {most:g} or less")
        return told.format(indicator=word(item.indicator), most=item.at_most)
    if item.standing:
        return _("the relation is {names}").format(names=listed(item.standing))
    if item.agreements:
        return _("an agreement is {names}").format(names=listed(item.agreements))
    if item.relations:
        return _("there is between the two: {names}").format(names=listed(item.relations))
    return _("the case is about {names}").format(names=listed(item.crimes))


def inference(rule: InferenceRule) -> str:
    """A rule of phase inference in words."""
    if rule.agreements:
        return _("an agreement that is {names}").format(names=listed(rule.agreements))
    if rule.frames is not None:
        return ngettext(
            "{count} instrument that is a frame between any two that it binds",
            "{count} instruments that are a frame between any two that they bind",
            rule.frames,
        ).format(count=rule.frames)
    if rule.structures is not None:
        return ngettext(
            "{count} permanent structure", "{count} permanent structures", rule.structures
        ).format(count=rule.structures)
    over = _(" over {years:g} years or more").format(years=rule.over_years) if rule.over_years else ""
    within = (
        _(", the last within {years:g} years").format(years=rule.within_years) if rule.within_years else ""
    )
    count = rule.completed_cases or 0
    return (
        ngettext("{count} completed case", "{count} completed cases", count).format(count=count)
        + over
        + within
    )


def brought(rubric: Rubric, key: str) -> tuple[str, ...]:
    """The indicators that a need or measure brings into play."""
    return tuple(
        name
        for name, entry in rubric.indicators.items()
        if entry.when is not None and (key in entry.when.needs or key in entry.when.measures)
    )
