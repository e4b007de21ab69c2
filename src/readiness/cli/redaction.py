"""Applies waivers to an assessment, and removes what its readers must not see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readiness.errors import InputError, UsageError, suggestion
from readiness.tlp import MARKINGS, above, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readiness.assessment.result import Assessment
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp


def level(name: str | None) -> Tlp | None:
    """A TLP level as people write it, with or without "TLP:". Raises UsageError."""
    if name is None:
        return None
    plain = name.casefold().removeprefix("tlp:")
    if plain not in MARKINGS:
        raise UsageError(f'--max-tlp: there is no level "{name}"; {suggestion(plain, MARKINGS)}')
    return plain


def refuse_marked(profiles: Iterable[ProfileDocument], *, all_tlp: bool) -> None:
    """Raise InputError for a marked profile in a command that can leave nothing out, unless all readers may see it."""
    fix = "give --all-tlp if all readers may see it, or use `readiness assess` with --max-tlp or --share"
    problems = [
        document.place.find(("tlp",)).problem(
            f"this profile is {label(document.profile.tlp)}, and this command leaves nothing out", fix=fix
        )
        for document in profiles
        if not all_tlp and above(document.profile.tlp, "clear")
    ]
    if problems:
        raise InputError(problems)


def shown(assessment: Assessment, rubric: Rubric, limit: Tlp | None, *, share: bool) -> Assessment:
    """The assessment as its readers may see it."""
    if limit is not None:
        from readiness.report.share import withheld

        assessment = withheld(assessment, rubric, limit)
    if share:
        from readiness.report.share import shared

        assessment = shared(assessment, rubric)
    return assessment


def with_waivers(
    assessment: Assessment,
    name: str,
    rubric: Rubric,
    documents: Sequence[ProfileDocument],
    files: Sequence[str],
    today: str | None,
) -> Assessment:
    """The assessment with the waivers of a file, as in force on a day. Raises InputError and UsageError."""
    from readiness.assessment.waivers import waived
    from readiness.cli.io.files import read_text
    from readiness.documents.waivers import read_waivers
    from readiness.model.fields import last_day

    try:
        day = last_day(today or assessment.as_of)
    except ValueError as error:
        raise UsageError(f'--today: "{today}": {error}') from None
    return waived(assessment, read_waivers(read_text(name), rubric, set(_codes(documents, files))), day)


def _codes(documents: Sequence[ProfileDocument], files: Sequence[str]) -> Iterator[str]:
    """Every jurisdiction that a waiver may name: the pair, its partners, profiles beside their files, and the shipped ones."""
    from readiness.cli.io.files import bundled_codes, is_folder, yaml_files

    yield from bundled_codes("profiles")
    for document in documents:
        yield document.id
        yield from document.profile.partners
    for name in files:
        folder = Path(name).parent
        if is_folder(folder):
            yield from (Path(file).stem for file in yaml_files(folder))
