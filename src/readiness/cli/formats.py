"""All formats of reports, and which report goes to which output; shared by all commands.

A command says which of the formats it has; a file's suffix chooses among those.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.io.files import OFFICE, is_yaml, real
from readiness.cli.io.inputs import was_read
from readiness.cli.io.writing import STDOUT, appearing_together, write_all
from readiness.errors import UsageError, suggestion
from readiness.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from readiness.cli.batch.exit_conditions import Misses
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

ALSO: dict[str, tuple[str, ...]] = {
    "sarif": ("json",),
    "gitlab": ("json",),
    "jsonl": ("json",),
    "json": ("jsonl",),
    "summary": ("markdown",),
}
"""Formats whose files may also be called like those of these others, as what they hold is of the same kind."""
BINARY = ("parquet", "xlsx")
"""The formats that are no text."""


CALLED = {"md": "markdown", "txt": "text", "htm": "html", "ndjson": "jsonl", "excel": "xlsx", "word": "docx"}
"""What people call formats."""

DOCUMENTS = {
    ".docx": marked("write .md, and turn it into a document with pandoc: pandoc report.md -o report.docx"),
    ".odt": marked("write .md, and turn it into a document with pandoc: pandoc report.md -o report.odt"),
    ".doc": marked("write .md, and turn it into a document with pandoc: pandoc report.md -o report.docx"),
    ".pdf": marked("write .html, and print it to PDF from a browser"),
}
"""What leads to files that no report is written to."""


def suffixes(known: Collection[str]) -> dict[str, str]:
    """The known formats, by the suffixes of their files."""
    return {suffix: name for name, ends in SUFFIXES.items() if name in known for suffix in ends}


def by_suffix(output: str, known: Collection[str]) -> str | None:
    """The format that a file's name asks for: that of its longest suffix among the formats known."""
    fitting = [suffix for suffix in suffixes(known) if output.casefold().endswith(suffix)]
    return suffixes(known)[max(fitting, key=len)] if fitting else None


def of_output(output: str, known: Collection[str], default: str) -> str:
    """The format of an output file for which none was given. Raises UsageError for a suffix that no format has."""
    name = by_suffix(output, known)
    if name is None and Path(output).suffix:
        suffix = Path(output).suffix
        message = _(
            "{output}: no format is written to {suffix} files; expected {names}, or name a --format"
        ).format(output=output, suffix=suffix, names=", ".join(suffixes(known)))
        way = DOCUMENTS.get(suffix.lower())
        if way is not None:
            message += _(". For {suffix}: {way}").format(suffix=suffix, way=_(way))
        raise UsageError(message)
    return name or default


def refuse_other_suffix(output: str, name: str) -> None:
    """Raise UsageError for a file whose suffix says another format than the one it is to have.

    Any text may be kept in a .txt file, and a format of which another is the wrapping in that one's.
    """
    if is_yaml(output):
        raise UsageError(
            _(
                "{output}: this is the name of a profile, and no report takes its place; name another file"
            ).format(output=output)
        )
    suffix = Path(output).suffix.casefold()
    if suffix in OFFICE and suffix not in DOCUMENTS and by_suffix(output, SUFFIXES) is None:
        told = _("{output}: no {suffix} file is written; take .csv, or .xlsx where a command has it")
        raise UsageError(told.format(output=output, suffix=suffix))
    if suffix in DOCUMENTS:
        raise UsageError(
            _("{output}: {name} is no {suffix} file; {way}").format(
                output=output, name=name, suffix=suffix, way=_(DOCUMENTS[suffix])
            )
        )
    other = by_suffix(output, SUFFIXES)
    if other is None or other in (name, *ALSO.get(name, ())) or (other == "text" and name not in BINARY):
        return
    fitting = next(iter(SUFFIXES.get(name, ())), ".txt")
    raise UsageError(
        _(
            "{output}: this is the name of a {other} file, and the format is {name}; "
            "name it {better}, or take --format {other} if the command has it"
        ).format(output=output, other=other, name=name, better=f"{Path(output).stem}{fitting}")
    )


def refuse_other_than_yaml(output: str) -> None:
    """Raise UsageError for a profile's file whose suffix says something else than YAML."""
    if by_suffix(output, SUFFIXES) is not None or Path(output).suffix.casefold() in OFFICE:
        raise UsageError(
            _(
                "{output}: a profile is YAML, and this is the name of another file; name it {stem}.yaml"
            ).format(output=output, stem=Path(output).stem)
        )


def plan(
    formats: Sequence[str], outputs: Sequence[str], known: Sequence[str], default: str
) -> list[tuple[str, str]]:
    """Pairs of (format, output), in order given. An output without a format takes it from its suffix.

    Raises UsageError for an unknown format, and for two reports on standard output.
    """
    named = [
        *(meant(name, known) for name in formats),
        *(of_output(output, known, default) for output in outputs[len(formats) :]),
    ] or [default]
    targets = [*outputs, *([STDOUT] * (len(named) - len(outputs)))]
    for name, target in zip(named, targets, strict=True):
        refuse_other_suffix(target, name)
    if targets.count(STDOUT) > 1:
        raise UsageError(_("only one report can go to standard output; give the others an --output"))
    files = {target: real(target) for target in targets if target != STDOUT}
    counts = Counter(files[target] for target in targets if target != STDOUT)
    twice = [target for target in files if counts[files[target]] > 1]
    if twice:
        raise UsageError(
            _("two reports would be written to the same file, {file}; name another for one of them").format(
                file=twice[0]
            )
        )
    return list(zip(named, targets, strict=True))


def meant(given: str, known: Sequence[str]) -> str:
    """The known format of a name, in any case of letters, or of what people call it. Raises UsageError for another one."""
    name = CALLED.get(given.casefold(), given.casefold())
    if name not in known:
        hint = _(DOCUMENTS.get(f".{name}", "")) if f".{name}" in DOCUMENTS else suggestion(name, known)
        raise UsageError(_('unknown format "{name}"; {hint}').format(name=given, hint=hint))
    return name


def deliver(
    planned: Sequence[tuple[str, str]], render: Renderers, others: Sequence[tuple[str, str]] = ()
) -> None:
    """Render everything before anything is written, then write it, and other files of (name, text) with it.

    Raises UsageError for a file that the run has read.
    """
    refuse_inputs(target for _name, target in planned)
    contents = {name: render[name]() for name in dict.fromkeys(name for name, _target in planned)}
    write_all([*((target, contents[name]) for name, target in planned), *others])


def refuse_inputs(outputs: Iterable[str]) -> None:
    """Raise UsageError for an output that the run has read: what people wrote would be lost."""
    for output in outputs:
        if output != STDOUT and was_read(output):
            raise UsageError(
                _("{output} is read for this, and would be overwritten; name another file").format(
                    output=output
                )
            )


def deliver_settled(
    planned: Sequence[tuple[str, str]], render: Renderers, misses: Misses | None
) -> list[str]:
    """The same, together with the baseline that settling demands may write; a sentence for each demand that is missed."""
    with appearing_together():
        missed = misses.settled() if misses is not None else []
        deliver(planned, render)
    return missed


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
