"""The options that a configuration file may set, and of which kind each is."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

TABLE = re.compile(r"^\s*\[\s*tool\s*\.\s*readiness\s*\]", re.MULTILINE)

LISTS = ("need", "measure", "crime", "limb", "role", "crimes", "format", "output", "fail-on")
FLAGS = ("strict", "share")
NUMBERS = ("fail-under",)
TEXTS = (
    "phase",
    "lane",
    "requesting",
    "case",
    "weights",
    "rubric",
    "as-of",
    "lang",
    "max-tlp",
    "waivers",
    "today",
)
OPTIONS = (*TEXTS, *LISTS, *NUMBERS, *FLAGS)
PATHS = ("case", "waivers", "output", "crimes")
"""Options that name files: from the configuration file's own folder. A rubric may also be the name of a shipped one."""
EVERYWHERE = ("rubric",)
"""Options that hold for every command that has them; the others are those of `assess` and `batch`."""
NOT_IN_BATCH = ("format", "output")


class Setting(NamedTuple):
    """A value and where it stands."""

    value: Any
    file: str
    line: int
