"""`readiness import`: facts from public data, or from the user's own records, into profiles."""

from __future__ import annotations

import sys
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.datasets.registry import Importer
from readiness.language import _, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from readiness.datasets.import_result import ImportedFile, Unplaced
    from readiness.documents.place import Text
    from readiness.errors import Problem

MAX_BYTES = 50_000_000
ALONE = {
    Importer.OWN_RECORDS: marked("each import replaces what an earlier one wrote"),
    Importer.AGREEMENTS: marked("what one list tells is left out of the next"),
}
"""Importers that take one file at a time, and why."""
PUBLISHERS = {
    **dict.fromkeys(("worldbank", "governance", "worldwidegovernanceindicators"), Importer.WGI),
    **dict.fromkeys(("un", "untc", "untreaty", "unitednations"), Importer.UN_TREATIES),
    **dict.fromkeys(("councilofeurope", "budapest"), Importer.COE),
    **dict.fromkeys(("cia", "worldfactbook"), Importer.FACTBOOK),
    **dict.fromkeys(("own", "log", "cases", "casework", "requests"), Importer.OWN_RECORDS),
    **dict.fromkeys(("treaties", "extradition", "mla"), Importer.AGREEMENTS),
}
"""The importers of publishers, by what people call these."""
LOOKED_AT = 500
"""The most names of which it is looked for what they are near to, which takes a while."""
LISTED = 20
"""How many lines of one kind are shown in full before they are counted."""


def import_(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help=", ".join(Importer), autocompletion=lambda: list(Importer)),
    ],
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="The publisher's own files.")],
    into: Annotated[
        str, typer.Option(metavar="DIR", help="Folder of profiles, each named CODE.yaml.")
    ] = "profiles",
    dated: Annotated[
        str | None, typer.Option(help="When the files were true; by default their newest entry.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Date for profiles that hold facts only; by default that of the files.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Key of a fact, such as wgi.rule-of-law. Repeatable.")
    ] = None,
    for_: Annotated[
        list[str] | None, typer.Option("--for", metavar="CODE", help="Jurisdiction. Repeatable.")
    ] = None,
    existing: Annotated[bool, typer.Option("--existing", help="Create no new profiles.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the changes as a unified diff; write nothing.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Exit 2, and write nothing, if a name or code fits no jurisdiction."),
    ] = False,
    rubric: Annotated[
        str,
        typer.Option(
            help="Rubric that tells what needs are called in a log: a folder, a file, or a shipped name."
        ),
    ] = "law-enforcement",
) -> None:
    """Draft or update profiles from public data. What people wrote in them is never changed."""
    from pathlib import Path

    from readiness.cli.io.files import exists, is_folder
    from readiness.cli.io.system_words import reason
    from readiness.cli.io.writing import as_before, make_folder, write_all
    from readiness.errors import ReadinessError, UsageError
    from readiness.words import Count

    _check_dates(dated=dated, as_of=as_of)
    importer = _importer(source)
    folder = Path(into)
    if exists(folder) and not is_folder(folder):
        raise UsageError(_("--into: {into} is a file; expected a folder").format(into=into))
    readings = _read(importer, files, dated, only or [], rubric)
    _warn_unplaced(files, readings)
    if strict and any(reading.unplaced for reading in readings):
        raise UsageError(_("--strict: not every name or code fits a jurisdiction; nothing is written"))
    if importer is Importer.AGREEMENTS:
        _warn(_repeated(folder, readings))
    before = _profiles(folder, readings, for_ or [], existing=existing)
    after = _merge(before, readings, as_of)
    changed = {code: text for code, text in after.items() if text != _shown(before[code])}
    if dry_run:
        for code, text in changed.items():
            _diff(_target(before[code], folder, code), _shown(before[code]), text)
        return
    if changed:
        try:
            make_folder(folder)
        except OSError as error:
            raise ReadinessError(
                _("cannot make the folder {into}: {reason}").format(into=into, reason=reason(error))
            ) from None
        targets = {_target(before[code], folder, code): text for code, text in changed.items()}
        write_all((name, as_before(name, text)) for name, text in targets.items())
    created = sum(before[code] is None for code in changed)
    sys.stdout.write(
        _("{created:profile|profiles} created, {updated} updated, {same} as they were").format(
            created=Count(created), updated=len(changed) - created, same=len(after) - len(changed)
        )
        + "\n"
    )


def _importer(given: str) -> Importer:
    """The importer that is asked for. Raises UsageError for one that there is not."""
    from readiness.errors import UsageError, alike, did_you_mean
    from readiness.language import _

    name = given.casefold().replace("_", "-").replace(" ", "-")
    if name in list(Importer):
        return Importer(name)
    hint = PUBLISHERS.get(name.replace("-", ""), "")
    near = [hint] if hint else alike(name, list(Importer))
    told = did_you_mean(near) if near else _("expected one of: {names}").format(names=", ".join(Importer))
    raise UsageError(
        _('SOURCE: there is no importer "{given}"; {hint} (docs/importing.md)').format(given=given, hint=told)
    )


def _check_dates(**dates: str | None) -> None:
    from readiness.errors import UsageError
    from readiness.model.fields import last_day

    for name, value in dates.items():
        try:
            last_day(value or "2000")
        except ValueError as error:
            raise UsageError(f'--{name.replace("_", "-")}: "{value}": {error}') from None


def _read(
    source: Importer, files: Sequence[str], dated: str | None, only: Sequence[str], rubric: str
) -> list[ImportedFile]:
    """The readings of all files; the mistakes of all are reported together."""
    from readiness.cli.io.files import read_bytes
    from readiness.cli.io.loading import load_rubric
    from readiness.datasets.import_result import agreeing, placed
    from readiness.datasets.registry import reader
    from readiness.errors import InputError, UsageError, suggestion
    from readiness.model.aliases import id_called

    if source in ALONE and len(files) > 1:
        raise UsageError(_("{source} takes one file: {alone}").format(source=source, alone=_(ALONE[source])))
    loaded = cache(partial(load_rubric, rubric))
    read = reader(source, lambda text: id_called(loaded(), "needs", text))
    readings: list[ImportedFile] = []
    problems: list[Problem] = []
    for name in files:
        try:
            reading = read(name, read_bytes(name, MAX_BYTES), dated)
            readings.append(agreeing(placed(reading, name), name))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    if len({reading.scale for reading in readings}) > 1:
        raise UsageError(_("these files are of editions on different scales; import one edition alone"))
    keys = {fact.path[-1] for reading in readings for facts in reading.facts.values() for fact in facts}
    for name in only:
        if name not in keys:
            raise UsageError(
                _('--only: no fact of these files is called "{name}"; {hint}').format(
                    name=name, hint=suggestion(name, sorted(keys))
                )
            )
    return [reading.only(only) for reading in readings] if only else readings


def _repeated(folder: Path, readings: Sequence[ImportedFile]) -> list[str]:
    """Agreements that the folder's profiles have from elsewhere, taken out of the readings, in words."""
    from readiness.cli.io.files import read_text
    from readiness.datasets.agreements import once
    from readiness.documents.yaml_text import parse

    profiles = {file.stem: parse(read_text(str(file)))[0] for file in sorted(folder.glob("*.yaml"))}
    return [line for reading in readings for line in once(reading, profiles)]


def _profiles(
    folder: Path, readings: Sequence[ImportedFile], wanted: Sequence[str], *, existing: bool
) -> dict[str, Text | None]:
    """The profiles that may change, by code: their texts, None for those to be made."""
    from readiness.cli.io.files import read_text
    from readiness.errors import UsageError
    from readiness.jurisdictions import lookup
    from readiness.words import clauses

    only = {lookup.code_of(text): text for text in wanted}
    if None in only:
        told = _('--for: unknown code "{only}"').format(only=only[None])
        raise UsageError(clauses(part for part in (told, lookup.hint(only[None])) if part))
    present = _present(folder)
    with_facts = {code for reading in readings for code in reading.facts}
    codes = sorted(present if existing else {*present, *with_facts})
    chosen = [code for code in codes if not only or code in only]
    return {code: read_text(str(present[code])) if code in present else None for code in chosen}


def _present(folder: Path) -> dict[str, Path]:
    """The profiles of jurisdictions in a folder by code, however their files are called. Raises UsageError for two of one."""
    from readiness.cli.io.files import yaml_files
    from readiness.errors import UsageError
    from readiness.jurisdictions import lookup

    present: dict[str, Path] = {}
    for file in yaml_files(folder) if folder.is_dir() else []:
        code = lookup.code_of(file.stem)
        if code is not None and code in present:
            raise UsageError(
                _("{folder}: {name} and {other} are both of {code}; keep one of them").format(
                    folder=folder, name=present[code].name, other=file.name, code=code
                )
            )
        if code is not None:
            present[code] = file
    return present


def _merge(
    before: dict[str, Text | None], readings: Sequence[ImportedFile], as_of: str | None
) -> dict[str, str]:
    """The new texts by code. Warns where the files contradict what people wrote, which stays."""
    from readiness.datasets.merging import merge, new_profile
    from readiness.documents.place import Text
    from readiness.errors import InputError
    from readiness.words import Count

    after: dict[str, str] = {}
    kept: list[str] = []
    gone: list[str] = []
    problems: list[Problem] = []
    for code, text in before.items():
        try:
            merged = merge(text or Text(f"{code}.yaml", new_profile(code)), code, readings, as_of)
        except InputError as error:
            problems += error.problems
            continue
        after[code] = merged.text
        kept += [
            _("{code}: {path} stays as people wrote it").format(code=code, path=path) for path in merged.kept
        ]
        gone += [
            _("{code}: {path} is taken back: the files no longer tell it").format(code=code, path=path)
            for path in merged.taken
        ]
        if merged.later:
            kept.append(
                _("{code}: {count:fact|facts} dated after its as_of left out; its ratings are older").format(
                    code=code, count=Count(merged.later)
                )
            )
    if problems:
        raise InputError(problems)
    _warn(kept)
    _warn(gone)
    return after


def _warn_unplaced(files: Sequence[str], readings: Sequence[ImportedFile]) -> None:
    for file, reading in zip(files, readings, strict=True):
        _warn([f"{file}: {line}" for line in _unplaced(reading.unplaced)])
        _warn([f"{file}: {note}" for note in reading.notes])


def _unplaced(unplaced: Sequence[Unplaced]) -> Iterator[str]:
    """What fits no jurisdiction, each once: first what is probably misspelt, so that no list of regions hides it."""
    from readiness.jurisdictions.lookup import hint
    from readiness.words import clauses

    first = {it.text: it for it in reversed(unplaced)}
    names = sorted(first.values(), key=lambda it: it.row)
    hints = {it.text: hint(it.text) for it in names[:LOOKED_AT]}
    yield from (clauses([it.message, hints[it.text]]) for it in names if hints.get(it.text))
    yield from (it.message for it in names if not hints.get(it.text))


def _warn(lines: Sequence[str]) -> None:
    """Tell the first lines, and how many more there are."""
    from readiness.cli.io.terminal import tell

    for line in lines[:LISTED]:
        tell(line)
    if len(lines) > LISTED:
        tell(_("… and {count:,} more of this kind").format(count=len(lines) - LISTED))


def _target(before: Text | None, folder: Path, code: str) -> str:
    """The file of a profile: the one that it is in, or a new one."""
    return before.name if before is not None else str(folder / f"{code}.yaml")


def _shown(text: Text | None) -> str:
    return text.content if text is not None else ""


def _diff(name: str, before: str, after: str) -> None:
    from difflib import unified_diff

    from readiness.cli.io.terminal import show

    old = name if before else "/dev/null"
    for line in unified_diff(before.splitlines(), after.splitlines(), old, name, lineterm=""):
        show(line)
