"""JSON read safely: numbers that are finite and short enough, nesting that does not exhaust the reader."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from readiness.documents.place import Place
from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from readiness.documents.place import Text

MAX_DIGITS = 400
"""The most digits of a whole number; no float holds more."""
MAX_PLACED = 1_000_000
"""The longest text in which the places of values are looked for."""


class _NumberRefusedError(ValueError):
    """A number that is none, in the words of the file."""


def parse_json(text: Text) -> Any:
    """The data of a JSON text. Raises InputError."""
    try:
        return json.loads(text.content, parse_int=_whole, parse_float=_finite, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = (error.lineno, error.colno)
        raise InputError(
            [
                Problem(
                    _("this is not JSON: {msg}").format(msg=error.msg),
                    text.name,
                    *place,
                    text.line(error.lineno),
                )
            ]
        ) from None
    except _NumberRefusedError as refused:
        raise InputError([_problem_at(text, str(refused))]) from None
    except RecursionError:
        raise InputError([Problem(_("brackets are nested too deeply to be read"), text.name, 1, 1)]) from None


def value_problem(text: Text, path: tuple[Any, ...], message: str, *, fix: str = "") -> Problem:
    """A problem of the value at a path of a readable JSON text, at its place if the text is short enough to look for it."""
    if len(text.content) <= MAX_PLACED:
        try:
            return (
                Place((text,)).find(path).problem(message, fix=fix)
            )  # JSON is YAML, but for rare escapes and tabs
        except (yaml.YAMLError, RecursionError):
            pass
    return Problem(message, text.name, fix=fix)


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _NumberRefusedError(digits)
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NumberRefusedError(digits)
    return number


def _no_number(word: str) -> NoReturn:
    raise _NumberRefusedError(word)


def _problem_at(text: Text, written: str) -> Problem:
    """The problem of a number, at the first place where it is written."""
    start = re.search(rf'(?<![\w".+-]){re.escape(written)}(?![\w".])', text.content)
    before = text.content[: start.start() if start else 0]
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    shown = written if len(written) <= 20 else _("a number of {count:,} digits").format(count=len(written))
    return Problem(
        _("expected a finite number, found {shown}").format(shown=shown),
        text.name,
        line,
        column,
        text.line(line),
    )
