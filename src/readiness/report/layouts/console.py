"""Text for a terminal, a pipe or a plain file, laid out by rich: same input, same bytes, whatever the surroundings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

MARGIN = 1


def printed(parts: Iterable[RenderableType], *, width: int, colour: bool, margin: int = MARGIN) -> str:
    """The parts as text of at most `width` columns, with colours if asked, no spaces at the ends of lines."""
    from rich.console import Console  # noqa: PLC0415  (slow to import)
    from rich.padding import Padding  # noqa: PLC0415

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        height=1000,  # without a height, a dumb terminal would override the width
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(Padding(part, (0, margin)))
    return "\n".join(line.rstrip() for line in buffer.getvalue().rstrip().split("\n")) + "\n"
