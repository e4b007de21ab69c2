"""The JSON report: the assessment as it is, numbers rounded so that every machine writes the same bytes."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readiness.assessment.result import Assessment

DECIMALS = 6


def render(assessment: Assessment) -> str:
    """The report as JSON. What is absent is null, never left out."""
    return json.dumps(plain(assessment), ensure_ascii=False, indent=2) + "\n"


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
