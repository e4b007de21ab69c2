"""The importers by name. Each is loaded only when it is asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from collections.abc import Callable

    from readiness.datasets.reading import Reading

    Read = Callable[[str, bytes, str | None], Reading]
    """File name, content and the date that the user gives, to what the file says."""


class Source(StrEnum):
    """What can be imported. The value is the name that the user types."""

    WGI = "wgi"
    UN_TREATIES = "un-treaties"
    COE = "coe"
    EGMONT = "egmont"
    MEMBERSHIPS = "memberships"
    UNGA = "unga"
    CEPII = "cepii"
    FATF = "fatf"
    FACTBOOK = "factbook"
    OWN_RECORDS = "own-records"


def reader(source: Source) -> Read:  # noqa: C901, PLR0911  (one case a source, and the type checker counts them)
    """How a file of that source is read."""
    match source:
        case Source.WGI:
            from readiness.datasets import wgi  # noqa: PLC0415

            return wgi.read
        case Source.UN_TREATIES:
            from readiness.datasets import un_treaties  # noqa: PLC0415

            return un_treaties.read
        case Source.COE:
            from readiness.datasets import coe  # noqa: PLC0415

            return coe.read
        case Source.EGMONT:
            from readiness.datasets import egmont  # noqa: PLC0415

            return egmont.read
        case Source.MEMBERSHIPS:
            from readiness.datasets import memberships  # noqa: PLC0415

            return memberships.read
        case Source.UNGA:
            from readiness.datasets import unga  # noqa: PLC0415

            return unga.read
        case Source.CEPII:
            from readiness.datasets import cepii  # noqa: PLC0415

            return cepii.read
        case Source.FATF:
            from readiness.datasets import fatf  # noqa: PLC0415

            return fatf.read
        case Source.FACTBOOK:
            from readiness.datasets import factbook  # noqa: PLC0415

            return factbook.read
        case Source.OWN_RECORDS:
            from readiness.datasets import own_records  # noqa: PLC0415

            return own_records.read
        case _:
            assert_never(source)
