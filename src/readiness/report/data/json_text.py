"""JSON, written in one way, and results as plain data whose numbers are rounded so that every machine writes the same."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readiness.assessment.result import Assessment
    from readiness.model.rubric import Rubric

DECIMALS = 6
_encode_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def render(assessment: Assessment) -> str:
    """The report as JSON. What is absent is null, never left out."""
    return write(plain(assessment))


def write(data: Any, indent: int = 2) -> str:
    """Plain data as a document. Raises ValueError for a number that is not finite."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent) + "\n"


def line(record: Any) -> str:
    """Plain data as one line, without its end. Raises ValueError for a number that is not finite."""
    return _encode_line(record)


def stamp(rubric: Rubric) -> dict[str, str]:
    """By which rubric a result was made."""
    return {"id": rubric.rubric, "version": rubric.version, "digest": rubric.digest}


def plain(value: Any) -> Any:
    """An assessment, or any part of it, as plain data with numbers rounded."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {name: plain(part) for name, part in vars(value).items()}
    return value
