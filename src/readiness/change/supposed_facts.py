"""Facts that can be supposed: what a profile records of a jurisdiction or of the two. Each gives a changed profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readiness.change.fact_vocabulary import (
    Sides,
    Valid,
    bodies,
    case_counts,
    channels,
    families,
    indices,
    languages,
    membership_statuses,
    numbers,
    one_of,
    standings,
    yes_or_no,
)
from readiness.change.supposed_profile import CHANGES, Fact
from readiness.documents.reading import ProfileDocument
from readiness.errors import UsageError
from readiness.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from readiness.evidence.supposed_levels import Holder
    from readiness.model.rubric import Rubric


class Kind(NamedTuple):
    """A kind of fact: whether it is of the pair, what its name is called, and how each of its words is checked.

    `name` and `part` are None where it has none.
    """

    of_pair: bool
    what: str
    name: Valid | None
    value: Valid
    part: Valid | None = None

    def read(
        self, text: str, holder: Holder, steps: Sequence[str], value: str, sides: Sides, rubric: Rubric
    ) -> Fact:
        """The fact that a text sets; `steps` are the words before the value. Raises UsageError with the nearest valid name."""
        codes = [document.id for document in sides]
        if self.of_pair != (holder == "pair"):
            right = "pair" if self.of_pair else " or ".join(codes)
            raise UsageError(
                _("--set {text}: {what} is a fact of {right}; begin with {right}").format(
                    text=text, what=_(self.what), right=right
                )
            )
        expected = [
            word for word, valid in ((_("a name"), self.name), (_("a part"), self.part)) if valid is not None
        ]
        kind, given = steps[0], list(steps[1:])
        if self.name is not None and self.part is None and len(given) > 1:
            given = [".".join(given)]  # names of indices hold dots
        if len(given) != len(expected):
            wanted = _(" and ").join(expected) or _("no name")
            raise UsageError(
                _("--set {text}: expected {wanted} after the kind of fact, found {count}").format(
                    text=text, wanted=wanted, count=len(given)
                )
            )
        name = self.name(text, self.what, given[0], rubric, sides) if self.name is not None else ""
        part = self.part(text, "part", given[1], rubric, sides) if self.part is not None else None
        return Fact(holder, kind, name, self.value(text, "value", value, rubric, sides), part)


FACTS: Mapping[str, Kind] = {
    "agreements": Kind(
        True,
        marked("kind of agreement"),
        one_of(lambda rubric, _: rubric.agreement_kinds),
        one_of(lambda rubric, _: rubric.agreement_statuses),
    ),
    "structures": Kind(
        True, marked("kind of structure"), one_of(lambda rubric, _: rubric.structure_kinds), yes_or_no
    ),
    "cases": Kind(True, marked("need"), one_of(lambda rubric, _: rubric.needs), case_counts),
    "standing": Kind(True, marked("standing"), None, one_of(standings)),
    "relations": Kind(
        True, marked("kind of relation"), one_of(lambda rubric, _: rubric.relation_kinds), yes_or_no
    ),
    "memberships": Kind(False, marked("body"), one_of(bodies), one_of(membership_statuses)),
    "instruments": Kind(
        False,
        marked("instrument"),
        one_of(lambda rubric, _: rubric.instruments),
        one_of(lambda rubric, _: rubric.instrument_statuses),
    ),
    "channels": Kind(
        False,
        marked("channel"),
        one_of(channels),
        one_of(lambda rubric, _: rubric.channel_access),
        one_of(lambda rubric, _: rubric.channel_components),
    ),
    "languages": Kind(False, marked("language"), languages, yes_or_no),
    "legal-family": Kind(False, marked("legal family"), None, one_of(families)),
    "indices": Kind(False, marked("index"), one_of(indices), numbers),
}
"""The kinds of facts by the word that people write."""


def supposing(sides: Sides, facts: Iterable[Fact], day: date, rubric: Rubric) -> Sides:
    """The two profiles as they would be if the facts held on a day."""
    documents = list(sides)
    for fact in facts:
        changed = [0, 1] if fact.holder == "pair" else ["ab".index(fact.holder)]
        for number in changed:
            document, partner = documents[number], documents[1 - number].id
            profile = CHANGES[fact.kind](document.profile, fact, partner, day, rubric)
            documents[number] = ProfileDocument(profile, document.place, document.digest)
    return documents[0], documents[1]
