"""The known data that a starting profile begins with, and the check that no file is overwritten."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from readiness.cli.argument_checks import check_date, check_partner
from readiness.cli.io.clock import today
from readiness.cli.io.files import bundled_codes, is_folder, profile_text
from readiness.documents.reading import read_profile
from readiness.errors import UsageError
from readiness.language import _
from readiness.profiles.template import known_data

if TYPE_CHECKING:
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


def known(
    code: str, partner: str | None, rubric: Rubric, *, name: str | None, as_of: str | None
) -> dict[str, Any]:
    """The data known about a jurisdiction: the shipped facts, with the name and date given. Raises UsageError."""
    check_partner(partner, code)
    shipped = _shipped(code, rubric)
    data = known_data(shipped, code, partner)
    if name:
        data["name"] = {**data.get("name", {}), "en": name}
    date = as_of or today()
    check_date(date)
    data["as_of"] = int(date) if len(date) == len("2023") else date
    return data


def refuse_to_overwrite(name: str) -> None:
    """Raise UsageError if a file or folder of that name exists."""
    if os.path.lexists(name):
        kind = _("is a folder") if is_folder(name) else _("is there already")
        raise UsageError(_("{name} {kind}; name another file, or give --force").format(name=name, kind=kind))


def _shipped(code: str, rubric: Rubric) -> Profile | None:
    """The shipped profile of that code, regardless of files in the current folder."""
    shipped = {name.casefold(): name for name in bundled_codes("profiles")}.get(code.casefold())
    return read_profile(profile_text(shipped), rubric).profile if shipped is not None else None
