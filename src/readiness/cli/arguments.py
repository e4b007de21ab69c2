"""Checks the codes and dates that people give to a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.errors import UsageError
from readiness.model.fields import last_day
from readiness.profiles.answers import CODE

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument


def partner_of(given: str | None, document: ProfileDocument) -> str | None:
    """The partner's code as the profile spells it, matched without regard to case. Raises UsageError."""
    if given is None:
        return None
    check_partner(given, document.id)
    by_folded = {code.casefold(): code for code in document.profile.partners}
    return by_folded.get(given.casefold(), given)


def check_code(given: str, option: str) -> None:
    """Raise UsageError unless the text can be the code of a jurisdiction."""
    if not CODE.match(given):
        raise UsageError(f'{option}: "{given}" is no code; expected letters, digits, "-", "_" and "."')


def check_partner(partner: str | None, code: str) -> None:
    """Raise UsageError unless the text can be the code of a partner."""
    if partner is None:
        return
    check_code(partner, "--partner")
    if partner.casefold() == code.casefold():
        raise UsageError(f"--partner: {partner} cannot be its own partner")


def check_date(text: str) -> None:
    """Raise UsageError unless the text is a date."""
    try:
        last_day(text)
    except ValueError as error:
        raise UsageError(f'"{text}" is no date: {error}') from None
