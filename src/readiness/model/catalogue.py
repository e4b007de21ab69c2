"""What a rubric lists beside its indicators: obstacles, remedies, crimes, channels, instruments, sources."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from readiness.model import references
from readiness.model.fields import Called, Count, Level, Positive, Prose, RubricPart, Seeds, listed


class Rung(RubricPart, frozen=True):
    """A level of a channel ladder, and the access to each part that it demands."""

    level: Level
    demands: dict[references.ComponentId, references.AccessId]


class Channel(RubricPart, frozen=True):
    """A channel between authorities. Full membership of a body gives some of its parts."""

    name: Prose
    open_to: Literal["all", "named-crimes"]
    caps: dict[references.ChannelIndicatorId, Level] = {}
    member_of: dict[str, dict[references.ComponentId, references.AccessId]] = {}


Crimes = Annotated[
    list[references.CoveredId],
    BeforeValidator(listed, json_schema_input_type=str | list[references.CoveredId]),
]
"""Crimes by their ids, or `all`."""


class Instrument(RubricPart, frozen=True):
    """A treaty, act or scheme, and the needs and crimes for which being bound by it in common is a basis.

    `covers` is the scope for every need but those under `covers-for`; a crime that names the instrument under `governed-by`
    is covered besides. For a need under `by_acceptance` it is a basis only where both are recorded to accept it as one, and
    else suggests that there may be one. `level` (0-4) is what it shows unused. With `across`, the name of a membership, it binds a party with
    each member of that body, and neither parties nor members among themselves. A `frame` between any two that it binds is a record of
    the two like a treaty of their own; a convention open to the world is none.
    """

    name: Prose
    serves: list[references.NeedId] = []
    covers: Crimes = []
    covers_for: dict[references.NeedId, Crimes] = {}
    by_acceptance: list[references.NeedId] = []
    binding: bool = True
    level: Level = 2.0
    across: str | None = None
    frame: bool = False


class LawMatter(RubricPart, frozen=True):
    """A matter on which each jurisdiction's own law decides, and what that law may say: by status a sentence with {name} in it."""

    about: Prose
    statuses: Annotated[dict[str, Prose], Field(min_length=1)]


class Organisation(RubricPart, frozen=True):
    """A body whose rules are by themselves a basis between two members. Its key is the name of the membership."""

    name: Prose
    serves: list[references.NeedId]
    level: Level = 2.0


class Obstacle(RubricPart, frozen=True):
    """A word of the diagnosis (S1.14-S1.20, S1.84)."""

    name: Prose
    short: Prose
    seeds: Seeds


class Prerequisite(RubricPart, frozen=True):
    """What must hold before a remedy: an indicator's level, another remedy, or an assumption in words.

    With `max` the remedy is for weak partners only: it fits while the level is not above it. Beside another remedy, `indicator` and `max`
    say where that one is needed: it is not where the level is known to be higher.
    """

    indicator: references.IndicatorId | None = None
    min: Level | None = None
    max: Level | None = None
    remedy: references.RemedyId | None = None
    assume: Prose | None = None

    @property
    def for_the_weak(self) -> bool:
        """Whether the remedy fits only while a level is low."""
        return self.remedy is None and self.max is not None

    def needed_at(self, level: float | None) -> bool:
        """Whether the remedy that it names must be done first, by the level (0-4, None where unknown) of the indicator that it names, if any."""
        return self.remedy is not None and (self.max is None or level is None or level <= self.max)

    def met_by(self, level: float | None) -> bool:
        """Whether a level (0-4) lies between `min` and `max`; an unknown one does not."""
        if level is None:
            return False
        return (self.min is None or level >= self.min) and (self.max is None or level <= self.max)


class Lift(RubricPart, frozen=True):
    """An indicator that a remedy lifts. What it leaves out is the rubric's rule."""

    indicator: references.IndicatorId
    by: Positive | None = None
    to: Level | None = None
    from_zero: bool = False


class UpkeepRule(RubricPart, frozen=True):
    """What needs upkeep: a remedy that lifts an indicator of this factor and costs at least this band must warn of it."""

    factor: references.FactorId
    from_cost: Annotated[int, Field(strict=True, ge=1, le=4)] = 1


class LiftingRule(RubricPart, frozen=True):
    """By how many levels one use of a remedy lifts an indicator, up to which, and which ones never from 0.

    A plan uses a remedy `at_most` so often, and repeats the `warning` for each that lifts what is never lifted from 0. `upkeep` says
    which remedies must warn of what goes on costing.
    """

    by: Positive = 1
    to: Level = 3
    not_from_zero: list[references.IndicatorId] = []
    at_most: Count | None = None
    upkeep: UpkeepRule | None = None
    warning: Prose = ""


class Occasion(RubricPart, frozen=True):
    """What a remedy is for: something on record between the two, or a crime in the question. Exactly one kind.

    `standing` is how the relation stands, `relations` are kinds of facts between the two, `agreements` the statuses of agreements that
    would serve a need in play if they bound. An `indicator` must be rated or recorded at `at_most`: what is unknown or only
    suggested is no occasion.
    """

    standing: list[references.StandingId] = []
    relations: list[references.RelationKindId] = []
    agreements: list[references.StatusOfInferenceId] = []
    crimes: list[references.CrimeId] = []
    indicator: references.IndicatorId | None = None
    at_most: Level | None = None


Acts = Literal["own", "partner", "both"]
"""Who must act: the side whose level is low, the other one, or both together."""


class Remedy(RubricPart, frozen=True, kw_only=True):
    """What answers a low level, with one Table 1 class (S1.12), lead time in months and cost band 1-4.

    It is not proposed where an agreement or structure of a kind in `unless_on_file` serves the need already, and with `when` only where
    one of its occasions is there. Without `lifts` it lifts every indicator that lists it; with `lifts: []` it is a way round and
    lifts nothing. `at_most` is how often a plan may use it, where the rubric's rule does not hold.
    """

    do: Prose
    acts: Acts = "both"
    class_: references.MeasureClassId
    lead_months: tuple[Annotated[int, Field(strict=True, ge=0)], Annotated[int, Field(strict=True, ge=0)]]
    cost: Annotated[int, Field(strict=True, ge=1, le=4)]
    prerequisites: list[Prerequisite] = []
    lifts: list[Lift] | None = None
    at_most: Count | None = None
    unless_on_file: list[references.OnFileId] = []
    when: list[Occasion] = []
    warning: Prose = ""
    seeds: Seeds


class Crime(RubricPart, frozen=True):
    """A crime overlay: what governs it, which channels serve it, what it makes weigh more.

    `role_order` are route roles, least harmed first, where the crime differs from the rubric's order; of two that it does not name nothing is
    told, so that the lower level counts. `called` is what people call the crime otherwise.
    """

    name: Prose
    called: Called = []
    un_type: Count | None = None
    seeds: Seeds = []
    governed_by: list[references.InstrumentId] = []
    instruments: list[Prose] = []
    channel_ids: list[references.ChannelId] = []
    channels: list[Prose] = []
    capabilities: list[Prose] = []
    partners: list[Prose] = []
    roles: list[references.RoleId] = []
    role_order: list[references.RoleId] = []
    emphasis: dict[references.IndicatorId, Positive] = {}
    measures: list[references.MeasureId] = []
    needs: list[references.NeedId] = []
    notes: Prose = ""


class Source(RubricPart, frozen=True, kw_only=True):
    """Where evidence may be found. `short` is what the place is called where there is little room."""

    name: Prose
    short: Prose = ""
    unit: Literal["country", "pair"]
    open: Literal["yes", "partly", "no"]
    note: Prose = ""

    @property
    def named(self) -> str:
        """The short name, or the whole one where there is none."""
        return self.short or self.name
