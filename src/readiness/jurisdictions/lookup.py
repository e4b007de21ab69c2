"""Understands what people write for a jurisdiction. Nothing is matched because it is spelled alike."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from readiness.jurisdictions import tables
from readiness.jurisdictions.tables import folded, known
from readiness.language import _, ngettext, spoken

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

NEAR = 0.83
"""How alike a name must be to be suggested, as a share of its letters: one wrong letter in six."""
LONGEST = 200
"""The most characters of a name; what is longer is none, and would take long to compare."""
_TWO_NAMES = re.compile(r"(.+?)(?:\s*\(([^()]*)\)|\s*[,/]\s*(.+)|\s+[-–—]\s+(.+))\s*\Z", re.DOTALL)
_MARK = re.compile(r"\W*(?:\w|\d+|the|country)?\W*\Z", re.IGNORECASE)
_SINCE = re.compile(
    r"\s*(?:former(?:ly)?|ex|previously|now|today|officially|a\.?k\.?a\.?)\b[\s-]*", re.IGNORECASE
)
"""What stands before the second name of the same jurisdiction."""

_OWN = re.compile(r"[0-9_.-]")
"""What an id of one's own may hold and no name of a jurisdiction does."""

_STYLE = re.compile(
    r"(?:(?:democratic|federal|islamic|peoples|socialist|republic|kingdom|state|commonwealth|principality) )+"
)
"""What many names have in common, which makes none of them like another."""


@cache
def codes_of(text: str) -> tuple[str, ...]:
    """The alpha-3 codes that a code or name may stand for: none, one, or several that must be asked back."""
    if len(text) > LONGEST:
        return ()
    code = _capitals(text)
    if (
        code in known() or code in tables.by_code()
    ):  # most are known, and other spellings need not be read for them
        present = code if code in known() else tables.by_code()[code]
        return (present,) if present is not None else ()
    name = _as_in(tables.by_name(), text)
    if name:
        return tuple(sorted(tables.by_name()[name]))
    if elsewhere := _in(tables.elsewhere(), tables.plain_elsewhere(text)):
        return tables.elsewhere()[elsewhere]
    match = _TWO_NAMES.match(normalize("NFKC", text).strip())
    if match is None:
        return ()
    first = match[1]
    second = next(part for part in match.groups()[1:] if part is not None)
    return _of_two(first, _SINCE.sub("", second, count=1))


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


def is_body(text: str) -> bool:
    """Whether a name stands for an organisation of many members."""
    return folded(text) in tables.bodies()


@cache
def is_misnomer(text: str) -> bool:
    """Whether a text is known to name no one jurisdiction: several, what has ended, or a people. Short ones may be slugs."""
    if text in known():  # as nearly every profile has it: names need not be read for that
        return False
    if len(codes_of(text)) > 1:
        return True
    return len(text) > 3 and bool(_as_in(tables.ended(), text) or folded(text) in tables.demonyms())


def slip_of(text: str) -> str:
    """What leads from an id that is nearly the name of a jurisdiction to the right one. Empty for an id of one's own.

    Whoever means an agency may write it with a digit, "-", "_" or ".": such an id is never taken for a slip. Three letters that are
    no code may be an agency's short name as well as a slip: they are one only if two letters of a code are turned.
    """
    if codes_of(text) or _OWN.search(text) or folded(text) in tables.bodies():
        return ""
    if text.isascii() and len(text) == 3:
        near = _turned_codes(_capitals(text))
        return _meant(near)
    return hint(text)


def unsure_of(text: str) -> str:
    """The same for three letters that are no code, but begin like one: they may well be an agency's."""
    code = _capitals(text)
    unsure = text.isascii() and len(text) == 3 and not codes_of(text) and not _OWN.search(text)
    return hint(text) if unsure and not _turned_codes(code) else ""


def name_of(code: str) -> str:
    """The name of a code in the language spoken, else in English."""
    names = tables.names(code)
    return names.get(spoken().tag) or names["en"]


def called(code: str) -> str:
    """The name of a jurisdiction by any of its codes; a slug of one's own is its own name."""
    key = key_of(code)
    return name_of(key) if key in known() else code


def hint(text: str) -> str:
    """What leads from a text that is not understood to the right one: candidates, or a near name. Empty if there is none."""
    codes = codes_of(text)
    if len(codes) > 1:
        return _("this may be {names}: give the code").format(names=_(" or ").join(map(_shown, codes)))
    whole = tables.parts().get(_as_in(tables.parts(), text))
    if whole is not None:
        return _("this has no profile of its own; it is part of {name}: use {code}").format(
            name=_shown(whole), code=whole
        )
    now = tables.ended().get(_as_in(tables.ended(), text))
    if now is not None:
        told = ngettext(
            "this has ended; there is now {names}", "this has ended; there are now {names}", len(now)
        )
        return told.format(names=_(", ").join(map(_shown, now)))
    if is_body(text):
        return _(
            "this is an organisation of many members: name the member you work with, such as Latvia; write a profile for an agency of its own"
        )
    people = tables.demonyms().get(folded(text), [])
    near = [f'"{name_of(code)}"' for code in people] or _near_codes(_capitals(text)) or _near_names(text)
    return _meant(near)


def _meant(near: Sequence[str]) -> str:
    """The question whether one of these was meant; empty for none."""
    return _("did you mean {names}?").format(names=_(" or ").join(near)) if near else ""


def _as_in(table: Container[str], text: str) -> str:
    """A folded name with its words in the order in which a table has it; empty if it has it in none."""
    return _in(table, folded(text))


def _in(table: Container[str], name: str) -> str:
    return next((turned for turned in _turned(name) if turned in table), "")


def _turned(name: str) -> Iterator[str]:
    """A folded name, and the same with words of its end put first: "korea republic" is "republic korea"."""
    words = name.split()
    yield name
    for turn in range(len(words) - 1, 0, -1):
        yield " ".join(words[turn:] + words[:turn])


def _of_two(first: str, second: str) -> tuple[str, ...]:
    """The codes of "X (Y)", "X, Y" or "X - Y": of both names, or of a territory named with what it is under."""
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
        if turned := _turned_codes(code):
            return turned
        near = sorted(known_code for known_code in known() if known_code[:2] == code[:2])
    else:
        near = (
            sorted({code[:letter] + code[letter + 1 :] for letter in range(4)} & known())
            if len(code) == 4
            else []
        )
    return [f'"{near_code}"' for near_code in near[:3]]


def _turned_codes(code: str) -> list[str]:
    """Codes, in quotes, of which two letters were turned to make this one."""
    turned = {code[1] + code[0] + code[2], code[0] + code[2] + code[1]} & known()
    return [f'"{near}"' for near in sorted(turned)]


def _near_names(text: str) -> list[str]:
    """The names, in quotes, of jurisdictions that are called almost so."""
    from difflib import get_close_matches  # noqa: PLC0415  (slow to import, and only mistakes need it)

    for written, table in (
        (folded(text), tables.by_name()),
        (tables.plain_elsewhere(text), tables.elsewhere()),
    ):
        wanted = _STYLE.sub("", written)
        near = get_close_matches(wanted, [name for name in table if name[:1] == wanted[:1]], n=2, cutoff=NEAR)
        if codes := {code for name in near for code in table[name]}:
            return sorted(f'"{name_of(code)}"' for code in codes)
    return []


def _shown(code: str) -> str:
    return f"{code} ({name_of(code)})"
