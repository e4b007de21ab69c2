"""Changes as people write them, such as LVA.mutual-trust=3 or pair.agreements.extradition=in-force, and what they mean."""

from __future__ import annotations

from math import isfinite, nan
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from readiness.change.supposed_facts import FACTS
from readiness.engine.arithmetic import TOLERANCE
from readiness.errors import UsageError, suggestion
from readiness.evidence.supposed_levels import Supposed
from readiness.jurisdictions.lookup import side_of
from readiness.language import _, marked
from readiness.model.aliases import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.assessment.judgement import Judgement
    from readiness.change.supposed_profile import Fact
    from readiness.evidence.supposed_levels import Holder
    from readiness.model.rubric import Rubric

PAIR: Holder = "pair"
UNKNOWN, NOT_APPLICABLE = "unknown", "not-applicable"
FORM = marked("expected WHO.WHAT=VALUE, such as {code}.mutual-trust=3 or pair.treaty-basis.surrender=2")


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
            raise UsageError(
                _('--set: "{known}" and "{text}" set the same; keep one of them').format(
                    known=known[wish.change.key], text=text
                )
            )
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
        raise UsageError(
            _('--set: cannot read "{text}"; {hint}').format(text=text, hint=_(FORM).format(code=codes[1]))
        )
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
        form = _(FORM).format(code=codes[1])
        raise UsageError(_("--set {text}: it does not say whose; {form}").format(text=text, form=form))
    hint = suggestion(who, [*codes, PAIR]) or _("expected one of: {codes}, {pair}").format(
        codes=", ".join(codes), pair=PAIR
    )
    raise UsageError(_('--set {text}: unknown side "{who}"; {hint}').format(text=text, who=who, hint=hint))


def _indicator(
    text: str, holder: Holder, steps: Sequence[str], value: str, codes: Sequence[str], rubric: Rubric
) -> tuple[str, str | None]:
    """The indicator that a text names, and the row of its table if it names one."""
    named = {plain(name): key for key, item in rubric.indicators.items() for name in (item.name, key)}
    key, rows = named.get(plain(steps[0]), steps[0]), steps[1:]
    if key not in rubric.indicators:
        hint = suggestion(key, [*rubric.indicators, *FACTS], what="indicators")
        raise UsageError(
            _('--set {text}: unknown indicator or fact "{key}"; {hint}').format(text=text, key=key, hint=hint)
        )
    unit = holder_of(rubric, key)
    if (unit == PAIR) != (holder == PAIR):
        right = (
            f"{PAIR}.{key}"
            if unit == PAIR
            else _("{first}.{key} or {second}.{key}").format(first=codes[0], key=key, second=codes[1])
        )
        why = _("has one level for the pair") if unit == PAIR else _("has a level for each side")
        raise UsageError(
            _("--set {text}: {key} {why}; write {right}").format(text=text, key=key, why=why, right=right)
        )
    table = rubric.indicators[key].table
    if len(rows) > 1 or (rows and table is None):
        raise UsageError(
            _('--set {text}: {key} has no part "{rows}"; write {key}={value}').format(
                text=text, key=key, rows=".".join(rows), value=value
            )
        )
    if rows and table is not None and rows[0] not in table.rows:
        hint = suggestion(rows[0], table.rows)
        raise UsageError(
            _('--set {text}: {key} has no row "{row}"; {hint}').format(
                text=text, key=key, row=rows[0], hint=hint
            )
        )
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
        expected = _(
            "a number from 0 to {top}, a step from today's level such as +1, {unknown} or {not_applicable}"
        ).format(top=top, unknown=UNKNOWN, not_applicable=NOT_APPLICABLE)
        message = _('--set {text}: "{value}" is no level; expected {expected}').format(
            text=text, value=value, expected=expected
        )
        point = value.replace(",", ".", 1)
        if "," in value and point.replace(".", "", 1).isdecimal():
            message += _("; write it with a point: {point}").format(point=point)
        raise UsageError(message)
    if value[0] not in "+-":
        return Wish(text, replace(named, level=number))
    today = _today(text, named, judged)
    after = today + number
    if not -TOLERANCE <= after <= top + TOLERANCE:
        raise UsageError(
            _(
                "--set {text}: today's level is {today:g}, and {value} would lead out of 0 to {top}; "
                "write {left}={end} for the end of the scale"
            ).format(
                text=text,
                today=today,
                value=value,
                top=top,
                left=text.partition("=")[0],
                end=0 if number < 0 else top,
            )
        )
    return Wish(text, replace(named, level=min(max(after, 0.0), float(top))), today)


def _today(text: str, named: Supposed, judged: Judgement) -> float:
    """The level that a step starts from. Raises UsageError where there is none, or more than one."""
    reading, left = judged.whole.readings[named.indicator], text.partition("=")[0]
    level = reading.pair if named.holder == "pair" else reading.side(named.holder)
    rows = (reading.rows or {}).get(named.holder, {})
    if named.row is not None and named.row not in rows:
        told = (
            _(
                "--set {text}: the row {row} does not count for what is asked, which looks at {rows}; "
                "give a level, such as {left}=3"
            )
            if rows
            else _("--set {text}: the row {row} has no level; give a level, such as {left}=3")
        )
        raise UsageError(told.format(text=text, row=named.row, rows=", ".join(rows), left=left))
    if named.row is not None:
        level = rows[named.row]
    elif len({row.level for row in rows.values()}) > 1:
        each = _(" or ").join(f"{left}.{row}={text.partition('=')[2]}" for row in rows)
        raise UsageError(
            _("--set {text}: its rows have different levels; write {each}").format(text=text, each=each)
        )
    if level.level is None:
        told = (
            _("--set {text}: the level is not known today, so that there is no step from it; write {left}=3")
            if level.applicable
            else _(
                "--set {text}: the level does not apply today, so that there is no step from it; write {left}=3"
            )
        )
        raise UsageError(told.format(text=text, left=left))
    return level.level
