"""The words of reports, from data files, one a language."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

from readiness.documents.yaml_text import decode, parse


class Texts:
    """Words by dotted key: `texts("headline.ready", value="80")`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def __call__(self, key: str, **values: Any) -> str:
        """The text behind a key, filled in. Raises KeyError for a key that the language lacks."""
        text: Any = self._data
        for step in key.split("."):
            text = text[step]
        return str(text).format_map({name.replace("_", "-"): value for name, value in values.items()})


@lru_cache(maxsize=8)
def texts(language: str = "en") -> Texts:
    """The words of a language."""
    name = f"{language}.yaml"
    raw = (resources.files("readiness.report") / "texts" / name).read_bytes()
    return Texts(parse(decode(name, raw))[0])
