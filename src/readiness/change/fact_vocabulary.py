"""The words that a supposed fact may use, and the error that leads from a wrong one to the nearest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import combinations
from math import isfinite
from typing import TYPE_CHECKING

from readiness.documents.reading import ProfileDocument
from readiness.errors import UsageError, suggestion
from readiness.jurisdictions.tables import known
from readiness.jurisdictions.tables import languages as languages_of
from readiness.language import _
from readiness.model.joint_record import MANY
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sides = tuple[ProfileDocument, ProfileDocument]
Names = Callable[[Rubric, Sides], Iterable[str]]
Valid = Callable[[str, str, str, Rubric, Sides], str]
"""Checks a word: the whole text, what the word is called, the word. Raises UsageError."""

YES, NO = "yes", "no"
BY = "-by-"
"""Stands between a standing and its cause."""
CASES = re.compile(rf"(?P<count>[0-9]{{1,6}}|{MANY})(?:-in-(?P<years>[1-9][0-9]?)-years?)?")
"""How many cases were completed, and in how many years up to the day, by default in one."""

LISTED = 40
"""As many valid words an error lists at most."""

TRADITIONS = ("civil", "common", "islamic", "religious", "customary")
"""Families of law (JuriGlobe, University of Ottawa); a mixed one names those it mixes."""


def one_of(names: Names) -> Valid:
    """A word out of a list."""

    def checked(text: str, what: str, word: str, rubric: Rubric, sides: Sides) -> str:
        valid = list(dict.fromkeys(names(rubric, sides)))
        if word not in valid:
            in_other_case = [name for name in valid if name.casefold() == word.casefold()]
            if len(in_other_case) == 1:
                return in_other_case[0]
            hint = suggestion(word, valid) or _("expected one of: {listed}").format(listed=_listed(valid))
            raise UsageError(
                _('--set {text}: unknown {what} "{word}"; {hint}').format(
                    text=text, what=_(what), word=word, hint=hint
                )
            )
        return word

    return checked


def _listed(names: Sequence[str]) -> str:
    more = ", …" if len(names) > LISTED else ""
    return f"{', '.join(names[:LISTED])}{more}"


yes_or_no: Valid = one_of(lambda *_: (YES, NO))


def case_counts(text: str, _what: str, word: str, _rubric: Rubric, _sides: Sides) -> str:
    """A number of cases, such as 6, many or 6-in-4-years."""
    if CASES.fullmatch(word) is None:
        forms = _("a number or {many}, of the last year or such as 6-in-4-years").format(many=MANY)
        raise UsageError(
            _('--set {text}: "{word}" is no number of completed cases; expected {forms}').format(
                text=text, word=word, forms=forms
            )
        )
    return word


def numbers(text: str, what: str, word: str, _rubric: Rubric, _sides: Sides) -> str:
    """A number."""
    try:
        number = float(word)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise UsageError(
            _('--set {text}: the {what} "{word}" is no number').format(text=text, what=_(what), word=word)
        )
    return word


def standings(rubric: Rubric, _sides: Sides) -> Iterator[str]:
    """Each standing; one that must have a cause with each of its causes."""
    for name, rule in rubric.standing.items():
        yield from (f"{name}{BY}{cause}" for cause in rule.causes)
        if not rule.causes:
            yield name


def bodies(rubric: Rubric, sides: Sides) -> Iterator[str]:
    """The bodies that give a channel or a legal basis, and those on record."""
    yield from (body for channel in rubric.channels.values() for body in channel.member_of)
    yield from rubric.organisations
    yield from (item.across for item in rubric.instruments.values() if item.across is not None)
    yield from (body for document in sides for body in document.profile.facts.memberships)


def membership_statuses(_rubric: Rubric, sides: Sides) -> Iterator[str]:
    """The statuses that the judgement knows, and those on record."""
    yield from ("member", "none", "observer")
    for document in sides:
        yield from (stated.status for stated in document.profile.facts.memberships.values())


def channels(rubric: Rubric, sides: Sides) -> Iterator[str]:
    """The channels of the rubric, and those of the profiles' own."""
    yield from rubric.channels
    yield from (channel.id for document in sides for channel in document.profile.facts.channels)


def languages(text: str, what: str, word: str, rubric: Rubric, sides: Sides) -> str:
    """A BCP 47 tag of a language on record, or of one that is official somewhere, in whatever script or region."""

    def spoken(_rubric: Rubric, _sides: Sides) -> Iterator[str]:
        yield from (tag for document in sides for tag in document.profile.facts.languages)
        yield from sorted({tag for code in known() for tag in languages_of(code)})

    tags = {tag.partition("-")[0] for tag in spoken(rubric, sides)}
    return word if word.partition("-")[0] in tags else one_of(spoken)(text, what, word, rubric, sides)


def families(_rubric: Rubric, sides: Sides) -> Iterator[str]:
    """The families of law, those that mix two of them, and those on record."""
    yield from TRADITIONS
    yield from (f"mixed-{'-'.join(mixed)}" for mixed in combinations(TRADITIONS, 2))
    recorded = (document.profile.facts.legal_family for document in sides)
    yield from (family for family in recorded if family is not None)


def indices(rubric: Rubric, _sides: Sides) -> Iterator[str]:
    """The public indices from which a level is read."""
    yield from (proxy.index for item in rubric.indicators.values() for proxy in item.proxies)
