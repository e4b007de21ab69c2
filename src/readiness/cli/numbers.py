"""The options that take a number: what each means, which numbers it may be, and what is said of another one."""

from __future__ import annotations

from typing import NamedTuple

from readiness.errors import UsageError


class Wanted(NamedTuple):
    """What a number is, from where to where it may lie (`most` is None where there is no end), and an example."""

    what: str
    least: float
    most: float | None
    example: str

    @property
    def expected(self) -> str:
        """All of it in words."""
        bounds = f"{self.least:g} or more" if self.most is None else f"from {self.least:g} to {self.most:g}"
        return f"{self.what}, {bounds}, such as {self.example}"


WANTED = {
    "--fail-under": Wanted("a readiness", 0, 100, "60.5"),
    "--within": Wanted("months", 1, None, "24"),
    "--from": Wanted("a year", 1000, 2200, "2015"),
    "--jobs": Wanted("a number of processes", 1, None, "4"),
    "agreement --fail-under": Wanted("an alpha of Krippendorff", -1, 1, "0.8"),
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
        raise UsageError(f"{option}: {number:g} is out of range; expected {it.expected}")
