"""What a starting profile begins with, and where it may be written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.arguments import check_code, check_date, check_partner
from readiness.cli.io.files import bundled_codes, profile_text
from readiness.documents.reading import read_profile
from readiness.errors import UsageError
from readiness.profiles.template import known_data

if TYPE_CHECKING:
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


def known(
    code: str, partner: str | None, rubric: Rubric, *, name: str | None, as_of: str | None
) -> dict[str, Any]:
    """What is known of a jurisdiction: what ships, with the name and the date given. Raises UsageError."""
    check_code(code, "CODE")
    check_partner(partner, code)
    shipped = _shipped(code, rubric)
    data = known_data(shipped, code, partner)
    if name:
        data["name"] = {**data.get("name", {}), "en": name}
    if as_of is not None:
        check_date(as_of)
        data["as_of"] = int(as_of) if len(as_of) == len("2023") else as_of
    return data


def refuse_to_overwrite(name: str) -> None:
    """Raise UsageError if something stands there already."""
    if os.path.lexists(name):
        kind = "is a folder" if Path(name).is_dir() else "is there already"
        raise UsageError(f"{name} {kind}; name another file, or give --force")


def _shipped(code: str, rubric: Rubric) -> Profile | None:
    """The shipped profile of that code, whatever files lie about."""
    found = {name.casefold(): name for name in bundled_codes("profiles")}.get(code.casefold())
    return read_profile(profile_text(found), rubric).profile if found is not None else None
