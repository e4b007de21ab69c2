"""Text for rich that breaks its lines as the script of the text asks. Imported only where rich is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

from readiness.wrapping import breaks, cells, is_wide, pieces

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions


class WrappedText(Text):
    """A text that may break between Chinese characters where their typography allows it; others as rich does."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The lines, none wider than `width` cells, and none cut."""
        if not is_wide(self.plain) or options.get("no_wrap"):
            return super().wrap(console, width, **options)
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(line.plain, width)))
        for line in lines:
            line.rstrip_end(width)
        justify = options.get("justify") or self.justify
        if justify:
            lines.justify(console, width, justify=justify, overflow="fold")
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The widths of its longest piece and of its longest line."""
        if not is_wide(self.plain):
            return super().__rich_measure__(console, options)
        least = max((cells(piece.strip()) for _, piece in pieces(self.plain)), default=0)
        return Measurement(least, max(cells(line) for line in self.plain.split("\n")))
