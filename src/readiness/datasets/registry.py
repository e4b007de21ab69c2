"""The importers by name. Each is loaded only when it is asked for."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.datasets.import_result import ImportedFile

    Read = Callable[[str, bytes, str | None], ImportedFile]
    """Reads a file: from its name, its content and the date that the user gives."""


class Importer(StrEnum):
    """The importers. The value is the name that the user types."""

    WGI = "wgi"
    UN_TREATIES = "un-treaties"
    COE = "coe"
    EGMONT = "egmont"
    MEMBERSHIPS = "memberships"
    CEPII = "cepii"
    RELATIONS = "relations"
    LAWS = "laws"
    RELEASES = "releases"
    FATF = "fatf"
    FATF_LISTS = "fatf-lists"
    FSRB = "fsrb"
    FACTBOOK = "factbook"
    AGREEMENTS = "agreements"
    ADHERENCE = "adherence"
    OWN_RECORDS = "own-records"


def reader(importer: Importer, need_of: Callable[[str], str] = str) -> Read:  # noqa: C901, PLR0911, PLR0912  (one case per importer, and the type checker counts them)
    """The function that reads a file for this importer. `need_of` gives the need that a text in a file means."""
    match importer:
        case Importer.WGI:
            from readiness.datasets import wgi  # noqa: PLC0415

            return wgi.read
        case Importer.UN_TREATIES:
            from readiness.datasets import un_treaties  # noqa: PLC0415

            return un_treaties.read
        case Importer.COE:
            from readiness.datasets import coe  # noqa: PLC0415

            return coe.read
        case Importer.EGMONT:
            from readiness.datasets import egmont  # noqa: PLC0415

            return egmont.read
        case Importer.MEMBERSHIPS:
            from readiness.datasets import memberships  # noqa: PLC0415

            return memberships.read
        case Importer.CEPII:
            from readiness.datasets import cepii  # noqa: PLC0415

            return cepii.read
        case Importer.RELATIONS:
            from readiness.datasets import relations  # noqa: PLC0415

            return relations.read
        case Importer.LAWS:
            from readiness.datasets import laws  # noqa: PLC0415

            return laws.read
        case Importer.RELEASES:
            from readiness.datasets import reported_cases  # noqa: PLC0415

            return partial(reported_cases.read, need_of=need_of)
        case Importer.FATF:
            from readiness.datasets import fatf  # noqa: PLC0415

            return fatf.read
        case Importer.FATF_LISTS:
            from readiness.datasets import fatf_lists  # noqa: PLC0415

            return fatf_lists.read
        case Importer.FSRB:
            from readiness.datasets import fsrb  # noqa: PLC0415

            return fsrb.read
        case Importer.FACTBOOK:
            from readiness.datasets import factbook  # noqa: PLC0415

            return factbook.read
        case Importer.AGREEMENTS:
            from readiness.datasets import agreements  # noqa: PLC0415

            return agreements.read
        case Importer.ADHERENCE:
            from readiness.datasets import adherence  # noqa: PLC0415

            return adherence.read
        case Importer.OWN_RECORDS:
            from readiness.datasets import own_records  # noqa: PLC0415

            return partial(own_records.read, need_of=need_of)
        case _:
            assert_never(importer)
