"""What changed between two reports, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.many.entry import First, Level, Result

CLOSE = 1e-6
"""Numbers in reports are rounded to six decimals."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was. `about` is an indicator, a jurisdiction or a phase, None for the pair itself."""

    what: str
    old: Any
    new: Any
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One pair that changed: in what, and what lies behind it."""

    name: str
    phase: str
    changes: list[Change] = field(default_factory=list)
    because: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports compared: pairs that changed, pairs in only one of them, and how many are the same."""

    changed: list[Difference]
    gone: list[str]
    new: list[str]
    same: int

    @property
    def differs(self) -> bool:
        """Whether anything is not the same."""
        return bool(self.changed or self.gone or self.new)


def compare(old: Sequence[Result], new: Sequence[Result]) -> Comparison:
    """Match the pairs of two reports and compare them, in the order of the later one."""
    matched, gone, added = _matched(old, new)
    found = [_difference(before, after) for before, after in matched]
    changed = [one for one in found if one.changes or one.because]
    return Comparison(
        changed, [one.name for one in gone], [one.name for one in added], len(found) - len(changed)
    )


def _matched(
    old: Sequence[Result], new: Sequence[Result]
) -> tuple[list[tuple[Result, Result]], list[Result], list[Result]]:
    """Results of the same pair: of the same question where there are several, else the only one of each report."""
    before: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in old:
        before[result.pair].append(result)
    alone = {pair for pair, found in _by_pair(new).items() if len(found) == 1 and len(before[pair]) == 1}
    matched, added = [], []
    for after in new:
        candidates = before[after.pair]
        fitting = (
            candidates if after.pair in alone else [one for one in candidates if _same_question(one, after)]
        )
        if fitting:
            matched.append((fitting[0], after))
            candidates.remove(fitting[0])
        else:
            added.append(after)
    return matched, [result for found in before.values() for result in found], added


def _by_pair(results: Iterable[Result]) -> dict[tuple[str, str], list[Result]]:
    found: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        found[result.pair].append(result)
    return found


def _same_question(one: Result, other: Result) -> bool:
    return (
        one.scope == other.scope
        and one.requesting == other.requesting
        and (one.basis == "given") == (other.basis == "given")
    )


def _difference(old: Result, new: Result) -> Difference:
    return Difference(new.name, new.phase, list(_changes(old, new)), list(_reasons(old, new)))


def _changes(old: Result, new: Result) -> Iterable[Change]:
    """What the pair comes to."""
    if old.verdict != new.verdict:
        yield Change("verdict", old.verdict, new.verdict)
    if old.phase != new.phase:
        yield Change("phase", old.phase, new.phase)
    for end in ("value", "low", "high"):
        if _differ(old.readiness[end], new.readiness[end]):
            yield Change("readiness" if end == "value" else end, old.readiness[end], new.readiness[end])
    if old.first != new.first:
        yield Change("first_obstacle", _told(old.first), _told(new.first))
    for phase, (verdict, _) in new.phases.items():
        before = old.phases.get(phase, (None, {}))[0]
        if phase not in (old.phase, new.phase) and before != verdict:
            yield Change("verdict", before, verdict, phase)


def _reasons(old: Result, new: Result) -> Iterable[Change]:
    """What lies behind: the question, the date, the rubric, the record, the profiles, and the levels in them."""
    for name, value in new.scope.items():
        if old.scope.get(name) != value:
            yield Change(name, old.scope.get(name), value)
    for name in ("requesting", "as_of", "rubric", "standing"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(name, before, after)
    if (old.basis, old.phase) != (new.basis, new.phase):
        yield Change("basis", old.basis, new.basis)
    for code, digest in new.digests.items():
        if old.digests.get(code) != digest:
            yield Change("profile", old.digests.get(code), digest, code)
    if old.levels is not None and new.levels is not None:
        for key in dict.fromkeys([*new.levels, *old.levels]):
            yield from _level(key, old.levels.get(key), new.levels.get(key))
    else:
        yield from _counted(old, new)


def _counted(old: Result, new: Result) -> Iterable[Change]:
    """What rows tell of the levels behind them: the obstacles present, and how many gates fail or are unknown."""
    for name in sorted(old.obstacles ^ new.obstacles):
        yield Change("obstacle", name in old.obstacles, name in new.obstacles, name)
    for name, before, after in (("unmet", old.unmet, new.unmet), ("unknown", old.unknown, new.unknown)):
        if _count(before) != _count(after):
            yield Change(name, _count(before), _count(after))


def _level(key: str, old: Level | None, new: Level | None) -> Iterable[Change]:
    """How an indicator's level, gate or sides changed."""
    before, after = (None if one is None else one.level for one in (old, new))
    gates = tuple("none" if one is None else one.gate for one in (old, new))
    if _differ(before, after):
        yield Change("level", before, after, key)
    if gates[0] != gates[1]:
        yield Change("gate", gates[0], gates[1], key)
    sides = [one.sides if one is not None else {} for one in (old, new)]
    for code in {**sides[0], **sides[1]}:
        if _differ(sides[0].get(code), sides[1].get(code)):
            yield Change("side", sides[0].get(code), sides[1].get(code), f"{key} {code}")


def _told(first: First | None) -> dict[str, str] | None:
    if first is None:
        return None
    return {name: getattr(first, name) for name in ("id", "status", "factor", "side", "indicator")}


def _count(value: frozenset[str] | int) -> int:
    return value if isinstance(value, int) else len(value)


def _differ(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > CLOSE
