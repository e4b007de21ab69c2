"""The options that a configuration file may set, and the type of each."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

LIKELY = re.compile(rb"""^[^#\n]*\btool["' \t.]+readiness\b|^[ \t]*\[[ \t]*tool[ \t]*\]""", re.MULTILINE)
"""What `pyproject.toml` must hold, however it is spelled, to be looked into."""
TABLE = re.compile(r"^[^\S\n]*\[{1,2}\s*tool\s*\.\s*readiness\s*\]", re.MULTILINE)

LISTS = ("need", "measure", "crime", "limb", "role", "crimes", "format", "output", "fail-on")
FLAGS = ("strict", "share", "full")
NUMBERS = ("fail-under",)
TEXTS = (
    "phase",
    "lane",
    "requesting",
    "case",
    "weights",
    "rubric",
    "as-of",
    "as",
    "lang",
    "max-tlp",
    "waivers",
    "today",
    "baseline",
)
OPTIONS = (*TEXTS, *LISTS, *NUMBERS, *FLAGS)
PATHS = ("case", "waivers", "baseline", "output", "crimes")
"""Options that name files, relative to the configuration file's folder. A rubric may also be the name of a shipped one."""
EVERYWHERE = ("rubric", "lang", "share", "max-tlp")
"""Options that hold for every command that has them, such as what may leave; the others are those of commands that assess."""
DEMANDS = ("fail_under", "fail_on", "strict", "waivers", "baseline")
"""Parameters of demands on pairs, which hold for a route only where they are given to it."""
ASSESSING = ("assess", "batch", "matrix", "route")
ONLY_ASSESS = ("format", "output")
"""Options that commands over many pairs do not take: their formats are others."""


class ConfiguredOption(NamedTuple):
    """The value of an option, and the file and line (from 1) that set it."""

    value: Any
    file: str
    line: int
