"""What things are called in one report: indicators, obstacles, levels and what is told of them, beside the sides."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from readiness.assessment.result.indicators import STANDING
from readiness.evidence.level_reading import WORKED
from readiness.model.fields import UNKNOWN_DATE, last_day
from readiness.report.pages.first_screen_room import shortened
from readiness.report.pages.side_names import SideNames
from readiness.words import clean, continued, level, listed, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.result.assessment import Assessment
    from readiness.assessment.result.indicators import (
        EvidenceItem,
        IndicatorResult,
        Safeguard,
        SideLevel,
    )
    from readiness.assessment.result.joint_record import Fall, StandingInfo
    from readiness.assessment.result.sureness import EvidenceNeed
    from readiness.change.starting_levels import Taken
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

DAYS_A_YEAR = 365.25

IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
"""An aside of a rubric's text, which short reports leave out."""

TOP = 4.0
"""The highest level."""

RECORDED = 100
"""Columns of what a question says is on record."""

LEGAL_GAP = "legal-gap"
"""The obstacle without a number: reports show its name alone, because its id says nothing that the name does not."""

UNRATED: dict[str, str] = {"proxy": "prior", "derived": "derived", **{name: name for name in WORKED}}
"""What a level rests on that nobody has rated, by its basis: the last part of the keys of its words."""

CASEWORK = "casework"
"""What a leaning rests on where completed cases alone tell of it, however many they were."""

UNSETTLED = ("none", "few-cases", "proxy")
"""What a level rests on, by its basis, where it settles no gate."""


def obstacle_label(key: str, rubric: Rubric) -> str:
    """An obstacle's id and short name."""
    short = rubric.obstacles[key].short
    return short if key == LEGAL_GAP else f"{key} {short}"


def lowest_rows(result: IndicatorResult) -> list[str]:
    """The rows with the lowest known level; none where all rows have it, or where two sides hold the indicator down."""
    levels = {row: said.level for row, said in (result.rows or {}).items() if said.level is not None}
    if not levels or result.side == "both":
        return []
    lowest = min(levels.values())
    rows = [row for row, seen in levels.items() if seen == lowest]
    return rows if len(rows) < len(result.rows or {}) else []


def entry_in_words(indicator: str, status: str | None, rubric: Rubric, say: Texts) -> str:
    """What stands in the way first, by itself and in plain words: its indicator and what that does.

    What is only unknown stands in nobody's way; what of it to find out first, the worth of the evidence says (`open_questions`).
    """
    if status == "unknown":
        return say("entry-unknown")
    return say("entry", indicator=rubric.indicators[indicator].name, status=say(f"entry-status.{status}"))


def basis_in_words(basis: str, indicator: str, rubric: Rubric, say: Texts) -> str:
    """What a leaning rests on; a prior that no index gives is what a recorded fact suggests."""
    suggested = basis == "prior" and not rubric.indicators[indicator].proxies
    return say("basis.suggestion" if suggested else f"basis.{basis}")


def leaning_in_words(leaning: Mapping[str, str], rubric: Rubric, say: Texts, *, against: bool = True) -> str:
    """Where an undetermined pair leans, and on what; and what is `against` it, unless it leans to ready or cases alone tell of it."""
    against = against and leaning["verdict"] != "ready" and leaning["basis"] != CASEWORK
    return say(
        "leaning" if against else "leaning-bare",
        verdict=say(f"verdict.{leaning['verdict']}"),
        indicator=rubric.indicators[leaning["indicator"]].name,
        basis=basis_in_words(leaning["basis"], leaning["indicator"], rubric, say),
    )


class Names(SideNames):
    """Holds what every sentence needs: the assessment, the rubric's texts and the words of the language.

    `called` are other words for a side than its name.
    """

    def __init__(
        self,
        assessment: Assessment,
        rubric: Rubric,
        say: Texts,
        reader: str | None = None,
        called: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(assessment.pair, say, reader, called)
        self.it = assessment
        self.rubric = rubric
        self.by_id = {indicator.id: indicator for indicator in assessment.indicators}

    def indicator(self, key: str) -> str:
        """An indicator's name."""
        return self.rubric.indicators[key].name

    def indicator_by_row(self, result: IndicatorResult) -> str:
        """An indicator's name with the rows that hold it down, unless all its rows do."""
        name, rows = self.indicator(result.id), lowest_rows(result)
        return self.say("behind", what=name, aside=listed(map(named, rows))) if rows else name

    def indicator_by_open_rows(self, result: IndicatorResult, needed: float) -> str:
        """An indicator's name with the rows that leave its gate unknown where those that are known meet it; else nothing."""
        rows, most = result.rows or {}, self.most(result)
        still_open = [row for row, said in rows.items() if said.basis in UNSETTLED]
        if result.level is not None or most is None or most < needed or not still_open:
            return ""
        return self.say("behind", what=self.indicator(result.id), aside=listed(map(named, still_open)))

    def basis(self, result: IndicatorResult) -> str:
        """What an indicator's level rests on; beside rows that are unknown, what the lowest of the known ones does."""
        known = [row for row in (result.rows or {}).values() if row.level is not None]
        if result.level is not None or not known:
            return result.basis
        return min(known, key=lambda row: (row.level, row.basis)).basis

    def deciding_evidence(self, result: IndicatorResult) -> list[EvidenceItem]:
        """The evidence of the side and the rows that decide; what both profiles record stands there once.

        Where the profiles disagree on the pair, that of the one which is used; of both sides, of the lower one first. None where a
        suspension alone holds the level down.
        """
        if self.suspended(result):
            return []
        rows = lowest_rows(result)
        items: dict[tuple[str, str | None, str | None], EvidenceItem] = {}
        for item in result.evidence:
            of_side = result.side not in ("a", "b") or item.side == result.side
            if of_side and (not rows or item.row is None or item.row in rows):
                items.setdefault((item.says, item.source, item.as_of), item)
        told = sorted(items.values(), key=lambda item: item.file != result.file)
        apart = result.side == "pair" and result.basis == "rating" and result.a.level != result.b.level
        return [item for item in told if item.file == result.file] if apart and told else told

    def deciding(self, result: IndicatorResult) -> list[SideLevel]:
        """What the side says that decides; of both the one first whose level counts."""
        of_side = {"a": [result.a], "b": [result.b]}.get(result.side, [result.a, result.b])
        return sorted(of_side, key=lambda said: (said.level is None, said.level != result.level))

    def suspended(self, result: IndicatorResult) -> bool:
        """Whether the level is what a suspension leaves of it, and none that anybody has seen."""
        return result.basis == STANDING

    def fall(self, result: IndicatorResult) -> Fall | None:
        """How far an indicator fell with the relation, if it did."""
        fell = self.troubled.fell if self.troubled is not None else []
        return next((fall for fall in fell if fall.indicator == result.id), None)

    def unrated(self, indicator: str, basis: str) -> str:
        """What a level rests on that nobody has rated, as keys of texts end; a prior that no index gives is read off facts."""
        index = self.rubric.indicators[indicator].proxies
        return "facts" if basis == "proxy" and not index else UNRATED[basis]

    def taken(self, taken: Taken) -> str:
        """What a level rests on that is taken for granted, as keys of texts end."""
        index = self.rubric.indicators[taken.item.indicator].proxies
        return "facts" if taken.basis == "prior" and not index else taken.basis

    def flagged(self, flag: Safeguard) -> str:
        """What a do-no-harm flag is about, with its row, which alone tells whose harm is feared."""
        name = self.indicator(flag.indicator)
        return self.say("behind", what=name, aside=named(flag.row)) if flag.row else name

    def whose_harm(self, flag: Safeguard) -> str:
        """Whose level a do-no-harm flag is, and where the harm is feared if that is the other side."""
        key = "harm.own" if flag.feared == flag.side else "harm.feared"
        return self.say(key, side=self.side(flag.side), feared=self.side(flag.feared))

    def held_on(self, indicator: str, side: str) -> str:
        """The side that a sentence names for a low level: none for what has one level for the pair, whoever decided on it."""
        return "pair" if self.rubric.indicators[indicator].unit == "pair" else side

    @property
    def troubled(self) -> StandingInfo | None:
        """How the relation stands, if that troubles it."""
        standing = self.it.standing
        if standing is None or self.rubric.standing[standing.status].verdict_at_best == "ready":
            return None
        return standing

    def standing(self) -> str:
        """How the relation stands, since when and over what; empty if nobody says."""
        standing = self.it.standing
        if standing is None:
            return ""
        cause = self.cause(standing)
        dated = "scope.standing" if standing.since != UNKNOWN_DATE else "scope.standing-undated"
        status = self.say.word("standing.", standing.status)
        return self.say(dated, status=status, since=standing.since) + cause

    def stands(self) -> str:
        """How a relation stands that something troubles, since when, over what and by whose decision, within a sentence."""
        standing = self.troubled
        if standing is None:
            return ""
        dated = "headline.stands" if standing.since != UNKNOWN_DATE else "headline.stands-undated"
        status = self.say.word("standing.", standing.status)
        return self.say(dated, standing=status, since=standing.since) + self.cause(standing)

    def cause(self, standing: StandingInfo) -> str:
        """Over what and by whose decision a relation stands as it does, as it follows; empty where neither is told."""
        told = ""
        if standing.cause:
            known = standing.cause in self.rubric.indicators
            cause = self.indicator(standing.cause) if known else clean(standing.cause)
            told = self.say("scope.cause", cause=cause)
        sides = {self.it.pair.a.id: "a", self.it.pair.b.id: "b"}
        return told + (
            self.say("scope.by", side=self.side(sides[standing.by])) if standing.by in sides else ""
        )

    def direction(self) -> str:
        """The direction that is shown, and whether the question chose it; nothing where both ways come out equal."""
        shown = self.it.direction
        if shown.requesting is None:
            return ""
        return self.asks("scope.asks-shown" if shown.assessed == "mutual" else "scope.asks", shown.requesting)

    def as_of(self) -> str:
        """The day of the assessment, and how it lies to the dates of the two profiles."""
        day = self.it.as_of
        newest = max(
            (last_day(given.as_of).isoformat() for given in self.it.inputs if given.as_of), default=""
        )
        if not newest:
            return self.say("scope.as-of", date=day)
        key = "newest" if day == newest else "after" if day > newest else "before"
        later = sum(given.ignored_later for given in self.it.inputs)
        return self.say(f"scope.as-of-{key}", date=day, newest=newest, count=later)

    @property
    def nothing_against(self) -> bool:
        """Whether what the leaning names is workable, and is all that the phase asks of it: what works is told as nothing else.

        What completed cases tell passed its gate, so that it stands against nobody either.
        """
        leaning = self.it.leaning
        if leaning is None or leaning.basis == CASEWORK:
            return True
        result = self.by_id[leaning.indicator]
        enough = result.gate == "met" or (result.gate == "none" and leaning.verdict == "ready")
        return enough and result.level is not None and result.level >= self.rubric.verdict.workable_level

    def least(self, indicator: str, needed: float) -> str:
        """What is enough to reach a level, in the words of the rubric: one rule for all reports."""
        return self.rubric.indicators[indicator].scale[max(ceil(needed), 1)]

    def question(self, need: EvidenceNeed) -> str:
        """Of whom to find out what, and of which rows."""
        question = IN_BRACKETS.sub("", self.rubric.indicators[need.indicator].question)
        rows = self._open_rows(need)
        if rows:
            question = self.say("screen.question-rows", question=question, rows=listed(map(named, rows)))
        return self.say("told", what=self.actor(need.side), note=self.beside_record(question, need.indicator))

    def beside_record(self, question: str, indicator: str) -> str:
        """A question with what is on record against what it asks, if anything."""
        recorded = self._recorded(indicator)
        if not recorded:
            return question
        return self.say("screen.question-recorded", question=question, what=listed(recorded))

    def _recorded(self, indicator: str) -> list[str]:
        """What is on record against what is asked and does not settle it; an index of a whole state is none of that."""
        result = self.by_id.get(indicator)
        if result is None or self.rubric.indicators[indicator].proxies:
            return []
        reached = result.at_most if result.level is None else result.level
        if self.basis(result) != "proxy" or reached is None or reached >= self.rubric.verdict.workable_level:
            return []
        said = (item.says for item in self.deciding_evidence(result))
        return list(dict.fromkeys(continued(shortened(clean(text), RECORDED)) for text in said))

    def unknown(self, need: EvidenceNeed) -> str:
        """What is not known, by the name of the indicator and of its rows."""
        return listed([self.indicator(need.indicator), *map(named, self._open_rows(need))])

    def _open_rows(self, need: EvidenceNeed) -> list[str]:
        """The rows that leave a gate unknown, those asked for by name first; none where that goes without saying, since no row is known.

        A case or two, or a public index, settles none. Of what another need alone asks nothing is told of rows.
        """
        result = self.by_id.get(need.indicator)
        if result is None:
            return []
        if need.reason != "unknown-gate" or need.side not in ("a", "b", "pair") or need.side != result.side:
            return []
        rows = result.rows or {}
        still_open = [row for row, level in rows.items() if level.basis in UNSETTLED]
        asked = [row for row in still_open if row in self.it.bars]
        if len(still_open) == len(rows) and not asked:
            return []
        return [*asked, *(row for row in still_open if row not in asked)]

    def open_questions(self) -> list[EvidenceNeed]:
        """What to find out: the necessary things that are unknown, bars asked for by name and those of a single need first.

        Else what is loosely known.
        """
        alone = {key for need in self.it.by_need for key in need.unknown}
        needed = [item for item in self.it.evidence_needed if item.reason == "unknown-gate"]
        ordered = sorted(
            needed,
            key=lambda item: (
                set(self.it.bars).isdisjoint(self._open_rows(item)),
                item.indicator not in alone,
            ),
        )
        return ordered or list(self.it.evidence_needed)

    def years(self, as_of: str) -> int:
        """Whole years from a day to that of the assessment."""
        return int((last_day(self.it.as_of) - last_day(as_of)).days / DAYS_A_YEAR)

    def level(self, result: IndicatorResult) -> str:
        """The level seen, or the most that what is known leaves of it."""
        own, most = self.own_level(result), self.most(result)
        if own is not None:
            return level(own)
        return f"≤ {level(most)}" if most is not None else self.say("unknown")

    def seen(self, result: IndicatorResult) -> str:
        """The level seen, or the most that is left of it, in the words of the rubric."""
        if self.suspended(result):
            return self.say("screen.whatever")
        scale, own = self.rubric.indicators[result.id].scale, self.own_level(result)
        if own is not None:
            return scale[int(own)]
        most = self.most(result)
        key = "screen.at-most-of-some" if self.of_some(result) else "screen.at-most"
        return self.say(key, what=continued(scale[int(TOP if most is None else most)]))

    def of_some(self, result: IndicatorResult) -> bool:
        """Whether nothing is known of an indicator but what a law says of some persons, whom the question does not name."""
        rows = (result.rows or {}).values()
        by_law = self.rubric.indicators[result.id].by_law and not self.it.bars
        return by_law and result.at_most is not None and all(row.basis == "none" for row in rows)

    def own_level(self, result: IndicatorResult) -> float | None:
        """The level of the pair, or of the side on which the indicator lies where the other one is not known."""
        if result.level is not None or result.side not in ("a", "b"):
            return result.level
        return self.deciding(result)[0].level

    def most(self, result: IndicatorResult) -> float | None:
        """The most that what is known leaves of a level that has no point, None if that is all."""
        most = result.high if result.at_most is None else min(result.at_most, result.high)
        return most if most < TOP else None

    def obstacle(self, key: str) -> str:
        """An obstacle's id and short name."""
        return obstacle_label(key, self.rubric)

    def obstacle_in_full(self, key: str) -> str:
        """An obstacle's id and its name as the source gives it."""
        name = self.rubric.obstacles[key].name
        return name if key == LEGAL_GAP else f"{key} {name}"
