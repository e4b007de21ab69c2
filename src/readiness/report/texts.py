"""The words of reports, from data files, one a language."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from readiness.documents.yaml_text import decode, parse
from readiness.words import Texts


@lru_cache(maxsize=8)
def texts(language: str = "en") -> Texts:
    """The words of a language."""
    name = f"{language}.yaml"
    raw = (resources.files("readiness.report") / "texts" / name).read_bytes()
    return Texts(parse(decode(name, raw))[0])
