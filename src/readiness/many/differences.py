"""Compares two reports: which pairs changed, in what, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readiness.many.comparable_result import FirstObstacle, Level, Result

Origin = Literal["world", "learned"]

CLOSE = 1e-6
"""The largest difference between numbers that count as equal: reports round them to six decimals."""


class Change(Struct, frozen=True):
    """One value that changed. `about` is an indicator, a jurisdiction or a phase, None for the pair itself.

    `origin` tells of a level what it rests on: evidence dated after the earlier report, hence something that changed in
    the world, or only something that was learned since.
    """

    what: str
    old: Any
    new: Any
    about: str | None = None
    origin: Origin | None = None


class PairDifference(Struct, frozen=True):
    """One pair that changed: its changes, and the changes of input that explain them. `since` is the earlier date."""

    name: str
    phase: str
    since: str
    changes: list[Change] = field(default_factory=list)
    because: list[Change] = field(default_factory=list)


class Comparison(Struct, frozen=True):
    """The comparison of two reports: pairs that changed, pairs in only one of them, and the number of equal pairs."""

    changed: list[PairDifference]
    gone: list[str]
    new: list[str]
    same: int

    @property
    def differs(self) -> bool:
        """Whether anything differs."""
        return bool(self.changed or self.gone or self.new)


def compare(old: Sequence[Result], new: Sequence[Result]) -> Comparison:
    """Match the pairs of two reports and compare them, in the order of the later report."""
    matched, gone, added = _matched(old, new)
    differences = [_difference(before, after) for before, after in matched]
    changed = [difference for difference in differences if difference.changes or difference.because]
    return Comparison(
        changed,
        [result.name for result in gone],
        [result.name for result in added],
        len(differences) - len(changed),
    )


def _matched(
    old: Sequence[Result], new: Sequence[Result]
) -> tuple[list[tuple[Result, Result]], list[Result], list[Result]]:
    """Matched results, results only in the old report, and results only in the new one.

    A pair with one result in each report is matched whatever its question; otherwise the questions must be the same.
    """
    before: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in old:
        before[result.pair].append(result)
    alone = {pair for pair, results in _by_pair(new).items() if len(results) == 1 and len(before[pair]) == 1}
    matched, added = [], []
    for after in new:
        candidates = before[after.pair]
        fitting = (
            candidates
            if after.pair in alone
            else [candidate for candidate in candidates if _same_question(candidate, after)]
        )
        if fitting:
            matched.append((fitting[0], after))
            candidates.remove(fitting[0])
        else:
            added.append(after)
    return matched, [result for results in before.values() for result in results], added


def _by_pair(results: Iterable[Result]) -> dict[tuple[str, str], list[Result]]:
    by_pair: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        by_pair[result.pair].append(result)
    return by_pair


def _same_question(before: Result, after: Result) -> bool:
    return (
        before.scope == after.scope
        and before.requesting == after.requesting
        and (before.basis == "given") == (after.basis == "given")
    )


def _difference(old: Result, new: Result) -> PairDifference:
    return PairDifference(new.name, new.phase, old.as_of, list(_changes(old, new)), list(_reasons(old, new)))


def _changes(old: Result, new: Result) -> Iterable[Change]:
    """Changes of the outcome."""
    if old.verdict != new.verdict:
        yield Change("verdict", old.verdict, new.verdict)
    if old.phase != new.phase:
        yield Change("phase", old.phase, new.phase)
    for end in ("value", "low", "high"):
        if _differ(old.readiness[end], new.readiness[end]):
            yield Change("readiness" if end == "value" else end, old.readiness[end], new.readiness[end])
    if old.first != new.first:
        yield Change("first_obstacle", _obstacle_data(old.first), _obstacle_data(new.first))
    for phase, (verdict, _) in new.phases.items():
        before = old.phases[phase][0] if phase in old.phases else verdict
        if phase not in (old.phase, new.phase) and before != verdict:
            yield Change("verdict", before, verdict, phase)


def _reasons(old: Result, new: Result) -> Iterable[Change]:
    """Changes behind the outcome: the question, the date, the rubric, the record, the profiles, and the levels."""
    for name, value in new.scope.items():
        if old.scope.get(name) != value:
            yield Change(name, old.scope.get(name), value)
    for name in ("requesting", "as_of", "rubric"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(name, before, after)
    yield from _standing(old, new)
    if (old.basis, old.phase) != (new.basis, new.phase):
        yield Change("basis", old.basis, new.basis)
    for code, digest in new.digests.items():
        if old.digests.get(code) != digest:
            yield Change("profile", old.digests.get(code), digest, code)
    yield from _recorded(old.record, new.record)
    if old.levels is not None and new.levels is not None:
        for key in dict.fromkeys([*new.levels, *old.levels]):
            yield from _level(key, old.levels.get(key), new.levels.get(key), old.as_of)
    else:
        yield from _counted(old, new)


def _standing(old: Result, new: Result) -> Iterable[Change]:
    """Another standing, and the last day of one that is over."""
    if old.standing != new.standing:
        yield Change("standing", old.standing, new.standing)
    if new.standing_ended not in (None, old.standing_ended):
        yield Change("standing_ended", old.standing_ended, new.standing_ended)


def _recorded(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> Iterable[Change]:
    """Agreements, structures and treaties that came, went or changed their status, where both reports tell of them."""
    if old is None or new is None:
        return
    for about in dict.fromkeys([*new, *old]):
        if old.get(about) != new.get(about):
            yield Change("record", old.get(about), new.get(about), about)


def _counted(old: Result, new: Result) -> Iterable[Change]:
    """What rows of a batch show in place of levels: obstacles present, and the numbers of failing and unknown gates."""
    for name in sorted(old.obstacles ^ new.obstacles):
        yield Change("obstacle", name in old.obstacles, name in new.obstacles, name)
    for name, before, after in (("unmet", old.unmet, new.unmet), ("unknown", old.unknown, new.unknown)):
        if _count(before) != _count(after):
            yield Change(name, _count(before), _count(after))


def _level(key: str, old: Level | None, new: Level | None, since: str) -> Iterable[Change]:
    """How an indicator's level, gate or sides changed, and whether that is told by evidence dated since."""
    before, after = (None if level is None else level.level for level in (old, new))
    gates = tuple("none" if level is None else level.gate for level in (old, new))
    sides = [level.sides if level is not None else {} for level in (old, new)]
    moved = [code for code in {**sides[0], **sides[1]} if _differ(sides[0].get(code), sides[1].get(code))]
    origins = {code: _origin(sides[0].get(code), new, code, since) for code in moved}
    whole: Origin = "world" if "world" in origins.values() and before is not None else "learned"
    if _differ(before, after):
        yield Change("level", before, after, key, whole)
    if gates[0] != gates[1]:
        yield Change("gate", gates[0], gates[1], key, whole)
    for code in moved:
        yield Change("side", sides[0].get(code), sides[1].get(code), f"{key} {code}", origins[code])


def _origin(before: float | None, new: Level | None, code: str, since: str) -> Origin:
    """Whether the evidence of a side is dated after a day. What was not known before is learned: nothing tells that it changed."""
    dated = new.dates.get(code) if new is not None else None
    return "world" if before is not None and dated is not None and dated > since else "learned"


def _obstacle_data(first: FirstObstacle | None) -> dict[str, str] | None:
    if first is None:
        return None
    return {name: getattr(first, name) for name in ("id", "status", "factor", "side", "indicator")}


def _count(value: frozenset[str] | int) -> int:
    return value if isinstance(value, int) else len(value)


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(before - after) > CLOSE
