"""The report on agreement between raters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.language import _, ngettext, word
from readiness.raters.alpha import RELIABLE, TENTATIVE
from readiness.report.page import Grid, Heading, Line, Outline, Page
from readiness.report.texts import texts
from readiness.safe_text import inert
from readiness.words import listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.rubric import Rubric
    from readiness.raters.summary import AgreementStatistics, Summary
    from readiness.raters.units import Said, Unit
    from readiness.report.page import Part

SHOWN_APART = 10


class RaterFiles(Struct, frozen=True):
    """A rater's files: the name they were given by, and (code, digest) of each profile."""

    name: str
    profiles: tuple[tuple[str, str], ...]


def page(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> Page:
    """The page: who rated, the agreement overall and by indicator, and where the raters are furthest apart."""
    title = ngettext("Agreement of {count} rater", "Agreement of {count} raters", len(raters))
    return Page(
        title.format(count=len(raters)),
        f"{rubric.rubric} {rubric.version}",
        list(_parts(summary, raters)),
        margin=0,
    )


def _parts(summary: Summary, raters: Sequence[RaterFiles]) -> Iterator[Part]:
    yield Outline(
        [
            (1, _("rater {number}  {name}").format(number=number, name=_rater(rater)))
            for number, rater in enumerate(raters, 1)
        ]
    )
    overall = summary.overall
    alpha, same, near = _numbers(overall)[:3]
    told = ngettext(
        "Overall alpha {alpha} (ordinal): the same level in {same}, within one level in {near} of {count} pair.",
        "Overall alpha {alpha} (ordinal): the same level in {same}, within one level in {near} of {count} pairs.",
        overall.pairs,
    )
    yield Line(told.format(alpha=alpha, same=same, near=near, count=overall.pairs))
    counted = ngettext(
        "{count} unit compared; {single} rated by one alone; {disputed} rated by some and not applicable to others.",
        "{count} units compared; {single} rated by one alone; {disputed} rated by some and not applicable to others.",
        overall.units,
    )
    numbers = {"count": overall.units, "single": overall.single, "disputed": overall.disputed}
    yield Line(counted.format(**numbers), close=True)
    yield Heading(_("By indicator"))
    compared = [item for item in summary.indicators if item.agreement.units]
    heads = (_("indicator"), _("alpha"), _("same level"), _("within one"), _("units"))
    yield Grid(heads, [[word(item.id), *_numbers(item.agreement)] for item in compared], right=(1, 2, 3, 4))
    if summary.apart:
        yield Heading(_("Furthest apart, to talk about (rater by rater)"))
        yield Outline(
            [
                (1, texts()("told", what=_subject(unit), note=_levels(unit)))
                for unit in summary.apart[:SHOWN_APART]
            ]
        )
    left = len(summary.apart) - SHOWN_APART
    if left > 0:
        yield Line(_("and {count} more: --format json lists all").format(count=left))
    legend = _(
        "Alpha: 1 is perfect agreement, 0 what chance would give; {reliable} and more is reliable, below {tentative} is not (Krippendorff). With few units it says little; – where no two levels differ. Raters who agree may still be wrong together."
    )
    yield Line(legend.format(reliable=f"{RELIABLE:.2f}", tentative=f"{TENTATIVE:.3f}"))


def _rater(rater: RaterFiles) -> str:
    return inert(f"{rater.name} ({', '.join(code for code, _ in rater.profiles)})")


def _numbers(agreement: AgreementStatistics) -> tuple[str, str, str, str]:
    alpha = "–" if agreement.alpha is None else f"{agreement.alpha:.3f}"
    return alpha, percent(agreement.exact), percent(agreement.within_one), str(agreement.units)


def _subject(unit: Unit) -> str:
    it = unit.subject
    who = it.jurisdiction
    if it.partner is not None:
        who = _("{side} towards {partner}").format(side=who, partner=it.partner)
    row = _("row {name}").format(name=word(it.row)) if it.row else ""
    need = _("need {name}").format(name=word(it.need)) if it.need else ""
    inside = listed(part for part in (row, need, it.crime) if part)
    indicator = texts()("behind", what=it.indicator, aside=inside) if inside else it.indicator
    return inert(listed([who, indicator]))


def _levels(unit: Unit) -> str:
    return " · ".join(_level(said) for said in unit.said)


def _level(said: Said) -> str:
    if said is None:
        return "–"
    return texts()("profile-sheet.not-applicable") if isinstance(said, str) else f"{said:g}"
