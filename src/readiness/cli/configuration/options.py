"""The options that a configuration file may set, and the type of each."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

LIKELY = re.compile(rb"""^[^#\n]*\btool["' \t.]+readiness\b|^[ \t]*\[[ \t]*tool[ \t]*\]""", re.MULTILINE)
"""What `pyproject.toml` must hold, however it is spelled, to be looked into."""
TABLE = re.compile(r"^[^\S\n]*\[{1,2}\s*tool\s*\.\s*readiness\s*\]", re.MULTILINE)

LISTS = ("need", "measure", "crime", "bar", "limb", "role", "crimes", "format", "output", "fail-on")
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
ONLY_ASSESS = ("format", "output")
"""Options that every command has of its own: its formats are others, and one file cannot hold the reports of all."""
OWN_MEANING = {
    "batch": ("role", "requesting"),
    "matrix": ("role", "requesting"),
    "route": ("role", "requesting"),
    "partners": ("role", "requesting"),
    "validate": ("strict", "today"),
    "agreement": ("as-of", "fail-under"),
    "merge": ("strict",),
    "import": ("as-of", "strict"),
    "profile": ("as-of",),
    "init": ("as-of",),
    "interview": ("as-of",),
    "questionnaire": ("need",),
}
"""Options by whose name a command means something else. Every other one that is set holds for each command that has it."""


class ConfiguredOption(NamedTuple):
    """The value of an option, and the file and line (from 1) that set it."""

    value: Any
    file: str
    line: int
