"""The part of an assessment that speaks of single indicators."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from readiness.assessment.result.indicators import (
    STANDING,
    ConflictResult,
    EvidenceItem,
    GateState,
    IndicatorResult,
    RowLevel,
    SideLevel,
)
from readiness.documents.profile_checks import names_of
from readiness.engine.arithmetic import FLOATS, FREE, TOLERANCE
from readiness.engine.outcome import alike, lies_on
from readiness.engine.pair_levels import DIRECTIONAL, sides_that_count
from readiness.evidence.casework import in_words, recent
from readiness.evidence.contradiction import AgainstRecord, LaterCases, against_record, later_cases
from readiness.evidence.level_reading import WORKED, quantity, source_title
from readiness.model.question import in_scope
from readiness.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.assessment.result.verdicts import SideName
    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Quantity
    from readiness.engine.kernel import Gate
    from readiness.engine.losses import Losses
    from readiness.engine.outcome import Outcome
    from readiness.evidence.level_reading import CitedItem, Reading
    from readiness.evidence.pair_reading import PairReading
    from readiness.model.question import Side

RATED = ("rating", "not-applicable")
"""What makes an indicator out of scope worth showing."""


def indicator_results(judged: Judgement, losses: Losses) -> list[IndicatorResult]:
    """Every indicator in scope, and those out of scope for which something is recorded."""
    rubric, score = judged.rubric, judged.score
    demands = judged.outcome.demands[judged.phase.phase]
    totals = [0.0] * len(rubric.factors)
    for demand, level in zip(demands, score.levels, strict=True):
        totals[demand.factor] += demand.weight * bool(level.applicable)
    addresses = _addresses(judged)
    results: list[IndicatorResult] = []
    rows = zip(rubric.indicators.items(), demands, score.levels, score.gates, strict=True)
    for (key, indicator), demand, level, gate in rows:
        reading = judged.readings[key]
        counts = in_scope(indicator, judged.scope)
        rated = any(said.basis in RATED for said in (reading.a, reading.b, reading.pair))
        if not (counts or rated or gate is not None):
            continue
        total = totals[demand.factor]
        weight = demand.weight / total if counts and level.applicable and total else 0.0
        share = losses.indicators.get(key, 0.0) if losses.indicators is not None else None
        results.append(_result(judged, key, level, gate, weight, share, addresses))
    return results


def conflict_results(judged: Judgement) -> list[ConflictResult]:
    """Where both profiles speak of the same thing and disagree, and where a rating and later cases do."""
    conflicts: list[ConflictResult] = []
    for key, reading in judged.readings.items():
        if (conflict := reading.conflict) is not None:
            said = side_level(conflict.a), side_level(conflict.b), side_level(conflict.used)
            conflicts.append(ConflictResult(key, *said, None, None, None, ordinary=False))
        for doubt in (_worked_since(judged, key), _against_record(judged, key)):
            if doubt is not None:
                used = min(readings_that_count(judged, key), key=_holding)
                said = side_level(reading.a), side_level(reading.b), side_level(used)
                rated, told = side_level(doubt.rated), _told(judged, doubt)
                worked = isinstance(doubt, LaterCases)
                casework, record = (told, None) if worked else (None, told)
                conflicts.append(ConflictResult(key, *said, casework, rated, record, ordinary=doubt.ordinary))
    return conflicts


def _told(judged: Judgement, doubt: LaterCases | AgainstRecord) -> str:
    """What contradicts a rating."""
    if isinstance(doubt, AgainstRecord):
        return listed(dict.fromkeys(item.says for item in doubt.items))
    names = {document.id: names_of(document.profile) for document in (judged.a, judged.b)}
    return in_words(doubt.cases, judged.scope.as_of, names)


def _worked_since(judged: Judgement, key: str) -> LaterCases | None:
    """The lowest rating that fails its gate though cases that must pass this gate were completed later, or in ordinary work."""
    both = [(judged.a, judged.b.id), (judged.b, judged.a.id)]
    found = later_cases(judged.rubric, key, _rating(judged, key), both, judged.scope)
    failing = [worked for worked in found if _fails(judged, key, worked.needs, worked.rated.level)]
    return min(failing, key=lambda worked: _holding(worked.rated), default=None)


def _against_record(judged: Judgement, key: str) -> AgainstRecord | None:
    """The lowest rating that fails its gate though a fact on record by itself would pass it."""
    failing = [
        doubt
        for doubt in against_record(
            judged.rubric, key, _rating(judged, key), (judged.a, judged.b), judged.scope
        )
        if _fails(judged, key, doubt.needs, doubt.rated.level)
        and not _fails(judged, key, doubt.needs, doubt.shows)
    ]
    return min(failing, key=lambda doubt: _holding(doubt.rated), default=None)


def _rating(judged: Judgement, key: str) -> list[tuple[ProfileDocument, str]]:
    """The profiles whose ratings count in the direction judged, with the code of the partner; none where the indicator is not in play."""
    indicator = judged.rubric.indicators[key]
    documents = {"a": (judged.a, judged.b.id), "b": (judged.b, judged.a.id)}
    counting = sides_that_count(indicator.combine.rule, judged.outcome.requesting, judged.harmed)
    return [documents[side] for side in counting or ("a", "b")] if in_scope(indicator, judged.scope) else []


def _fails(judged: Judgement, key: str, needs: Sequence[str], level: float | None) -> bool:
    """Whether a level misses what is necessary for some needs in the phase judged."""
    needed = judged.rubric.indicators[key].necessary_for(judged.phase.phase, needs)
    return needed is not None and level is not None and level < needed - TOLERANCE


def direction_untold(judged: Judgement) -> Iterator[str]:
    """The necessary indicators of one side's part that rest on cases of which it is not recorded who asked."""
    rubric, scope = judged.rubric, judged.scope
    documents = (judged.a, judged.b.id), (judged.b, judged.a.id)
    worked = recent(rubric, documents, scope.needs, scope.as_of)
    if all(entry.requesting is not None for _, _, _, entry in worked):
        return
    for key, indicator in rubric.indicators.items():
        if (
            indicator.combine.rule in DIRECTIONAL
            and in_scope(indicator, scope)
            and indicator.necessary_for(judged.phase.phase, scope.needs) is not None
            and all(reading.basis in WORKED for reading in readings_that_count(judged, key))
        ):
            yield key


def limiting_side(judged: Judgement, key: str, necessary: float | None) -> SideName:
    """On whose side an indicator is held down in the direction judged, against a necessary level if there is one.

    The cause of a standing whose levels are of sides lies on the side that decided it (see `lies_on`). Where both ways come out
    equal, so that neither is shown before the other, what is alike both ways lies on whomever it lies on either way.
    """
    number, ways = list(judged.rubric.indicators).index(key), [judged.outcome]
    if judged.even and judged.other is not None:
        same = alike(judged.other.quantities[number], judged.outcome.quantities[number])
        ways += [judged.other] if same else []
    held = {_held_on(judged, way, key, number, necessary) for way in ways}
    return held.pop() if len(held) == 1 else "both"


def _held_on(judged: Judgement, way: Outcome, key: str, number: int, necessary: float | None) -> SideName:
    rule = judged.rubric.indicators[key].combine.rule
    counting = sides_that_count(rule, way.requesting, judged.harmed)
    if not counting:
        return "pair"
    on_a, on_b = lies_on(
        FLOATS,
        {side: quantity(judged.readings[key].side(side)) for side in counting},
        -inf if necessary is None else necessary,
        judged.stands.stopped.get(key, False),
        way.decided_by(FLOATS, number),
    )
    return "both" if on_a == on_b else "a" if on_a else "b"


def readings_that_count(judged: Judgement, key: str) -> list[Reading]:
    """The readings that enter an indicator's level in the direction judged: of one side, of both, or of the pair."""
    reading, rule = judged.readings[key], judged.rubric.indicators[key].combine.rule
    counting = sides_that_count(rule, judged.outcome.requesting, judged.harmed)
    return [reading.side(side) for side in counting] or [reading.pair]


def side_level(reading: Reading) -> SideLevel:
    """A reading as reports show it."""
    date = reading.as_of.isoformat() if reading.as_of is not None else None
    return SideLevel(reading.level, reading.low, reading.high, reading.basis, reading.grade, date)


def _result(
    judged: Judgement,
    key: str,
    level: Quantity,
    gate: Gate | None,
    weight: float,
    loss_share: float | None,
    addresses: Mapping[str, str | None],
) -> IndicatorResult:
    reading, indicator = judged.readings[key], judged.rubric.indicators[key]
    needed = indicator.necessary_for(judged.phase.phase, judged.scope.needs) if gate is not None else None
    side = limiting_side(judged, key, needed)
    deciding = _deciding(reading, side)
    before = judged.outcome.quantities[list(judged.rubric.indicators).index(key)]
    held_down = level.reached(FLOATS) < before.reached(FLOATS) - TOLERANCE
    known = bool(level.known) and bool(level.applicable)
    return IndicatorResult(
        id=key,
        factor=judged.rubric.factor_of[key],
        in_scope=in_scope(indicator, judged.scope),
        weight=weight,
        level=float(level.level) if known else None,
        at_most=None if level.known or level.level >= FREE else float(level.level),
        low=float(level.low),
        high=float(level.high),
        required=needed if level.applicable else None,
        gate=gate_state(gate),
        sure=bool(gate is not None and gate.sure),
        side=side,
        a=side_level(reading.a),
        b=side_level(reading.b),
        rows=_rows(reading, side),
        basis=STANDING if held_down else deciding.basis,
        stale=deciding.stale,
        note=deciding.note,
        file=deciding.file or None,
        line=deciding.line or None,
        loss_share=loss_share,
        evidence=[*_evidence(reading, addresses), *_facts(judged.a.file, reading, addresses)],
    )


def gate_state(gate: Gate | None) -> GateState:
    """A gate's state in one word."""
    if gate is None:
        return "none"
    states: tuple[tuple[bool, GateState], ...] = (
        (gate.met, "met"),
        (gate.unmet, "unmet"),
        (gate.unknown, "unknown"),
    )
    return next((name for holds, name in states if holds), "none")


def _deciding(reading: PairReading, side: SideName) -> Reading:
    """The reading that holds the indicator where it is."""
    if side == "pair":
        return reading.pair
    if side in ("a", "b"):
        return reading.a if side == "a" else reading.b
    return min((reading.a, reading.b), key=_holding)


def _holding(said: Reading) -> tuple[bool, float, bool, float, str, int]:
    """The lower level, a rating before a proxy; the place last, so that the order of the sides never decides."""
    return (said.level is None, said.level or 0.0, said.basis == "proxy", said.low, said.file, said.line)


def _rows(reading: PairReading, side: SideName) -> dict[str, RowLevel] | None:
    """The rows of the side that holds an indicator down; of both, the lower level of each."""
    if reading.rows is None:
        return None
    tables = [reading.rows[side]] if side in reading.rows else list(reading.rows.values())
    return {
        row: min(
            (RowLevel(said.level, said.low, said.high, said.basis) for said in _of_row(tables, row)),
            key=_height,
        )
        for row in dict.fromkeys(row for rows in tables for row in rows)
        if row
    }


def _of_row(tables: Sequence[Mapping[str, Reading]], row: str) -> Iterator[Reading]:
    return (rows[row] for rows in tables if row in rows)


def _height(row: RowLevel) -> tuple[float, float, float, str]:
    """How high a row stands, one that is unknown above all others."""
    return inf if row.level is None else row.level, row.low, row.high, row.basis


def _facts(
    file_of_a: str, reading: PairReading, addresses: Mapping[str, str | None]
) -> Iterator[EvidenceItem]:
    """The recorded facts that levels of the pair are read off, row by row, with the side whose profile they stand in."""
    rows = (reading.rows or {}).get("pair") or {"": reading.pair}
    read_off = {row: said for row, said in rows.items() if said.basis in ("derived", "proxy")}
    for item, row in _row_of(read_off).items():
        yield _item("a" if item.file == file_of_a else "b", item, addresses, row or None)


def _evidence(reading: PairReading, addresses: Mapping[str, str | None]) -> Iterator[EvidenceItem]:
    """All evidence of both sides, with the side whose profile it stands in and the address of its source."""
    sides: tuple[tuple[Side, Reading], ...] = (("a", reading.a), ("b", reading.b))
    for side, said in sides:
        row_of = _row_of((reading.rows or {}).get(side, {}))
        for item in said.items:
            yield _item(side, item, addresses, row_of.get(item))


def _row_of(rows: Mapping[str, Reading]) -> dict[CitedItem, str]:
    """The row that each item tells of: of several the lowest."""
    lowest_first = sorted(rows.items(), key=lambda entry: float(quantity(entry[1]).level))
    row_of: dict[CitedItem, str] = {}
    for row, said in lowest_first:
        for item in said.items:
            row_of.setdefault(item, row)
    return row_of


def _item(side: Side, item: CitedItem, addresses: Mapping[str, str | None], row: str | None) -> EvidenceItem:
    url = addresses.get(item.source) if item.source is not None else None
    return EvidenceItem(side, item.says, item.source, item.grade, item.as_of, item.file, item.line, url, row)


def _addresses(judged: Judgement) -> dict[str, str | None]:
    """The addresses of the sources that the two profiles list, by title."""
    return {
        title: entry.url
        for document in (judged.a, judged.b)
        for key, entry in document.profile.sources.items()
        if (title := source_title(document, key)) is not None
    }
