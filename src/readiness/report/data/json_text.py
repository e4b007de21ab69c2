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
    line = json.dumps(data, ensure_ascii=False, allow_nan=False)
    try:
        document = laid_out(line, indent=indent)  # much faster than Python's own
    except UnicodeEncodeError:  # half a UTF-16 pair, which has no bytes: only Python lays it out
        document = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return escaped(document) + "\n"


def stamp(rubric: Rubric) -> dict[str, str]:
    """The rubric that a result was made with, and the language in which it is told."""
    return {
        "id": rubric.rubric,
        "version": rubric.version,
        "digest": rubric.digest,
        "language": spoken().tag,
    }
