"""Changes as people write them, such as LVA.mutual-trust=3 or pair.agreements.extradition=in-force, and what they mean."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from readiness.change.facts import FACTS
from readiness.engine.arithmetic import TOLERANCE
from readiness.errors import UsageError, suggestion
from readiness.evidence.supposed import Supposed
from readiness.jurisdictions.lookup import side_of
from readiness.model.called import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.change.records import Fact
    from readiness.evidence.supposed import Holder
    from readiness.model.rubric import Rubric

PAIR: Holder = "pair"
UNKNOWN, NOT_APPLICABLE = "unknown", "not-applicable"
FORM = "expected WHO.WHAT=VALUE, such as {code}.mutual-trust=3 or pair.treaty-basis.surrender=2"


class Wish(Struct, frozen=True):
    """One change, as written and as understood: a level that is supposed or a fact.

    `before` is today's level (0-4) where the text is a step from it, such as +1.
    """

    text: str
    change: Supposed | Fact
    before: float | None = None


def understood(texts: Iterable[str], judged: Judgement) -> list[Wish]:
    """The changes in their order. Raises UsageError with the nearest valid name for what does not exist, and for twice the same."""
    wishes: list[Wish] = []
    known: dict[tuple[object, ...], str] = {}
    for text in texts:
        wish = _understood(text, judged)
        if wish.change.key in known:
            raise UsageError(f'--set: "{known[wish.change.key]}" and "{text}" set the same; keep one of them')
        known[wish.change.key] = text
        wishes.append(wish)
    return wishes


def spelled(item: Supposed, codes: Sequence[str]) -> str:
    """A supposed level as people write it."""
    who = PAIR if item.holder == PAIR else codes["ab".index(item.holder)]
    row = f".{item.row}" if item.row is not None else ""
    level = UNKNOWN if item.level is None else f"{item.level:g}"
    return f"{who}.{item.indicator}{row}={level if item.applicable else NOT_APPLICABLE}"


def holder_of(rubric: Rubric, indicator: str) -> str:
    """Whose level an indicator has: `side` where each has its own, `pair` where there is one for both."""
    return "side" if rubric.indicators[indicator].unit == "each" else PAIR


def _understood(text: str, judged: Judgement) -> Wish:
    left, sign, value = text.partition("=")
    sides, rubric = (judged.a, judged.b), judged.rubric
    codes = [document.id for document in sides]
    if not sign or not value.strip():
        raise UsageError(f'--set: cannot read "{text}"; {FORM.format(code=codes[1])}')
    holder, rest = _holder(text, left.strip(), codes)
    steps = rest.split(".")
    if steps[0] in FACTS:
        return Wish(text, FACTS[steps[0]].read(text, holder, steps, value.strip(), sides, rubric))
    key, row = _indicator(text, holder, steps, value.strip(), codes, rubric)
    return _level(text, Supposed(holder, key, None, row), value.strip(), judged)


def _holder(text: str, left: str, codes: Sequence[str]) -> tuple[Holder, str]:
    """Whose it is, and the rest. A code goes before A and B, which stand for the first and the second jurisdiction."""
    names: list[tuple[str, Holder]] = [(codes[0], "a"), (codes[1], "b"), (PAIR, PAIR), ("A", "a"), ("B", "b")]
    for name, holder in names:
        if left.casefold().startswith(f"{name.casefold()}."):
            return holder, left[len(name) + 1 :]
    for dot in (at for at in reversed(range(len(left))) if left[at] == "."):
        named = side_of(left[:dot], codes)
        if named in codes:
            return ("a" if named == codes[0] else "b"), left[dot + 1 :]
    who = left.partition(".")[0]
    if "." not in left:
        raise UsageError(f"--set {text}: it does not say whose; {FORM.format(code=codes[1])}")
    hint = suggestion(who, [*codes, PAIR]) or f"expected one of: {', '.join(codes)}, {PAIR}"
    raise UsageError(f'--set {text}: unknown side "{who}"; {hint}')


def _indicator(
    text: str, holder: Holder, steps: Sequence[str], value: str, codes: Sequence[str], rubric: Rubric
) -> tuple[str, str | None]:
    """The indicator that a text names, and the row of its table if it names one."""
    named = {plain(name): key for key, item in rubric.indicators.items() for name in (item.name, key)}
    key, rows = named.get(plain(steps[0]), steps[0]), steps[1:]
    if key not in rubric.indicators:
        hint = suggestion(key, [*rubric.indicators, *FACTS], what="indicators")
        raise UsageError(f'--set {text}: unknown indicator or fact "{key}"; {hint}')
    unit = holder_of(rubric, key)
    if (unit == PAIR) != (holder == PAIR):
        right = f"{PAIR}.{key}" if unit == PAIR else f"{codes[0]}.{key} or {codes[1]}.{key}"
        why = "has one level for the pair" if unit == PAIR else "has a level for each side"
        raise UsageError(f"--set {text}: {key} {why}; write {right}")
    table = rubric.indicators[key].table
    if len(rows) > 1 or (rows and table is None):
        raise UsageError(f'--set {text}: {key} has no part "{".".join(rows)}"; write {key}={value}')
    if rows and table is not None and rows[0] not in table.rows:
        hint = suggestion(rows[0], table.rows)
        raise UsageError(f'--set {text}: {key} has no row "{rows[0]}"; {hint}')
    return key, rows[0] if rows else None


def _level(text: str, named: Supposed, value: str, judged: Judgement) -> Wish:
    """What is set of a named level: a number, a step from today's level, or that there is none."""
    top = judged.rubric.top_level
    if value in (UNKNOWN, NOT_APPLICABLE):
        return Wish(text, replace(named, applicable=value == UNKNOWN))
    try:
        number = float(value)
    except ValueError:
        number = nan
    if not isfinite(number) or (value[0] not in "+-" and number > top):
        expected = (
            f"a number from 0 to {top}, a step from today's level such as +1, {UNKNOWN} or {NOT_APPLICABLE}"
        )
        point = value.replace(",", ".", 1)
        fix = (
            f"; write it with a point: {point}"
            if "," in value and point.replace(".", "", 1).isdecimal()
            else ""
        )
        raise UsageError(f'--set {text}: "{value}" is no level; expected {expected}{fix}')
    if value[0] not in "+-":
        return Wish(text, replace(named, level=number))
    today = _today(text, named, judged)
    after = today + number
    if not -TOLERANCE <= after <= top + TOLERANCE:
        raise UsageError(
            f"--set {text}: today's level is {today:g}, and {value} would lead out of 0 to {top}; "
            f"write {text.partition('=')[0]}={0 if number < 0 else top} for the end of the scale"
        )
    return Wish(text, replace(named, level=min(max(after, 0.0), float(top))), today)


def _today(text: str, named: Supposed, judged: Judgement) -> float:
    """The level that a step starts from. Raises UsageError where there is none, or more than one."""
    reading, left = judged.readings[named.indicator], text.partition("=")[0]
    level = reading.pair if named.holder == "pair" else reading.side(named.holder)
    rows = (reading.rows or {}).get(named.holder, {})
    if named.row is not None and named.row not in rows:
        why = (
            f"does not count for what is asked, which looks at {', '.join(rows)}" if rows else "has no level"
        )
        raise UsageError(f"--set {text}: the row {named.row} {why}; give a level, such as {left}=3")
    if named.row is not None:
        level = rows[named.row]
    elif len({row.level for row in rows.values()}) > 1:
        each = " or ".join(f"{left}.{row}={text.partition('=')[2]}" for row in rows)
        raise UsageError(f"--set {text}: its rows have different levels; write {each}")
    if level.level is None:
        why = "is not known today" if level.applicable else "does not apply today"
        raise UsageError(f"--set {text}: the level {why}, so that there is no step from it; write {left}=3")
    return level.level
