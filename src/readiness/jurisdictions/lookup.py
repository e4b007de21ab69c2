"""Understands what people write for a jurisdiction. Nothing is matched because it is spelled alike."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from readiness.jurisdictions import tables
from readiness.jurisdictions.tables import folded, known
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 0.83
"""How alike a name must be to be suggested, as a share of its letters: one wrong letter in six."""
LONGEST = 200
"""The most characters of a name; what is longer is none, and would take long to compare."""
_TWO_NAMES = re.compile(r"(.+?)(?:\s*\(([^()]*)\)|\s*,\s*(.+)|\s+[-–—/]\s+(.+))\s*\Z", re.DOTALL)
_MARK = re.compile(r"\W*(?:\w|\d+|the)?\W*\Z", re.IGNORECASE)


def codes_of(text: str) -> tuple[str, ...]:
    """The alpha-3 codes that a code or name may stand for: none, one, or several that must be asked back."""
    if len(text) > LONGEST:
        return ()
    code = _capitals(text)
    if code in tables.by_code():
        present = tables.by_code()[code]
        return (present,) if present is not None else ()
    if folded(text) in tables.by_name():
        return tuple(sorted(tables.by_name()[folded(text)]))
    match = _TWO_NAMES.match(text.strip())
    if match is None:
        return ()
    first = match[1]
    second = next(part for part in match.groups()[1:] if part is not None)
    return _of_two(first, second)


def code_of(text: str) -> str | None:
    """The alpha-3 code of a code or name, None for what is unknown or ambiguous."""
    codes = codes_of(text)
    return codes[0] if len(codes) == 1 else None


def published_code_of(text: str) -> str | None:
    """The same in a publisher's file: "Congo" and "Korea" mean there what the United Nations mean by them."""
    return code_of(text) or tables.published().get(folded(text))


def side_of(text: str, codes: Iterable[str]) -> str:
    """The one of these codes that a text means; the text itself if it means none of them."""
    codes = tuple(codes)
    if text in codes:
        return text
    alike = [code for code in codes if code.casefold() == text.casefold()]
    meant = codes_of(text)
    understood = alike or [code for code in codes if key_of(code) in meant]
    return understood[0] if len(understood) == 1 else text


@cache
def key_of(text: str) -> str:
    """What all codes and names of one jurisdiction have in common: its code; a slug of one's own is its own key."""
    return text if text in known() else code_of(text) or text


def has_none(text: str) -> bool:
    """Whether a name or code stands for what is known to have no profile of its own."""
    code = _capitals(text)
    if code in tables.by_code():
        return tables.by_code()[code] is None
    return tables.by_name().get(folded(text)) == frozenset()


def name_of(code: str) -> str:
    """The English name of a code."""
    return tables.names(code)["en"]


def hint(text: str) -> str:
    """What leads from a text that is not understood to the right one: candidates, or a near name. Empty if there is none."""
    codes = codes_of(text)
    if len(codes) > 1:
        return _("this may be {names}: give the code").format(names=_(" or ").join(map(_shown, codes)))
    whole = tables.parts().get(folded(text))
    if whole is not None:
        return _("this has no profile of its own; it is part of {name}").format(name=_shown(whole))
    near = _near_codes(_capitals(text)) or _near_names(text)
    return _("did you mean {names}?").format(names=_(" or ").join(near)) if near else ""


def _of_two(first: str, second: str) -> tuple[str, ...]:
    """The codes of "X (Y)", "X, Y" or "X - Y": of "Y X", or of a territory named with what it is under."""
    turned = tables.by_name().get(folded(f"{second} {first}"))
    if turned is not None:
        return tuple(sorted(turned))
    if _MARK.match(second):  # a footnote, or an article
        return codes_of(first)
    one, other = set(codes_of(first)), set(codes_of(second))
    if not one or not other:
        return ()
    territories = {code for code in one | other if tables.beside().get(code) in one | other}
    return tuple(sorted(territories or one & other or one | other))


def _capitals(text: str) -> str:
    """A text as it stands if it is a code."""
    return text.strip().replace(".", "").upper()


def _near_codes(code: str) -> list[str]:
    """Codes, in quotes, that one may have been meant for: the Olympic one's, or all with a letter turned, wrong or doubled."""
    olympic = tables.spellings()["olympic"].get(code)
    if olympic is not None:
        return [f'"{olympic}" ({name_of(olympic)})']
    if len(code) == 3:
        turned = {code[1] + code[0] + code[2], code[0] + code[2] + code[1]} & known()
        near = sorted(turned) or sorted(known_code for known_code in known() if known_code[:2] == code[:2])
    else:
        near = (
            sorted({code[:place] + code[place + 1 :] for place in range(4)} & known())
            if len(code) == 4
            else []
        )
    return [f'"{near_code}"' for near_code in near[:3]]


def _near_names(text: str) -> list[str]:
    """The names, in quotes, of jurisdictions that are called almost so."""
    from difflib import get_close_matches  # noqa: PLC0415  (slow to import, and only mistakes need it)

    wanted = folded(text)
    names = [name for name in tables.by_name() if name[:1] == wanted[:1]]
    near = get_close_matches(wanted, names, n=2, cutoff=NEAR)
    return sorted({f'"{name_of(code)}"' for name in near for code in tables.by_name()[name]})


def _shown(code: str) -> str:
    return f"{code} ({name_of(code)})"
