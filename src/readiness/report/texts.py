"""The words of reports, from a data file. It is English; catalogues translate it, as they do the program."""

from __future__ import annotations

from functools import cache
from importlib import resources

from readiness.documents.yaml_text import decode, parse
from readiness.words import Texts


@cache
def texts() -> Texts:
    """The words of reports in the language spoken."""
    raw = (resources.files("readiness.report") / "texts" / "en.yaml").read_bytes()
    return Texts(parse(decode("en.yaml", raw))[0])
