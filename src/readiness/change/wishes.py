"""Changes as people write them, such as LVA.mutual-trust=3 or pair.agreements.extradition=in-force, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.change.facts import FACTS
from readiness.errors import UsageError, suggestion
from readiness.evidence.supposed import Supposed
from readiness.jurisdictions.lookup import side_of
from readiness.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readiness.change.records import Fact
    from readiness.documents.reading import ProfileDocument
    from readiness.evidence.supposed import Holder
    from readiness.model.rubric import Rubric

PAIR: Holder = "pair"
FORM = marked("expected WHO.WHAT=VALUE, such as {code}.mutual-trust=3 or pair.treaty-basis.surrender=2")


class Wish(Struct, frozen=True):
    """One change, as written and as understood: a level that is supposed or a fact."""

    text: str
    change: Supposed | Fact


def understood(texts: Iterable[str], a: ProfileDocument, b: ProfileDocument, rubric: Rubric) -> list[Wish]:
    """The changes in their order. Raises UsageError with the nearest valid name for what does not exist, and for twice the same."""
    wishes: list[Wish] = []
    known: dict[tuple[object, ...], str] = {}
    for text in texts:
        wish = _understood(text, (a, b), rubric)
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
    return f"{who}.{item.indicator}{row}={item.level:g}"


def holder_of(rubric: Rubric, indicator: str) -> str:
    """Whose level an indicator has: `side` where each has its own, `pair` where there is one for both."""
    return "side" if rubric.indicators[indicator].unit == "each" else PAIR


def _understood(text: str, sides: tuple[ProfileDocument, ProfileDocument], rubric: Rubric) -> Wish:
    left, sign, value = text.partition("=")
    codes = [document.id for document in sides]
    if not sign or not value.strip():
        raise UsageError(
            _('--set: cannot read "{text}"; {hint}').format(text=text, hint=_(FORM).format(code=codes[1]))
        )
    holder, rest = _holder(text, left.strip(), codes)
    steps = rest.split(".")
    if steps[0] in FACTS:
        return Wish(text, FACTS[steps[0]].read(text, holder, steps, value.strip(), sides, rubric))
    return Wish(text, _level(text, holder, steps, value.strip(), codes, rubric))


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
    hint = suggestion(who, [*codes, PAIR]) or _("expected one of: {codes}, {pair}").format(
        codes=", ".join(codes), pair=PAIR
    )
    raise UsageError(_('--set {text}: unknown side "{who}"; {hint}').format(text=text, who=who, hint=hint))


def _level(
    text: str, holder: Holder, steps: Sequence[str], value: str, codes: Sequence[str], rubric: Rubric
) -> Supposed:
    key, rows = steps[0], steps[1:]
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
    return Supposed(holder, key, _number(text, value, rubric.top_level), rows[0] if rows else None)


def _number(text: str, value: str, top: int) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= top:
        raise UsageError(
            _('--set {text}: "{value}" is no level; expected a number from 0 to {top}').format(
                text=text, value=value, top=top
            )
        )
    return number
