"""The JSON report: the assessment as it is, numbers rounded so that every machine writes the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readiness.assessment import Assessment

DECIMALS = 6


def render(assessment: Assessment) -> str:
    """The report as JSON. What is absent is null, never left out."""
    return json.dumps(plain(assessment), ensure_ascii=False, indent=2) + "\n"


def plain(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain data, numbers rounded."""
    data: dict[str, Any] = _rounded(asdict(assessment))
    return data


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value
