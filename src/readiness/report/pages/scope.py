"""What is asked, as one line and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness import tlp
from readiness.words import listed

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric
    from readiness.words import Texts


def in_words(scope: Scope | Assessment, rubric: Rubric) -> str:
    """Needs, crimes and measures; the measures that crimes bring with them are left out."""
    crimes = [rubric.crimes[crime] for crime in scope.crimes]
    implied = {measure for crime in crimes for measure in crime.measures}
    return listed(
        [
            *scope.needs,
            *(crime.name for crime in crimes),
            *(measure for measure in scope.measures if measure not in implied),
        ]
    )


def aside(assessed: Assessment, rubric: Rubric, say: Texts) -> str:
    """What stands beside the title of a page about a pair: marking, rubric, day, and what is asked."""
    parts = [
        tlp.label(assessed.tlp),
        f"{rubric.rubric} {rubric.version}",
        say("scope.as-of", date=assessed.as_of),
        in_words(assessed, rubric),
    ]
    return " · ".join(part for part in parts if part)


def as_data(scope: Scope) -> dict[str, Any]:
    """The scope by the keys of the assessment report."""
    return {
        "as_of": scope.as_of.isoformat(),
        "lane": scope.lane,
        "needs": list(scope.needs),
        "measures": list(scope.measures),
        "crimes": list(scope.crimes),
    }
