"""Which report goes where: formats and outputs paired, files written together, standard output last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.formats import by_suffix
from readiness.cli.io.writing import STDOUT, write_all
from readiness.errors import UsageError, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def plan(
    formats: Sequence[str], outputs: Sequence[str], known: Sequence[str], default: str
) -> list[tuple[str, str]]:
    """Pairs of (format, output), in order given. An output without a format takes it from its suffix.

    Raises UsageError for an unknown format, and for two reports on standard output.
    """
    for name in formats:
        if name not in known:
            raise UsageError(f'unknown format "{name}"; {suggestion(name, known)}')
    named = [*formats, *(by_suffix(output, known, default) for output in outputs[len(formats) :])] or [
        default
    ]
    targets = [*outputs, *([STDOUT] * (len(named) - len(outputs)))]
    if targets.count(STDOUT) > 1:
        raise UsageError("only one report can go to standard output; give the others an --output")
    files = [target for target in targets if target != STDOUT]
    if len({Path(target).resolve() for target in files}) < len(files):
        raise UsageError("two reports would be written to the same file")
    return list(zip(named, targets, strict=True))


def deliver(planned: Sequence[tuple[str, str]], render: Mapping[str, Callable[[], str]]) -> None:
    """Render everything before anything is written, then write."""
    write_all([(target, render[name]()) for name, target in planned])
