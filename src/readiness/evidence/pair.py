"""What both profiles say of each indicator: one reading a side, or one of the pair, with conflicts kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from readiness.evidence import casework, channels, derived, proxies, ratings
from readiness.evidence.ratings import Candidate, Context, candidates
from readiness.evidence.reading import UNKNOWN, WORKED, Reading, quantity, reconcile, weakest
from readiness.evidence.recorded_facts import FactQuestion
from readiness.model.question import needs_concerned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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

Readings = dict[Context, Reading]


class Memo(Struct):
    """What was read of one pair, for scopes that ask about the same crimes on the same day.

    `readings` are by indicator and contexts; `cases` what completed cases show, by need and, where measures alone show it, by indicator.
    """

    readings: dict[tuple[str, tuple[Context, ...]], PairReading] = field(default_factory=dict)
    cases: dict[tuple[str, str | None], Reading] = field(default_factory=dict)


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
    by_need = indicator.shown_by is not None and _worked(a, b)
    contexts = contexts_of(rubric, indicator, scope, [*of_a, *of_b], by_need=by_need)
    asked = key, contexts
    if asked not in memo.readings:
        memo.readings[asked] = _read(rubric, key, (a, of_a), (b, of_b), contexts, scope, memo.cases)
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
    said = _said(rubric, general, contexts, scope)
    return _lowest(
        said if indicator.unit == "pair" else _with_proxy(rubric, document, indicator, said, scope)
    )


def _read(
    rubric: Rubric,
    key: str,
    side_a: tuple[ProfileDocument, list[Candidate]],
    side_b: tuple[ProfileDocument, list[Candidate]],
    contexts: Sequence[Context],
    scope: Scope,
    cases: dict[tuple[str, str | None], Reading],
) -> PairReading:
    indicator = rubric.indicators[key]
    (a, of_a), (b, of_b) = side_a, side_b
    documents = ((a, b.id), (b, a.id))

    def shown(context: Context) -> Reading:
        if (
            indicator.shown_by is None
            or context.need is None
            or _ground_gone(rubric, key, (a, b), context.need, scope)
        ):
            return UNKNOWN
        cases_of = context.need, key if indicator.shown_by == "measures" else None
        if cases_of not in cases:
            cases[cases_of] = casework.shown(rubric, indicator, documents, context.need, scope.as_of)
        return cases[cases_of]

    def common(context: Context, side: str | None = None) -> Reading:
        apart = derived.crimes_apart(scope.crimes, context.row)
        asked = [FactQuestion(rubric, a, b, context.row, crimes, scope.as_of, side=side) for crimes in apart]
        facts = [derived.read(indicator, alone) for alone in asked]
        fact = UNKNOWN if all(fact is UNKNOWN for fact in facts) else weakest(facts)
        if fact.basis == "derived" or any(derived.ran_out(indicator, alone) for alone in asked):
            return fact
        return _floored(shown(context), fact)

    if indicator.unit == "pair":
        said_a, said_b = (_said(rubric, rated, contexts, scope) for rated in (of_a, of_b))
        return _of_pair(indicator, (said_a, said_b), (said_a, said_b), common, shown)

    def otherwise(document: ProfileDocument) -> Callable[[Context], Reading]:
        return partial(common, side=document.id) if indicator.unit == "each" else shown

    own_a, own_b = (
        _with_proxy(
            rubric,
            document,
            indicator,
            _filled(
                {
                    context: _outlived(reading, shown, context)
                    for context, reading in _said(rubric, rated, contexts, scope).items()
                },
                otherwise(document),
            ),
            scope,
        )
        for document, rated in (side_a, side_b)
    )
    if indicator.unit == "each":
        rows = {"a": _by_row(own_a), "b": _by_row(own_b)} if indicator.table is not None else None
        return PairReading(_lowest(own_a), _lowest(own_b), rows=rows)

    def access(context: Context) -> Reading:
        recorded = channels.best(rubric, key, a, b, scope)
        sides = [_access(own[context], recorded) for own in (own_a, own_b)]
        return recorded if sides == [recorded, recorded] else weakest(sides)

    stated = [[item for item in rated if item.towards_partner] for rated in (of_a, of_b)]
    said_a, said_b = (_said(rubric, rated, contexts, scope) for rated in stated)
    return _of_pair(indicator, (said_a, said_b), (own_a, own_b), access, shown)


def _ground_gone(
    rubric: Rubric, key: str, pair: tuple[ProfileDocument, ProfileDocument], need: str, scope: Scope
) -> bool:
    """Whether a text that an indicator rests on has run out and nothing else is in its place: cases under it show it no more."""
    a, b = pair
    return any(
        derived.ran_out(rubric.indicators[ground], asked)
        and derived.read(rubric.indicators[ground], asked).basis != "derived"
        and not candidates(a, b.id, ground)
        and not candidates(b, a.id, ground)
        for ground in rubric.indicators[key].rests_on
        for asked in [FactQuestion(rubric, a, b, need, scope.crimes, scope.as_of)]
    )


def _said(rubric: Rubric, rated: list[Candidate], contexts: Sequence[Context], scope: Scope) -> Readings:
    """What one profile's ratings say in each context."""
    if not rated:
        return dict.fromkeys(contexts, UNKNOWN)
    return {context: ratings.read(rated, context, scope.as_of, rubric.evidence) for context in contexts}


def _worked(a: ProfileDocument, b: ProfileDocument) -> bool:
    """Whether either profile records cases between the two, or a body that may work them."""
    partners = (a.profile.partners.get(b.id), b.profile.partners.get(a.id))
    return any(partner is not None and (partner.cases or partner.structures) for partner in partners)


def _outlived(said: Reading, shown: Callable[[Context], Reading], context: Context) -> Reading:
    """What is said, but a stale rating gives way to a record of cases since that shows a higher level."""
    if not said.stale or said.level is None or said.as_of is None:
        return said
    since = shown(context)
    told = since.basis == "casework" and since.as_of is not None and since.as_of > said.as_of
    if not told or (since.level or 0.0) <= said.level:
        return said
    return since._replace(beside=(*since.beside, *said.origins))


def _filled(said: Readings, otherwise: Callable[[Context], Reading]) -> Readings:
    """What is said, and in contexts where nothing is what another source gives."""
    return {
        context: otherwise(context) if reading is UNKNOWN else reading for context, reading in said.items()
    }


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
    return shown._replace(level=prior.level, high=max(shown.high, prior.high), beside=prior.origins)


def _with_proxy(
    rubric: Rubric, document: ProfileDocument, indicator: Indicator, said: Readings, scope: Scope
) -> Readings:
    """A proxy stands in where nobody has rated, above what cases show if it is higher."""
    if not indicator.proxies:
        return said
    prior = proxies.read(document, indicator, scope.as_of, rubric.evidence)
    return {
        context: prior
        if reading is UNKNOWN
        else _floored(reading, prior)
        if reading.basis in WORKED
        else reading
        for context, reading in said.items()
    }


def _of_pair(
    indicator: Indicator,
    said: tuple[Readings, Readings],
    own: tuple[Readings, Readings],
    otherwise: Callable[[Context], Reading],
    shown: Callable[[Context], Reading],
) -> PairReading:
    """One reading for the pair, from what either profile states of it, else from what `otherwise` gives.

    What is stated gives way to what later cases show where it is stale. `own` are shown as the sides' own readings.
    """
    said_a, said_b = said
    used: Readings = {}
    conflict: Conflict | None = None
    for context, of_a in said_a.items():
        used[context], disagree = reconcile(of_a, said_b[context])
        if disagree and conflict is None:
            conflict = Conflict(of_a, said_b[context], used[context])
        used[context] = _outlived(used[context], shown, context)
        if used[context] is UNKNOWN:
            used[context] = otherwise(context)
    rows = {"pair": _by_row(used)} if indicator.table is not None else None
    return PairReading(_lowest(own[0]), _lowest(own[1]), _lowest(used), rows, conflict)


def _lowest(readings: Readings) -> Reading:
    return weakest(list(readings.values()))


def _by_row(readings: Readings) -> dict[str, Reading]:
    rows: dict[str, list[Reading]] = {}
    for context, reading in readings.items():
        rows.setdefault(context.row or "", []).append(reading)
    return {row: weakest(of_row) for row, of_row in rows.items()}
