"""All formats of reports, and which report goes to which output; shared by all commands.

A command says which of the formats it has; a file's suffix chooses among those.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.files import real
from readiness.cli.io.writing import STDOUT, write_all
from readiness.errors import UsageError, suggestion
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from readiness.report.page import Page

    Renderers = Mapping[str, Callable[[], str | bytes]]

SUFFIXES: dict[str, tuple[str, ...]] = {
    "text": (".txt",),
    "markdown": (".md", ".markdown"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "html": (".html", ".htm"),
    "junit": (".xml",),
    "sarif": (".sarif", ".sarif.json"),
    "github": (),
    "summary": (),
    "csv": (".csv",),
    "parquet": (".parquet",),
    "xlsx": (".xlsx",),
}
"""The suffixes of each format's files."""


def suffixes(known: Collection[str]) -> dict[str, str]:
    """The known formats, by the suffixes of their files."""
    return {suffix: name for name, ends in SUFFIXES.items() if name in known for suffix in ends}


def by_suffix(output: str, known: Collection[str]) -> str | None:
    """The format that a file's name asks for: that of its longest suffix among the formats known."""
    fitting = [suffix for suffix in suffixes(known) if output.endswith(suffix)]
    return suffixes(known)[max(fitting, key=len)] if fitting else None


def of_output(output: str, known: Collection[str], default: str) -> str:
    """The format of an output file for which none was given. Raises UsageError for a suffix that no format has."""
    name = by_suffix(output, known)
    if name is None and Path(output).suffix:
        message = _("no format is written to {suffix} files; expected {names}").format(
            suffix=Path(output).suffix, names=", ".join(suffixes(known))
        )
        raise UsageError(_("{output}: {message}, or name a --format").format(output=output, message=message))
    return name or default


def plan(
    formats: Sequence[str], outputs: Sequence[str], known: Sequence[str], default: str
) -> list[tuple[str, str]]:
    """Pairs of (format, output), in order given. An output without a format takes it from its suffix.

    Raises UsageError for an unknown format, and for two reports on standard output.
    """
    for name in formats:
        check(name, known)
    named = [*formats, *(of_output(output, known, default) for output in outputs[len(formats) :])] or [
        default
    ]
    targets = [*outputs, *([STDOUT] * (len(named) - len(outputs)))]
    if targets.count(STDOUT) > 1:
        raise UsageError(_("only one report can go to standard output; give the others an --output"))
    files = [target for target in targets if target != STDOUT]
    if len({real(target) for target in files}) < len(files):
        raise UsageError(_("two reports would be written to the same file"))
    return list(zip(named, targets, strict=True))


def check(name: str, known: Sequence[str]) -> None:
    """Raise UsageError for an unknown format."""
    if name not in known:
        raise UsageError(_('unknown format "{name}"; {hint}').format(name=name, hint=suggestion(name, known)))


def deliver(
    planned: Sequence[tuple[str, str]], render: Renderers, others: Sequence[tuple[str, str]] = ()
) -> None:
    """Render everything before anything is written, then write it, and other files of (name, text) with it."""
    write_all([*((target, render[name]()) for name, target in planned), *others])


def of_page(page: Callable[[], Page]) -> dict[str, Callable[[], str]]:
    """The renderers that every page has, for text and for Markdown."""

    def text() -> str:
        from readiness.cli.io import terminal
        from readiness.report.layouts.text import render

        return render(page(), width=terminal.width(), colour=terminal.colour())

    def markdown() -> str:
        from readiness.report.layouts.markdown import render

        return render(page())

    return {"text": text, "markdown": markdown}
