"""Entries of the glossary for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.glossary.entry import SCHEMA, EntryTable
from readiness.report.data.json_text import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.glossary.entry import Content, GlossaryEntry


def render(entries: Sequence[GlossaryEntry]) -> str:
    """A list of entries, each with its parts by label."""
    data = [
        {
            "schema": SCHEMA,
            "kind": entry.kind,
            "id": entry.id,
            "name": entry.name,
            "parts": {label: _plain(content) for label, content in entry.parts},
        }
        for entry in entries
    ]
    return write(data)


def _plain(content: Content) -> Any:
    if isinstance(content, EntryTable):
        return [dict(zip(content.heads, row, strict=True)) for row in content.rows]
    return list(content) if isinstance(content, tuple) else content
