"""What was asked: of whom, from which documents, by which rubric, in which phase and roles."""

from typing import Literal

from msgspec import Struct

from readiness.model.profile import AgencyLevel
from readiness.tlp import Tlp


class Jurisdiction(Struct, frozen=True):
    """One of the two, by code and name. `agencies` is of which level of agency its profile speaks; none if it does not say."""

    id: str
    name: str
    agencies: tuple[AgencyLevel, ...] = ()


class Pair(Struct, frozen=True):
    """The two jurisdictions in the order given."""

    a: Jurisdiction
    b: Jurisdiction


class Input(Struct, frozen=True):
    """A profile that went in, by digest, its own date, and how much of it was dated too late to count.

    `tlp` is its Traffic Light Protocol marking; `withheld` tells that its evidence was left out for that marking.
    """

    id: str
    digest: str
    as_of: str | None
    ignored_later: int
    file: str | None = None
    tlp: Tlp | None = None
    withheld: bool = False


class RubricInfo(Struct, frozen=True):
    """The rubric that judged, and the language in which its texts and all others are told (BCP 47)."""

    id: str
    version: str
    digest: str
    language: str


class PhaseInfo(Struct, frozen=True):
    """The phase assessed, the phase the records give, and why: the kind of reason, the record, and whose it is."""

    assessed: str
    inferred: str | None
    basis: Literal["given", "inferred", "assumed"]
    reason: Literal["given", "agreement", "frame", "structure", "casework", "nothing-later", "no-record"]
    record: str | None
    source: str | None


class Roles(Struct, frozen=True):
    """The route roles of the two sides."""

    a: str | None
    b: str | None
