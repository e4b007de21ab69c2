"""What one answer says, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from readiness.errors import Fix, nearest, unknown
from readiness.jurisdictions.lookup import hint, is_misnomer, key_of
from readiness.language import _
from readiness.model import aliases
from readiness.model.fields import last_day
from readiness.model.profile import CODE
from readiness.profiles.questions import only_towards_partner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric

GRADE = re.compile(r"[A-F][1-6]\Z")
SLUG_LENGTH = 40


class Answer(Struct, frozen=True):
    """A level (0-4) of an indicator or of one row of it, or the reason why the question does not arise.

    `partner` is None for what holds towards anyone; `source` is the id or the title of a source.
    """

    indicator: str
    partner: str | None = None
    row: str | None = None
    level: float | None = None
    not_applicable: str = ""
    cause: str = ""
    needs: tuple[str, ...] = ()
    grade: str = ""
    date: str = ""
    evidence: str = ""
    source: str = ""
    link: str = ""
    note: str = ""

    def rating(self, source: str | None) -> dict[str, Any]:
        """The rating as it stands in a profile, under its row if it has one. `source` is the id of the source."""
        said: dict[str, Any] = {}
        if self.level is not None:
            said["level"] = int(self.level) if self.level == int(self.level) else self.level
        else:
            said["not-applicable"] = self.not_applicable
        item = {"says": self.evidence} | ({"source": source} if source else {})
        given = {
            "cause": self.cause,
            "needs": list(self.needs),
            "grade": self.grade,
            "as_of": int(self.date) if re.fullmatch("[1-9][0-9]{3}", self.date) else self.date,
            "evidence": [item] if self.evidence else [],
            "note": self.note,
        }
        return said | {key: value for key, value in given.items() if value}


class Fault(NamedTuple):
    """What is wrong with one field of an answer, and how to mend it."""

    field: str
    message: str
    fix: Fix = ""


def faults(answer: Answer, rubric: Rubric, code: str) -> Iterator[Fault]:
    """Everything wrong with an answer about the jurisdiction with this code."""
    indicator = rubric.indicators.get(answer.indicator)
    if indicator is None:
        known = rubric.indicators
        message, fix = unknown("indicator", answer.indicator, known, rubric.replaced, listed="indicators")
        yield Fault("indicator", message, fix)
        return
    yield from _place(answer, indicator, code)
    yield from _said(answer)
    yield from _cause(answer, indicator)
    for need in answer.needs:
        if need not in rubric.needs:
            several = aliases.hint(aliases.ids_called(rubric, "needs", need))
            message = _('unknown need "{need}"').format(need=need)
            yield Fault("needs", message, several or nearest(need, rubric.needs))
    if answer.needs and answer.row is not None:
        yield Fault("needs", _("a row cannot be narrowed to needs"), _("leave this empty"))
    if answer.grade and not GRADE.match(answer.grade):
        fix = _("a letter A-F and a digit 1-6, such as B2")
        yield Fault("grade", _('"{grade}" is no Admiralty grade').format(grade=answer.grade), fix)
    if answer.date:
        try:
            last_day(answer.date)
        except ValueError as error:
            fix = _("write it as text, such as 2023-06; spreadsheets like to turn dates into something else")
            yield Fault("date", _('"{date}" is no date: {error}').format(date=answer.date, error=error), fix)


def _place(answer: Answer, indicator: Indicator, code: str) -> Iterator[Fault]:
    partner = answer.partner
    if partner is None and only_towards_partner(indicator):
        yield Fault(
            "towards",
            _("{indicator} is asked towards a partner").format(indicator=answer.indicator),
            _("name the partner's code"),
        )
    if partner is not None and not CODE.match(partner):
        fix = hint(partner) or _('letters, digits, "-", "_" and ".", such as TWN')
        yield Fault("towards", _('"{partner}" is no code of a jurisdiction').format(partner=partner), fix)
    elif partner is not None and is_misnomer(partner):
        yield Fault("towards", _('"{partner}" is no one jurisdiction').format(partner=partner), hint(partner))
    if partner is not None and key_of(partner).casefold() == key_of(code).casefold():
        yield Fault(
            "towards",
            _("{partner} cannot be its own partner").format(partner=partner),
            _("name the other jurisdiction"),
        )
    yield from _row(answer, indicator)


def _row(answer: Answer, indicator: Indicator) -> Iterator[Fault]:
    table = indicator.table
    if table is None:
        if answer.row is not None:
            yield Fault(
                "row", _("{indicator} has no rows").format(indicator=answer.indicator), _("leave this empty")
            )
    elif answer.row is None:
        yield Fault(
            "row",
            _("{indicator} takes one level a row").format(indicator=answer.indicator),
            _("name one of: {rows}").format(rows=", ".join(table.rows)),
        )
    elif answer.row not in table.rows:
        yield Fault("row", *unknown("row", answer.row, table.rows, table.replaced))


def _said(answer: Answer) -> Iterator[Fault]:
    level = answer.level
    if level is None and not answer.not_applicable:
        fix = _("give a level 0-4, or the reason why it is not applicable, or leave the whole answer empty")
        yield Fault("level", _("there is no level"), fix)
    if level is not None and answer.not_applicable:
        yield Fault(
            "not-applicable", _("both a level and a reason against one are given"), _("keep one of them")
        )
    if level is not None and not (0 <= level <= 4 and level * 2 == int(level * 2)):
        yield Fault(
            "level",
            _("{level:g} is no level").format(level=level),
            _("0, 1, 2, 3 or 4; a half level only between two"),
        )
    if answer.source and not answer.evidence:
        yield Fault(
            "evidence", _("a source is named, but not what it says"), _("say in a sentence what it says")
        )
    if answer.link and not answer.source:
        yield Fault("source", _("there is a link without the title of a source"), _("give the title as well"))


def _cause(answer: Answer, indicator: Indicator) -> Iterator[Fault]:
    values = indicator.cause.values if indicator.cause is not None else []
    below = indicator.cause.required_below if indicator.cause is not None else None
    if answer.cause and not values:
        yield Fault(
            "cause",
            _("{indicator} takes no cause").format(indicator=answer.indicator),
            _("put it into the note"),
        )
    elif answer.cause and answer.cause not in values:
        yield Fault(
            "cause", _('unknown cause "{cause}"').format(cause=answer.cause), nearest(answer.cause, values)
        )
    elif not answer.cause and below is not None and answer.level is not None and answer.level < below:
        yield Fault(
            "cause",
            _("a level below {below:g} needs its cause here").format(below=below),
            _("one of: {values}").format(values=", ".join(values)),
        )


def source_of(given: str, link: str, sources: Mapping[str, Any]) -> tuple[str | None, dict[str, str] | None]:
    """The id of a source given by id or title, and its entry if it is new."""
    if not given:
        return None, None
    if given in sources:
        return given, None
    for key, entry in sources.items():
        title = entry.get("title", "") if isinstance(entry, dict) else ""
        if str(title).casefold() == given.casefold() and (not link or entry.get("url") == link):
            return key, None
    return _slug(given, sources), {"title": given} | ({"url": link} if link else {})


def _slug(title: str, taken: Iterable[str]) -> str:
    """An id for a source, from the first words of its title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    name = ""
    for word in words[:6]:
        if len(name) + len(word) >= SLUG_LENGTH:
            break
        name = f"{name}-{word}" if name else word
    if not name or not name[0].isalpha():
        name = f"source-{name}" if name else "source"
    known = {key.casefold() for key in taken}
    return next(free for number in count(1) if (free := _numbered(name, number)) not in known)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
