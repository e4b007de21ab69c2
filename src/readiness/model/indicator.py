"""An indicator and its factor: the question, its anchored levels, how two sides combine, what is necessary."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from readiness.model import references
from readiness.model.fields import Lane, Level, NotNegative, Positive, Prose, RubricPart, Seeds

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


class Combine(RubricPart, frozen=True):
    """How two sides make one level, and why."""

    rule: Rule
    why: Prose


class When(RubricPart, frozen=True):
    """The needs and measures of which any one brings an indicator into scope."""

    needs: list[references.NeedId] = []
    measures: list[references.MeasureId] = []


Replacements = Annotated[list[str], Field(min_length=1)]
"""What stands in the place of a name that the rubric has given up."""


class LevelTable(RubricPart, frozen=True):
    """Rows of an indicator that takes one level a row; the lowest row in play counts.

    Rows `of_some` concern some persons only: they are in play where the question names them, and are otherwise told as conditions.
    """

    by: Literal["need", "bar"]
    rule: Prose
    rows: dict[str, Prose]
    of_some: list[str] = []
    replaced: dict[str, Replacements] = {}

    def in_play(self, named: Iterable[str]) -> list[str]:
        """The rows that a question asks about: those of everyone, and those of some that it names."""
        named = set(named)
        return [row for row in self.rows if row not in self.of_some or row in named]


class Cause(RubricPart, frozen=True, kw_only=True):
    """What may lie behind a level, below which level a rating must say it, which obstacle a cause raises and what answers it."""

    values: list[str]
    required_below: Level | None = None
    obstacles: dict[str, references.ObstacleId] = {}
    remedies: dict[str, list[references.RemedyId]] = {}
    rule: Prose


class Proxy(RubricPart, frozen=True):
    """A prior from a public index: piecewise-linear between (index value, level) points."""

    index: str
    points: Annotated[list[tuple[float, Level]], Field(min_length=2)]
    width: NotNegative | None = None


class Derivation(RubricPart, frozen=True):
    """A level of the pair read off recorded facts. Either one level, or points (measured value, level).

    Instruments and organisations in common count where they show at least this level. `kind` is the kind of relation between
    the two that a level is read off. With `prior` it is a prior like a proxy, and meets or misses a gate only when sure.
    With `own` it is read off what the side that is asked about records itself, and says nothing of the other.

    The law of that side is read on a `matter`, where it has one of the `statuses` and, if any `others` are named, that of the other
    side one of these. It tells of one `row` of the table, and of nothing between two whom one of the instruments `unless_bound` binds.
    """

    from_: Literal[
        "agreement-in-use",
        "instrument-in-use",
        "agreement-in-force",
        "shared-instrument",
        "optional-instrument",
        "common-organisation",
        "shared-language",
        "same-legal-family",
        "relation",
        "law",
        "agreement-required",
        "agreement-suspended",
        "agreement-not-in-force",
        "no-agreement",
    ]
    kind: references.RelationKindId | None = None
    matter: references.LawMatterId | None = None
    statuses: list[str] = []
    others: list[str] = []
    row: str | None = None
    unless_bound: list[references.InstrumentId] = []
    level: Level | None = None
    points: list[tuple[float, Level]] = []
    width: NotNegative | None = None
    prior: bool = False
    own: bool = False


class Sides(RubricPart, frozen=True):
    """What a level says about each side, or about the pair."""

    a: Prose | None = None
    b: Prose | None = None
    pair: Prose | None = None


Necessary = dict[references.PhaseId, Annotated[float, Field(strict=True, gt=0)]]
"""The level below which a phase is blocked, by phase."""


class Indicator(RubricPart, frozen=True, kw_only=True):
    """One question with five behaviourally anchored levels.

    Where it `sets_conditions`, the evidence that a rating quotes tells what a request must meet.
    """

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
    necessary: Necessary = {}
    necessary_by_need: dict[references.NeedId, Necessary] = {}
    rests_on: list[references.IndicatorId] = []
    obstacles: list[references.ObstacleId]
    remedies: list[references.RemedyId] = []
    remedies_by_row: dict[str, list[references.RemedyId]] = {}
    remedies_from: dict[references.RemedyId, Level] = {}
    do_no_harm: bool = False
    harm_rows: list[str] = []
    sets_conditions: bool = False
    silence: Literal["not-applicable"] | None = None
    table: LevelTable | None = None
    cause: Cause | None = None
    proxies: list[Proxy] = []
    derived: list[Derivation] = []
    shown_by: Literal["casework", "measures"] | None = None
    scale: dict[int, Prose]
    sides: Sides = Sides()
    role_rule: Prose = ""
    conflict_rule: Prose = ""
    level_rule: Prose = ""
    not_here: list[Prose] = []
    evidence: list[Prose] = []
    sources: list[references.SourceId] = []
    seeds: Seeds
    editorial: str = ""

    @property
    def causes(self) -> list[str | None]:
        """What may lie behind a level, by name; None last."""
        return [*sorted(self.cause.values if self.cause is not None else ()), None]

    @property
    def by_law(self) -> bool:
        """Whether its level may be read off the law of a side."""
        return any(derivation.from_ == "law" for derivation in self.derived)

    @property
    def raises_by_cause(self) -> bool:
        """Whether the cause of a low level decides which obstacle it raises."""
        return self.cause is not None and bool(self.cause.obstacles)

    def obstacle_for(self, cause: str | None) -> str:
        """The obstacle that a low level raises: by its cause, else the first listed."""
        by_cause = self.cause.obstacles if self.cause is not None else {}
        return by_cause.get(cause or "", self.obstacles[0])

    def necessary_for(self, phase: str, needs: Iterable[str]) -> float | None:
        """The level necessary in a phase for these needs: the highest that one of them asks; None if none does."""
        counting = [need for need in needs if self.when is None or need in self.when.needs]
        tables = [self.necessary_by_need.get(need, self.necessary) for need in counting] or [self.necessary]
        return max((table[phase] for table in tables if phase in table), default=None)

    def remedies_for(self, rows: Iterable[str], cause: str | None = None) -> list[str]:
        """Its remedies, those that answer these rows or this cause first, and none that lifts other rows only."""
        rows = list(rows)
        general = [remedy for remedy in self.remedies if not rows or self.rows_of(remedy, rows)]
        return list(dict.fromkeys([*self.answers_to(rows, cause), *general]))

    def rows_of(self, remedy: str, rows: Iterable[str]) -> list[str]:
        """Those of these rows that a remedy lifts: what is named for rows lifts these alone, what is named for none lifts all."""
        named = [row for row, remedies in self.remedies_by_row.items() if remedy in remedies]
        return [row for row in rows if not named or row in named]

    def answers_to(self, rows: Iterable[str], cause: str | None = None) -> list[str]:
        """The remedies that are named for these rows or for this cause."""
        by_cause = self.cause.remedies.get(cause or "", []) if self.cause is not None else []
        return [remedy for row in rows for remedy in self.remedies_by_row.get(row, ())] + by_cause


class Factor(RubricPart, frozen=True, kw_only=True):
    """One of the factors, with its indicators in catalogue order."""

    name: Prose
    about: Prose
    seeds: Seeds = []
    indicators: Annotated[dict[str, Indicator], Field(min_length=1)]
