"""What tells the partners of one jurisdiction apart: what stands against each on its own side or between the two, and what works."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readiness.report.pages.naming import entry_in_words
from readiness.report.pages.room import shortened
from readiness.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.report.pages.naming import Names

WORDS = 160
"""Characters of what works, at most."""


class Apart(NamedTuple):
    """What tells a partner from the others, in words; empty where nothing does."""

    against: str = ""
    works: str = ""


def apart(partners: Mapping[str, Names]) -> dict[str, Apart]:
    """For each partner, side `b` of its pair, what the fewest others share; of equals what comes first for the pair."""
    against = {code: list(_against(names)) for code, names in partners.items()}
    works = {code: list(_works(names)) for code, names in partners.items()}
    return {code: Apart(_rarest(against[code], against), _rarest(works[code], works)) for code in partners}


def _rarest(own: Sequence[tuple[str, str]], of_all: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """The words of the entry whose meaning the fewest partners share. An entry is its meaning and its words."""
    shared = Counter(meaning for entries in of_all.values() for meaning, _ in entries)
    return min(own, key=lambda entry: shared[entry[0]], default=("", ""))[1]


def _against(names: Names) -> Iterator[tuple[str, str]]:
    for obstacle in names.it.obstacles:
        for key in obstacle.indicators:
            side = names.by_id[key].side
            told = names.it.first is not None and key == names.it.first.indicator
            if side != "a" and not told:
                entry = entry_in_words(key, obstacle.status, names.rubric, names.say)
                yield f"{entry} {side}", f"{names.actor(side)}, {entry}" if side == "b" else entry


def _works(names: Names) -> Iterator[tuple[str, str]]:
    for item in names.it.works:
        text = names.indicator(item.indicator) if item.indicator else clean(item.text)
        yield text, shortened(text, WORDS)


def first_step(names: Names) -> str:
    """What the report on the pair has done first, by whom: the first two steps; without one, what it asks first."""
    it = names.it
    sides = [step.side for step in it.do_first]
    steps = sorted(it.do_first, key=lambda step: sides.index(step.side))
    if steps:
        told = (
            f"{names.actor(step.side)}: {names.rubric.remedies[step.remedy].do} ({step.remedy})"
            for step in steps[:2]
        )
        return "; ".join(told)
    if not it.evidence_needed:
        return ""
    question = names.rubric.indicators[it.evidence_needed[0].indicator].question
    return names.say("partners.find-out", question=question)
