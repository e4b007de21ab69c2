"""How sure a verdict is, and what missing evidence is worth, in words: for any page that has room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.words import level, listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readiness.assessment.result.sureness import EvidenceWorth, Sureness
    from readiness.report.pages.naming import Names

SHOWN = 5
"""As many pieces of evidence are listed."""

SOURCES = 2
"""As many sources are named with each."""


def sure_lines(sure: Sureness, names: Names) -> list[str]:
    """The shares in sentences."""
    say = names.say
    lines = [
        say("sureness.weights", verdict=say(f"verdict.{sure.verdict}"), share=percent(sure.weights.holds)),
    ]
    if sure.weights.top_loss is not None:
        shares = sorted(sure.weights.top_loss.items(), key=lambda item: -item[1])
        told = [f"{names.rubric.factors[factor].name} {percent(share)}" for factor, share in shares if share]
        if told:
            unknown = [
                item.name
                for factor, item in names.rubric.factors.items()
                if factor not in sure.weights.top_loss
            ]
            key = "loss-of-known" if unknown else "loss"
            lines.append(say(f"sureness.{key}", shares=listed(told), unknown=listed(unknown)))
    sampled = (
        ("evidence", sure.evidence),
        ("together", sure.evidence_and_weights),
        ("just-met", sure.if_just_met or {}),
    )
    for key, estimates in sampled:
        told = [
            say(
                "sureness.estimate",
                verdict=say(f"verdict.{verdict}"),
                share=percent(estimate.share),
                error=f"{100 * estimate.error:.1f}",
            )
            for verdict, estimate in estimates.items()
            if estimate.share
        ]
        if told:
            lines.append(say(f"sureness.{key}", shares=listed(told)))
    not_sure = sum(item.gate != "none" and not item.sure for item in names.it.indicators)
    if sure.verdict != "blocked" and sure.evidence["blocked"].share:
        lines.append(say("sureness.blocked", count=not_sure))
    return [*lines, say(f"sureness.decides-{sure.decides}")]


def worth_lines(worths: Sequence[EvidenceWorth], names: Names) -> Iterator[str]:
    """What to find out first, how often it would change something, where such evidence is found and who knows."""
    say, rubric = names.say, names.rubric
    telling = [worth for worth in worths if worth.changes_verdict or worth.changes_first or worth.voids_plan]
    for worth in telling[:SHOWN]:
        name = names.indicator(worth.indicator)
        if worth.side != "pair":
            name = say("route.of", indicator=name, side=names.side(worth.side))
        shares = [
            ("verdict", worth.changes_verdict),
            ("first", worth.changes_first),
            ("plan", worth.voids_plan or 0.0),
        ]
        changes = [say(f"sureness.changes-{key}", share=percent(share)) for key, share in shares if share]
        sources = listed([rubric.sources[source].named for source in worth.sources[:SOURCES]])
        by_facts = worth.reason == "prior" and not rubric.indicators[worth.indicator].proxies
        why = say("sureness.why-facts" if by_facts else f"sureness.why-{worth.reason}")
        if worth.levels:
            ends = f"{level(min(worth.levels))}–{level(max(worth.levels))}"
            why = say("sureness.between", why=why, levels=ends)
        yield say(
            "sureness.worth",
            name=name,
            why=why,
            changes=listed(changes),
            ask=names.by_name(worth.ask),
        ) + (say("sureness.sources", sources=sources) if sources else "")
