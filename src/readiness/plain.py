"""Results as plain data, with numbers rounded so that every machine writes the same, and as one line of JSON."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import Any

from readiness.safe_text import escaped

DECIMALS = 6
_encode_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def plain(value: Any) -> Any:
    """An assessment, or any part of it, as plain data with numbers rounded to DECIMALS.

    A key that is a word of Python is written without its underscore: `from_` is `from`.
    """
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {name.rstrip("_"): plain(part) for name, part in vars(value).items()}
    return value


def line(record: Any) -> str:
    """Plain data as one line of JSON, without its end. Raises ValueError for a number that is not finite."""
    return escaped(_encode_line(record))
