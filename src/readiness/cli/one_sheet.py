"""Pages that fit one sheet: in which formats they may be asked for, and how they are delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli.completion import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readiness.report.page import Page

FORMATS = ("text", "markdown", "html")
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", autocompletion=words(*FORMATS), help=f"{', '.join(FORMATS)}. Repeatable."),
]


def planned(formats: Sequence[str] | None, outputs: Sequence[str] | None) -> list[tuple[str, str]]:
    """Each format with the file it goes to. Raises UsageError for a format that a sheet has not."""
    from readiness.cli.formats import plan

    return plan(formats or [], outputs or [], FORMATS, "text")


def deliver_page(sheets: Sequence[tuple[str, str]], page: Callable[[], Page]) -> None:
    """Write the page in each format; as HTML with the style of a sheet."""
    from readiness.cli.formats import deliver, of_page
    from readiness.report.layouts import html

    deliver(sheets, {**of_page(page), "html": lambda: html.render(page(), "brief.css")})
