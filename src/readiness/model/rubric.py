"""The rubric: what is asked, how levels combine, what is necessary, what remedies it. All of it is data."""

from collections.abc import Iterable
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from readiness.model import names
from readiness.model.catalogue import (
    Channel,
    Crime,
    Instrument,
    LiftingRule,
    Obstacle,
    Organisation,
    Remedy,
    Rung,
    Source,
)
from readiness.model.fields import (
    Count,
    Lane,
    Level,
    Line,
    Model,
    NotNegative,
    Positive,
    Prose,
    Score,
    Seeds,
    Share,
)
from readiness.model.indicator import Factor, Indicator


class Need(Model):
    """A kind of help sought, and the lane it takes (S1.43). Cases of this kind show those of the included needs as well.

    `can` is what two jurisdictions can do when it works, as it follows "they can".
    """

    lane: Lane
    about: Prose
    can: Prose = ""
    includes: list[names.NeedId] = []


class LaneText(Model):
    """What a lane is, and what it may lawfully be used for (S1.43)."""

    about: Prose
    allows: Prose


class InferenceRule(Model):
    """Recorded facts that put a relation into a phase. Exactly one kind of fact a rule; `kinds` are those of structures."""

    agreements: list[names.StatusOfInferenceId] = []
    structures: Count | None = None
    kinds: list[names.StructureKindId] = []
    completed_cases: Count | None = None
    over_years: Positive | None = None
    within_years: Positive | None = None


class Phase(Model):
    """A phase of the cooperation (S1.80). `infer` lists rules of which any one suffices."""

    label: Prose
    definition: Prose
    seeds: Seeds = []
    infer: list[InferenceRule] = []


class Standing(Model):
    """How the relation stands, apart from its phase (S1.38). With `causes` it stops the indicator it names.

    `verdict_at_best` is the best verdict while it lasts.
    """

    about: Prose
    causes: list[names.IndicatorId] = []
    verdict_at_best: Literal["undetermined", "fragile", "ready"] = "ready"


class Measure(Model):
    """Something planned in a case, and the needs that it fits; without needs it fits all."""

    about: Prose
    needs: list[names.NeedId] = []


class WeightSet(Model):
    """An order of factor weights a phase. Weights are never stated, only ordered (S1.80)."""

    about: Prose
    seeds: Seeds = []
    extends: names.WeightSetId | None = None
    lane: Lane | None = None
    orders: dict[names.PhaseId, list[str]]
    never_rising: list[names.FactorId] = []


class VerdictRules(Model):
    """Bars and thresholds of scores (0-100), levels (0-4) and shares (0-1)."""

    floor: Annotated[float, Field(strict=True, gt=0, lt=1)]
    fragile_below: Score
    quality_level: Level
    workable_level: Level = 2
    limiting_share: Share
    limiting_below: Level
    harm_level: Level
    near_gate: Level
    prior_blocks_from: Level = 0


class Casework(Model):
    """What completed cases show of the gates that such a case must pass: a level, ± a width, for some years.

    Fewer than `record_from` in one profile only suggest it; from `ordinary_from` on they are ordinary work and show `ordinary_level`. Bodies of the kinds in `bodies` work cases as long as they stand.
    Casework is set beside earlier casework, as a trend, if their lengths differ by no more than the share `comparable`.
    """

    level: Level
    width: NotNegative
    within_years: Positive
    record_from: Annotated[int, Field(strict=True, ge=1)] = 1
    ordinary_from: Annotated[int, Field(strict=True, ge=1)] | None = None
    ordinary_level: Level | None = None
    bodies: list[names.StructureKindId] = []
    comparable: Share = 0.1


class EvidenceRules(Model):
    """How much a grade, a proxy or age widens a level, in levels; and the level that several raters make together."""

    reliability: dict[str, NotNegative]
    credibility: dict[int, NotNegative]
    ungraded: NotNegative
    proxy: NotNegative
    derived: NotNegative = 0.5
    casework: Casework | None = None
    stale_after_years: Positive
    stale_widens: NotNegative
    consensus: Literal["median-low", "lowest"] = "median-low"
    dissent: NotNegative = 1.0


class Condition(Model):
    """A condition on one indicator (levels 0-4) or one factor (score 0-100)."""

    indicator: names.IndicatorId | None = None
    factor: names.FactorId | None = None
    at_least: NotNegative | None = None
    at_most: NotNegative | None = None
    cause: list[str] = []


class BalanceRule(Model):
    """A flag about balance between factors (S1.81-86). It never changes a number or a verdict."""

    says: Prose
    seeds: Seeds
    when: Annotated[list[Condition], Field(min_length=1)]


class Routes(Model):
    """What makes a link between two jurisdictions, what a relay costs in levels, and how long a hop takes in hours."""

    link: Annotated[list[names.IndicatorId], Field(min_length=1)]
    relay_costs: NotNegative
    hours_from: names.IndicatorId
    hours: dict[int, Positive | None]


class Rubric(Model):
    """A whole rubric. Every reference in it has been checked (`rubric_checks`)."""

    rubric: str
    version: Line
    title: Prose
    about: Prose = ""
    disclaimer: Prose
    editorial: list[str] = []
    scale: dict[int, Prose]
    needs: dict[str, Need]
    default_needs: Annotated[list[names.NeedId], Field(min_length=1)]
    lanes: dict[Literal["informal", "formal"], LaneText] = {}
    limbs: dict[str, Prose] = {}
    measures: dict[str, Measure] = {}
    roles: list[str] = []
    phases: Annotated[dict[str, Phase], Field(min_length=1)]
    agreement_kinds: dict[str, list[names.NeedId]] = {}
    agreement_statuses: list[str] = []
    structure_kinds: list[str] = []
    relation_kinds: dict[str, Prose] = {}
    standing: dict[str, Standing]
    weights: dict[str, WeightSet]
    default_weights: names.WeightSetId
    verdict: VerdictRules
    evidence: EvidenceRules
    balance: dict[str, BalanceRule] = {}
    factor_order: list[names.FactorId] = []
    replaced: dict[str, Annotated[list[names.IndicatorId], Field(min_length=1)]] = {}
    factors: Annotated[dict[str, Factor], Field(min_length=1)]
    obstacles: dict[str, Obstacle]
    measure_classes: dict[str, Prose] = {}
    lifting: LiftingRule = LiftingRule()
    remedies: dict[str, Remedy] = {}
    crimes: dict[str, Crime] = {}
    channel_access: list[str] = []
    channel_components: list[str] = []
    channel_ladders: dict[names.IndicatorId, list[Rung]] = {}
    channels: dict[str, Channel] = {}
    unlisted_channel: names.ChannelId | None = None
    instrument_statuses: list[str] = []
    instruments: dict[str, Instrument] = {}
    organisations: dict[str, Organisation] = {}
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
    def on_file_kinds(self) -> list[str]:
        """Kinds of agreements and of structures."""
        return [*self.agreement_kinds, *self.structure_kinds]

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators in catalogue order."""
        return {key: item for factor in self.factors.values() for key, item in factor.indicators.items()}

    @cached_property
    def bars(self) -> list[str]:
        """The rows of tables that concern some persons only, which a question may name."""
        tables = [item.table for item in self.indicators.values() if item.table is not None]
        return list(dict.fromkeys(row for table in tables for row in table.of_some))

    @cached_property
    def factor_of(self) -> dict[str, str]:
        """The factor of each indicator."""
        return {key: name for name, factor in self.factors.items() for key in factor.indicators}

    @cached_property
    def grounds(self) -> dict[str, frozenset[str]]:
        """For each indicator, all that it rests on, directly or through others."""
        direct = {key: item.rests_on for key, item in self.indicators.items()}
        closure: dict[str, frozenset[str]] = {}
        for key in TopologicalSorter(direct).static_order():
            closure[key] = frozenset(direct[key]).union(*(closure[ground] for ground in direct[key]))
        return closure

    def role_order(self, crimes: Iterable[str]) -> list[str]:
        """Route roles, least harmed first: the order of the first of these crimes that has its own, else the rubric's."""
        own = next((order for crime in crimes if (order := self.crimes[crime].role_order)), [])
        return list(dict.fromkeys([*own, *self.roles]))

    @cached_property
    def top_level(self) -> int:
        """The highest level of the scale."""
        return max(self.scale)
