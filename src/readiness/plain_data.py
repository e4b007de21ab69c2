"""Results as plain data, with numbers rounded so that every machine writes the same, and as one line of JSON."""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct

from readiness.safe_text import escaped

DECIMALS = 6
_encode_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def plain(value: Any) -> Any:
    """An assessment, or any part of it, as plain data with numbers rounded to DECIMALS.

    A key that is a word of Python, such as `from`, is named by its field.
    """
    if value is None or isinstance(value, str):  # as most are
        return value
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Struct):
        keys = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return {key: plain(getattr(value, name)) for key, name in keys}
    return value


def line(record: Any) -> str:
    """Plain data as one line of JSON, without its end. Raises ValueError for a number that is not finite."""
    return escaped(_encode_line(record))
