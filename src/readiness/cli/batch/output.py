"""Writes the rows of a batch, and the separate reports that a manifest asks for."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from readiness.assessment.assemble import assess
from readiness.cli import exit_conditions, formats, pair_formats
from readiness.cli.io.files import real
from readiness.cli.io.system_words import reason
from readiness.cli.io.writing import STDOUT, appearing_together, make_folder, target_of
from readiness.errors import InputError, UsageError
from readiness.language import _
from readiness.report.data.batch_rows import TEXTS, pyarrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from readiness.cli.batch.audience import Readers
    from readiness.cli.batch.pairs import ListedPairs
    from readiness.cli.batch.parts import Choice, Made
    from readiness.cli.exit_conditions import Demands
    from readiness.many.manifest import Wanted
    from readiness.model.rubric import Rubric
    from readiness.report.data.batch_rows import RowFormat

    Page = Callable[[list[Any]], str]
    Write = Callable[[bytes], object]

READABLE = 25_000
"""The most pairs in a format that is read from top to bottom: those of all the world's jurisdictions."""

LONGEST_NAME = 255
"""The most bytes of a file name that file systems take."""


def plan(
    given: Sequence[str], outputs: Sequence[str], known: Sequence[str], only: Sequence[str] | None
) -> list[tuple[str, str]]:
    """Pairs of (format, output). An output without a format takes it from its suffix. Raises UsageError."""
    suffixed = [formats.by_suffix(output, known) or "jsonl" for output in outputs[len(given) :]]
    planned = formats.plan([*given, *suffixed], outputs, known, "jsonl")
    for name, target in planned:
        if only is not None and name not in only:
            raise UsageError(
                _("--detail: whole assessments have the formats {only}, not {name}").format(
                    only=_(" and ").join(only), name=name
                )
            )
        if name == "parquet" and target == STDOUT:
            raise UsageError(_("--format parquet is not text: give a file with --output"))
        if name == "parquet":
            pyarrow()
    return planned


def refuse_unreadable(planned: Sequence[tuple[str, str]], pairs: int, *, more: bool = False) -> None:
    """Raise UsageError for a page of more pairs than anybody reads. `more` tells that there may be further ones."""
    count = _("{pairs:,} pairs or more") if more else _("{pairs:,} pairs")
    for name, _target in planned:
        if pairs > READABLE and name not in TEXTS and name != "parquet":
            raise UsageError(
                _(
                    "--format {name}: {count} are more than can be read (at most {readable:,}); take jsonl, csv or parquet, or a shorter list"
                ).format(name=name, count=count.format(pairs=pairs), readable=READABLE)
            )


def deliver(
    planned: Sequence[tuple[str, str]],
    parts: Iterable[Made],
    rubric: Rubric,
    own: Sequence[tuple[str, str]],
    pages: Mapping[str, Page],
    layouts: Mapping[str, RowFormat] = TEXTS,
) -> None:
    """Write parts as they come: there may be more than fit in memory. All files appear complete at the end, or none.

    Without a pair nothing is written. `own` are further files of (name, text), `layouts` the formats that are written part by
    part, `pages` those made of all pairs at once.
    """
    formats.refuse_inputs([*(target for _, target in planned), *(target for target, _ in own)])
    with appearing_together() as begin, ExitStack() as stack:
        writers: list[Writer] = []
        for part in parts:
            if part.pairs and not writers:
                for target, text in own:
                    begin(target).write_bytes(text.encode())
                for name, target in planned:
                    path = None if target == STDOUT else begin(target)
                    if name == "parquet" and path is not None:
                        writers.append(ParquetWriter(path, stack))
                        continue
                    write = _written_to(path, stack)
                    writers.append(
                        TextWriter(write, layouts[name], rubric)
                        if name in layouts
                        else PageWriter(write, pages[name])
                    )
            for writer, (name, _) in zip(writers, planned, strict=False):
                if name in part.contents:
                    writer.write(part.contents[name])
        for writer in writers:
            writer.close()
        if any(target == STDOUT for _, target in planned):
            sys.stdout.flush()


class Writer(Protocol):
    """Writes one format of a batch to one file."""

    def write(self, content: Any) -> None:
        """Write what was made of a part."""
        ...

    def close(self) -> None:
        """Write what is left."""
        ...


class TextWriter:
    """Writes a text format, part by part."""

    def __init__(self, write: Write, layout: RowFormat, rubric: Rubric) -> None:
        self._write, self._layout = write, layout
        self._before = layout.head(rubric).encode()

    def write(self, content: Iterable[bytes]) -> None:
        """Write some rows, which are in texts one after the other."""
        for text in content:
            self._write(self._before)
            self._write(text)
            self._before = self._layout.between.encode()

    def close(self) -> None:
        """Write the end."""
        self._write(self._layout.end.encode())


class ParquetWriter:
    """Writes a Parquet file, one row group per part."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path, self._stack = path, stack
        self._writer: Any = None

    def write(self, content: Any) -> None:
        """Write a row group."""
        from pyarrow import parquet  # type: ignore[import-untyped, import-not-found, unused-ignore]

        if self._writer is None:
            writer = parquet.ParquetWriter(self._path, content.schema, compression="zstd")
            self._writer = self._stack.enter_context(writer)
        self._writer.write_table(content)

    def close(self) -> None:
        """Write the index of the row groups."""
        self._writer.close()


class PageWriter:
    """Writes what is made of all pairs at once."""

    def __init__(self, write: Write, page: Page) -> None:
        self._write, self._page = write, page
        self._tables: list[Any] = []

    def write(self, content: Any) -> None:
        """Keep what was made of a part."""
        self._tables.append(content)

    def close(self) -> None:
        """Write the page."""
        self._write(self._page(self._tables).encode())


def _written_to(path: Path | None, stack: ExitStack) -> Write:
    """How encoded text is written to a file, to standard output without a path."""
    if path is None:
        return lambda text: sys.stdout.write(text.decode())
    return stack.enter_context(path.open("wb")).write


def own_reports(
    manifest: str, pairs: ListedPairs, choice: Choice, readers: Readers, demands: Demands
) -> list[tuple[str, str]]:
    """The reports that pairs of a manifest ask for: files in the manifest's folder, formats by suffix. Raises UsageError."""
    reports: list[tuple[str, str]] = []
    for number, origin in enumerate(pairs.origins):
        if origin.output is None:
            continue
        request = pairs.requests[number]
        if not choice([request], number, readers.rubric).kept:
            continue
        target = _inside(Path(manifest).parent, origin)
        if target in (name for name, _ in reports):
            raise InputError(
                [
                    origin.place.problem(
                        _("{output}: two pairs ask for the same file").format(output=origin.output)
                    )
                ]
            )
        try:
            whole = assess(request.a, request.b, readers.rubric, request.question)
        except (InputError, UsageError):  # the batch refuses this pair too, with its place in the list
            continue
        result, outcome = readers.told(whole, request.question)
        try:
            name = formats.of_output(target, pair_formats.FORMATS, "text")
        except UsageError as error:
            raise InputError([origin.place.problem(str(error))]) from None
        report = pair_formats.Report(result, readers.rubric, exit_conditions.failures(outcome, demands))
        reports.append((target, pair_formats.renderers(report)[name]()))
    return reports


def _inside(folder: Path, wanted: Wanted) -> str:
    """The path of a pair's own report, in the folder of the manifest or below it. Raises InputError for any other."""
    name = wanted.output or ""
    target = folder / name
    wrong = ""
    if "\0" in name or len(os.fsencode(target.name)) > LONGEST_NAME:
        wrong = _("output {name!a} is no file name").format(name=name[:60])
    elif Path(name).is_absolute() or not real(target).is_relative_to(real(folder)):
        wrong = _("output {name!a}: expected a file in the folder of the manifest, or below it").format(
            name=name
        )
    else:
        try:
            make_folder(target.parent)
            target_of(str(target))
        except UsageError as error:
            wrong = str(error)
        except OSError as error:
            wrong = _("output {name!a}: cannot make {parent}: {reason}").format(
                name=name, parent=target.parent, reason=reason(error)
            )
    if wrong:
        raise InputError([wanted.place.problem(wrong)])
    return str(target)
