"""Applies waivers to an assessment, and removes what its readers must not see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from readiness.errors import InputError, UsageError, suggestion
from readiness.language import _
from readiness.tlp import MARKINGS, above, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from readiness.assessment.result.assessment import Assessment
    from readiness.cli.options import Demanded
    from readiness.documents.reading import ProfileDocument
    from readiness.many.table import Table
    from readiness.model.rubric import Rubric
    from readiness.model.waivers import Waiver
    from readiness.tlp import Tlp


def level(name: str | None) -> Tlp | None:
    """A TLP level as people write it, with or without "TLP:". Raises UsageError."""
    if name is None:
        return None
    plain = name.casefold().removeprefix("tlp:")
    if plain not in MARKINGS:
        raise UsageError(
            _('--max-tlp: there is no level "{name}"; {hint}').format(
                name=name, hint=suggestion(plain, MARKINGS)
            )
        )
    return plain


def refuse_marked(profiles: Iterable[ProfileDocument], *, all_tlp: bool, redacts: bool = False) -> None:
    """Raise InputError for a marked profile, unless all readers may see it.

    `redacts` says that the command can leave out what readers must not see, if it is told to.

    The error quotes no line: the log that it reaches may have more readers than the profile.
    """
    may_see = _("--all-tlp if all readers may see it")
    if redacts:
        told = _("this profile is {label}, and this command is not told how much of it to show")
        fix = _("give --max-tlp or --share to leave out what readers must not see, or {may_see}")
    else:
        told = _("this profile is {label}, and this command leaves nothing out")
        fix = _("give {may_see}, or use `readiness assess` with --max-tlp or --share")
    fix = fix.format(may_see=may_see)
    problems = []
    for document in profiles:
        mark = document.profile.tlp
        if not all_tlp and above(mark, "clear"):
            message = told.format(label=label(mark))
            problem = document.place.find(("tlp",)).problem(message, fix=fix)
            problems.append(replace(problem, text=""))
    if problems:
        raise InputError(problems)


def shown(assessment: Assessment, rubric: Rubric, limit: Tlp | None, *, share: bool) -> Assessment:
    """The assessment as its readers may see it."""
    if limit is not None:
        from readiness.report.redacted_assessment import withheld

        assessment = withheld(assessment, rubric, limit)
    if share:
        from readiness.report.redacted_assessment import shared

        assessment = shared(assessment, rubric)
    return assessment


def shown_rows(table: Table, rubric: Rubric, limit: Tlp | None, *, share: bool) -> Table:
    """Many pairs as their readers may see them. They hold no evidence, but sides that a view would give away."""
    import numpy as np

    from readiness.many.table import SIDES
    from readiness.report.redacted_assessment import views_of

    if limit is not None:
        table = replace(table, tlp=[limit if above(mark, limit) else mark for mark in table.tlp])
    if share:
        views = [number for number, key in enumerate(rubric.indicators) if key in views_of(rubric)]
        first, leaning = (np.isin(of, views) for of in (table.first_indicator, table.leaning_indicator))
        table = replace(
            table,
            first_side=np.where(first, SIDES.index("both"), table.first_side),
            leaning_side=np.where(leaning, SIDES.index("both"), table.leaning_side),
        )
    return table


class WaiverFile(Struct, frozen=True):
    """The waivers of a file, and the day on which they are looked at, by default that of each assessment."""

    waivers: Sequence[Waiver]
    today: date | None

    def concern(self, a: str, b: str) -> bool:
        """Whether any is about these two."""
        return any(waiver.concerns(a, b) for waiver in self.waivers)

    def applied(self, assessment: Assessment) -> Assessment:
        """The assessment with the waivers that concern it."""
        from readiness.assessment.waivers import waived
        from readiness.model.fields import last_day

        return waived(assessment, self.waivers, self.today or last_day(assessment.as_of))


def load_waivers(
    demanded: Demanded,
    rubric: Rubric,
    documents: Iterable[ProfileDocument],
    folders: Iterable[Path],
) -> WaiverFile | None:
    """The waivers of a file, None without one. Raises InputError and UsageError.

    They may name every jurisdiction that the profiles are about, and those whose files are in the folders.
    """
    from readiness.model.fields import last_day

    try:
        day = last_day(demanded.today) if demanded.today is not None else None
    except ValueError as error:
        told = _('--today: "{today}": {error}')
        raise UsageError(told.format(today=demanded.today, error=error)) from None
    if demanded.waivers is None:
        return None
    from readiness.cli.io.files import read_text
    from readiness.documents.waivers import read_waivers

    codes = set(_codes(documents, folders))
    return WaiverFile(read_waivers(read_text(demanded.waivers), rubric, codes), day)


def _codes(documents: Iterable[ProfileDocument], folders: Iterable[Path]) -> Iterator[str]:
    """Every jurisdiction that a waiver may name: the pairs, their partners, profiles beside them, and the shipped ones."""
    from readiness.cli.io.files import bundled_codes, is_folder, yaml_files

    yield from bundled_codes("profiles")
    beside = set(folders)
    for document in documents:
        yield document.id
        yield from document.profile.partners
        beside.add(Path(document.file).parent)
    for folder in beside:
        if is_folder(folder):
            yield from (file.stem for file in yaml_files(folder))
