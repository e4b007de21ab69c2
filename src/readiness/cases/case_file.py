"""The model of a case file: two profiles, a question, and the diagnosis expected of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from readiness.cases.expectation import Expect  # noqa: TC001  (pydantic reads it)
from readiness.language import _
from readiness.model.assessment_options import Case
from readiness.model.fields import Model
from readiness.model.profile import SourceEntry  # noqa: TC001
from readiness.model.references import PhaseId  # noqa: TC001

MARKS = ("case", "profiles", "expect")
"""The keys by which a case file is recognised among other YAML files."""

ANY = "any"
"""The key in `known-miss` whose explanation covers every expectation of the case."""


def _profile(value: Any) -> Any:
    if not isinstance(value, str | dict):
        raise ValueError(_("expected a profile, or the path of its file"))  # noqa: TRY004  (becomes one problem)
    return value


def _explained(value: Any) -> Any:
    """A single explanation, given without the names of expectations, covers the whole case."""
    return value if isinstance(value, dict) else {ANY: value}


def _reason(text: str) -> str:
    if not text.strip():
        raise ValueError(_("expected the reason why this is missed"))
    return text


ProfileOrPath = Annotated[Any, AfterValidator(_profile)]
"""A profile written out, or the path of its file, relative to the case file."""


class CaseProfiles(Model):
    """The profiles of the two jurisdictions of a case."""

    a: ProfileOrPath
    b: ProfileOrPath


class NamedObstacle(Model):
    """A further obstacle that sources name, with its factor."""

    factor: str
    obstacle: str
    says: str = ""


class Documented(Model):
    """What sources say about a real case. For readers only: none of it is checked."""

    phase: PhaseId | None = None
    says: str = ""
    source: SourceEntry | None = None
    besides: list[NamedObstacle] = []
    outcome: str = ""
    confidence: Literal["high", "medium", "low"] | None = None
    contested: bool = False
    note: str = ""


class CaseFile(Case):
    """One case. Its question uses the same keys as the file given to `readiness assess --case`.

    `known-miss` explains expectations that are known to be missed, by their names, or one text for all of them.
    """

    case: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=120)]
    title: str = ""
    about: str = ""
    profiles: CaseProfiles
    rubric: str | None = None
    expect: Expect
    known_miss: Annotated[
        dict[str, Annotated[str, AfterValidator(_reason)]], BeforeValidator(_explained), Field(min_length=1)
    ] = {}
    documented: Documented | None = None
