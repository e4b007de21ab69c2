"""The rubric: what is asked, how levels combine, what is necessary, what remedies it. All of it is data."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from readiness.documents.model import Level, Model

Lane = Literal["informal", "formal", "both"]
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

Positive = Annotated[float, Field(strict=True, gt=0)]
NotNegative = Annotated[float, Field(strict=True, ge=0)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Score = Annotated[float, Field(strict=True, ge=0, le=100)]
Count = Annotated[int, Field(strict=True, ge=1)]
Seeds = list[str]


class Need(Model):
    """A kind of help sought, and the lane it takes (S1.43)."""

    lane: Lane
    about: str


class LaneText(Model):
    """What a lane is, and what it may lawfully be used for (S1.43)."""

    about: str
    allows: str


class Rung(Model):
    """A level of a channel ladder, and the access to each part that it demands."""

    level: Level
    demands: dict[str, str]


class Channel(Model):
    """A channel between authorities. Full membership of a body gives some of its parts."""

    name: str
    open_to: Literal["all", "named-crimes"]
    caps: dict[str, Level] = {}
    member_of: dict[str, dict[str, str]] = {}


class Instrument(Model):
    """A treaty, and the needs for which being party to it in common is a basis."""

    name: str
    serves: list[str] = []


class InferenceRule(Model):
    """Recorded facts that put a relation into a phase. Exactly one kind of fact a rule."""

    agreements: list[str] = []
    structures: Count | None = None
    completed_cases: Count | None = None
    over_years: Positive | None = None
    within_years: Positive | None = None


class Phase(Model):
    """A phase of the cooperation (S1.80). `infer` lists rules of which any one suffices."""

    label: str
    definition: str
    seeds: Seeds = []
    infer: list[InferenceRule] = []


class Standing(Model):
    """How the relation stands, apart from its phase (S1.38). With `causes` it stops the indicator it names."""

    about: str
    causes: list[str] = []


class WeightSet(Model):
    """An order of factor weights a phase. Weights are never stated, only ordered (S1.80)."""

    about: str
    seeds: Seeds = []
    extends: str | None = None
    lane: Lane | None = None
    orders: dict[str, list[str]]
    never_rising: list[str] = []


class VerdictRules(Model):
    """Bars and thresholds of scores (0-100), levels (0-4) and shares (0-1)."""

    floor: Annotated[float, Field(strict=True, gt=0, lt=1)]
    fragile_below: Score
    quality_level: Level
    limiting_share: Share
    limiting_below: Level
    harm_level: Level


class EvidenceRules(Model):
    """How much a grade, a proxy or age widens a level, in levels; and the level that several raters make together."""

    reliability: dict[str, NotNegative]
    credibility: dict[int, NotNegative]
    ungraded: NotNegative
    proxy: NotNegative
    derived: NotNegative = 0.5
    stale_after_years: Positive
    stale_widens: NotNegative
    consensus: Literal["median-low", "lowest"] = "median-low"


class Condition(Model):
    """A condition on one indicator (levels 0-4) or one factor (score 0-100)."""

    indicator: str | None = None
    factor: str | None = None
    at_least: NotNegative | None = None
    at_most: NotNegative | None = None
    cause: list[str] = []


class BalanceRule(Model):
    """A flag about balance between factors (S1.81-86). It never changes a number or a verdict."""

    says: str
    seeds: Seeds
    when: Annotated[list[Condition], Field(min_length=1)]


class Combine(Model):
    """How two sides make one level, and why."""

    rule: Rule
    why: str


class When(Model):
    """The needs and measures of which any one brings an indicator into scope."""

    needs: list[str] = []
    measures: list[str] = []


class Table(Model):
    """Rows of an indicator that takes one level a row; the lowest row in play counts."""

    by: Literal["need", "bar"]
    rule: str
    rows: dict[str, str]


class Cause(Model):
    """What may lie behind a level, and below which level a rating must say it."""

    values: list[str]
    required_below: Level | None = None
    rule: str


class Proxy(Model):
    """A prior from a public index: piecewise-linear between (index value, level) points."""

    index: str
    points: Annotated[list[tuple[float, Level]], Field(min_length=2)]
    width: NotNegative | None = None


class Derivation(Model):
    """A level of the pair read off recorded facts. Either one level, or points (measured value, level).

    With `prior` it is a prior like a proxy, and meets or misses a gate only when sure.
    """

    from_: Literal[
        "agreement-in-use",
        "agreement-in-force",
        "shared-instrument",
        "shared-language",
        "same-legal-family",
        "political-distance",
    ]
    level: Level | None = None
    points: list[tuple[float, Level]] = []
    width: NotNegative | None = None
    prior: bool = False


class Sides(Model):
    """What a level says about each side, or about the pair."""

    a: str | None = None
    b: str | None = None
    pair: str | None = None


class Indicator(Model):
    """One question with five behaviourally anchored levels."""

    name: str
    aspect: str = ""
    question: str
    core: bool = False
    unit: Unit
    lane: Lane
    direction: Literal["requested", "requesting", "both-ways", "role"] | None = None
    when: When | None = None
    combine: Combine
    weight: Positive = 1.0
    necessary: dict[str, Annotated[float, Field(strict=True, gt=0)]] = {}
    rests_on: list[str] = []
    obstacles: list[str]
    remedies: list[str] = []
    do_no_harm: bool = False
    harm_rows: list[str] = []
    silence: Literal["not-applicable"] | None = None
    table: Table | None = None
    cause: Cause | None = None
    proxies: list[Proxy] = []
    derived: list[Derivation] = []
    scale: dict[int, str]
    sides: Sides = Sides()
    role_rule: str = ""
    conflict_rule: str = ""
    level_rule: str = ""
    not_here: list[str] = []
    evidence: list[str] = []
    sources: list[str] = []
    seeds: Seeds
    editorial: str = ""


class Factor(Model):
    """One of the factors, with its indicators in catalogue order."""

    name: str
    about: str
    seeds: Seeds = []
    indicators: Annotated[dict[str, Indicator], Field(min_length=1)]


class Obstacle(Model):
    """A word of the diagnosis (S1.14-S1.20, S1.84)."""

    name: str
    short: str
    seeds: Seeds


class Prerequisite(Model):
    """What must hold before a remedy: an indicator's level, another remedy, or an assumption in words."""

    indicator: str | None = None
    min: Level | None = None
    remedy: str | None = None
    assume: str | None = None


class Remedy(Model):
    """What lifts an indicator, with one Table 1 class (S1.12), lead time in months and cost band 1-4."""

    do: str
    class_: str
    lead_months: tuple[Annotated[int, Field(strict=True, ge=0)], Annotated[int, Field(strict=True, ge=0)]]
    cost: Annotated[int, Field(strict=True, ge=1, le=4)]
    prerequisites: list[Prerequisite] = []
    warning: str = ""
    seeds: Seeds


class Crime(Model):
    """A crime overlay: what governs it, which channels serve it, what it makes weigh more."""

    name: str
    un_type: Count | None = None
    seeds: Seeds = []
    governed_by: list[str] = []
    instruments: list[str] = []
    channel_ids: list[str] = []
    channels: list[str] = []
    capabilities: list[str] = []
    partners: list[str] = []
    roles: list[str] = []
    emphasis: dict[str, Positive] = {}
    measures: list[str] = []
    needs: list[str] = []
    notes: str = ""


class Routes(Model):
    """What makes a link between two jurisdictions, what a relay costs in levels, and how long a hop takes in hours."""

    link: Annotated[list[str], Field(min_length=1)]
    relay_costs: NotNegative
    hours_from: str
    hours: dict[int, Positive | None]


class Source(Model):
    """Where evidence may be found."""

    name: str
    unit: Literal["country", "pair"]
    open: Literal["yes", "partly", "no"]
    note: str = ""


class Rubric(Model):
    """A whole rubric. Every reference in it has been checked (`rubric_checks`)."""

    rubric: str
    version: str
    title: str
    about: str = ""
    disclaimer: str
    editorial: list[str] = []
    scale: dict[int, str]
    needs: dict[str, Need]
    default_needs: Annotated[list[str], Field(min_length=1)]
    lanes: dict[Literal["informal", "formal"], LaneText] = {}
    limbs: dict[str, str] = {}
    measures: dict[str, str] = {}
    roles: list[str] = []
    phases: Annotated[dict[str, Phase], Field(min_length=1)]
    agreement_kinds: dict[str, list[str]] = {}
    agreement_statuses: list[str] = []
    structure_kinds: list[str] = []
    standing: dict[str, Standing]
    weights: dict[str, WeightSet]
    default_weights: str
    verdict: VerdictRules
    evidence: EvidenceRules
    balance: dict[str, BalanceRule] = {}
    factor_order: list[str] = []
    factors: Annotated[dict[str, Factor], Field(min_length=1)]
    obstacles: dict[str, Obstacle]
    measure_classes: dict[str, str] = {}
    remedies: dict[str, Remedy] = {}
    crimes: dict[str, Crime] = {}
    channel_access: list[str] = []
    channel_components: list[str] = []
    channel_ladders: dict[str, list[Rung]] = {}
    channels: dict[str, Channel] = {}
    unlisted_channel: str | None = None
    instrument_statuses: list[str] = []
    instruments: dict[str, Instrument] = {}
    routes: Routes | None = None
    sources: dict[str, Source] = {}

    _digest: str = PrivateAttr(default="")

    @property
    def digest(self) -> str:
        """SHA-256 of the files the rubric was read from."""
        return self._digest

    def with_digest(self, digest: str) -> "Rubric":
        """The rubric, knowing the digest of its files."""
        self._digest = digest
        return self

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators in catalogue order."""
        return {key: item for factor in self.factors.values() for key, item in factor.indicators.items()}

    @cached_property
    def factor_of(self) -> dict[str, str]:
        """The factor of each indicator."""
        return {key: name for name, factor in self.factors.items() for key in factor.indicators}

    @cached_property
    def top_level(self) -> int:
        """The highest level of the scale."""
        return max(self.scale)
