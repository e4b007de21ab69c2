"""What both profiles say of each indicator: one reading a side, or one of the pair, with conflicts kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from readiness.evidence import casework, channels, derived, proxies, ratings
from readiness.evidence.level_reading import UNKNOWN, WORKED, Reading, quantity, reconcile, weakest
from readiness.evidence.ratings import Candidate, Context, candidates
from readiness.evidence.recorded_facts import FactQuestion
from readiness.model.question import needs_concerned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Quantity
    from readiness.model.indicator import Indicator
    from readiness.model.question import Scope, Side
    from readiness.model.rubric import Rubric


class Conflict(NamedTuple):
    """Both profiles speak of the same thing and disagree."""

    a: Reading
    b: Reading
    used: Reading


class PairReading(NamedTuple):
    """One indicator for a pair.

    `a` and `b` are the sides' own readings, or what each profile says of the pair; `pair` is the reading of the pair as
    such, UNKNOWN for an indicator that is asked of each side. `rows` are the readings by row of a table, per side.
    """

    a: Reading
    b: Reading
    pair: Reading = UNKNOWN
    rows: Mapping[str, Mapping[str, Reading]] | None = None
    conflict: Conflict | None = None

    def side(self, name: Side) -> Reading:
        """The reading of one side."""
        return self.a if name == "a" else self.b


def quantities(reading: PairReading) -> tuple[Quantity, Quantity, Quantity]:
    """What counts for side a, for side b, and for the pair as such."""
    return quantity(reading.a), quantity(reading.b), quantity(reading.pair)


ANYTHING = (Context(),)
"""The one context of an indicator without rows, where no rating is narrowed."""


class ReadingInContext(NamedTuple):
    """What is read in one context: of each side, or what each profile says of the pair, and of the pair as such."""

    a: Reading
    b: Reading
    pair: Reading = UNKNOWN
    conflict: Conflict | None = None


class Memo(Struct):
    """What was read of one pair, for scopes that ask about the same crimes on the same day.

    `readings` are by indicator and contexts, `in_context` by indicator and context; `cases` what completed cases show, by need
    and, where measures alone show it, by indicator, and by the side whose own requests tell nothing; `gone` whether a text that others
    rest on has run out, by indicator and need; `worked` is whether any cases may be recorded, None until it is asked.
    """

    readings: dict[tuple[str, tuple[Context, ...]], PairReading] = field(default_factory=dict)
    in_context: dict[tuple[str, Context], ReadingInContext] = field(default_factory=dict)
    cases: dict[tuple[str, str | None, str | None], Reading] = field(default_factory=dict)
    gone: dict[tuple[str, str], bool] = field(default_factory=dict)
    worked: bool | None = None


def read_pair(
    rubric: Rubric,
    a: ProfileDocument,
    b: ProfileDocument,
    scope: Scope,
    memo: Memo | None = None,
) -> dict[str, PairReading]:
    """Every indicator of the rubric, in catalogue order, whether in scope or not.

    `memo` keeps readings between scopes of the same pair, crimes and date: most indicators say the same for every need.
    """
    memo = memo or Memo()
    return {key: read_indicator(rubric, key, a, b, scope, memo) for key in rubric.indicators}


def read_indicator(
    rubric: Rubric, key: str, a: ProfileDocument, b: ProfileDocument, scope: Scope, memo: Memo
) -> PairReading:
    """One indicator of a pair. `memo` as in `read_pair`."""
    of_a, of_b = candidates(a, b.id, key), candidates(b, a.id, key)
    indicator = rubric.indicators[key]
    if memo.worked is None:
        memo.worked = _worked(a, b)
    by_need = indicator.shown_by is not None and memo.worked
    contexts = contexts_of(rubric, indicator, scope, [*of_a, *of_b], by_need=by_need)
    asked = key, contexts
    if asked not in memo.readings:
        reader = _Reader(rubric, key, (a, of_a), (b, of_b), scope, memo)
        joined = _joined(indicator, contexts, list(map(reader.read, contexts)))
        held = indicator.by_law and not scope.bars and indicator.unit == "each"
        memo.readings[asked] = reader.held_by_law(joined, contexts) if held else joined
    return memo.readings[asked]


def contexts_of(
    rubric: Rubric,
    indicator: Indicator,
    scope: Scope,
    rated: Sequence[Candidate],
    *,
    by_need: bool = False,
) -> tuple[Context, ...]:
    """What must be asked separately: rows of a table, and needs and crimes to which some rating is narrowed.

    `by_need` tells that there is more than ratings that differs by need.
    """
    table = indicator.table
    narrowed = [item.rating for item in rated if item.rating.needs or item.rating.crimes]
    if table is None and not narrowed and not by_need:
        return ANYTHING
    rows_are_needs = table is not None and table.by == "need"
    asked_needs: Sequence[str | None] = (
        needs_concerned(indicator, rubric, scope)
        if rows_are_needs or by_need or any(rating.needs for rating in narrowed)
        else (None,)
    )
    asked_crimes: Sequence[str | None] = (
        scope.crimes if any(rating.crimes for rating in narrowed) else ()
    ) or (None,)
    if table is None:
        return tuple(Context(need, crime) for need in asked_needs for crime in asked_crimes)
    if rows_are_needs:
        return tuple(Context(need, crime, need) for need in asked_needs for crime in asked_crimes)
    return tuple(
        Context(need, crime, row)
        for row in table.in_play(scope.bars)
        for need in asked_needs
        for crime in asked_crimes
    )


def read_own(rubric: Rubric, key: str, document: ProfileDocument, scope: Scope) -> Reading:
    """What a profile says towards anyone: of its jurisdiction, or of the pair if that is what the indicator asks."""
    indicator = rubric.indicators[key]
    general = candidates(document, None, key)
    contexts = contexts_of(rubric, indicator, scope, general)
    said = [ratings.read(general, context, scope.as_of, rubric.evidence) for context in contexts]
    if indicator.unit != "pair" and indicator.proxies:
        prior = proxies.read(document, indicator, scope.as_of, rubric.evidence)
        said = [_above_prior(reading, prior) for reading in said]
    return weakest(said)


class _Reader:
    """Reads one indicator of a pair, context by context. Sides are profiles with what they say of it."""

    def __init__(
        self,
        rubric: Rubric,
        key: str,
        side_a: tuple[ProfileDocument, list[Candidate]],
        side_b: tuple[ProfileDocument, list[Candidate]],
        scope: Scope,
        memo: Memo,
    ) -> None:
        self._rubric, self._key, self._scope, self._memo = rubric, key, scope, memo
        self._indicator = rubric.indicators[key]
        self._sides = side_a, side_b
        self._pair = side_a[0], side_b[0]
        self._towards = [[item for item in rated if item.towards_partner] for _, rated in self._sides]
        self._said_by: dict[tuple[int, Context], Reading] = {}

    def read(self, context: Context) -> ReadingInContext:
        """What is read in a context."""
        asked = self._key, context
        if asked not in self._memo.in_context:
            self._memo.in_context[asked] = self._read(context)
        return self._memo.in_context[asked]

    def held_by_law(self, joined: PairReading, contexts: Sequence[Context]) -> PairReading:
        """What is read of both sides; where nothing is, what the law of a side says of some persons holds it down.

        That is no level of the whole: of those whom the bar does not concern nothing is known, so that the interval stays open.
        """
        table = self._indicator.table
        of_some = {rule.row for rule in self._indicator.derived if rule.from_ == "law"}
        if table is None or UNKNOWN not in (joined.a, joined.b):
            return joined
        asked = dict.fromkeys((context.need, context.crime) for context in contexts)
        unasked = [row for row in table.of_some if row in of_some]
        read = [self.read(Context(*key, row)) for key in asked for row in unasked]
        a = [item.a for item in read if item.a.basis == "proxy"]
        b = [item.b for item in read if item.b.basis == "proxy"]
        return joined._replace(
            a=_held_by(a) if a and joined.a == UNKNOWN else joined.a,
            b=_held_by(b) if b and joined.b == UNKNOWN else joined.b,
        )

    def _read(self, context: Context) -> ReadingInContext:
        unit = self._indicator.unit
        if unit == "pair":
            said_a, said_b = (self._said(rated, context) for _, rated in self._sides)
            used, conflict = self._of_pair(said_a, said_b, context)
            return ReadingInContext(
                said_a, said_b, self._common(context) if used is UNKNOWN else used, conflict
            )
        own_a, own_b = (self._own(document, rated, context) for document, rated in self._sides)
        if unit == "each":
            return ReadingInContext(own_a, own_b)
        said_a, said_b = (self._said(rated, context) for rated in self._towards)
        used, conflict = self._of_pair(said_a, said_b, context)
        return ReadingInContext(
            own_a, own_b, self._of_channel(own_a, own_b) if used is UNKNOWN else used, conflict
        )

    def _said(self, rated: list[Candidate], context: Context) -> Reading:
        """What one profile's ratings say, read once where they say the same in every context. The list stays as long as this."""
        if not rated:
            return UNKNOWN
        if not any(item.rating.needs or item.rating.crimes or item.rating.rows for item in rated):
            context = ANYTHING[0]
        asked = id(rated), context
        if asked not in self._said_by:
            self._said_by[asked] = ratings.read(rated, context, self._scope.as_of, self._rubric.evidence)
        return self._said_by[asked]

    def _own(self, document: ProfileDocument, rated: list[Candidate], context: Context) -> Reading:
        """What is read of one side: what its ratings say, else what is on record, and a proxy where nobody has rated."""
        each = self._indicator.unit == "each"
        side = document.id if each else None
        said = self._outlived(self._said(rated, context), context, side)
        if said is UNKNOWN:
            said = self._common(context, side) if each else self._shown(context)
        if not self._indicator.proxies:
            return said
        prior = proxies.read(document, self._indicator, self._scope.as_of, self._rubric.evidence)
        return _above_prior(said, prior)

    def _of_pair(self, said_a: Reading, said_b: Reading, context: Context) -> tuple[Reading, Conflict | None]:
        """What either profile states of the pair, unless it is stale and later cases show more."""
        better, disagree = reconcile(said_a, said_b)
        used = self._outlived(better, context)
        return used, Conflict(said_a, said_b, used) if disagree else None

    def _shown(self, context: Context, side: str | None = None) -> Reading:
        """What completed cases show, of one side's part or of the pair."""
        indicator, scope, cases = self._indicator, self._scope, self._memo.cases
        if (
            indicator.shown_by is None
            or context.need is None
            or not self._memo.worked
            or any(self._gone(ground, context.need) for ground in indicator.rests_on)
        ):
            return UNKNOWN
        a, b = self._pair
        other = b.id if side == a.id else a.id
        mute = casework.mute_asker(indicator, side, other) if side is not None else None
        asked = context.need, self._key if indicator.shown_by == "measures" else None, mute
        if asked not in cases:
            documents = (a, b.id), (b, a.id)
            cases[asked] = casework.shown(self._rubric, indicator, documents, context.need, scope.as_of, mute)
        return cases[asked]

    def _gone(self, key: str, need: str) -> bool:
        """Whether a text has run out and nothing else is in its place: cases under it show no more what rests on it."""
        gone = self._memo.gone
        if (key, need) not in gone:
            (a, b), ground = self._pair, self._rubric.indicators[key]
            asked = FactQuestion(self._rubric, a, b, need, self._scope.crimes, self._scope.as_of)
            gone[key, need] = (
                derived.ran_out(ground, asked)
                and derived.read(ground, asked).basis != "derived"
                and not candidates(a, b.id, key)
                and not candidates(b, a.id, key)
            )
        return gone[key, need]

    def _common(self, context: Context, side: str | None = None) -> Reading:
        """What facts of both tell, or those of one side's own record, else what completed cases show."""
        indicator, scope = self._indicator, self._scope
        if not indicator.derived:
            return self._shown(context, side)
        asked = [
            FactQuestion(self._rubric, *self._pair, context.row, crimes, scope.as_of, side=side)
            for crimes in derived.crimes_apart(scope.crimes, context.row)
        ]
        facts = [derived.read(indicator, alone) for alone in asked]
        fact = UNKNOWN if all(fact is UNKNOWN for fact in facts) else weakest(facts)
        if fact.basis == "derived" or any(derived.ran_out(indicator, alone) for alone in asked):
            return fact
        shown = self._shown(context, side)
        own = any(derivation.own for derivation in indicator.derived)
        if _since_then(fact, shown) or (own and _outweighs(fact, shown)):
            return fact
        return _floored(shown, fact)

    def _of_channel(self, own_a: Reading, own_b: Reading) -> Reading:
        """The weaker of both accesses to a channel, or the best one on record."""
        recorded = channels.best(self._rubric, self._key, *self._pair, self._scope)
        sides = [_access(own, recorded) for own in (own_a, own_b)]
        return recorded if sides == [recorded, recorded] else weakest(sides)

    def _outlived(self, said: Reading, context: Context, side: str | None = None) -> Reading:
        """What is said, but a stale rating gives way to a record of cases since that shows a higher level."""
        if not said.stale or said.level is None or said.as_of is None:
            return said
        since = self._shown(context, side)
        told = since.basis == "casework" and since.as_of is not None and since.as_of > said.as_of
        if not told or (since.level or 0.0) <= said.level:
            return said
        return since._replace(beside=(*since.beside, *said.origins))


def _joined(
    indicator: Indicator, contexts: Sequence[Context], read: Sequence[ReadingInContext]
) -> PairReading:
    """What is read in all contexts together: of each the lowest."""
    a, b = [item.a for item in read], [item.b for item in read]
    by_row = indicator.table is not None
    if indicator.unit == "each":
        rows = {"a": _by_row(contexts, a), "b": _by_row(contexts, b)} if by_row else None
        return PairReading(weakest(a), weakest(b), rows=rows)
    of_pair = [item.pair for item in read]
    conflict = next((item.conflict for item in read if item.conflict is not None), None)
    rows = {"pair": _by_row(contexts, of_pair)} if by_row else None
    return PairReading(weakest(a), weakest(b), weakest(of_pair), rows, conflict)


def _held_by(read: Sequence[Reading]) -> Reading:
    """Nothing is known, and the lowest of what was read holds it down."""
    lowest = weakest(read)
    return UNKNOWN._replace(held_at=lowest.level or 0.0, held_on=lowest.basis, beside=lowest.origins)


def _worked(a: ProfileDocument, b: ProfileDocument) -> bool:
    """Whether either profile records cases between the two, or a body that may work them."""
    partners = (a.profile.partners.get(b.id), b.profile.partners.get(a.id))
    return any(partner is not None and (partner.cases or partner.structures) for partner in partners)


def _first_known(first: Reading, other: Reading) -> Reading:
    return first if first.known else other


def _access(own: Reading, recorded: Reading) -> Reading:
    """A side's access as it is rated, else as the best channel on record gives it to both, else as cases show it.

    So a rating by one side alone takes nothing from what is on record of both, unless it is lower.
    """
    if own.basis not in ("none", *WORKED):
        return own
    return own if own.known and not recorded.known else recorded


def _floored(shown: Reading, prior: Reading) -> Reading:
    """What cases show is a floor: they passed the gates, and a prior that lies above it stands above it."""
    if shown.level is None or prior.level is None:
        return _first_known(shown, prior)
    if prior.level <= shown.level:
        return shown
    high = max(shown.high, prior.high)
    return shown._replace(level=prior.level, high=high, beside=prior.origins, by_index=True)


def _since_then(fact: Reading, shown: Reading) -> bool:
    """Whether what came between the two since the last case suggests a lower level: cases from before a quarrel do not outlive it."""
    if fact.level is None or shown.level is None or fact.as_of is None or shown.as_of is None:
        return False
    return fact.level < shown.level and fact.as_of > shown.as_of


def _outweighs(fact: Reading, shown: Reading) -> bool:
    """Whether what a side's own record tells against it stands beside a case or two: courts judge one person at a time."""
    lower = fact.level is not None and shown.level is not None and fact.level < shown.level
    return lower and shown.basis == "few-cases"


def _above_prior(said: Reading, prior: Reading) -> Reading:
    """A proxy stands in where nobody has rated, above what cases show if it is higher."""
    if said is UNKNOWN:
        return prior
    return _floored(said, prior) if said.basis in WORKED else said


def _by_row(contexts: Sequence[Context], readings: Sequence[Reading]) -> dict[str, Reading]:
    rows: dict[str, list[Reading]] = {}
    for context, reading in zip(contexts, readings, strict=True):
        rows.setdefault(context.row or "", []).append(reading)
    return {row: weakest(of_row) for row, of_row in rows.items()}
