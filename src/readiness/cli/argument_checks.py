"""Checks the codes and dates that people give to a command."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING
from unicodedata import normalize

from readiness.cli.io.files import SUFFIXES, is_file
from readiness.cli.io.terminal import tell
from readiness.errors import UsageError
from readiness.jurisdictions import lookup
from readiness.jurisdictions.lookup import side_of
from readiness.language import _, marked
from readiness.model.fields import last_day
from readiness.model.profile import CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readiness.documents.reading import ProfileDocument


OWN = marked('For an agency of your own write an id with a dash or a digit, such as "{id}-police"')


def apart(given: Sequence[str] | None) -> list[str]:
    """Names that people give one by one, or several in one text with commas or semicolons between them."""
    return [name.strip() for text in given or () for name in re.split("[,;]", text) if name.strip()]


def partner_of(given: str | None, document: ProfileDocument) -> str | None:
    """The partner's code, as the profile spells it, from a code or name. Raises UsageError."""
    if given is None:
        return None
    code = side_of(given, document.profile.partners)
    code = code if code in document.profile.partners else coded(given, "--partner")
    check_partner(code, document.id)
    return code


def coded(given: str, option: str) -> str:
    """The code of a jurisdiction given by any code or name; an id of one's own stays.

    Raises UsageError for what names several, or is nearly the name of one and of no file `<id>.yaml` here.
    """
    codes = lookup.codes_of(given)
    if len(codes) > 1:
        raise UsageError(
            _('{option}: "{given}": {hint}').format(option=option, given=given, hint=lookup.hint(given))
        )
    if codes:
        return codes[0]
    if (lookup.is_misnomer(given) or not CODE.match(given)) and (hint := lookup.hint(given)):
        raise UsageError(
            _('{option}: "{given}" is no jurisdiction; {hint}').format(option=option, given=given, hint=hint)
        )
    check_code(given, option)
    if not any(is_file(f"{given}{suffix}") for suffix in SUFFIXES):
        if slip := lookup.slip_of(given):
            told = _('{option}: "{given}" is the code or name of no jurisdiction; {slip} {own}')
            own = _(OWN).format(id=given.casefold())
            raise UsageError(told.format(option=option, given=given, slip=slip, own=own))
        if unsure := lookup.unsure_of(given):
            told = _(
                '{option}: "{given}" is the code of no jurisdiction and stays an id of your own; {unsure}'
            )
            tell(told.format(option=option, given=given, unsure=unsure))
    return given


def check_code(given: str, option: str) -> None:
    """Raise UsageError unless the text can be the code of a jurisdiction."""
    if not CODE.match(given):
        message = _('{option}: "{given}" is no code; expected letters, digits, "-", "_" and "."').format(
            option=option, given=given
        )
        raise UsageError(message + (_own_id(given) if option == "CODE" else ""))


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


def _own_id(given: str) -> str:
    """An example of how to begin a profile of somebody who has a name but no code."""
    words = re.findall("[a-z0-9]+", normalize("NFKD", given).encode("ascii", "ignore").decode().casefold())
    made = "-".join(words)[:40].strip("-")
    if not made:
        return ""
    command = f"readiness init {made} --name {quote(given)}"
    return _(". Choose one, and give the name apart: {command}").format(command=command)
