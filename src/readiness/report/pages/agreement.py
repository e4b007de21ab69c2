"""The report on agreement between raters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.raters.alpha import RELIABLE, TENTATIVE
from readiness.report.page import Grid, Heading, Line, Outline, Page
from readiness.safe_text import inert
from readiness.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.rubric import Rubric
    from readiness.raters.summary import AgreementStatistics, Summary
    from readiness.raters.units import Said, Unit
    from readiness.report.page import Part

SHOWN_APART = 10
LEGEND = (
    f"Alpha: 1 is perfect agreement, 0 what chance would give; {RELIABLE:.2f} and more is reliable, below "
    f"{TENTATIVE:.3f} is not (Krippendorff). With few units it says little; – where no two levels differ. "
    "Raters who agree may still be wrong together."
)
HEADS = ("indicator", "alpha", "same level", "within one", "units")


class RaterFiles(Struct, frozen=True):
    """A rater's files: the name they were given by, and (code, digest) of each profile."""

    name: str
    profiles: tuple[tuple[str, str], ...]


def page(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> Page:
    """The page: who rated, the agreement overall and by indicator, and where the raters are furthest apart."""
    title = f"Agreement of {len(raters)} raters"
    return Page(title, f"{rubric.rubric} {rubric.version}", list(_parts(summary, raters)), margin=0)


def _parts(summary: Summary, raters: Sequence[RaterFiles]) -> Iterator[Part]:
    yield Outline([(1, f"rater {number}  {_rater(rater)}") for number, rater in enumerate(raters, 1)])
    overall = summary.overall
    alpha, same, near, _ = _numbers(overall)
    yield Line(
        f"Overall alpha {alpha} (ordinal): the same level in {same}, within one level in {near} of {overall.pairs} pairs."
    )
    counted = (
        f"{overall.units} units compared; {overall.single} rated by one alone; "
        f"{overall.disputed} rated by some and not applicable to others."
    )
    yield Line(counted, close=True)
    yield Heading("By indicator")
    compared = [item for item in summary.indicators if item.agreement.units]
    yield Grid(HEADS, [[item.id, *_numbers(item.agreement)] for item in compared], right=(1, 2, 3, 4))
    if summary.apart:
        yield Heading("Furthest apart, to talk about (rater by rater)")
        yield Outline([(1, f"{_subject(unit)}: {_levels(unit)}") for unit in summary.apart[:SHOWN_APART]])
    left = len(summary.apart) - SHOWN_APART
    if left > 0:
        yield Line(f"and {left} more: --format json lists all")
    yield Line(LEGEND)


def _rater(rater: RaterFiles) -> str:
    return inert(f"{rater.name} ({', '.join(code for code, _ in rater.profiles)})")


def _numbers(agreement: AgreementStatistics) -> tuple[str, str, str, str]:
    alpha = "–" if agreement.alpha is None else f"{agreement.alpha:.3f}"
    return alpha, percent(agreement.exact), percent(agreement.within_one), str(agreement.units)


def _subject(unit: Unit) -> str:
    it = unit.subject
    towards = f" towards {it.partner}" if it.partner is not None else ""
    narrowed = [f"row {it.row}" if it.row else "", f"need {it.need}" if it.need else "", it.crime or ""]
    inside = ", ".join(part for part in narrowed if part)
    return inert(f"{it.jurisdiction}{towards}, {it.indicator}{f' ({inside})' if inside else ''}")


def _levels(unit: Unit) -> str:
    return " · ".join(_level(said) for said in unit.said)


def _level(said: Said) -> str:
    if said is None:
        return "–"
    return "n/a" if isinstance(said, str) else f"{said:g}"
