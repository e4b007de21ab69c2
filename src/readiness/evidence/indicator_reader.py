"""Reads one indicator of a pair, context by context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.evidence import casework, channels, derived, proxies, ratings
from readiness.evidence.contexts import ANYTHING
from readiness.evidence.level_reading import UNKNOWN, Reading, reconcile, weakest
from readiness.evidence.pair_reading import Conflict, Memo, PairReading, ReadingInContext
from readiness.evidence.precedence import above_prior, access, floored, outweighs, since_then
from readiness.evidence.ratings import Candidate, Context, candidates
from readiness.evidence.recorded_facts import FactQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric


class IndicatorReader:
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
        return above_prior(said, prior)

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
        if since_then(fact, shown) or (own and outweighs(fact, shown)):
            return fact
        return floored(shown, fact)

    def _of_channel(self, own_a: Reading, own_b: Reading) -> Reading:
        """The weaker of both accesses to a channel, or the best one on record."""
        recorded = channels.best(self._rubric, self._key, *self._pair, self._scope)
        sides = [access(own, recorded) for own in (own_a, own_b)]
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


def _held_by(read: Sequence[Reading]) -> Reading:
    """Nothing is known, and the lowest of what was read holds it down."""
    lowest = weakest(read)
    return UNKNOWN._replace(held_at=lowest.level or 0.0, held_on=lowest.basis, beside=lowest.origins)
