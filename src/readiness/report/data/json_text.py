"""JSON documents, written in one way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec.json import format as laid_out

from readiness.language import spoken
from readiness.plain_data import plain
from readiness.safe_text import escaped

if TYPE_CHECKING:
    from readiness.assessment.result.assessment import Assessment
    from readiness.model.rubric import Rubric


def render(assessment: Assessment) -> str:
    """The report as JSON. What is absent is null, never left out."""
    return write(plain(assessment))


def write(data: Any, indent: int = 2) -> str:
    """Plain data as a document. Raises ValueError for a number that is not finite."""
    # Python lays JSON out with much slower code than it writes a line of it.
    return escaped(laid_out(json.dumps(data, ensure_ascii=False, allow_nan=False), indent=indent)) + "\n"


def stamp(rubric: Rubric) -> dict[str, str]:
    """The rubric that a result was made with, and the language in which it is told."""
    return {
        "id": rubric.rubric,
        "version": rubric.version,
        "digest": rubric.digest,
        "language": spoken().tag,
    }
