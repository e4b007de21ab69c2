"""The rubric: what is asked, how levels combine, what is necessary, what remedies it. All of it is data."""

from collections.abc import Iterable
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Annotated, Literal, get_args

from msgspec.structs import replace
from pydantic import Field

from readiness.model import references
from readiness.model.aliases import AskedKind, names_of, plain
from readiness.model.catalogue import (
    Channel,
    Crime,
    Instrument,
    LawMatter,
    LiftingRule,
    Obstacle,
    Organisation,
    Remedy,
    Rung,
    Source,
)
from readiness.model.fields import (
    Called,
    Lane,
    Line,
    Prose,
    RubricPart,
    Seeds,
)
from readiness.model.indicator import Factor, Indicator
from readiness.model.rules import BalanceRule, EvidenceRules, InferenceRule, Routes, VerdictRules, WeightSet


class Need(RubricPart, frozen=True):
    """A kind of help sought, and the lane it takes (S1.43). Cases of this kind show those of the included needs as well.

    `can` is what two jurisdictions can do when it works, as it follows "they can"; `can_get` what one then can get from the other;
    `called` what people call it otherwise.
    """

    lane: Lane
    about: Prose
    can: Prose = ""
    can_get: Prose = ""
    called: Called = []
    includes: list[references.NeedId] = []


class LaneText(RubricPart, frozen=True):
    """What a lane is, and what it may lawfully be used for (S1.43)."""

    about: Prose
    allows: Prose


class Phase(RubricPart, frozen=True, kw_only=True):
    """A phase of the cooperation (S1.80). `infer` lists rules of which any one suffices; `called` is what people call it otherwise."""

    label: Prose
    called: Called = []
    definition: Prose
    seeds: Seeds = []
    infer: list[InferenceRule] = []


class Standing(RubricPart, frozen=True):
    """How the relation stands, apart from its phase (S1.38). With `causes` it stops the indicator it names.

    `verdict_at_best` is the best verdict while it lasts.
    """

    about: Prose
    causes: list[references.IndicatorId] = []
    verdict_at_best: Literal["undetermined", "fragile", "ready"] = "ready"


class Measure(RubricPart, frozen=True):
    """Something planned in a case, and the needs that it fits; without needs it fits all. `called` is what people call it otherwise."""

    about: Prose
    called: Called = []
    needs: list[references.NeedId] = []


class Role(RubricPart, frozen=True):
    """A route role: what a jurisdiction is in a case, and what people call it otherwise."""

    about: Prose = ""
    called: Called = []


class Ambiguous(RubricPart, frozen=True):
    """Names that people use for several needs, measures, crimes, phases or roles, each with those. They are asked back."""

    needs: dict[str, Annotated[list[references.NeedId], Field(min_length=2)]] = {}
    measures: dict[str, Annotated[list[references.MeasureId], Field(min_length=2)]] = {}
    crimes: dict[str, Annotated[list[references.CrimeId], Field(min_length=2)]] = {}
    phases: dict[str, Annotated[list[references.PhaseId], Field(min_length=2)]] = {}
    roles: dict[str, Annotated[list[references.RoleId], Field(min_length=2)]] = {}


class Rubric(RubricPart, frozen=True, dict=True, kw_only=True):
    """A whole rubric. Every reference in it has been checked (`rubric_checks`)."""

    rubric: str
    version: Line
    title: Prose
    about: Prose = ""
    disclaimer: Prose
    editorial: list[str] = []
    scale: dict[int, Prose]
    needs: dict[str, Need]
    default_needs: Annotated[list[references.NeedId], Field(min_length=1)]
    lanes: dict[Literal["informal", "formal"], LaneText] = {}
    limbs: dict[str, Prose] = {}
    measures: dict[str, Measure] = {}
    roles: dict[str, Role] = {}
    ambiguous: Ambiguous = Ambiguous()
    phases: Annotated[dict[str, Phase], Field(min_length=1)]
    agreement_kinds: dict[str, list[references.NeedId]] = {}
    agreement_statuses: list[str] = []
    structure_kinds: dict[str, list[references.NeedId]] = {}
    relation_kinds: dict[str, Prose] = {}
    law_matters: dict[str, LawMatter] = {}
    standing: dict[str, Standing]
    weights: dict[str, WeightSet]
    default_weights: references.WeightSetId
    verdict: VerdictRules
    evidence: EvidenceRules
    balance: dict[str, BalanceRule] = {}
    factor_order: list[references.FactorId] = []
    replaced: dict[str, Annotated[list[references.IndicatorId], Field(min_length=1)]] = {}
    factors: Annotated[dict[str, Factor], Field(min_length=1)]
    obstacles: dict[str, Obstacle]
    measure_classes: dict[str, Prose] = {}
    lifting: LiftingRule = LiftingRule()
    remedies: dict[str, Remedy] = {}
    crimes: dict[str, Crime] = {}
    channel_access: list[str] = []
    channel_components: list[str] = []
    channel_ladders: dict[references.IndicatorId, list[Rung]] = {}
    channels: dict[str, Channel] = {}
    unlisted_channel: references.ChannelId | None = None
    instrument_statuses: list[str] = []
    instruments: dict[str, Instrument] = {}
    organisations: dict[str, Organisation] = {}
    routes: Routes | None = None
    sources: dict[str, Source] = {}

    _digest: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the files the rubric was read from."""
        return self._digest

    def with_digest(self, digest: str) -> "Rubric":
        """The rubric, knowing the digest of its files."""
        return replace(self, _digest=digest)

    @cached_property
    def ids_by_name(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """By kind of what is asked for: the ids that a name in plain form may stand for."""
        several: dict[str, dict[str, list[str]]] = {
            kind: getattr(self.ambiguous, kind) for kind in get_args(AskedKind)
        }
        return {
            kind: {plain(name.text): (name.key,) for name in names_of(getattr(self, kind))}
            | {plain(text): tuple(ids) for text, ids in several[kind].items()}
            for kind in several
        }

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
        return own or list(self.roles)

    @cached_property
    def top_level(self) -> int:
        """The highest level of the scale."""
        return max(self.scale)
