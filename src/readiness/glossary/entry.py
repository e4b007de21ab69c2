"""An entry of the reference: one word of a rubric, explained in labelled parts."""

from __future__ import annotations

from msgspec import Struct

SCHEMA = "readiness/explanation/1"


class EntryTable(Struct, frozen=True):
    """Rows under headings."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Content = str | tuple[str, ...] | EntryTable


class GlossaryEntry(Struct, frozen=True):
    """One word: its kind (indicator, obstacle, remedy …), its id, what it is called, and what there is to say."""

    kind: str
    id: str
    name: str
    parts: tuple[tuple[str, Content], ...]


def parts(*given: tuple[str, Content | None]) -> tuple[tuple[str, Content], ...]:
    """The parts that have something to say."""
    return tuple((label, content) for label, content in given if content)
