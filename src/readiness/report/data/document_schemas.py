"""JSON Schemas of the documents, in draft 7, which YAML editors understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from pydantic import TypeAdapter

from readiness.assessment.result.assessment import Assessment
from readiness.errors import UsageError, suggestion
from readiness.language import _
from readiness.model.assessment_options import Case
from readiness.model.profile import Profile
from readiness.model.rubric import Rubric
from readiness.model.waivers import Waiver
from readiness.report.data import change_types

if TYPE_CHECKING:
    from collections.abc import Callable

DRAFT_7 = "http://json-schema.org/draft-07/schema#"


def schema(kind: str, rubric: Rubric) -> dict[str, Any]:
    """The schema of a kind of document. A profile's offers the rubric's ids. Raises UsageError."""
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "profile": lambda: _with_ids(_draft_7(Profile.model_json_schema()), rubric),
        "rubric": lambda: _draft_7(TypeAdapter(Rubric).json_schema()),
        "case": lambda: _draft_7(Case.model_json_schema()),
        "waivers": lambda: _draft_7(TypeAdapter(list[Waiver]).json_schema()),
        "assessment": lambda: _of_report(Assessment),
        "what-if": lambda: _of_report(change_types.WhatIfReport),
        "plan": lambda: _of_report(change_types.PlanReport),
        "bottleneck": lambda: _of_report(change_types.BottleneckReport),
    }
    if kind not in makers:
        raise UsageError(
            _('there is no schema of "{kind}"; {hint}').format(kind=kind, hint=suggestion(kind, makers))
        )
    return {"$schema": DRAFT_7, **makers[kind]()}


def _of_report(kind: Any) -> dict[str, Any]:
    report: dict[str, Any] = _draft_7(msgspec.json.schema(kind))
    return report


def _draft_7(value: Any) -> Any:
    """Definitions and fixed lists as draft 7 spells them."""
    if isinstance(value, list):
        return [_draft_7(item) for item in value]
    if not isinstance(value, dict):
        return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value
    renamed = {"$defs": "definitions", "prefixItems": "items"}
    return {renamed.get(key, key): _draft_7(item) for key, item in value.items()}


def _with_ids(profile: dict[str, Any], rubric: Rubric) -> dict[str, Any]:
    """Ratings with every indicator by name, so that an editor completes and explains them."""
    definitions = profile["definitions"]
    for owner in (profile, definitions["Partner"]):
        ratings = owner["properties"]["ratings"]
        definitions["RatingOrRatings"] = ratings.pop("additionalProperties")
        ratings["additionalProperties"] = False
        ratings["properties"] = {
            key: {"description": item.question, "allOf": [{"$ref": "#/definitions/RatingOrRatings"}]}
            for key, item in rubric.indicators.items()
        }
    return profile
