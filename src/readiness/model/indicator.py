"""An indicator and its factor: the question, its anchored levels, how two sides combine, what is necessary."""

from typing import Annotated, Literal

from pydantic import Field

from readiness.model import names
from readiness.model.fields import Lane, Level, Model, NotNegative, Positive, Prose, Seeds

Unit = Literal["each", "pair", "channel"]


Rule = Literal[
    "weakest",
    "weaker-view",
    "requested",
    "requesting",
    "role",
    "shared",
    "similarity",
    "best-channel",
    "route-weakest",
]


class Combine(Model):
    """How two sides make one level, and why."""

    rule: Rule
    why: Prose


class When(Model):
    """The needs and measures of which any one brings an indicator into scope."""

    needs: list[names.NeedId] = []
    measures: list[names.MeasureId] = []


class Table(Model):
    """Rows of an indicator that takes one level a row; the lowest row in play counts."""

    by: Literal["need", "bar"]
    rule: Prose
    rows: dict[str, Prose]


class Cause(Model):
    """What may lie behind a level, and below which level a rating must say it."""

    values: list[str]
    required_below: Level | None = None
    rule: Prose


class Proxy(Model):
    """A prior from a public index: piecewise-linear between (index value, level) points."""

    index: str
    points: Annotated[list[tuple[float, Level]], Field(min_length=2)]
    width: NotNegative | None = None


class Derivation(Model):
    """A level of the pair read off recorded facts. Either one level, or points (measured value, level).

    `kind` is the kind of relation between the two that a level is read off. With `prior` it is a prior like a proxy, and
    meets or misses a gate only when sure.
    """

    from_: Literal[
        "agreement-in-use",
        "agreement-in-force",
        "shared-instrument",
        "shared-language",
        "same-legal-family",
        "relation",
    ]
    kind: names.RelationKindId | None = None
    level: Level | None = None
    points: list[tuple[float, Level]] = []
    width: NotNegative | None = None
    prior: bool = False


class Sides(Model):
    """What a level says about each side, or about the pair."""

    a: Prose | None = None
    b: Prose | None = None
    pair: Prose | None = None


class Indicator(Model):
    """One question with five behaviourally anchored levels."""

    name: Prose
    aspect: Prose = ""
    question: Prose
    core: bool = False
    unit: Unit
    lane: Lane
    direction: Literal["requested", "requesting", "both-ways", "role"] | None = None
    when: When | None = None
    combine: Combine
    weight: Positive = 1.0
    necessary: dict[names.PhaseId, Annotated[float, Field(strict=True, gt=0)]] = {}
    rests_on: list[names.IndicatorId] = []
    obstacles: list[names.ObstacleId]
    remedies: list[names.RemedyId] = []
    do_no_harm: bool = False
    harm_rows: list[str] = []
    silence: Literal["not-applicable"] | None = None
    table: Table | None = None
    cause: Cause | None = None
    proxies: list[Proxy] = []
    derived: list[Derivation] = []
    scale: dict[int, Prose]
    sides: Sides = Sides()
    role_rule: Prose = ""
    conflict_rule: Prose = ""
    level_rule: Prose = ""
    not_here: list[Prose] = []
    evidence: list[Prose] = []
    sources: list[names.SourceId] = []
    seeds: Seeds
    editorial: str = ""


class Factor(Model):
    """One of the factors, with its indicators in catalogue order."""

    name: Prose
    about: Prose
    seeds: Seeds = []
    indicators: Annotated[dict[str, Indicator], Field(min_length=1)]
