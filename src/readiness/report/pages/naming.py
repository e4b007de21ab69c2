"""What things are called in one report: indicators, sides, obstacles, and the sentences that name a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.model.fields import last_day
from readiness.words import clean, level, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readiness.assessment.result import Assessment, FirstResult, IndicatorResult
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

DAYS_A_YEAR = 365.25

TOP = 4.0
"""The highest level."""

LEGAL_GAP = "legal-gap"
"""The obstacle without a number: reports show its name alone, because its id says nothing that the name does not."""


def obstacle_label(key: str, rubric: Rubric) -> str:
    """An obstacle's id and short name."""
    short = rubric.obstacles[key].short
    return short if key == LEGAL_GAP else f"{key} {short}"


def entry_in_words(obstacle: str, indicator: str, status: str | None, rubric: Rubric, say: Texts) -> str:
    """An entry of the one list by itself: the obstacle and its indicator, or only what is not known."""
    name = rubric.indicators[indicator].name
    if status == "unknown":
        return say("obstacle.not-known", indicator=name)
    return say("told", what=rubric.obstacles[obstacle].short, note=listed([name, say(f"status.{status}")]))


def leaning_in_words(leaning: Mapping[str, str], rubric: Rubric, say: Texts) -> str:
    """Where an undetermined pair leans, and on what."""
    return say(
        "leaning",
        verdict=say(f"verdict.{leaning['verdict']}"),
        indicator=rubric.indicators[leaning["indicator"]].name,
        basis=say(f"basis.{leaning['basis']}"),
    )


class Names:
    """Holds what every sentence needs: the assessment, the rubric's texts and the words of the language."""

    def __init__(self, assessment: Assessment, rubric: Rubric, say: Texts, reader: str | None = None) -> None:
        self.it = assessment
        self.rubric = rubric
        self.say = say
        self.reader = reader
        self.by_id = {indicator.id: indicator for indicator in assessment.indicators}

    def indicator(self, key: str) -> str:
        """An indicator's name."""
        return self.rubric.indicators[key].name

    def side(self, side: str) -> str:
        """The jurisdiction, both of them, or the pair."""
        names = {"a": clean(self.it.pair.a.name), "b": clean(self.it.pair.b.name)}
        return names.get(side) or self.say(f"side.{side}", a=names["a"], b=names["b"])

    def actor(self, side: str) -> str:
        """Who is meant, in short: the jurisdiction or both; "we" for the one whose people read the report."""
        pair = {"a": self.it.pair.a, "b": self.it.pair.b}
        if side not in pair:
            return self.say("side.both-of-us" if self.reader else "side.both-in-short")
        return self.say("side.we", name=self.side(side)) if pair[side].id == self.reader else self.side(side)

    def of_side(self, key: str, side: str, **values: str) -> str:
        """A sentence that names a side, or its form for what belongs to the pair."""
        suffix = "-pair" if side == "pair" else ""
        return self.say(f"{key}{suffix}", side=self.side(side), **values)

    def asks(self, key: str, requesting: str, **values: str) -> str:
        """A sentence about the direction in which one side asks."""
        other = "b" if requesting == "a" else "a"
        return self.say(key, asking=self.side(requesting), asked=self.side(other), **values)

    def years(self, as_of: str) -> int:
        """Whole years from a day to that of the assessment."""
        return int((last_day(self.it.as_of) - last_day(as_of)).days / DAYS_A_YEAR)

    def level(self, result: IndicatorResult) -> str:
        """The level seen, or the most that what is known leaves of it."""
        if result.level is not None:
            return level(result.level)
        most = result.high if result.at_most is None else min(result.at_most, result.high)
        return f"≤ {level(most)}" if most < TOP else self.say("unknown")

    def entry(self, first: FirstResult) -> str:
        """An entry of the one list: its obstacle, or only what is not known."""
        if first.status == "unknown":
            return self.say("obstacle.not-known", indicator=self.indicator(first.indicator))
        return self.obstacle(first.obstacle)

    def obstacle(self, key: str) -> str:
        """An obstacle's id and short name."""
        return obstacle_label(key, self.rubric)

    def obstacle_in_full(self, key: str) -> str:
        """An obstacle's id and its name as the source gives it."""
        name = self.rubric.obstacles[key].name
        return name if key == LEGAL_GAP else f"{key} {name}"
