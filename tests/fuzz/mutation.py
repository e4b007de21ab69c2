"""Mutations of real files: of their data, where they have a structure, and of their text."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

UNSEEN = "\u202e\u200e\u2028\ufeff\x7f\x9b"
COMMAND = "##[error]x ::error::y"
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 5, 1e308, -0.0, 0.1, 10**30, 10**39, 4294967296, 1900, 9999, 10000),
    *("", " ", "x", "NO", "null", "-", "~", "0", "1e999", "NaN", ".inf", "12:30", "A7", "B2", "é" * 40),
    *("2023-02-31", "0000", "9999-12-31", "0001-01-01", "2023-13", "20230101", "99999-01-01", "2023-1-1"),
    *("TWN", "LVA", "twn", "../../etc/passwd", "/dev/zero", "a\0b", "\ud800", UNSEEN, COMMAND, "=1+1", "x" * 5000),
    *(" " * 3000, "(" * 3000, "{verdict} %s {0}", "\r\n\t", "<script>", "| x |", "a\u200cb"),
    *([], {}, [[]], [None], {"": None}, [1, "x", {}], {"level": 2}, {"a": "b"}, ["x"] * 50),
]  # fmt: skip
TOKENS = [
    *(":", "- ", "{", "}", "[", "]", "&a ", "*a", "!!python/object:os.system ", "!x ", "%YAML 1.1\n", "---\n", "...\n", "? "),
    *("|\n", ">\n", '"', "'", "#", "\t", "\n", "\r", "\x00", "\x85", "\u2028", "\ufeff", "\ud7ff", "<<: ", "@", "`", ",", ";"),
    *("1e400", "9" * 5000, "[" * 300, "{a: " * 60, "\\", "\\u0000", "NaN", "::error::x\n", "##[error]x", "\x1b[31m", "=HYPERLINK()"),
]  # fmt: skip


def _value(rng: random.Random) -> Any:
    """A value of its own, that later changes do not share."""
    return copy.deepcopy(rng.choice(VALUES))


def of_data(rng: random.Random, data: Any) -> Any:
    """The data with one to four of its parts changed."""
    data = copy.deepcopy(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        parts = list(_parts(data))
        if not parts:
            return _value(rng)
        parent, key = rng.choice(parts)
        _change(rng, parent, key, parts)
    return data if rng.random() > 0.02 else _value(rng)


def _parts(data: Any) -> Any:
    """Every (collection, key or index) of the data."""
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield data, key
        yield from _parts(data[key])


def _change(rng: random.Random, parent: Any, key: Any, parts: list[Any]) -> None:
    match rng.randrange(8):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, dict):
            parent[
                rng.choice((rng.choice(VALUES[16:40]), f"{key}x", key[:-1] if isinstance(key, str) else "k"))
            ] = parent.pop(key)
        case 2:
            other, where = rng.choice(parts)
            parent[key] = (
                copy.deepcopy(other[where])
                if where in other or (isinstance(other, list) and where < len(other))
                else None
            )
        case 3 if isinstance(parent, list):
            parent.extend(copy.deepcopy(parent[key]) for _ in range(rng.choice((1, 2, 30))))
        case 3:
            parent[str(rng.choice(VALUES))] = _value(rng)
        case 4:
            parent[key] = [parent[key]] if rng.random() < 0.5 else {"level": parent[key]}
        case 5 if isinstance(parent[key], str):
            text = parent[key]
            cut = rng.randrange(len(text) + 1)
            parent[key] = text[:cut] + str(rng.choice(VALUES)) + text[cut:]
        case _:
            parent[key] = _value(rng)


def of_text(rng: random.Random, raw: bytes) -> bytes:
    """The bytes of a text with one to four places changed, or the whole in another form."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        start = rng.randrange(len(raw) + 1)
        end = min(len(raw), start + rng.choice((0, 0, 1, 3, 30, 300)))
        match rng.randrange(8):
            case 0:
                raw = raw[:start] + raw[end:]
            case 1:
                raw = raw[:start] + raw[start:end] * rng.choice((2, 3, 50)) + raw[end:]
            case 2:
                raw = raw[:start] + bytes([rng.randrange(256)]) + raw[start + 1 :]
            case 3:
                lines = raw.split(b"\n")
                rng.shuffle(lines) if rng.random() < 0.2 else lines.insert(
                    rng.randrange(len(lines) + 1), rng.choice(lines)
                )
                raw = b"\n".join(lines)
            case 4 if rng.random() < 0.3:
                raw = _other_form(rng, raw)
            case _:
                raw = raw[:start] + rng.choice(TOKENS).encode("utf-8", "surrogatepass") + raw[end:]
    return raw


def _other_form(rng: random.Random, raw: bytes) -> bytes:
    text = raw.decode("utf-8", "replace")
    forms = (
        lambda: b"\xef\xbb\xbf" + raw,
        lambda: text.encode("utf-16"),
        lambda: text.encode("latin-1", "replace"),
        lambda: raw.replace(b"\n", b"\r\n"),
        lambda: raw.replace(b"\n", b"\r"),
        lambda: raw[: rng.randrange(len(raw) + 1)],
        lambda: raw.replace(b",", b";"),
        lambda: b"",
        lambda: raw * 3,
        lambda: b"<!DOCTYPE html><html>" + raw,
    )
    return rng.choice(forms)()


def of_cells(rng: random.Random, raw: bytes) -> bytes:
    """A table in CSV with cells, rows or columns changed."""
    rows = [line.split(",") for line in raw.decode("utf-8", "replace").split("\n")]
    for _ in range(rng.choice((1, 2, 5))):
        row = rng.choice(rows)
        match rng.randrange(6):
            case 0:
                row.append("x")
            case 1:
                row.pop()
                if not row:
                    row.append("")
            case 2:
                rows.append(list(row))
            case _:
                value = str(
                    rng.choice([*VALUES, "9" * 5000, '"', '"a,b"', "36500", "31 Feb 2020", "32/13/2020"])
                )
                row[rng.randrange(len(row))] = value.replace("\n", " ")
    return "\n".join(",".join(row) for row in rows).encode("utf-8", "surrogatepass")


def of_archive(rng: random.Random, raw: bytes) -> bytes:
    """A workbook with one of its parts changed, left out or blown up."""
    if rng.random() < 0.2:
        return of_text(rng, raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(list(parts))
    match rng.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            parts[name] = (
                b"\0" * rng.choice((10, 10_000_000, 200_000_000)) if rng.random() < 0.05 else b"<x/>"
            )
        case _:
            parts[name] = of_text(rng, parts[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def dumped(rng: random.Random, data: Any) -> bytes:
    """Data as JSON, which is YAML too, with escapes or raw."""
    text = json.dumps(data, ensure_ascii=rng.random() < 0.7, indent=rng.choice((None, 1)), default=str)
    return text.encode("utf-8", "surrogatepass")
