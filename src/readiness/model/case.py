"""A case file: the options of an assessment, kept beside the profiles."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from readiness.model.fields import Model, PartialDate


class Case(Model):
    """What is asked about a pair. `roles` and `requesting` name jurisdictions by code."""

    phase: str | None = None
    lane: Literal["informal", "formal", "both"] | None = None
    needs: list[str] = []
    measures: list[str] = []
    crimes: list[str] = []
    limbs: list[str] = []
    roles: dict[str, str] = {}
    requesting: str | None = None
    weights: str | None = None
    as_of: PartialDate | None = Field(default=None, alias="as_of")
    note: str = ""
