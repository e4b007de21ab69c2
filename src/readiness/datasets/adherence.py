"""Imports lists of who is bound by an instrument, belongs to a body, or has no agreement; each with its source and its own dates."""

from collections import Counter
from typing import Any

from pydantic import Field, model_validator

from readiness.datasets.countries import code_in_row
from readiness.datasets.import_result import ImportedFile
from readiness.datasets.review_dates import edition_review
from readiness.documents.validation import validate
from readiness.documents.yaml_text import decode, parse
from readiness.language import _
from readiness.model.facts import Stated
from readiness.model.fields import Model, PartialDate, last_day
from readiness.model.profile import SourceEntry

GROUPS = {"instrument": ("instruments", "party"), "membership": ("memberships", "member")}
"""Where a list belongs in a profile's facts, and what it says of those on it."""


class AdherenceList(Model):
    """One instrument or body. Dates are those from which, and to which, a jurisdiction is bound; the last day counts.

    `undated` are those known to be bound since an unknown day. `none` are those known not to be bound, such as members
    that have opted out. `otherwise` gives a status of its own. `as_of` is when the list was last true.

    Instead it may name a kind of agreement and, under `without`, with whom the jurisdictions there have none.
    `only_by_agreement` are those of them whose law allows such help under an agreement only.
    """

    instrument: str | None = None
    membership: str | None = None
    no_agreement: str | None = None
    without: dict[str, list[str]] = {}
    only_by_agreement: list[str] = []
    source: SourceEntry
    as_of: PartialDate = Field(alias="as_of")
    since: dict[str, PartialDate] = {}
    until: dict[str, PartialDate] = {}
    undated: list[str] = []
    none: list[str] = []
    otherwise: dict[str, Stated] = {}

    @model_validator(mode="after")
    def _sound(self) -> "AdherenceList":
        if sum(name is not None for name in (self.instrument, self.membership, self.no_agreement)) != 1:
            raise ValueError(_("expected one of `instrument`, `membership` and `no-agreement`"))
        if bool(self.without) != (self.no_agreement is not None):
            raise ValueError(_("expected `without` exactly where there is `no-agreement`"))
        strangers = sorted(set(self.only_by_agreement) - self.without.keys())
        if strangers:
            raise ValueError(
                _("`only-by-agreement` without a list: {codes}; add it to `without`").format(
                    codes=", ".join(strangers)
                )
            )
        named = Counter([*self.since, *self.undated, *self.none, *self.otherwise])
        twice = sorted(code for code, count in named.items() if count > 1)
        if twice:
            raise ValueError(_("named twice: {twice}").format(twice=", ".join(twice)))
        unbound = sorted(self.until.keys() - self.since.keys() - set(self.undated))
        if unbound:
            raise ValueError(
                _("`until` without a beginning: {unbound}; add it to `since` or `undated`").format(
                    unbound=", ".join(unbound)
                )
            )
        return self

    @property
    def path(self) -> tuple[str, str, str]:
        """Where its facts stand in a profile."""
        if self.no_agreement is not None:
            return ("facts", "no-agreement", self.no_agreement)
        kind = "instrument" if self.instrument is not None else "membership"
        return ("facts", GROUPS[kind][0], self.instrument or self.membership or "")

    def review(self, edition: str) -> dict[str, str]:
        """The day on which its source is to be looked at again, where the list is of an older year than the edition."""
        if self.source.review is not None or self.as_of[:4] == edition[:4]:
            return {}
        day = edition_review("adherence", int(self.as_of[:4]))
        return {} if day is None else {"review": day.isoformat()}

    def statuses(self, edition: str) -> dict[str, dict[str, Any]]:
        """What is said of each jurisdiction, without the source; with the day of a list that is older than the edition."""
        if self.no_agreement is not None:
            return {code: self._absence(code, partners) for code, partners in self.without.items()}
        bound = {"status": GROUPS["instrument" if self.instrument is not None else "membership"][1]}
        said: dict[str, dict[str, Any]] = {code: bound | {"since": day} for code, day in self.since.items()}
        said |= {code: dict(bound) for code in self.undated}
        for code, day in self.until.items():
            said[code]["until"] = day
        said |= {code: {"status": "none"} for code in self.none}
        for code, stated in self.otherwise.items():
            said[code] = {"status": stated.status} | ({"since": stated.since} if stated.since else {})
        for status in said.values():
            if "since" not in status or last_day(self.as_of) < last_day(edition):
                status["as_of"] = self.as_of
        return said

    def _absence(self, code: str, partners: list[str]) -> dict[str, Any]:
        required = {"only-by-agreement": True} if code in self.only_by_agreement else {}
        return {"with": partners} | required | {"as_of": self.as_of}


class AdherenceTable(Model):
    """Lists by the name that their source gets in profiles. `as_of` is the edition of the whole table."""

    as_of: PartialDate = Field(alias="as_of")
    lists: dict[str, AdherenceList]


def read(file: str, data: bytes, dated: str | None) -> ImportedFile:
    """The adherences of a table laid out as the one that ships, adherence.yaml. Raises InputError."""
    content, place = parse(decode(file, data))
    table = validate(AdherenceTable, content, place)
    when = dated or table.as_of
    reading = ImportedFile(
        importer="adherence",
        dated=when,
        source={"title": "Who is bound by which instrument", "year": int(when[:4])},
        restated=frozenset(entry.path for entry in table.lists.values()),
        lists={
            name: entry.source.model_dump(by_alias=True, exclude_defaults=True) | entry.review(when)
            for name, entry in table.lists.items()
        },
    )
    row = 0
    for name, entry in table.lists.items():
        for text, stated in entry.statuses(table.as_of).items():
            row += 1
            code = code_in_row(reading, text, row)
            if code is not None:
                day = stated.get("since") or entry.as_of
                reading.add(code, entry.path, stated, day, source=reading.key_of(name))
    return reading
