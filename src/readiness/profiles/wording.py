"""A question in words: what is asked, its scale, and the notes behind it, as paragraphs to be laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.words import clean, level, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.evidence.level_reading import Reading
    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric
    from readiness.profiles.questions import Ask
    from readiness.words import Texts


class Paragraph(NamedTuple):
    """A paragraph: what stands before its first line, its words, and how it is shown (plain, strong or dim)."""

    lead: str
    text: str
    style: str = "plain"


def question(
    rubric: Rubric, ask: Ask, phase: str, partner: str | None, prior: Reading | None, say: Texts
) -> Iterator[Paragraph]:
    """What is shown before an answer is asked for."""
    indicator = rubric.indicators[ask.indicator]
    yield Paragraph("", clean(indicator.question), "strong")
    if ask.row is not None and indicator.table is not None:
        yield Paragraph("", clean(f"{ask.row}: {indicator.table.rows[ask.row]}"))
    for number, anchor in sorted(indicator.scale.items()):
        yield Paragraph(f"  {number}  ", clean(anchor))
    if indicator.silence is not None:
        yield Paragraph("", say("interview.silence"), "dim")
    if partner is None and "partner" in indicator.question:
        yield Paragraph("", say("interview.anyone"), "dim")
    if prior is not None and prior.level is not None:
        ends = {"low": f"{prior.low:.1f}", "high": f"{prior.high:.1f}"}
        yield Paragraph("", say("interview.recorded", level=level(prior.level), **ends), "dim")
    if ask.necessary is not None:
        said = say("interview.necessary", level=level(ask.necessary), phase=phase)
    else:
        said = say("interview.weight", share=percent(ask.weight), phase=phase)
    yield Paragraph("", said, "dim")


def notes(rubric: Rubric, ask: Ask, say: Texts) -> Iterator[Paragraph]:
    """What stands behind a question: what belongs elsewhere, what to look for, the rules, where it may be found."""
    indicator = rubric.indicators[ask.indicator]
    groups = (
        ("sides", [indicator.sides.a or ""]),
        ("sides-pair", [indicator.sides.pair or ""]),
        ("not-here", indicator.not_here),
        ("look", indicator.evidence),
        ("rules", _rules(indicator)),
        ("sources", [rubric.sources[name].name for name in indicator.sources if name in rubric.sources]),
    )
    for key, lines in groups:
        shown = [clean(line) for line in lines if line]
        if shown:
            yield Paragraph("", say(f"interview.{key}"), "strong")
            yield from (Paragraph("  · ", line) for line in shown)


def _rules(indicator: Indicator) -> list[str]:
    table = indicator.table.rule if indicator.table is not None else ""
    cause = indicator.cause.rule if indicator.cause is not None else ""
    return [indicator.role_rule, indicator.conflict_rule, indicator.level_rule, table, cause]
