"""A rubric compiled: checked once when the program is built, and then read without checking again.

The index is keyed by the digest of the rubric's files, so that it is used only for exactly the files it was made from.
"""

from __future__ import annotations

from typing import Any

from msgspec import Raw, Struct, json

from readiness.model.rubric import Rubric
from readiness.weights import sets

FORMAT = 2


class Index(Struct):
    """The content of an index. The rubric stays as it is written until it is known to be the one that is wanted."""

    format: int
    digest: str
    rubric: Raw
    weights: Any


def compile_index(rubric: Rubric) -> str:
    """The index of a checked rubric, with the weights of every phase solved."""
    for name, chosen in rubric.weights.items():
        for phase in rubric.phases:
            for lane in (chosen.lane, "both"):
                sets.weights_for(rubric, name, phase, lane or "both")
    return json.encode(Index(FORMAT, rubric.digest, Raw(json.encode(rubric)), sets.solved())).decode()


def from_index(text: str, digest: str) -> Rubric | None:
    """The rubric of an index, or None if it was made from other files or by another version."""
    content = json.decode(text, type=Index)
    if content.format != FORMAT or content.digest != digest:
        return None
    sets.remember(content.weights)
    return json.decode(content.rubric, type=Rubric)
