"""Levels of a pair read off recorded facts, by ladders that the rubric declares. Any rating replaces them.

The rules are written over `Arithmetic`: what each profile holds is gathered once, a fact is measured and turned into a
level for one pair or for many. What a profile records about its partner is read for one pair only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.engine.arithmetic import FLOATS, PRIOR, RECORDED, Quantity
from readiness.evidence.joint_record import ENDED, unfinished
from readiness.evidence.level_reading import UNKNOWN, Reading, Recorded, around
from readiness.evidence.proxies import level_at
from readiness.evidence.recorded_facts import FACTS, OF_RECORD, partners

if TYPE_CHECKING:
    from readiness.engine.arithmetic import Arithmetic, Flag, Number
    from readiness.evidence.level_reading import Basis
    from readiness.evidence.recorded_facts import FactQuestion
    from readiness.model.indicator import Derivation, Indicator
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


class Measurement(NamedTuple):
    """A fact of each profile or each pair: whether it is recorded, and its value, which means nothing where it is not."""

    recorded: Flag
    value: Number


def read(indicator: Indicator, asked: FactQuestion) -> Reading:
    """The reading of the first derivation whose fact is recorded, or UNKNOWN."""
    for derivation in indicator.derived:
        side = asked.side if derivation.own else None
        fact = FACTS[derivation.from_](
            asked._replace(level=derivation.level, kind=derivation.kind, law=derivation, side=side)
        )
        if fact is not None:
            half = _half(asked.rubric, derivation) + fact.width
            level = _level(FLOATS, derivation, fact.value)
            low, high = around(level, half, FLOATS)
            basis: Basis = "proxy" if derivation.prior else "derived"
            return Reading(level, low, high, basis, half, as_of=fact.since, origin=Recorded(fact.items))
    return UNKNOWN


def crimes_apart(crimes: tuple[str, ...], row: str | None) -> list[tuple[str, ...]]:
    """The crimes of which a row is asked one by one, each of which may have a basis of its own; without a row together."""
    return [(crime,) for crime in crimes] if crimes and row is not None else [crimes]


def level_of(arithmetic: Arithmetic, rubric: Rubric, derivation: Derivation, value: Number) -> Quantity:
    """The level that a fact of this value gives."""
    level = _level(arithmetic, derivation, value)
    low, high = around(level, _half(rubric, derivation), arithmetic)
    return Quantity(True, True, PRIOR if derivation.prior else RECORDED, level, low, high)


def ran_out(indicator: Indicator, asked: FactQuestion) -> bool:
    """Whether an agreement on which an indicator rests is suspended or has lapsed: cases under it show no basis any more."""
    sought = asked.sought
    rests = any(derivation.from_ == "agreement-in-force" for derivation in indicator.derived)
    return (
        rests
        and sought is not None
        and any(
            status in ENDED
            for _, _, partner in partners(asked)
            for _, _, status in unfinished(asked.rubric, partner, sought)
        )
    )


def of_record(profile: Profile, code: str, indicator: Indicator) -> bool:
    """Whether what a profile records about a partner may give an indicator's level."""
    facts = {derivation.from_ for derivation in indicator.derived}
    if not facts.isdisjoint({"no-agreement", "agreement-required"}) and any(
        code in stated.with_ for stated in profile.facts.no_agreement.values()
    ):
        return True
    partner = profile.partners.get(code)
    if partner is None:
        return False
    if indicator.shown_by is not None and (partner.cases or partner.structures):
        return True
    return bool(partner.agreements or partner.cases or partner.facts.relations) and not facts.isdisjoint(
        OF_RECORD
    )


def _level(arithmetic: Arithmetic, derivation: Derivation, value: Number) -> Number:
    return level_at(derivation.points, value, arithmetic) if derivation.level is None else derivation.level


def _half(rubric: Rubric, derivation: Derivation) -> float:
    return rubric.evidence.derived if derivation.width is None else derivation.width
