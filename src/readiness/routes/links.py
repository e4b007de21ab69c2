"""A link: how strong the way between two jurisdictions is, and how long a message takes over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.assessment.indicators import limiting_side
from readiness.assessment.judgement import judge
from readiness.errors import UsageError
from readiness.model.question import in_scope, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.assessment.judgement import Judgement
    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Quantity
    from readiness.model.question import Question
    from readiness.model.rubric import Routes, Rubric

TOP = 4.0


@dataclass(frozen=True, slots=True)
class LinkLevel:
    """The pair's level (0-4) of one link indicator, None if not known, and the codes of the side it is held down on.

    `most` is the highest it may be; `held_by` is empty for what belongs to the pair.
    """

    indicator: str
    level: float | None
    most: float
    held_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The way between two jurisdictions, the same in both directions; `a` comes before `b` in the alphabet.

    `strength` is the lowest of the levels (0-4), None while one is not known that could lower it; `at_most` is what it
    may be at best. `hours` is how long a message takes, None if not known or if nothing arrives.
    """

    a: str
    b: str
    strength: float | None
    at_most: float
    levels: tuple[LinkLevel, ...]
    hours: float | None

    @property
    def ends(self) -> tuple[str, str]:
        """Both codes."""
        return self.a, self.b

    @property
    def limiting(self) -> LinkLevel | None:
        """The lowest known level; of several the one that the rubric names first."""
        known = [level for level in self.levels if level.level is not None]
        return min(known, key=lambda level: level.level or 0.0, default=None)

    @property
    def unknown(self) -> tuple[LinkLevel, ...]:
        """What is not known of it."""
        return tuple(level for level in self.levels if level.level is None)


def rules_of(rubric: Rubric) -> Routes:
    """What the rubric says of routes. Raises UsageError if it says nothing."""
    if rubric.routes is None:
        raise UsageError(f'the rubric "{rubric.rubric}" has no `routes`: it does not say what makes a link')
    return rubric.routes


def measure(rubric: Rubric, one: ProfileDocument, other: ProfileDocument, question: Question) -> Link:
    """The link between two jurisdictions for what is asked.

    Link indicators out of scope, or to which the question does not apply, leave it alone. What a suspension that stands
    has stopped counts as one of them. A level that rests only on a public index is a prior and does not make a link known.
    """
    rules = rules_of(rubric)
    a, b = sorted((one, other), key=lambda document: document.id)
    judged = judge(rubric, a, b, question, resolve(question, rubric, a.profile, b.profile))
    found = dict(zip(rubric.indicators, judged.score.levels, strict=True))
    levels = tuple(
        _level(judged, key, found[key], (a.id, b.id))
        for key in dict.fromkeys([*rules.link, *_stopped(rubric, judged)])
        if found[key].applicable and in_scope(rubric.indicators[key], judged.scope)
    )
    at_most = min((level.most for level in levels), default=TOP)
    settled = bool(levels) and (at_most == 0 or all(level.level is not None for level in levels))
    return Link(a.id, b.id, at_most if settled else None, at_most, levels, _hours(rubric, judged, found))


def measure_all(
    rubric: Rubric, documents: Iterable[ProfileDocument], question: Question
) -> dict[tuple[str, str], Link]:
    """Every link between the jurisdictions, by codes in alphabetical order."""
    nodes = sorted(documents, key=lambda document: document.id)
    links = [measure(rubric, a, b, question) for i, a in enumerate(nodes) for b in nodes[i + 1 :]]
    return {link.ends: link for link in links}


def _level(judged: Judgement, key: str, found: Quantity, codes: tuple[str, str]) -> LinkLevel:
    known = _known(found)
    side = limiting_side(judged, key, None)
    held_by = {"a": codes[:1], "b": codes[1:], "both": codes}.get(side, ())
    most = float(found.level if known else TOP if found.prior else found.high)
    return LinkLevel(key, float(found.level) if known else None, most, held_by)


def _stopped(rubric: Rubric, judged: Judgement) -> list[str]:
    """The indicator that a suspension rests on, if one stands."""
    found = judged.standing
    suspended = found is not None and bool(rubric.standing[found.status].causes)
    return [found.cause] if found is not None and suspended and found.cause is not None else []


def _known(found: Quantity) -> bool:
    return bool(found.known) and not found.prior


def _hours(rubric: Rubric, judged: Judgement, found: dict[str, Quantity]) -> float | None:
    rules = rules_of(rubric)
    contact = found[rules.hours_from]
    asked = in_scope(rubric.indicators[rules.hours_from], judged.scope)
    return rules.hours[int(contact.level)] if asked and contact.applicable and _known(contact) else None
