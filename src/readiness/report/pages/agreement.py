"""The report on agreement between raters, in text, Markdown and JSON."""

from __future__ import annotations

import textwrap
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from readiness.errors import printable
from readiness.raters.alpha import RELIABLE, TENTATIVE
from readiness.report.data.json_text import stamp, write
from readiness.words import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.model.rubric import Rubric
    from readiness.raters.summary import AgreementStatistics, Summary
    from readiness.raters.units import Said, Unit

SCHEMA = "readiness/agreement/1"
SHOWN_APART = 10
LEGEND = (
    f"Alpha: 1 is perfect agreement, 0 what chance would give; {RELIABLE:.2f} and more is reliable, below "
    f"{TENTATIVE:.3f} is not (Krippendorff). With few units it says little; – where no two levels differ. "
    "Raters who agree may still be wrong together."
)
HEADS = ("indicator", "alpha", "same level", "within one", "units")


@dataclass(frozen=True, slots=True)
class RaterFiles:
    """A rater's files: the name they were given by, and (code, digest) of each profile."""

    name: str
    profiles: tuple[tuple[str, str], ...]


def to_text(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric, width: int = 80) -> str:
    """The report for a terminal or a pipe, sentences wrapped at `width` columns."""
    lines = (printable(line).rstrip() for line in _text(summary, raters, rubric))
    wrapped = (textwrap.wrap(line, width, subsequent_indent=_indent(line)) or [""] for line in lines)
    return "\n".join(part for parts in wrapped for part in parts) + "\n"


def to_markdown(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> str:
    """The report as Markdown with pipe tables."""
    return "\n".join(printable(line) for line in _markdown(summary, raters, rubric)) + "\n"


def to_json(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> str:
    """The report for programs: alpha and shares 0-1, levels 0-4, absent values null."""
    data = {
        "schema": SCHEMA,
        "rubric": stamp(rubric),
        "raters": [
            {
                "name": rater.name,
                "profiles": [{"id": code, "digest": digest} for code, digest in rater.profiles],
            }
            for rater in raters
        ],
        "overall": asdict(summary.overall),
        "indicators": [
            {"id": item.id, "factor": item.factor, **asdict(item.agreement)} for item in summary.indicators
        ],
        "apart": [_unit(unit) for unit in summary.apart],
    }
    return write(data)


def _indent(line: str) -> str:
    return "    " if line.startswith(" ") else ""


def _unit(unit: Unit) -> dict[str, Any]:
    return {**asdict(unit.subject), "said": list(unit.said)}


def _text(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> Iterator[str]:
    yield f"Agreement of {len(raters)} raters · {rubric.rubric} {rubric.version}"
    yield from (f"  rater {place}  {_of_rater(rater)}" for place, rater in enumerate(raters, 1))
    yield ""
    yield from _sentences(summary.overall)
    yield ""
    compared = [item for item in summary.indicators if item.agreement.units]
    width = max(len(name) for name in (HEADS[0], *(item.id for item in compared)))
    yield f"{HEADS[0]:<{width}}  {HEADS[1]:>6}  {HEADS[2]:>10}  {HEADS[3]:>10}  {HEADS[4]:>5}"
    for item in compared:
        found, same, near, count = _numbers(item.agreement)
        yield f"{item.id:<{width}}  {found:>6}  {same:>10}  {near:>10}  {count:>5}"
    if summary.apart:
        yield ""
        yield "FURTHEST APART, to talk about (rater by rater)"
        yield from (f"  {_subject(unit)}: {_levels(unit)}" for unit in summary.apart[:SHOWN_APART])
        yield from _more(summary)
    yield ""
    yield LEGEND


def _markdown(summary: Summary, raters: Sequence[RaterFiles], rubric: Rubric) -> Iterator[str]:
    yield f"# Agreement of {len(raters)} raters"
    yield ""
    yield f"{escape(rubric.rubric)} {escape(rubric.version)}"
    yield ""
    yield from (f"{place}. {escape(_of_rater(rater))}" for place, rater in enumerate(raters, 1))
    yield ""
    yield " ".join(escape(sentence) for sentence in _sentences(summary.overall))
    yield ""
    yield f"| {' | '.join(HEADS)} |"
    yield "|---|---:|---:|---:|---:|"
    for item in summary.indicators:
        if item.agreement.units:
            yield f"| {escape(item.id)} | {' | '.join(_numbers(item.agreement))} |"
    if summary.apart:
        yield ""
        yield "## Furthest apart, to talk about"
        yield ""
        for unit in summary.apart[:SHOWN_APART]:
            yield f"- {escape(_subject(unit))}: {escape(_levels(unit))}"
        yield from _more(summary)
    yield ""
    yield escape(LEGEND)


def _sentences(overall: AgreementStatistics) -> Iterator[str]:
    found, same, near, _ = _numbers(overall)
    yield f"Overall alpha {found} (ordinal): the same level in {same}, within one level in {near} of {overall.pairs} pairs."
    yield (
        f"{overall.units} units compared; {overall.single} rated by one alone; "
        f"{overall.disputed} rated by some and not applicable to others."
    )


def _more(summary: Summary) -> Iterator[str]:
    left = len(summary.apart) - SHOWN_APART
    if left > 0:
        yield ""
        yield f"and {left} more: --format json lists all"


def _of_rater(rater: RaterFiles) -> str:
    return f"{rater.name} ({', '.join(code for code, _ in rater.profiles)})"


def _numbers(agreement: AgreementStatistics) -> tuple[str, str, str, str]:
    found = "–" if agreement.alpha is None else f"{agreement.alpha:.3f}"
    return found, _percent(agreement.exact), _percent(agreement.within_one), str(agreement.units)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _subject(unit: Unit) -> str:
    it = unit.subject
    towards = f" towards {it.partner}" if it.partner is not None else ""
    narrowed = [f"row {it.row}" if it.row else "", f"need {it.need}" if it.need else "", it.crime or ""]
    inside = ", ".join(part for part in narrowed if part)
    return f"{it.jurisdiction}{towards}, {it.indicator}{f' ({inside})' if inside else ''}"


def _levels(unit: Unit) -> str:
    return " · ".join(_level(said) for said in unit.said)


def _level(said: Said) -> str:
    if said is None:
        return "–"
    return "n/a" if isinstance(said, str) else f"{said:g}"
