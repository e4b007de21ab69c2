"""A case file: two profiles, a question, and the diagnosis expected of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from readiness.cases.expectation import Expect  # noqa: TC001  (pydantic reads it)
from readiness.model.case import Case
from readiness.model.fields import Model
from readiness.model.names import PhaseId  # noqa: TC001
from readiness.model.profile import SourceEntry  # noqa: TC001

MARKS = ("case", "profiles", "expect")
"""Keys that tell a case file from other YAML files."""

ANY = "any"
"""The known miss that explains whichever expectation of the case is missed."""


def _profile(value: Any) -> Any:
    if not isinstance(value, str | dict):
        raise ValueError("expected a profile, or the path of its file")  # noqa: TRY004  (becomes one problem)
    return value


def _explained(value: Any) -> Any:
    """One explanation for the whole case may stand without the names of the expectations."""
    return value if isinstance(value, dict) else {ANY: value}


def _reason(text: str) -> str:
    if not text.strip():
        raise ValueError("expected the reason why this is missed")
    return text


ProfileOrPath = Annotated[Any, AfterValidator(_profile)]
"""A profile written out, or the path of its file, relative to the case file."""


class Sides(Model):
    """The two jurisdictions of a case."""

    a: ProfileOrPath
    b: ProfileOrPath


class Named(Model):
    """A factor and an obstacle that sources name besides the first."""

    factor: str
    obstacle: str
    says: str = ""


class Documented(Model):
    """What sources say about a real case, for readers. Nothing of it is checked."""

    phase: PhaseId | None = None
    says: str = ""
    source: SourceEntry | None = None
    besides: list[Named] = []
    outcome: str = ""
    confidence: Literal["high", "medium", "low"] | None = None
    contested: bool = False
    note: str = ""


class CaseFile(Case):
    """One case. Its question has the keys of a case file of `readiness assess`.

    `known-miss` explains expectations that are known to be missed, by their names, or one text for all of them.
    """

    case: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=120)]
    title: str = ""
    about: str = ""
    profiles: Sides
    rubric: str | None = None
    expect: Expect
    known_miss: Annotated[
        dict[str, Annotated[str, AfterValidator(_reason)]], BeforeValidator(_explained), Field(min_length=1)
    ] = {}
    documented: Documented | None = None
