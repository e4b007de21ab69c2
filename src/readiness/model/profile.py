"""A profile: what is known about one jurisdiction, and about it towards particular partners."""

import re
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from readiness.jurisdictions.lookup import key_of
from readiness.model.facts import Facts, PairFacts
from readiness.model.fields import AT_MOST, Model, PartialDate
from readiness.model.joint_record import Agreement, Cases, Relay, StandingEntry, Structure
from readiness.model.rating import Ratings
from readiness.tlp import Tlp

AgencyLevel = Literal["central", "local", "border", "inland"]
"""Of which agencies a profile speaks (S1.11): of the whole state or of one place, at its border or inland."""


class Partner(Model):
    """What is known about this jurisdiction towards one other. Its ratings win over the general ones."""

    facts: PairFacts = PairFacts()
    standing: Annotated[list[StandingEntry], AT_MOST] = []
    agreements: Annotated[list[Agreement], AT_MOST] = []
    cases: Annotated[list[Cases], AT_MOST] = []
    structures: Annotated[list[Structure], AT_MOST] = []
    relay: Relay | None = None
    ratings: Ratings = {}


class Partners(dict[str, Partner]):
    """What is known towards each partner, found under any code or name of the same jurisdiction."""

    def key(self, code: str) -> str | None:
        """The key, as it is written, under which a jurisdiction stands."""
        if dict.__contains__(self, code):
            return code
        if not self:
            return None
        return self._written.get(key_of(code))

    @cached_property
    def _written(self) -> dict[str, str]:
        return {key_of(key): key for key in self}

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.key(code) is not None

    def __missing__(self, code: str) -> Partner:
        key = self.key(code)
        if key is None:
            raise KeyError(code)
        return self[key]

    def get(self, code: str, default: Any = None) -> Any:
        """What is known towards a jurisdiction."""
        key = self.key(code)
        return default if key is None else self[key]


class SourceEntry(Model):
    """A source that evidence is cited from. `review` is the day from which on it is to be looked at again."""

    title: str
    publisher: str | None = None
    year: Annotated[int, Field(strict=True, ge=1000, le=2200)] | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    review: PartialDate | None = None
    licence: str | None = None
    note: str = ""


CODE = re.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\\Z")
"""The code of a jurisdiction, or a slug of an agency or region."""


class Profile(Model):
    """One jurisdiction (or agency, or region)."""

    profile: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
    rubric: str | None = None
    name: dict[str, Annotated[str, Field(max_length=300)]] = {}
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    tlp: Tlp | None = None
    agencies: list[AgencyLevel] = []
    facts: Facts = Facts()
    ratings: Ratings = {}
    partners: Annotated[dict[str, Partner], AT_MOST, AfterValidator(Partners)] = {}
    sources: dict[str, SourceEntry] = {}
