"""What tells the partners of one jurisdiction apart: what stands against each on its own side or between the two, and what works."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readiness.report.pages.first_screen_room import shortened
from readiness.report.pages.naming import entry_in_words
from readiness.words import clauses, clean, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readiness.assessment.result.sureness import EvidenceNeed
    from readiness.report.pages.naming import Names

WORDS = 160
"""Characters of what works, at most."""


class Apart(NamedTuple):
    """What tells a partner from the others, in words; empty where nothing does."""

    against: str = ""
    works: str = ""


Entry = tuple[str, str]
"""What an entry means, the same for all partners, and its words."""


def apart(partners: Mapping[str, Names]) -> dict[str, Apart]:
    """For each partner, side `b` of its pair, what the fewest others share; of equals what comes first for the pair."""
    against = telling({code: list(_against(names)) for code, names in partners.items()})
    works = telling({code: list(_works(names)) for code, names in partners.items()})
    return {code: Apart(against[code], works[code]) for code in partners}


def telling(entries: Mapping[str, Sequence[Entry]]) -> dict[str, str]:
    """For each partner the rarest of its entries, and the rarest of those that not all have of whom the same is told."""
    shared = Counter(meaning for own in entries.values() for meaning, _ in own)

    def rarest(own: Iterable[Entry]) -> Entry | None:
        return min(own, key=lambda entry: shared[entry[0]], default=None)

    alike: dict[str, list[str]] = {}
    for code, own in entries.items():
        alike.setdefault((rarest(own) or ("", ""))[0], []).append(code)
    told: dict[str, str] = {}
    for codes in alike.values():
        common = set.intersection(*({meaning for meaning, _ in entries[code]} for code in codes))
        for code in codes:
            own = entries[code]
            chosen = (rarest(own), rarest(entry for entry in own if entry[0] not in common))
            told[code] = clauses(dict.fromkeys(entry[1] for entry in chosen if entry is not None))
    return told


def _against(names: Names) -> Iterator[Entry]:
    for obstacle in names.it.obstacles:
        for key in obstacle.indicators if obstacle.status != "unknown" else ():
            side = names.by_id[key].side
            told = names.it.first is not None and key == names.it.first.indicator
            if side != "a" and not told:
                entry = entry_in_words(key, obstacle.status, names.rubric, names.say)
                yield f"{entry} {side}", listed([names.actor(side), entry]) if side == "b" else entry


def _works(names: Names) -> Iterator[Entry]:
    for item in names.it.works:
        text = names.indicator(item.indicator) if item.indicator else clean(item.text)
        yield text, shortened(text, WORDS)


def first_step(names: Names) -> str:
    """What the report on the pair has done first, by whom: the first two steps."""
    it = names.it
    sides = [step.side for step in it.do_first]
    steps = sorted(it.do_first, key=lambda step: sides.index(step.side))
    told = (
        names.say(
            "behind",
            what=names.say("told", what=names.actor(step.side), note=names.rubric.remedies[step.remedy].do),
            aside=step.remedy,
        )
        for step in steps[:2]
    )
    return clauses(told)


def find_out(names: Names) -> str:
    """What the report on the pair asks first; empty where nothing is open."""
    return _first(names, names.open_questions())


def question_of(names: Names) -> str:
    """The same of the partner, side `b`, or of the two."""
    return _first(names, [need for need in names.open_questions() if need.side != "a"])


def _first(names: Names, needs: Sequence[EvidenceNeed]) -> str:
    return names.question(needs[0]) if needs else ""
