"""Writes the rows of a batch, and the separate reports that a manifest asks for."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.assessment.assemble import assess
from readiness.cli import exit_conditions, formats, pair_formats
from readiness.cli.io.files import real
from readiness.cli.io.writing import STDOUT, appearing_together, write_all
from readiness.errors import InputError, UsageError
from readiness.many.rows import rows
from readiness.report.data import junit_suites
from readiness.report.data.batch_rows import TEXTS, parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readiness.cli.batch.pairs import ListedPairs
    from readiness.cli.batch.readers import Readers
    from readiness.cli.exit_conditions import Demands
    from readiness.many.manifest import Wanted
    from readiness.many.request import Request
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric

LONGEST_NAME = 255
"""The most bytes of a file name that file systems take."""


def plan(
    given: Sequence[str], outputs: Sequence[str], known: Sequence[str], only: Sequence[str] | None
) -> list[tuple[str, str]]:
    """ListedPairs of (format, output). An output without a format takes it from its suffix. Raises UsageError."""
    suffixed = [formats.by_suffix(output, known) or "jsonl" for output in outputs[len(given) :]]
    planned = formats.plan([*given, *suffixed], outputs, known, "jsonl")
    for name, target in planned:
        if only is not None and name not in only:
            raise UsageError(f"--detail: whole assessments have the formats {' and '.join(only)}, not {name}")
        if name == "parquet" and target == STDOUT:
            raise UsageError("--format parquet is not text: give a file with --output")
    return planned


def deliver(
    planned: Sequence[tuple[str, str]],
    table: Table,
    rubric: Rubric,
    own: Sequence[tuple[str, str]],
    missed: Sequence[Sequence[str]],
) -> None:
    """Render everything before anything is written, then write. `missed` are the demands that each pair misses."""
    renderers: dict[str, Callable[[Table, Rubric], str | bytes]] = {
        **TEXTS,
        "junit": lambda table, rubric: junit_suites.batch(rows(table), rubric, missed),
        "parquet": parquet,
    }
    render = {name: partial(made, table, rubric) for name, made in renderers.items()}
    formats.deliver(planned, render, own)


def stream(planned: Sequence[tuple[str, str]], lines: Iterator[str], own: Sequence[tuple[str, str]]) -> None:
    """Write lines as they come: there may be more than fit in memory. A file appears only when it is complete."""
    write_all(own)
    with appearing_together() as begin, ExitStack() as stack:
        files = [
            sys.stdout
            if target == STDOUT
            else stack.enter_context(begin(target).open("w", encoding="utf-8", newline="\n"))
            for _, target in planned
        ]
        for line in lines:
            for file in files:
                file.write(f"{line}\n")


def own_reports(
    manifest: str, pairs: ListedPairs, requests: Sequence[Request], readers: Readers, demands: Demands
) -> list[tuple[str, str]]:
    """The reports that pairs of a manifest ask for: files in the manifest's folder, formats by suffix. Raises UsageError."""
    wanted = {id(request) for request in requests}
    reports: list[tuple[str, str]] = []
    for request, origin in zip(pairs.requests, pairs.origins, strict=True):
        if origin is None or origin.output is None or id(request) not in wanted:
            continue
        target = _inside(Path(manifest).parent, origin)
        if target in (name for name, _ in reports):
            raise InputError([origin.place.problem(f"{origin.output}: two pairs ask for the same file")])
        try:
            whole = assess(request.a, request.b, readers.rubric, request.question)
        except (InputError, UsageError):  # the batch refuses this pair too, with its place in the list
            continue
        result, outcome = readers.told(whole, request.question)
        try:
            name = formats.of_output(target, pair_formats.FORMATS, "text")
        except UsageError as error:
            raise InputError([origin.place.problem(str(error))]) from None
        report = pair_formats.Report(result, readers.rubric, "en", exit_conditions.failures(outcome, demands))
        reports.append((target, pair_formats.renderers(report)[name]()))
    return reports


def _inside(folder: Path, wanted: Wanted) -> str:
    """The path of a pair's own report, in the folder of the manifest or below it. Raises InputError for any other."""
    name = wanted.output or ""
    target = folder / name
    wrong = ""
    if "\0" in name or len(os.fsencode(target.name)) > LONGEST_NAME:
        wrong = f"output {name[:60]!a} is no file name"
    elif Path(name).is_absolute() or not real(target).is_relative_to(real(folder)):
        wrong = f"output {name!a}: expected a file in the folder of the manifest, or below it"
    else:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            wrong = f"output {name!a}: cannot make {target.parent}: {error.strerror or error}"
    if wrong:
        raise InputError([wanted.place.problem(wrong)])
    return str(target)
