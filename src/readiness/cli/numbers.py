"""The options that take a number: what each means, which numbers it may be, and what is said of another one."""

from __future__ import annotations

from typing import NamedTuple

from readiness.errors import UsageError
from readiness.language import _, marked


class Wanted(NamedTuple):
    """What a number is, from where to where it may lie (`most` is None where there is no end), and an example."""

    what: str
    least: float
    most: float | None
    example: str

    @property
    def expected(self) -> str:
        """All of it in words."""
        told = (
            _("{what}, {least:g} or more, such as {example}")
            if self.most is None
            else _("{what}, from {least:g} to {most:g}, such as {example}")
        )
        return told.format(what=_(self.what), least=self.least, most=self.most, example=self.example)


WANTED = {
    "--fail-under": Wanted(marked("a readiness"), 0, 100, "60.5"),
    "--within": Wanted(marked("months"), 1, None, "24"),
    "--from": Wanted(marked("a year"), 1000, 2200, "2015"),
    "--jobs": Wanted(marked("a number of processes"), 1, None, "4"),
    "agreement --fail-under": Wanted(marked("an alpha of Krippendorff"), -1, 1, "0.8"),
}
"""By option; one that a command means otherwise has the command before it."""


def wanted(option: str, command: str = "") -> Wanted | None:
    """What the number of an option of a command is."""
    return WANTED.get(f"{command} {option}", WANTED.get(option))


def check(number: float | None, option: str, command: str = "") -> None:
    """Raise UsageError for a number that the option may not be; None stands for an option that is not given."""
    it = wanted(option, command)
    if number is None or it is None:
        return
    if not (it.least <= number and (it.most is None or number <= it.most)):
        told = _("{option}: {number:g} is out of range; expected {expected}")
        raise UsageError(told.format(option=option, number=number, expected=it.expected))
