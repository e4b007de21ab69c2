"""Entries of the glossary as a page, one definition after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.glossary.entry import EntryTable
from readiness.language import label, word
from readiness.report.page import Bullets, Definition, Grid, Page
from readiness.safe_text import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.glossary.entry import Content, GlossaryEntry


def page(entries: Sequence[GlossaryEntry]) -> Page:
    """The entries, without a title above them."""
    definitions = [
        Definition(
            inert(entry.name),
            _label(entry.kind),
            inert(entry.id),
            [(_label(name), _part(content)) for name, content in entry.parts],
        )
        for entry in entries
    ]
    return Page("", "", definitions, margin=0)


def _label(name: str) -> str:
    """A label, or a value of one word, in the language spoken."""
    return inert(label(name))


def _part(content: Content) -> str | Bullets | Grid:
    if isinstance(content, EntryTable):
        return Grid(
            [_label(head) for head in content.heads],
            [[inert(word(cell)) for cell in row] for row in content.rows],
        )
    return _label(content) if isinstance(content, str) else Bullets([inert(word(line)) for line in content])
