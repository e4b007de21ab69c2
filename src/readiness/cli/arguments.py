"""Checks the codes and dates that people give to a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.errors import UsageError
from readiness.jurisdictions import lookup
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model.fields import last_day
from readiness.model.profile import CODE

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument


def partner_of(given: str | None, document: ProfileDocument) -> str | None:
    """The partner's code, as the profile spells it, from a code or name. Raises UsageError."""
    if given is None:
        return None
    code = side_of(given, document.profile.partners)
    code = code if code in document.profile.partners else coded(given, "--partner")
    check_partner(code, document.id)
    return code


def coded(given: str, option: str) -> str:
    """The code of a jurisdiction given by any code or name; a slug of one's own stays. Raises UsageError for several."""
    codes = lookup.codes_of(given)
    if len(codes) > 1:
        raise UsageError(f'{option}: "{given}": {lookup.hint(given)}')
    if codes:
        return codes[0]
    if (lookup.is_misnomer(given) or not CODE.match(given)) and (hint := lookup.hint(given)):
        raise UsageError(
            _('{option}: "{given}" is no jurisdiction; {hint}').format(option=option, given=given, hint=hint)
        )
    check_code(given, option)
    return given


def check_code(given: str, option: str) -> None:
    """Raise UsageError unless the text can be the code of a jurisdiction."""
    if not CODE.match(given):
        raise UsageError(
            _('{option}: "{given}" is no code; expected letters, digits, "-", "_" and "."').format(
                option=option, given=given
            )
        )


def check_partner(partner: str | None, code: str) -> None:
    """Raise UsageError unless the text can be the code of a partner."""
    if partner is None:
        return
    check_code(partner, "--partner")
    if lookup.key_of(partner).casefold() == lookup.key_of(code).casefold():
        raise UsageError(_("--partner: {partner} cannot be its own partner").format(partner=partner))


def check_date(text: str) -> None:
    """Raise UsageError unless the text is a date."""
    try:
        last_day(text)
    except ValueError as error:
        raise UsageError(_('"{text}" is no date: {error}').format(text=text, error=error)) from None
