"""The recorded facts of a profile with source, age and address, to be laid out as text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.documents.profile_checks import names_of
from readiness.report.page import Bullets, Line, Page
from readiness.words import clean

if TYPE_CHECKING:
    from readiness.model.profile import Profile
    from readiness.profiles.sourced_facts import SourcedFact
    from readiness.words import Texts

YEAR = 12
"""From this many months on, an age is given in years."""


def facts_page(profile: Profile, facts: list[SourcedFact], say: Texts) -> Page:
    """One line per fact."""
    title = f"{names_of(profile)} ({profile.profile})"
    lines = [clean(_line(fact, say)) for fact in facts]
    shown = Bullets(lines) if lines else Line(say("sourced-facts.nothing"))
    return Page(clean(title), say("sourced-facts.count", count=len(facts)), [shown])


def _line(it: SourcedFact, say: Texts) -> str:
    since = say("sourced-facts.since", date=it.since) if it.since else ""
    parts = (
        say("told", what=_named(it.fact, say), note=f"{it.says}{since}"),
        it.source or say("sourced-facts.unsourced"),
        _age(it, say),
        say("sourced-facts.review", date=str(it.review)) if it.review else "",
        it.url,
    )
    return " · ".join(part for part in parts if part)


def _named(fact: str, say: Texts) -> str:
    """A fact by its key, with the words between ids in the language spoken."""
    first, _, second = fact.partition(" ")
    if first == "channel":
        return say("sourced-facts.channel", id=second)
    if fact in ("languages", "legal-family"):
        return say(f"profile-sheet.key.{fact}")
    return say("sourced-facts.cases", code=first) if second == "cases" else fact


def _age(it: SourcedFact, say: Texts) -> str:
    if it.as_of is None or it.age is None:
        return ""
    unit, count = ("years", it.age // YEAR) if it.age >= YEAR else ("months", it.age)
    return say("sourced-facts.age", date=it.as_of, age=say(f"profile-sheet.{unit}", count=count))
