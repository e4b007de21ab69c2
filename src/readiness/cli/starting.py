"""What a starting profile begins with, and where it may be written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.io.files import bundled_codes, profile_text
from readiness.documents.reading import read_profile
from readiness.errors import UsageError
from readiness.model.fields import last_day
from readiness.profiles.answers import CODE
from readiness.profiles.template import known_data

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric


def known(
    code: str, partner: str | None, rubric: Rubric, *, name: str | None, as_of: str | None
) -> dict[str, Any]:
    """What is known of a jurisdiction: what ships, with the name and the date given. Raises UsageError."""
    check_code(code, "CODE")
    _check_partner(partner, code)
    shipped = _shipped(code, rubric)
    data = known_data(shipped, code, partner)
    if name:
        data["name"] = {**data.get("name", {}), "en": name}
    if as_of is not None:
        check_date(as_of)
        data["as_of"] = int(as_of) if len(as_of) == len("2023") else as_of
    return data


def partner_of(given: str | None, document: ProfileDocument) -> str | None:
    """The partner's code as the profile spells it, if it is there whatever its case. Raises UsageError."""
    if given is None:
        return None
    _check_partner(given, document.id)
    by_folded = {code.casefold(): code for code in document.profile.partners}
    return by_folded.get(given.casefold(), given)


def check_code(given: str, option: str) -> None:
    """Raise UsageError for what cannot be the code of a jurisdiction."""
    if not CODE.match(given):
        raise UsageError(f'{option}: "{given}" is no code; expected letters, digits, "-", "_" and "."')


def _check_partner(partner: str | None, code: str) -> None:
    if partner is None:
        return
    check_code(partner, "--partner")
    if partner.casefold() == code.casefold():
        raise UsageError(f"--partner: {partner} cannot be its own partner")


def check_date(text: str) -> None:
    """Raise UsageError for what is no date."""
    try:
        last_day(text)
    except ValueError as error:
        raise UsageError(f'"{text}" is no date: {error}') from None


def refuse_to_overwrite(name: str) -> None:
    """Raise UsageError if something stands there already."""
    if os.path.lexists(name):
        kind = "is a folder" if Path(name).is_dir() else "is there already"
        raise UsageError(f"{name} {kind}; name another file, or give --force")


def _shipped(code: str, rubric: Rubric) -> Profile | None:
    """The shipped profile of that code, whatever files lie about."""
    found = {name.casefold(): name for name in bundled_codes("profiles")}.get(code.casefold())
    return read_profile(profile_text(found), rubric).profile if found is not None else None
